import type { Programs } from './programs.ts';

/** Objection. */
export const objection: Programs = {
  dependency: 'objection',
  head: `import { Model } from 'objection';

class Post extends Model {
  static tableName = 'posts';
}
`,
  loops: {
    'reads one row by its key': 'Post.query().findById(post.id)',
    'reads the rows of a parent': "Post.query().where('authorId', post.authorId).orderBy('id', 'desc')",
    'reads the first row of a parent': "Post.query().where('authorId', post.authorId).orderBy('id', 'desc').first()",
    'counts the rows of a parent': "Post.query().where('authorId', post.authorId).resultSize()",
    'sums a column over the rows of a parent': "Post.query().where('authorId', post.authorId).sum('views')",
    'writes a new row': 'Post.query().insert({ title: post.title, authorId: post.authorId })',
    'changes a row, always in the same way': 'Post.query().findById(post.id).patch({ views: 0 })',
    'changes a row to the values of the element': 'Post.query().findById(post.id).patch({ title: post.title })',
    'writes a row or changes it': "Post.query().insert({ id: post.id, title: post.title }).onConflict('id').merge()",
    'deletes a row by its key': 'Post.query().deleteById(post.id)',
    'reads by a statement': { none: 'statements go through Knex' },
    'writes by a statement': { none: 'statements go through Knex' },
  },
  tree: "Post.query().where('parentId', id)",
};
