import { describe } from 'vitest';

import { check, type Case, type Files } from '../../analysis/harness.ts';

const PROJECT: Files = {
  'package.json': JSON.stringify({ name: 'app', private: true, dependencies: { '@mikro-orm/core': '^6.0.0', '@mikro-orm/postgresql': '^6.0.0' } }),
  'src/entities.ts': `import { Collection, Entity, ManyToOne, OneToMany, PrimaryKey, Property, Ref } from '@mikro-orm/core';

@Entity()
export class User {
  @PrimaryKey()
  id!: number;

  @Property({ unique: true })
  email!: string;

  @Property()
  name!: string;

  @OneToMany(() => Post, post => post.author)
  posts = new Collection<Post>(this);
}

@Entity()
export class Post {
  @PrimaryKey()
  id!: number;

  @ManyToOne(() => User)
  author!: Ref<User>;
}
`,
};

const HEAD = `import { EntityManager, EntityRepository, MikroORM } from '@mikro-orm/postgresql';
import { InjectRepository } from '@mikro-orm/nestjs';
import { Post, User } from './entities';
`;

/** One module of a project with MikroORM. */
function module(name: string, code: string, ...reports: readonly string[]): Case {
  return { name, code: { ...PROJECT, 'src/service.ts': HEAD + code }, reports: reports.map(each => `src/service.ts: ${each}`) };
}

const each = (statement: string) => `export async function f(em: EntityManager, ids: number[]) {\n  for (const id of ids) {\n    ${statement}\n  }\n}\n`;
const ofUsers = (statement: string) => `export async function f(em: EntityManager) {\n  const users = await em.find(User, {});\n  for (const user of users) {\n    ${statement}\n  }\n}\n`;

const rows = (paths: string) => `export async function f(em: EntityManager) {\n  const posts = await em.find(Post, {}, { populate: [${paths}] });\n  return Promise.all(posts.map(post => withPosts(em, post)));\n}\n`;
const helper = (options: string) => `async function withPosts(em: EntityManager, post: Post) {\n  const author = post.author;\n  await em.populate(author, ['posts']${options});\n  return author;\n}\n`;
const byKey = (key: string, options: string) => `const one = (em: EntityManager, id: number) => em.findOne(User, { id });\nexport async function f(em: EntityManager) {\n  const posts = await em.find(Post, {}, ${options});\n  for (const post of posts) console.log(await one(em, ${key}));\n}\n`;
const populated = (before: string, then: string) => `export async function f(em: EntityManager) {\n  const posts = await em.find(Post, {}, { populate: [${before}] });\n  for (const post of posts) await em.populate(post, [${then}]);\n}\n`;

