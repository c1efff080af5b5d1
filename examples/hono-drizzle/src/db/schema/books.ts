import { relations } from 'drizzle-orm';
import { integer, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core';

import { members } from './members.js';

export const books = pgTable(
  'books',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    isbn: text('isbn').notNull(),
    branch: text('branch').notNull(),
    title: text('title').notNull(),
    copies: integer('copies').notNull().default(1),
  },
  table => [unique().on(table.isbn, table.branch)],
);

export const loans = pgTable('loans', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  bookId: integer('book_id').notNull().references(() => books.id),
  memberId: integer('member_id').notNull().references(() => members.id),
  dueAt: timestamp('due_at').notNull(),
  returnedAt: timestamp('returned_at'),
});

export const loansRelations = relations(loans, ({ one }) => ({
  book: one(books, { fields: [loans.bookId], references: [books.id] }),
  member: one(members, { fields: [loans.memberId], references: [members.id] }),
}));
