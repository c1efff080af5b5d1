import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, IsNull, Repository } from 'typeorm';

import { Book } from '../books/book.entity';
import { Loan } from './loan.entity';

@Injectable()
export class LoansService {
  constructor(
    @InjectRepository(Loan) private readonly loans: Repository<Loan>,
    private readonly dataSource: DataSource,
  ) {}

  open() {
    return this.loans.find({ where: { returnedAt: IsNull() } });
  }

  lend(memberId: string, bookIds: string[]) {
    return this.dataSource.transaction(async manager => {
      for (const bookId of bookIds) {
        await manager.findOneByOrFail(Book, { id: bookId });
        await manager.insert(Loan, { bookId, memberId });
      }
    });
  }

  /** What was lent last by each member, with a builder that grows by statements. */
  async latest(memberIds: string[], onlyOpen: boolean) {
    const latest: (Loan | null)[] = [];
    for (const memberId of memberIds) {
      let query = this.loans.createQueryBuilder('loan').where('loan.memberId = :memberId', { memberId });
      if (onlyOpen) query = query.andWhere('loan.returnedAt IS NULL');
      latest.push(await query.orderBy('loan.id', 'DESC').getOne());
    }
    return latest;
  }
}
