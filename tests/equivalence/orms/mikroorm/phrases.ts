import type { Phrases } from '../../cells.ts';

export const phrases: Phrases = {
  imports: [
    { line: "import type { EntityManager } from '@mikro-orm/core';" },
    { line: "import { User } from '../db/index.ts';", when: /\bUser\b/ },
    { line: "import { Post } from '../db/index.ts';", when: /\bPost\b/ },
  ],
  parameters: 'em: EntityManager',
  client: 'em',
  posts: client => `await ${client}.find(Post, {}, { limit: 100 })`,
  user: key => (key === 'id' ? 'await em.findOne(User, { id })' : `await em.findOne(User, ${key})`),
  userByCode: key => `await em.findOne(User, { ${key} })`,
  written: key => `await em.find(Post, { authorId: ${key} })`,
  constant: "await em.findOne(User, { status: 'old' })",
  throwing: "await em.findOneOrFail(User, { status: 'old' })",
  setAge: (key, age) => `em.nativeUpdate(User, { id: ${key} }, { age: ${age} })`,
  insert: (client, row) => `${client}.insert(User, ${row})`,
  update: (client, key) => `${client}.nativeUpdate(User, { id: ${key} }, { status: 'seen' })`,
  remove: (client, key) => `${client}.nativeDelete(User, { id: ${key} })`,
  setAuthor: author => `em.nativeUpdate(Post, { views: 20 }, { author: ${author} })`,
  inTransaction: 'tx',
  transaction: body => `await em.transactional(async tx => {${body}\n});`,
  counting: {
    first: { total: "em.find(User, { active: true }, { orderBy: { id: 'desc' } })", loose: "em.find(User, {}, { orderBy: { status: 'asc' } })" },
    rows: "em.find(User, { status: 'old' })",
    posts: 'em.find(Post, {})',
    ordered: "em.find(User, { status }, { orderBy: { name: 'asc' } })",
    count: "em.count(User, { status: 'old' })",
    counts: [{ what: 'a count of all rows', query: 'em.count(User, {})', bound: 'found', number: 'found' }],
    together: [
      { what: 'counts by the value of a column', count: value => `em.count(User, { status: ${value} })`, conditions: ["'old'", "'seen'", "'new'"], all: 'em.count(User)' },
      { what: 'counts by a number, with a common condition', count: value => `em.count(User, { age: ${value}, active: codes.length < 9 })`, conditions: ['50', '32', '7'], all: '' },
      { what: 'counts by a text of its own', count: value => `em.count(User, { code: ${value} })`, conditions: ["'code-1'", "'CODE-2'", "'c7'"], changes: true, all: 'em.count(User)' },
    ],
  },
  relating: {
    users: 'em.find(User, {}, { limit: 200 })',
    posts: 'em.find(Post, {}, { limit: 100 })',
    unloaded: [
      { what: 'a relation of one', rows: 'em.find(Post, {})', read: row => `${row}.author?.name` },
      { what: 'a relation of one of a row', rows: 'em.findOne(Post, { views: 10 })', read: row => `${row}.author?.name`, one: true },
    ],
    unused: { rows: "em.find(Post, {}, { limit: 100, populate: ['author'] })", read: row => `${row}.title`, joined: true },
    many: [{ what: 'rows of many', load: user => `${user}.posts.loadItems()` }],
    one: post => `${post}.editor.load()`,
    filled: { many: user => `${user}.posts.init()`, read: user => `${user}.posts.getItems().map(each => each.title).join()` },
  },
};
