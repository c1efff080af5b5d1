import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';

import { PrismaService } from '../prisma/prisma.service';
import { UsersRepository } from '../users/users.repository';

const STATUSES = ['open', 'confirmed', 'shipped'] as const;

@Injectable()
export class ReportsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly users: UsersRepository,
  ) {}

  @Cron('0 3 1 * *')
  async monthly() {
    for await (const page of this.users.pages()) {
      const totals = await this.prisma.order.groupBy({
        by: ['userId'],
        where: { userId: { in: page.map(user => user.id) } },
        _sum: { total: true },
      });
      const byUser = new Map(totals.map(row => [row.userId, row._sum.total]));
      await this.prisma.auditEntry.createMany({ data: page.map(user => ({ text: `${user.email}: ${byUser.get(user.id) ?? 0}` })) });
    }
  }

  async byStatus() {
    const counts: Record<string, number> = {};
    for (const status of STATUSES) {
      counts[status] = await this.prisma.order.count({ where: { status } });
    }
    return counts;
  }

  async perPlan(plans: string[]) {
    const rows = await Promise.all(
      plans.map(async plan => {
        const users = await this.prisma.user.count({ where: { plan } });
        return { plan, users };
      }),
    );
    return rows;
  }
}
