import type { Phrases } from '../../cells.ts';

export const phrases: Phrases = {
  imports: [
    { line: "import { IsNull, MoreThan } from 'typeorm';", when: /\bMoreThan\b/ },
    { line: "import { dataSource } from '../db/index.ts';", when: /\bdataSource\b/ },
    { line: "import { User } from '../db/index.ts';", when: /\bUser\b/ },
    { line: "import { Post } from '../db/index.ts';", when: /\bPost\b/ },
    { line: "import { users } from '../db/index.ts';", when: /\busers\b/ },
  ],
  client: 'dataSource.manager',
  posts: client => `await ${client}.find(Post, { take: 100 })`,
  user: key => `await users.findOneBy({ id: ${key} })`,
  userByCode: key => `await users.findOne({ where: { ${key} } })`,
  written: key => `await dataSource.manager.find(Post, { where: { authorId: ${key} } })`,
  constant: "await users.findOne({ where: { status: 'old' }, order: { id: 'ASC' } })",
  throwing: "await users.findOneOrFail({ where: { status: 'old' } })",
  setAge: (key, age) => `users.update({ id: ${key} }, { age: ${age} })`,
  insert: (client, row) => `${client}.insert(User, ${row})`,
  update: (client, key) => `${client}.update(User, { id: ${key} }, { status: 'seen' })`,
  remove: (client, key) => `${client}.delete(User, { id: ${key} })`,
  setAuthor: author => `dataSource.manager.update(Post, { views: 20 }, { authorId: ${author} })`,
  inTransaction: 'manager',
  transaction: body => `await dataSource.transaction(async manager => {${body}\n});`,
  counting: {
    first: { total: "users.find({ where: { active: true }, order: { id: 'DESC' } })", loose: "dataSource.manager.find(User, { order: { status: 'ASC' } })" },
    rows: "users.findBy({ status: 'old' })",
    posts: 'dataSource.manager.find(Post)',
    ordered: "users.find({ where: { status }, order: { name: 'ASC' } })",
    count: "users.count({ where: { status: 'old' } })",
    counts: [{ what: 'a count of all rows', query: 'users.count()', bound: 'found', number: 'found' }, { what: 'a count of a builder', query: "users.createQueryBuilder('user').where('user.status = :status', { status: 'old' }).getCount()", bound: 'found', number: 'found' }],
    together: [
      { what: 'counts by the value of a column', count: value => `users.count({ where: { status: ${value} } })`, conditions: ["'old'", "'seen'", "'new'"], all: 'users.count()' },
      { what: 'counts by different conditions', count: condition => `users.countBy({ active: true, ${condition} })`, conditions: ["status: 'old'", 'age: MoreThan(31)', 'age: IsNull()'], all: 'users.countBy({ active: true })' },
      { what: 'counts by a text of its own', count: value => `dataSource.manager.count(User, { where: { name: ${value} } })`, conditions: ["'user 1'", "'USER 3'", "'ann'"], changes: true, all: 'dataSource.manager.count(User)' },
    ],
    tested: [{ what: 'a row', query: "users.findOneBy({ status: 'old' })" }, { what: 'a row by options', query: "dataSource.manager.findOne(User, { where: { status: 'old' } })" }],
  },  relating: {
    users: 'dataSource.manager.find(User, { take: 200 })',
    posts: 'dataSource.manager.find(Post, { take: 100 })',
    unloaded: [
      { what: 'a relation of one', rows: 'dataSource.manager.find(Post)', read: row => `${row}.editor?.name` },
      { what: 'a relation of one of a row', rows: 'dataSource.getRepository(Post).findOneBy({ views: 10 })', read: row => `${row}.editor?.name`, one: true },
      { what: 'a relation of one of a builder', rows: "dataSource.getRepository(Post).createQueryBuilder('post').getMany()", read: row => `${row}.editor?.name` },
    ],
    unused: { rows: 'dataSource.manager.find(Post, { take: 100, relations: { editor: true } })', read: row => `${row}.title`, joined: true },
    many: [{ what: 'a lazy relation', load: user => `${user}.posts` }],
  },
};
