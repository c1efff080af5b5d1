import { createClient } from '@libsql/client';
import { relations } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/libsql';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const users = sqliteTable('User', {
  id: integer().primaryKey(),
  code: text().notNull().unique(),
  name: text(),
  age: integer(),
  active: integer({ mode: 'boolean' }).notNull().default(true),
  status: text().notNull().default('new'),
});

export const posts = sqliteTable('Post', {
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

const client = createClient({ url: `file:${process.env['LAB_SQLITE'] ?? ''}` });

export const db = drizzle(client, { schema: { users, posts, userRelations, postRelations } });

export const close = async (): Promise<void> => { client.close(); };
