import { relations } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { boolean, char, integer, pgTable, text } from 'drizzle-orm/pg-core';
import pg from 'pg';

export const users = pgTable('User', {
  id: integer().primaryKey(),
  code: char({ length: 6 }).notNull().unique(),
  name: text(),
  age: integer(),
  active: boolean().notNull().default(true),
  status: text().notNull().default('new'),
});

export const posts = pgTable('Post', {
  id: integer().primaryKey(),
  title: text().notNull(),
  views: integer().notNull().default(0),
  authorId: integer(),
  editorId: integer().notNull(),
});

export const userRelations = relations(users, ({ many }) => ({ posts: many(posts, { relationName: 'author' }) }));
export const postRelations = relations(posts, ({ one }) => ({
  author: one(users, { fields: [posts.authorId], references: [users.id], relationName: 'author' }),
  editor: one(users, { fields: [posts.editorId], references: [users.id], relationName: 'editor' }),
}));

const client = new pg.Pool({ connectionString: process.env['LAB_POSTGRES'] ?? '', max: 1 });

export const db = drizzle(client, { schema: { users, posts, userRelations, postRelations } });

export const close = async (): Promise<void> => { await client.end(); };
