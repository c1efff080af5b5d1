import { describe, expect, it } from 'vitest';

import { BUILDERS, HEAD, ORMS } from '../relations/orms.ts';
import { followUpsOf, type Around } from './harness.ts';

/** The expressions of one ORM that are waited for; `by` are keys, `tx` what a transaction hands out. */
type Queries = {
  readonly around: { readonly files: Around['files']; readonly head: string };
  readonly user: (key: string, by?: string) => string;
  readonly userNamed: (name: string) => string;
  /** With its posts; missing where rows have no relations. */
  readonly withPosts?: (key: string) => string;
  readonly post: (key: string) => string;
  readonly posts: (author: string, by?: string) => string;
  readonly page: (author: string) => string;
  readonly locked: (key: string) => string;
  readonly write: string;
  readonly transaction: (body: string) => string;
  /** The client inside of a transaction, or the option that names it. */
  readonly tx: string;
};

/** What is reported in a program, or why the ORM has no such report. */
type Cell = string | { readonly none: string };

type Bullets = Readonly<Record<'children' | 'parent' | 'afterQuestion' | 'sameTransaction' | 'keyOnly' | 'again' | 'crossFile' | 'loaded', Cell>>;

const MULTIPLIES = { none: 'a join repeats the parent for each of its children, and rows have no relations' };
const POPULATES = { none: '`populate` sends the second query itself' };

