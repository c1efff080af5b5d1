import { Injectable } from '@nestjs/common';

import { BookRepository } from './book.repository';

@Injectable()
export class BooksService {
  constructor(private readonly books: BookRepository) {}

  async copies(isbns: string[]) {
    const copies = new Map<string, number>();
    for (const isbn of isbns) copies.set(isbn, (await this.books.byIsbn(isbn)).length);
    return copies;
  }

  async perShelf(shelfIds: string[]) {
    return Promise.all(shelfIds.map(shelfId => this.books.countBy({ shelfId })));
  }
}
