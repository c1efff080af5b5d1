import { Injectable } from '@nestjs/common';
import { DataSource, Repository } from 'typeorm';

import { Book } from './book.entity';

@Injectable()
export class BookRepository extends Repository<Book> {
  constructor(dataSource: DataSource) {
    super(Book, dataSource.createEntityManager());
  }

  byIsbn(isbn: string, copy?: number) {
    const query = this.createQueryBuilder('book');
    query.where('book.isbn = :isbn', { isbn });
    if (copy !== undefined) query.andWhere('book.copy = :copy', { copy });
    return query.getMany();
  }
}