const ALL: Readonly<Record<string, { readonly queries: Queries; readonly reports: Bullets }>> = {
  Prisma: {
    queries: {
      around: BUILDERS.Prisma,
      user: (key, by = 'prisma') => `${by}.user.findUnique({ where: { id: ${key} } })`,
      userNamed: name => `prisma.user.findUnique({ where: { name: ${name} } })`,
      withPosts: key => `prisma.user.findUnique({ where: { id: ${key} }, include: { posts: true } })`,
      post: key => `prisma.post.findUnique({ where: { id: ${key} } })`,
      posts: (author, by = 'prisma') => `${by}.post.findMany({ where: { authorId: ${author} } })`,
      page: author => `prisma.post.findMany({ where: { authorId: ${author} }, skip: me.skip, take: 10 })`,
      locked: key => `prisma.user.findUnique({ where: { id: ${key} }, lock: 'update' } as any)`,
      write: 'prisma.post.create({ data: { id: 1, title: me.title, authorId: 1 } })',
      transaction: body => `prisma.$transaction(async tx => {\n${body}\n})`,
      tx: 'tx',
    },
    reports: { children: 'related user.id', parent: 'related post.authorId', afterQuestion: 'related user.id', sameTransaction: 'related user.id', keyOnly: 'filtered user.id', again: 'again id', crossFile: 'related user.id', loaded: 'related user.id' },
  },
  TypeORM: {
    queries: {
      around: ORMS['TypeORM']!,
      user: (key, by = 'users') => (by === 'users' ? `users.findOneBy({ id: ${key} })` : `${by}.findOneBy(User, { id: ${key} })`),
      userNamed: name => `users.findOneBy({ name: ${name} })`,
      withPosts: key => `users.findOne({ where: { id: ${key} }, relations: { posts: true } })`,
      post: key => `posts.findOneBy({ id: ${key} })`,
      posts: (author, by = 'posts') => (by === 'posts' ? `posts.findBy({ authorId: ${author} })` : `${by}.findBy(Post, { authorId: ${author} })`),
      page: author => `posts.find({ where: { authorId: ${author} }, skip: me.skip, take: 10 })`,
      locked: key => `users.findOne({ where: { id: ${key} }, lock: { mode: 'pessimistic_write' } })`,
      write: 'posts.insert({ title: me.title, authorId: 1 })',
      transaction: body => `manager.transaction(async tx => {\n${body}\n})`,
      tx: 'tx',
    },
    reports: { children: 'related user.id', parent: 'related post.authorId', afterQuestion: 'related user.id', sameTransaction: 'related user.id', keyOnly: 'filtered user.id', again: 'again id', crossFile: 'related user.id', loaded: 'related user.id' },
  },
  Sequelize: {
    queries: {
      around: ORMS['Sequelize']!,
      user: (key, by = '') => `User.findByPk(${key}${by && `, { transaction: ${by} }`})`,
      userNamed: name => `User.findOne({ where: { name: ${name} } })`,
      withPosts: key => `User.findByPk(${key}, { include: ['posts'] })`,
      post: key => `Post.findByPk(${key})`,
      posts: (author, by = '') => `Post.findAll({ where: { authorId: ${author} }${by && `, transaction: ${by}`} })`,
      page: author => `Post.findAll({ where: { authorId: ${author} }, offset: me.skip, limit: 10 })`,
      locked: key => `User.findByPk(${key}, { lock: true })`,
      write: 'Post.create({ title: me.title, authorId: 1 })',
      transaction: body => `sequelize.transaction(async tx => {\n${body}\n})`,
      tx: 'tx',
    },
    reports: { children: 'related user.id', parent: 'related post.authorId', afterQuestion: 'related user.id', sameTransaction: 'related user.id', keyOnly: 'filtered user.id', again: 'again id', crossFile: 'related user.id', loaded: 'related user.id' },
  },
  MikroORM: {
    queries: {
      around: ORMS['MikroORM']!,
      user: (key, by = 'em') => `${by}.findOne(User, ${key})`,
      userNamed: name => `em.findOne(User, { name: ${name} })`,
      withPosts: key => `em.findOne(User, ${key}, { populate: ['posts'] })`,
      post: key => `em.findOne(Post, ${key})`,
      posts: (author, by = 'em') => `${by}.find(Post, { author: ${author} })`,
      page: author => `em.find(Post, { author: ${author} }, { offset: me.skip, limit: 10 })`,
      locked: key => `em.findOne(User, ${key}, { lockMode: 4 })`,
      write: 'em.insert(Post, { title: me.title, author: 1 })',
      transaction: body => `em.transactional(async tx => {\n${body}\n})`,
      tx: 'tx',
    },
    reports: { children: 'related user.id', parent: 'related post.author.id', afterQuestion: 'related user.id', sameTransaction: 'related user.id', keyOnly: 'filtered user.id', again: { none: 'the identity map has the row' }, crossFile: 'related user.id', loaded: 'related user.id' },
  },
  Mongoose: {
    queries: {
      around: ORMS['Mongoose']!,
      user: (key, by = '') => `User.findById(${key})${by && `.session(${by})`}`,
      userNamed: name => `User.findOne({ name: ${name} })`,
      withPosts: key => `User.findById(${key}).populate('posts')`,
      post: key => `Post.findById(${key})`,
      posts: (author, by = '') => `Post.find({ author: ${author} })${by && `.session(${by})`}`,
      page: author => `Post.find({ author: ${author} }).skip(me.skip).limit(10)`,
      locked: key => `User.findById(${key}, { lock: true })`,
      write: 'Post.create({ title: me.title, author: me })',
      transaction: body => `mongoose.connection.transaction(async tx => {\n${body}\n})`,
      tx: 'tx',
    },
    reports: { children: POPULATES, parent: POPULATES, afterQuestion: POPULATES, sameTransaction: POPULATES, keyOnly: { none: 'documents are not asked for by those that they lead to' }, again: 'again _id', crossFile: POPULATES, loaded: 'related user._id' },
  },
  Objection: {
    queries: {
      around: ORMS['Objection']!,
      user: (key, by = '') => `User.query(${by}).findById(${key})`,
      userNamed: name => `User.query().findOne({ name: ${name} })`,
      withPosts: key => `User.query().findById(${key}).withGraphFetched('posts')`,
      post: key => `Post.query().findById(${key})`,
      posts: (author, by = '') => `Post.query(${by}).where('authorId', ${author})`,
      page: author => `Post.query().where('authorId', ${author}).offset(me.skip).limit(10)`,
      locked: key => `User.query().findById(${key}).forUpdate()`,
      write: 'Post.query().insert({ title: me.title, authorId: 1 })',
      transaction: body => `User.transaction(async tx => {\n${body}\n})`,
      tx: 'tx',
    },
    reports: { children: 'related user.id', parent: 'related post.authorId', afterQuestion: 'related user.id', sameTransaction: 'related user.id', keyOnly: 'filtered user.id', again: 'again id', crossFile: 'related user.id', loaded: 'related user.id' },
  },
  Drizzle: {
    queries: {
      around: BUILDERS.Drizzle,
      user: (key, by = 'db') => `${by}.query.users.findFirst({ where: eq(users.id, ${key}) })`,
      userNamed: name => `db.query.users.findFirst({ where: eq(users.name, ${name}) })`,
      withPosts: key => `db.query.users.findFirst({ where: eq(users.id, ${key}), with: { posts: true } })`,
      post: key => `db.query.posts.findFirst({ where: eq(posts.id, ${key}) })`,
      posts: (author, by = 'db') => `${by}.select().from(posts).where(eq(posts.authorId, ${author}))`,
      page: author => `db.select().from(posts).where(eq(posts.authorId, ${author})).limit(10).offset(me.skip)`,
      locked: key => `db.select().from(users).where(eq(users.id, ${key})).for('update')`,
      write: 'db.insert(posts).values({ title: me.title, authorId: 1 })',
      transaction: body => `db.transaction(async tx => {\n${body}\n})`,
      tx: 'tx',
    },
    reports: { children: 'related user.id', parent: 'related post.authorId', afterQuestion: 'related user.id', sameTransaction: 'related user.id', keyOnly: 'filtered user.id', again: 'again id', crossFile: 'related user.id', loaded: 'related user.id' },
  },
  Knex: {
    queries: {
      around: BUILDERS.Knex,
      user: (key, by = 'knex') => `${by}('users').where({ id: ${key} }).first()`,
      userNamed: name => `knex('users').where({ name: ${name} }).first()`,
      post: key => `knex('posts').where({ id: ${key} }).first()`,
      posts: (author, by = 'knex') => `${by}('posts').where({ authorId: ${author} })`,
      page: author => `knex('posts').where({ authorId: ${author} }).offset(me.skip).limit(10)`,
      locked: key => `knex('users').where({ id: ${key} }).first().forUpdate()`,
      write: "knex('posts').insert({ title: me.title })",
      transaction: body => `knex.transaction(async tx => {\n${body}\n})`,
      tx: 'tx',
    },
    reports: { children: MULTIPLIES, parent: 'related post.authorId', afterQuestion: MULTIPLIES, sameTransaction: MULTIPLIES, keyOnly: 'filtered user.id', again: 'again id', crossFile: MULTIPLIES, loaded: MULTIPLIES },
  },
  Kysely: {
    queries: {
      around: BUILDERS.Kysely,
      user: (key, by = 'db') => `${by}.selectFrom('users').selectAll().where('id', '=', ${key}).executeTakeFirst()`,
      userNamed: name => `db.selectFrom('users').selectAll().where('name', '=', ${name}).executeTakeFirst()`,
      post: key => `db.selectFrom('posts').selectAll().where('id', '=', ${key}).executeTakeFirst()`,
      posts: (author, by = 'db') => `${by}.selectFrom('posts').selectAll().where('authorId', '=', ${author}).execute()`,
      page: author => `db.selectFrom('posts').selectAll().where('authorId', '=', ${author}).offset(me.skip).limit(10).execute()`,
      locked: key => `db.selectFrom('users').selectAll().where('id', '=', ${key}).forUpdate().executeTakeFirst()`,
      write: "db.insertInto('posts').values({ title: me.title }).execute()",
      transaction: body => `db.transaction().execute(async tx => {\n${body}\n})`,
      tx: 'tx',
    },
    reports: { children: MULTIPLIES, parent: 'related post.authorId', afterQuestion: MULTIPLIES, sameTransaction: MULTIPLIES, keyOnly: 'filtered user.id', again: 'again id', crossFile: MULTIPLIES, loaded: MULTIPLIES },
  },
};

