import { Injectable } from '@nestjs/common';

import { PrismaService } from '../prisma/prisma.service';

@Injectable()
export class UsersRepository {
  constructor(private readonly prisma: PrismaService) {}

  findByEmail(email: string) {
    return this.prisma.user.findFirst({ where: { email } });
  }

  findByIds(ids: number[]) {
    return this.prisma.user.findMany({ where: { id: { in: ids } } });
  }

  findById(id: number) {
    return this.prisma.user.findUnique({ where: { id } });
  }

  /** Every user, a page at a time. */
  async *pages(size = 500) {
    let cursor: number | undefined;
    for (;;) {
      const page = await this.prisma.user.findMany({
        take: size,
        orderBy: { id: 'asc' },
        ...(cursor === undefined ? {} : { skip: 1, cursor: { id: cursor } }),
      });
      if (page.length === 0) return;
      yield page;
      cursor = page.at(-1)!.id;
    }
  }
}
