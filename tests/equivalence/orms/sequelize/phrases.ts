import type { Phrases } from '../../cells.ts';

export const phrases: Phrases = {
  imports: [
    { line: "import { sequelize } from '../db/index.ts';", when: /\bsequelize\b/ },
    { line: "import { User } from '../db/index.ts';", when: /\bUser\b/ },
    { line: "import { Post } from '../db/index.ts';", when: /\bPost\b/ },
  ],
  client: '',
  posts: client => `await Post.findAll({ limit: 100${client === '' ? '' : `, ${client}`} })`,
  user: key => `await User.findByPk(${key})`,
  userByCode: key => `await User.findOne({ where: { ${key} } })`,
  written: key => `await Post.findAll({ where: { authorId: ${key} } })`,
  constant: "await User.findOne({ where: { status: 'old' } })",
  setAge: (key, age) => `User.update({ age: ${age} }, { where: { id: ${key} } })`,
  insert: (client, row) => `User.create(${row}${client === '' ? '' : `, { ${client} }`})`,
  update: (client, key) => `User.update({ status: 'seen' }, { where: { id: ${key} }${client === '' ? '' : `, ${client}`} })`,
  remove: (client, key) => `User.destroy({ where: { id: ${key} }${client === '' ? '' : `, ${client}`} })`,
  setAuthor: author => `Post.update({ authorId: ${author} }, { where: { views: 20 } })`,
  inTransaction: 'transaction',
  transaction: body => `await sequelize.transaction(async transaction => {${body}\n});`,
  counting: {
    first: { total: "User.findAll({ where: { active: true }, order: [['status', 'ASC'], ['id', 'DESC']] })", loose: "User.findAll({ order: ['status'] })" },
    rows: "User.findAll({ where: { status: 'old' } })",
    posts: 'Post.findAll()',
    ordered: "User.findAll({ attributes: ['id'], where: { status }, order: ['name'] })",
    count: "User.count({ where: { status: 'old' } })",
    counts: [{ what: 'a count of all rows', query: 'User.count()', bound: 'found', number: 'found' }],
    together: [
      { what: 'counts by the value of a column', count: value => `User.count({ where: { status: ${value} } })`, conditions: ["'old'", "'seen'", "'new'"], all: 'User.count()' },
      { what: 'counts by a number, with a common condition', count: value => `User.count({ where: { age: ${value}, active: codes.length < 9 } })`, conditions: ['50', '32', '7'], all: '' },
      { what: 'counts by a text of its own', count: value => `User.count({ where: { code: ${value} } })`, conditions: ["'code-1'", "'CODE-2'", "'c7'"], changes: true, all: 'User.count()' },
    ],
  },
  relating: {
    users: 'User.findAll({ limit: 200 })',
    posts: 'Post.findAll({ limit: 100 })',
    unloaded: [
      { what: 'a relation of one', rows: 'Post.findAll()', read: row => `${row}.editor?.name` },
      { what: 'a relation of one of a row', rows: 'Post.findByPk(1)', read: row => `${row}.editor?.name`, one: true },
      { what: 'a relation of many', rows: 'User.findAll()', read: row => `${row}.posts?.length` },
    ],
    unused: { rows: "Post.findAll({ limit: 100, include: ['editor'] })", read: row => `${row}.title`, joined: true },
    many: [{ what: 'rows of many', load: user => `${user}.getPosts()` }],
    one: post => `${post}.getEditor()`,
  },
};