describe('managers and repositories', () => {
  check([
    module('a read by key', each('console.log(await em.findOne(User, id));'), 'driven em.findOne'),
    module('a read by a condition', each('console.log(await em.find(Post, { author: id }, { populate: ["author"] }));'), 'driven em.find'),
    module('a count', each('console.log(await em.count(Post, { author: { id } }));'), 'driven em.count'),
    module('an update', each('await em.nativeUpdate(User, { id }, { name: "x" });'), 'driven em.nativeUpdate'),
    module('a delete', each('await em.nativeDelete(User, id);'), 'driven em.nativeDelete'),
    module('an insert', 'export async function f(em: EntityManager, names: string[]) {\n  for (const name of names) await em.insert(User, { name });\n}\n', 'driven em.insert'),
    module('a repository that is injected', 'export class Service {\n  constructor(@InjectRepository(User) private readonly users: EntityRepository<User>) {}\n  async f(ids: number[]) {\n    for (const id of ids) console.log(await this.users.findOneOrFail({ id }));\n  }\n}\n', 'driven this.users.findOneOrFail'),
    module('a repository of the program', 'class UserRepository extends EntityRepository<User> {\n  byEmail(email: string) {\n    return this.findOne({ email });\n  }\n  raw(id: number) {\n    return this.em.getConnection().execute("select * from users where id = ?", [id]);\n  }\n}\nexport async function f(users: UserRepository, emails: string[], ids: number[]) {\n  for (const email of emails) console.log(await users.byEmail(email));\n  for (const id of ids) console.log(await users.raw(id));\n}\n', 'driven users.byEmail', 'driven users.raw'),
    module('what MikroORM.init gives', 'export async function f(ids: number[]) {\n  const orm = await MikroORM.init({});\n  const em = orm.em.fork();\n  for (const id of ids) console.log(await em.getRepository(User).findOne(id));\n}\n', 'driven em.getRepository(User).findOne'),
    module('a field of which a container gives what its type says', "import { container } from 'tsyringe';\nexport class Service {\n  private em: EntityManager;\n  constructor() {\n    this.em = container.resolve('em');\n  }\n  async f(ids: number[]) {\n    const users: EntityRepository<User> = container.resolve('users');\n    for (const id of ids) console.log(await this.em.findOne(User, id), await users.findOne(id));\n  }\n}\n", 'driven this.em.findOne', 'driven users.findOne'),
    module('a walk up, by what each round loads', 'export async function f(em: EntityManager, start: Post & { parent?: Post }) {\n  let current: Post & { parent?: Post } = start;\n  while (current.parent) {\n    await em.populate(current, ["parent"]);\n    current = current.parent;\n  }\n}\n'),
    module('the row of a relation that came with the rows, behind a call', byKey('post.author.id', "{ populate: ['author'] }")),
    module('near miss: of one that did not', byKey('post.author.id', '{}'), 'driven one'),
    module('near miss: by another key of the row', byKey('post.editorId', "{ populate: ['author'] }"), 'driven one'),
    module('what is noted in one tick', 'export async function f(em: EntityManager, names: string[]) {\n  await Promise.all(names.map(async name => {\n    const user = em.create(User, { name });\n    await em.persistAndFlush(user);\n    return user;\n  }));\n}\n'),
    module('near miss: what is noted after a wait', 'export async function f(em: EntityManager, ids: number[]) {\n  await Promise.all(ids.map(async id => {\n    const user = await em.findOneOrFail(User, id);\n    await em.persistAndFlush(user);\n  }));\n}\n', 'driven em.findOneOrFail', 'driven em.persistAndFlush'),
    module('near miss: one after the other', 'export async function f(em: EntityManager, names: string[]) {\n  for (const name of names) await em.persistAndFlush(em.create(User, { name }));\n}\n', 'driven em.persistAndFlush'),
    module('what the rows have already', populated("'author', 'author.posts'", "'author.posts'")),
    module('what a helper loads where it is missing', `${helper('')}${rows("'author.posts'")}`),
    module('near miss: what only some of the paths lead to', populated("'author'", "'author.posts'"), 'driven em.populate'),
    module('near miss: what is asked for anew', `${helper(', { refresh: true }')}${rows("'author.posts'")}`, 'driven withPosts'),
    module('near miss: a walk over rows in hand', 'export async function f(em: EntityManager, posts: Post[]) {\n  for (const post of posts) await em.populate(post, ["author"]);\n}\n', 'driven em.populate'),
    module('a transaction', 'export async function f(em: EntityManager, ids: number[]) {\n  await em.transactional(async inner => {\n    for (const id of ids) await inner.nativeDelete(User, { id });\n  });\n}\n', 'driven inner.nativeDelete'),
  ]);
});

describe('the unit of work', () => {
  check([
    module('is written once behind the loop', 'export async function f(em: EntityManager, names: string[]) {\n  for (const name of names) em.persist(em.create(User, { name }));\n  await em.flush();\n}\n'),
    module('is written in each round', 'export async function f(em: EntityManager, names: string[]) {\n  for (const name of names) {\n    const user = em.create(User, { name });\n    em.persist(user);\n    await em.flush();\n  }\n}\n', 'driven em.flush'),
    module('is written by a chain', 'export async function f(em: EntityManager, names: string[]) {\n  for (const name of names) await em.persist(em.create(User, { name })).flush();\n}\n', 'driven em.persist(…).flush'),
    module('is written by persistAndFlush and removeAndFlush', 'export async function f(em: EntityManager, users: User[]) {\n  for (const user of users) await em.persistAndFlush(user);\n  for (const user of users) await em.removeAndFlush(user);\n}\n', 'driven em.persistAndFlush', 'driven em.removeAndFlush'),
    module('makes rows and references in memory', each('console.log(em.getReference(User, id), em.create(User, { id }));')),
  ]);
});

describe('rows', () => {
  check([
    module('load their collections', ofUsers('await user.posts.loadItems();\n    console.log(await user.posts.loadCount());'), 'driven user.posts.loadItems', 'driven user.posts.loadCount'),
    module('load what they refer to', 'export async function f(em: EntityManager) {\n  const posts = await em.find(Post, {});\n  for (const post of posts) console.log(await post.author.load());\n}\n', 'driven post.author.load'),
    module('have collections in memory', ofUsers('console.log(user.posts.getItems(), user.posts.count(), user.posts.filter(post => post.id > 1));')),
  ]);
});

