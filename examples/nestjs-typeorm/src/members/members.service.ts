import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';

import { CrudService } from '../common/crud.service';
import { Member } from './member.entity';

@Injectable()
export class MembersService extends CrudService<Member> {
  constructor(@InjectRepository(Member) repository: Repository<Member>) {
    super(repository);
  }

  /** One query per member, behind the base class. */
  async removeAll(ids: string[]) {
    for (const id of ids) await this.remove(id);
  }

  async import(emails: string[]) {
    return Promise.all(emails.map(email => this.repository.save(this.repository.create({ email }))));
  }

  /** A value of its own for each row. */
  async fine(fines: Map<string, number>) {
    for (const [id, amount] of fines) await this.repository.update(id, { fines: amount });
  }

  /** One query for all. */
  forgive(ids: string[]) {
    return this.repository.update({ id: In(ids) }, { fines: 0 });
  }
}