/** The column of a post that says who wrote it, as rows have it. */
const AUTHOR: Readonly<Record<string, string>> = { MikroORM: 'author.id', Mongoose: 'author' };
/** The column that is the key of a row. */
const ID: Readonly<Record<string, string>> = { Mongoose: '_id' };
const MORE = 'declare const unknown: any, sequelize: any, mongoose: any, manager: import("typeorm").EntityManager;\n';

describe.each(Object.entries(ALL))('%s', (name, { queries, reports }) => {
  const { around, user, userNamed, withPosts = user, post, posts, page, locked, write, transaction, tx } = queries;
  const found = (code: string | Around['files']): readonly string[] => followUpsOf({ files: around.files, head: HEAD + MORE + around.head }, code).map(({ kind, key }) => `${kind} ${key}`);
  const first = `const user = await ${user('id')};`;
  const both = `${first}\nreturn { user, posts: await ${posts('user.id')} };`;

  const programs: Readonly<Record<keyof Bullets, string | Around['files']>> = {
    children: both,
    parent: `const post = await ${post('id')};\nreturn { post, author: await ${user(`post.${AUTHOR[name] ?? 'authorId'}`)} };`,
    afterQuestion: `${first}\nif (!user) throw new Error('unknown');\nreturn { user, posts: await ${posts('user.id')} };`,
    sameTransaction: `return ${transaction(`const user = await ${user('id', tx)};\nreturn { user, posts: await ${posts('user.id', tx)} };`)};`,
    keyOnly: `const user = await ${userNamed('me.name')};\nreturn ${posts('user.id')};`,
    again: `${first}\nunknown(user.name);\nconst again = await ${user('id')};\nreturn { user, again };`,
    crossFile: { 'src/users.ts': `export const userOf = (id: any) => ${user('id')};`, 'src/page.ts': `import { userOf } from './users';\nexport async function show(id: any) { const user = await userOf(id); return { user, posts: await ${posts('user.id')} }; }` },
    loaded: `const user = await ${withPosts('id')};\nreturn { user, posts: await ${posts(`user.${ID[name] ?? 'id'}`)} };`,
  };
  it.each(Object.keys(programs) as (keyof Bullets)[])('reports %s', bullet => {
    const report = reports[bullet];
    expect(found(programs[bullet])).toEqual(typeof report === 'string' ? [report] : []);
  });

  // Where its children are no follow-up of a row, its parent is.
  const isOfChildren = typeof reports.children === 'string';
  const [one, key, more] = isOfChildren ? [user, 'user.id', posts] : [post, `post.${AUTHOR[name] ?? 'authorId'}`, user];
  const row = key.split('.')[0]!;
  const start = `const ${row} = await ${one('id')};`;
  it.each<[string, string | Around['files']]>([
    ['a permission check that returns early', `${start}\nif (${row}.teamId !== me.teamId) return null;\nreturn { ${row}, more: await ${more(key)} };`],
    ['a lock', `const ${row} = await ${locked('id')};\nreturn { ${row}, more: await ${more(key)} };`],
    ['another transaction', `${start}\nreturn ${transaction(`return { ${row}, more: await ${more(key, tx)} };`)};`],
    ['a page of the children', `${first}\nreturn { user, posts: await ${page('user.id')} };`],
    ['a second query that is conditional', `${start}\nconst all = me.detailed ? await ${more(key)} : [];\nreturn { ${row}, all };`],
    ['a write between them', `${start}\nawait ${write};\nreturn { ${row}, more: await ${more(key)} };`],
    ['a function of another file that also raises an error', { 'src/rows.ts': `export async function rowOf(id: any) { const row = await ${one('id')}; if (!row) throw new Error('unknown'); return row; }`, 'src/page.ts': `import { rowOf } from './rows';\nexport async function show(id: any) { const ${row} = await rowOf(id); return { ${row}, more: await ${more(key)} }; }` }],
  ])('says nothing of %s', (_, code) => {
    expect(found(code)).toEqual([]);
  });
});