describe('builders', () => {
  check([
    module('run by their last method', each("console.log(await em.createQueryBuilder(User, 'u').where({ id }).getSingleResult());"), 'driven em.createQueryBuilder(User, \'u\').where(…).getSingleResult'),
    module('run when they are awaited', each("await em.createQueryBuilder(User).update({ name: 'x' }).where({ id });"), 'driven em.createQueryBuilder(User).update(…).where'),
    module('run when they have grown over several statements', each("const qb = em.createQueryBuilder(Post, 'p');\n    qb.where({ author: id });\n    console.log(await qb.getResult());"), 'driven qb.getResult'),
  ]);
});

describe('the identity map', () => {
  check([
    module('has the rows that a query has read', 'export async function f(em: EntityManager) {\n  const users = await em.find(User, {});\n  for (const user of users) console.log(await em.findOne(User, user.id));\n}\n'),
    module('near miss: rows of another model have keys of it', 'export async function f(em: EntityManager) {\n  const posts = await em.find(Post, {});\n  for (const post of posts) console.log(await em.findOne(User, post.id));\n}\n', 'driven em.findOne'),
    module('near miss: what is told to ask anyway', 'export async function f(em: EntityManager) {\n  const users = await em.find(User, {});\n  for (const user of users) console.log(await em.findOne(User, user.id, { refresh: true }));\n}\n', 'driven em.findOne'),
    module('near miss: a condition is no key', 'export async function f(em: EntityManager) {\n  const users = await em.find(User, {});\n  for (const user of users) console.log(await em.findOne(User, { name: user.name }));\n}\n', 'driven em.findOne'),
  ]);
});

describe('entities without decorators', () => {
  const declared = (declaration: string, code: string) => ({ ...PROJECT, 'src/team.ts': declaration, 'src/a.ts': `import { EntityManager } from '@mikro-orm/postgresql';\nimport { Team } from './team';\nexport async function f(em: EntityManager, ids: number[]) {\n  for (const id of ids) ${code}\n}\n` });
  const schema = "import { EntitySchema } from '@mikro-orm/core';\nexport class Team { id!: number; name!: string }\nexport const TeamSchema = new EntitySchema<Team>({ class: Team, properties: { id: { type: 'number', primary: true }, name: { type: 'string' } } });\n";
  const defined = "import { defineEntity, p } from '@mikro-orm/core';\nexport const Team = defineEntity({ name: 'Team', properties: { id: p.integer().primary(), name: p.string() } });\n";
  check([
    { name: 'are read by the class of an EntitySchema', code: declared(schema, 'console.log(await em.findOne(Team, id));'), reports: ['src/a.ts: driven em.findOne'] },
    { name: 'are read by an EntitySchema itself', code: declared(schema.replace('class Team', 'class TeamRow').replace('class: Team', 'class: TeamRow').replace('<Team>', '<TeamRow>').replace('TeamSchema', 'Team'), 'console.log(await em.findOne(Team, { id }));'), reports: ['src/a.ts: driven em.findOne'] },
    { name: 'are read by what defineEntity makes', code: declared(defined, 'console.log(await em.findOne(Team, id));'), reports: ['src/a.ts: driven em.findOne'] },
    { name: 'are made in memory', code: declared(defined, "em.create(Team, { id, name: 'x' });"), reports: [] },
  ]);
});

describe('locks', () => {
  const helper = "import { LockMode } from '@mikro-orm/core';\nconst findOne = (em: EntityManager, id: number, options: object) => em.findOne(User, { id }, options);\n";
  check([
    module('are taken row by row', `import { LockMode } from '@mikro-orm/core';\n${each('console.log(await em.findOne(User, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }));')}`),
    module('are taken by what a helper is told', `${helper}${each('console.log(await findOne(em, id, { lockMode: LockMode.PESSIMISTIC_WRITE }));')}`),
    module('are taken by a statement', each("await em.getConnection().execute('select pg_advisory_xact_lock(?)', [id]);")),
    module('near miss: a helper that is told something else', `${helper}${each('console.log(await findOne(em, id, { refresh: true }));')}`, 'driven findOne'),
  ]);
});

describe('silence', () => {
  check([
    module('of one read over all keys', 'export async function f(em: EntityManager, ids: number[]) {\n  const users = await em.find(User, { id: { $in: ids } });\n  for (const user of users) console.log(user.name);\n}\n'),
    module('of what only looks like it', 'export function f(xs: { find(a: unknown, b: unknown): void; flush(): void }, ids: number[]) {\n  for (const id of ids) {\n    xs.find(User.name, { id });\n    xs.flush();\n  }\n}\n'),
  ]);
});
