import type { Programs } from './programs.ts';

/** Kysely. */
export const kysely: Programs = {
  dependency: 'kysely',
  head: `import { type Generated, Kysely, PostgresDialect, sql } from 'kysely';

interface DB {
  posts: { id: Generated<number>; title: string; views: number; authorId: number; parentId: number | null };
}
const db = new Kysely<DB>({ dialect: new PostgresDialect({}) });
`,
  loops: {
    'reads one row by its key': "db.selectFrom('posts').selectAll().where('id', '=', post.id).executeTakeFirst()",
    'reads the rows of a parent': "db.selectFrom('posts').selectAll().where('authorId', '=', post.authorId).orderBy('id', 'desc').execute()",
    'reads the first row of a parent': "db.selectFrom('posts').selectAll().where('authorId', '=', post.authorId).orderBy('id', 'desc').limit(1).executeTakeFirst()",
    'counts the rows of a parent': "db.selectFrom('posts').select(eb => eb.fn.countAll().as('n')).where('authorId', '=', post.authorId).executeTakeFirst()",
    'sums a column over the rows of a parent': "db.selectFrom('posts').select(eb => eb.fn.sum('views').as('views')).where('authorId', '=', post.authorId).executeTakeFirst()",
    'writes a new row': "db.insertInto('posts').values({ title: post.title, authorId: post.authorId }).execute()",
    'changes a row, always in the same way': "db.updateTable('posts').set({ views: 0 }).where('id', '=', post.id).execute()",
    'changes a row to the values of the element': "db.updateTable('posts').set({ title: post.title }).where('id', '=', post.id).execute()",
    'writes a row or changes it': "db.insertInto('posts').values({ id: post.id, title: post.title }).onConflict(oc => oc.column('id').doUpdateSet({ title: post.title })).execute()",
    'deletes a row by its key': "db.deleteFrom('posts').where('id', '=', post.id).execute()",
    'reads by a statement': 'sql`SELECT * FROM posts WHERE id = ${post.id}`.execute(db)',
    'writes by a statement': 'sql`UPDATE posts SET views = 0 WHERE id = ${post.id}`.execute(db)',
  },
  tree: "db.selectFrom('posts').selectAll().where('parentId', '=', id).execute()",
};
