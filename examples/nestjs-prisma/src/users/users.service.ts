import { Injectable } from '@nestjs/common';
import type { User } from '@prisma/client';

import { CrudService } from '../common/crud.service';
import { PrismaService } from '../prisma/prisma.service';
import { UsersRepository } from './users.repository';

@Injectable()
export class UsersService extends CrudService<User> {
  protected readonly delegate = this.prisma.user;

  constructor(
    private readonly prisma: PrismaService,
    private readonly repository: UsersRepository,
  ) {
    super();
  }

  /** The profiles that a page of the back office shows. */
  async profiles(ids: number[]) {
    const profiles = [];
    for (const id of ids) {
      profiles.push(await this.findOne(id));
    }
    return profiles;
  }

  async invite(emails: string[]) {
    const known = await Promise.all(emails.map(email => this.repository.findByEmail(email)));
    return known.filter(user => user !== null);
  }

  async names(ids: number[]) {
    const users = await this.repository.findByIds(ids);
    const byId = new Map(users.map(user => [user.id, user]));
    return ids.map(id => byId.get(id)?.name ?? 'unknown');
  }

  /** Calls of one tick: Prisma sends one query. */
  async avatars(ids: number[]) {
    const users = await Promise.all(ids.map(id => this.repository.findById(id)));
    return users.map(user => user?.email);
  }
}
