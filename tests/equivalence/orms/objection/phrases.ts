import type { Phrases } from '../../cells.ts';

export const phrases: Phrases = {
  imports: [{ line: "import { User } from '../db/index.ts';", when: /\bUser\b/ }, { line: "import { Post } from '../db/index.ts';", when: /\bPost\b/ }],
  client: '',
  posts: client => `await Post.query(${client}).limit(100)`,
  user: key => `await User.query().findById(${key})`,
  written: key => `await Post.query().where('authorId', ${key})`,
  constant: "await User.query().findOne({ status: 'old' })",
  throwing: "await User.query().findOne({ status: 'old' }).throwIfNotFound()",
  setAge: (key, age) => `User.query().findById(${key}).patch({ age: ${age} })`,
  update: (client, key) => `User.query(${client}).findById(${key}).patch({ status: 'seen' })`,
  remove: (client, key) => `User.query(${client}).deleteById(${key})`,
  inTransaction: 'trx',
  transaction: body => `await User.transaction(async trx => {${body}\n});`,
  counting: {
    first: { total: "User.query().where('active', true).orderBy('id', 'desc')", loose: "User.query().orderBy('status')" },
    rows: "User.query().where('status', 'old')",
    posts: 'Post.query()',
    ordered: "User.query().where({ status }).select('id').orderBy('name')",
    count: "User.query().where('status', 'old').resultSize()",
    together: [
      { what: 'counts by the value of a column', count: value => `User.query().where({ status: ${value} }).resultSize()`, conditions: ["'old'", "'seen'", "'new'"], all: 'User.query().resultSize()' },
      { what: 'counts by different conditions', count: condition => `User.query().where('id', '>', 1).where(${condition}).resultSize()`, conditions: ["{ status: 'old', active: true }", "'age', '>', 31).whereNotNull('name'", "'age', '<', 31"], all: "User.query().where('id', '>', 1).resultSize()" },
    ],
  },
};
