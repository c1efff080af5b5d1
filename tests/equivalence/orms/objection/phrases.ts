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
  setAuthor: author => `Post.query().patch({ authorId: ${author} }).where('views', 20)`,
  inTransaction: 'trx',
  transaction: body => `await User.transaction(async trx => {${body}\n});`,
  counting: {
    first: { total: "User.query().where('active', true).orderBy('id', 'desc')", loose: "User.query().orderBy('status')" },
    rows: "User.query().where('status', 'old')",
    posts: 'Post.query()',
    ordered: "User.query().where({ status }).select('id').orderBy('name')",
    count: "User.query().where('status', 'old').resultSize()",
    counts: [{ what: 'a count of all rows', query: 'User.query().resultSize()', bound: 'found', number: 'found' }],
    together: [
      { what: 'counts by the value of a column', count: value => `User.query().where({ status: ${value} }).resultSize()`, conditions: ["'old'", "'seen'", "'new'"], all: 'User.query().resultSize()' },
      { what: 'counts by different conditions', count: condition => `User.query().where('id', '>', 1).where(${condition}).resultSize()`, conditions: ["{ status: 'old', active: true }", "'age', '>', 31).whereNotNull('name'", "'age', '<', 31"], all: "User.query().where('id', '>', 1).resultSize()" },
    ],
  },
  relating: {
    users: 'User.query().limit(200)',
    posts: 'Post.query().limit(100)',
    unloaded: [
      { what: 'a relation of one', rows: 'Post.query()', read: row => `${row}.editor?.name` },
      { what: 'a relation of one of a row', rows: 'Post.query().findById(1)', read: row => `${row}.editor?.name`, one: true },
    ],
    unused: { rows: "Post.query().limit(100).withGraphFetched('editor')", read: row => `${row}.title` },
    many: [{ what: 'rows of many', load: user => `${user}.$relatedQuery('posts')` }],
    one: post => `${post}.$relatedQuery('editor')`,
    filled: { many: user => `${user}.$fetchGraph('posts')`, read: user => `${user}.posts!.map(each => each.title).join()`, one: post => `${post}.$fetchGraph('editor')`, chosen: ["User.query().select('id', 'name').limit(200)", "Post.query().select('id', 'editorId').limit(100)"] },
  },
};
