import type { Programs } from './programs.ts';

/** Knex. */
export const knex: Programs = {
  dependency: 'knex',
  head: `import createClient from 'knex';

const db = createClient({ client: 'pg' });
`,
  loops: {
    'reads one row by its key': "db('posts').where({ id: post.id }).first()",
    'reads the rows of a parent': "db('posts').where('authorId', post.authorId).orderBy('id', 'desc')",
    'reads the first row of a parent': "db('posts').where('authorId', post.authorId).orderBy('id', 'desc').first()",
    'counts the rows of a parent': "db('posts').where('authorId', post.authorId).count('* as n')",
    'sums a column over the rows of a parent': "db('posts').where('authorId', post.authorId).sum('views as views')",
    'writes a new row': "db('posts').insert({ title: post.title, authorId: post.authorId })",
    'changes a row, always in the same way': "db('posts').where({ id: post.id }).update({ views: 0 })",
    'changes a row to the values of the element': "db('posts').where({ id: post.id }).update({ title: post.title })",
    'writes a row or changes it': "db('posts').insert({ id: post.id, title: post.title }).onConflict('id').merge()",
    'deletes a row by its key': "db('posts').where({ id: post.id }).del()",
    'reads by a statement': "db.raw('SELECT * FROM posts WHERE id = ?', [post.id])",
    'writes by a statement': "db.raw('UPDATE posts SET views = 0 WHERE id = ?', [post.id])",
  },
  tree: "db('posts').where('parentId', id)",
};
