import { describe } from 'vitest';

import { checkFollowUps, type Around } from './harness.ts';

const around: Around = {
  files: {
    'package.json': JSON.stringify({ name: 'app', dependencies: { 'drizzle-orm': '1.0.0', lodash: '4.0.0' } }),
    'drizzle.config.ts': "export default { schema: './src/schema.ts', dialect: 'postgresql' };",
    'src/schema.ts': `
      import { integer, pgTable, serial, text } from 'drizzle-orm/pg-core';
      import { relations } from 'drizzle-orm';
      export const users = pgTable('users', { id: serial('id').primaryKey(), email: text('email').unique() });
      export const posts = pgTable('posts', { id: serial('id').primaryKey(), title: text('title'), authorId: integer('author_id') });
      export const usersRelations = relations(users, ({ many }) => ({ posts: many(posts) }));
      export const postsRelations = relations(posts, ({ one }) => ({ author: one(users, { fields: [posts.authorId], references: [users.id] }) }));`,
  },
  head: "import { asc, eq, inArray } from 'drizzle-orm';\nimport { uniq } from 'lodash';\nimport { drizzle } from 'drizzle-orm/node-postgres';\nimport * as schema from './schema';\nimport { posts, users } from './schema';\nconst db = drizzle('', { schema });",
};

/** A list of posts, and the users that a list of keys leads to. */
const users = (keys: string, more = ''): string => `const all = await db.query.posts.findMany();\n${keys}\nconst authors = await db.select().from(users).where(inArray(users.id, ids))${more};\nreturn { all, authors };`;

describe('keys of a list', () => {
  checkFollowUps(around, [
    ['of all rows', users('const ids = all.map(post => post.authorId);'), ['related db.select().from(users) authorId']],
    ['without their repetitions', users('const ids = [...new Set(all.map(post => post.authorId))];'), ['related db.select().from(users) authorId']],
    ['without their repetitions, by a package', users('const ids = uniq(all.map(post => post.authorId));'), ['related db.select().from(users) authorId']],
    ['without those that are missing', users('const ids = all.map(post => post.authorId).filter(Boolean);'), ['related db.select().from(users) authorId']],
    ['silent: of some rows', users('const ids = all.filter(post => post.title === me.title).map(post => post.authorId);'), []],
    ['silent: of others as well', users('const ids = [...all.map(post => post.authorId), me.id];'), []],
    ['silent: in an order over the rows of all', users('const ids = all.map(post => post.authorId);', '.orderBy(asc(users.email))'), []],
  ]);
});
