import type { Programs } from './programs.ts';

const NONE = { none: 'it is a statement like any other' };

/** The driver `pg`. */
export const pg: Programs = {
  dependency: 'pg',
  head: `import { Pool } from 'pg';

const pool = new Pool();
`,
  loops: {
    'reads one row by its key': "pool.query('SELECT * FROM posts WHERE id = $1', [post.id])",
    'reads the rows of a parent': "pool.query('SELECT * FROM posts WHERE author_id = $1 ORDER BY id DESC', [post.authorId])",
    'reads the first row of a parent': "pool.query('SELECT * FROM posts WHERE author_id = $1 ORDER BY id DESC LIMIT 1', [post.authorId])",
    'counts the rows of a parent': "pool.query('SELECT count(*) FROM posts WHERE author_id = $1', [post.authorId])",
    'sums a column over the rows of a parent': "pool.query('SELECT sum(views) FROM posts WHERE author_id = $1', [post.authorId])",
    'writes a new row': "pool.query('INSERT INTO posts (title, author_id) VALUES ($1, $2)', [post.title, post.authorId])",
    'changes a row, always in the same way': "pool.query('UPDATE posts SET views = 0 WHERE id = $1', [post.id])",
    'changes a row to the values of the element': "pool.query('UPDATE posts SET title = $1 WHERE id = $2', [post.title, post.id])",
    'writes a row or changes it': "pool.query('INSERT INTO posts (id, title) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET title = excluded.title', [post.id, post.title])",
    'deletes a row by its key': "pool.query('DELETE FROM posts WHERE id = $1', [post.id])",
    'reads by a statement': NONE,
    'writes by a statement': NONE,
  },
  tree: "pool.query('SELECT * FROM posts WHERE parent_id = $1', [id]).then(({ rows }) => rows)",
};

/** The driver `mongodb`. */
export const mongodb: Programs = {
  dependency: 'mongodb',
  head: `import { MongoClient } from 'mongodb';

const table = new MongoClient(process.env.MONGO_URL).db('blog').collection('posts');
`,
  loops: {
    'reads one row by its key': 'table.findOne({ _id: post.id })',
    'reads the rows of a parent': 'table.find({ authorId: post.authorId }).sort({ _id: -1 }).toArray()',
    'reads the first row of a parent': 'table.findOne({ authorId: post.authorId }, { sort: { _id: -1 } })',
    'counts the rows of a parent': 'table.countDocuments({ authorId: post.authorId })',
    'sums a column over the rows of a parent': "table.aggregate([{ $match: { authorId: post.authorId } }, { $group: { _id: null, views: { $sum: '$views' } } }]).toArray()",
    'writes a new row': 'table.insertOne({ title: post.title, authorId: post.authorId })',
    'changes a row, always in the same way': 'table.updateOne({ _id: post.id }, { $set: { views: 0 } })',
    'changes a row to the values of the element': 'table.updateOne({ _id: post.id }, { $set: { title: post.title } })',
    'writes a row or changes it': 'table.updateOne({ _id: post.id }, { $set: { title: post.title } }, { upsert: true })',
    'deletes a row by its key': 'table.deleteOne({ _id: post.id })',
    'reads by a statement': { none: 'MongoDB has no statements' },
    'writes by a statement': { none: 'MongoDB has no statements' },
  },
  tree: 'table.find({ parentId: id }).toArray()',
};
