import type { Programs } from './programs.ts';

/** Drizzle. */
export const drizzle: Programs = {
  dependency: 'drizzle-orm',
  files: {
    'src/schema.ts': `import { integer, pgTable, serial, text } from 'drizzle-orm/pg-core';

export const posts = pgTable('posts', { id: serial('id').primaryKey(), title: text('title'), views: integer('views'), authorId: integer('author_id'), parentId: integer('parent_id') });
`,
  },
  head: `import { desc, eq, sql, sum } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import * as schema from './schema';
import { posts } from './schema';

const db = drizzle(process.env.DATABASE_URL, { schema });
`,
  loops: {
    'reads one row by its key': 'db.query.posts.findFirst({ where: eq(posts.id, post.id) })',
    'reads the rows of a parent': 'db.select().from(posts).where(eq(posts.authorId, post.authorId)).orderBy(desc(posts.id))',
    'reads the first row of a parent': 'db.select().from(posts).where(eq(posts.authorId, post.authorId)).orderBy(desc(posts.id)).limit(1)',
    'counts the rows of a parent': 'db.$count(posts, eq(posts.authorId, post.authorId))',
    'sums a column over the rows of a parent': 'db.select({ views: sum(posts.views) }).from(posts).where(eq(posts.authorId, post.authorId))',
    'writes a new row': 'db.insert(posts).values({ title: post.title, authorId: post.authorId })',
    'changes a row, always in the same way': 'db.update(posts).set({ views: 0 }).where(eq(posts.id, post.id))',
    'changes a row to the values of the element': 'db.update(posts).set({ title: post.title }).where(eq(posts.id, post.id))',
    'writes a row or changes it': 'db.insert(posts).values({ id: post.id, title: post.title }).onConflictDoUpdate({ target: posts.id, set: { title: post.title } })',
    'deletes a row by its key': 'db.delete(posts).where(eq(posts.id, post.id))',
    'reads by a statement': 'db.execute(sql`SELECT * FROM posts WHERE id = ${post.id}`)',
    'writes by a statement': 'db.execute(sql`UPDATE posts SET views = 0 WHERE id = ${post.id}`)',
  },
  tree: 'db.select().from(posts).where(eq(posts.parentId, id))',
};
