import { and, eq, sql } from 'drizzle-orm';

import type { Database } from '../db/client.js';
import { books } from '../db/schema/index.js';

export type NewBook = typeof books.$inferInsert;

export class Catalogue {
  readonly #byIsbn;

  constructor(private readonly db: Database) {
    this.#byIsbn = db.select().from(books).where(eq(books.isbn, sql.placeholder('isbn'))).prepare('books_by_isbn');
  }

  /** One statement for each book. */
  async import(rows: readonly NewBook[]) {
    for (const row of rows) {
      await this.db.insert(books).values(row).onConflictDoUpdate({ target: [books.isbn, books.branch], set: { title: row.title } });
    }
  }

  /** A thousand rows a statement. */
  async importAll(rows: readonly NewBook[]) {
    for (let at = 0; at < rows.length; at += 1000) await this.db.insert(books).values(rows.slice(at, at + 1000)).onConflictDoNothing();
  }

  async recount(counted: readonly { id: number; copies: number }[]) {
    for (const { id, copies } of counted) await this.db.update(books).set({ copies }).where(eq(books.id, id));
  }

  async copiesIn(branch: string, isbns: readonly string[]) {
    const found = new Map<string, number>();
    for (const isbn of isbns) {
      const [book] = await this.db.select().from(books).where(and(eq(books.isbn, isbn), eq(books.branch, branch)));
      found.set(isbn, book?.copies ?? 0);
    }
    return found;
  }

  editions(isbns: readonly string[]) {
    return Promise.all(isbns.map(isbn => this.#byIsbn.execute({ isbn })));
  }
}
