import { describe, expect, it } from 'vitest';

import { checkCounted, countedIn } from './counting.ts';
import type { Files } from './harness.ts';

const inFunction = (body: string): string => `export async function run(id: string, ids: string[], log: (...all: unknown[]) => void) {\n${body}\n}\n`;

describe('rows that are fetched for a number', () => {
  checkCounted([
    { name: 'a length that is returned', code: inFunction('return (await prisma.user.findMany({ where: { teamId: id } })).length;'), reports: ['number prisma.user.findMany'] },
    { name: 'an optional length', code: inFunction('return (await prisma.user.findMany())?.length;'), reports: ['number prisma.user.findMany'] },
    { name: 'several reads of a length', code: inFunction('const users = await prisma.user.findMany();\nlog(users.length);\nreturn { total: users.length, text: `${users.length} users` };'), reports: ['number prisma.user.findMany'] },
    { name: 'a destructured length', code: inFunction('const { length } = await prisma.user.findMany();\nreturn length + 1;'), reports: ['number prisma.user.findMany'] },
    { name: 'as one of several', code: inFunction('const [users, posts] = await Promise.all([prisma.user.findMany(), prisma.post.findMany()]);\nreturn { users: users.length, posts };'), reports: ['number prisma.user.findMany'] },
    { name: 'a comparison with the number of keys', code: inFunction('const found = await prisma.user.findMany({ where: { id: { in: ids } } });\nif (found.length !== ids.length) throw new Error("unknown user");'), reports: ['number prisma.user.findMany'] },
    { name: 'a check for null on the way', code: inFunction('const users = await prisma.user.findMany();\nif (!users || users.length < 3) throw new Error("too few");'), reports: ['number prisma.user.findMany'] },
    { name: 'then', code: inFunction('return prisma.user.findMany().then(users => users.length);'), reports: ['number prisma.user.findMany'] },
    { name: 'a limit that a count takes as well', code: inFunction('return (await prisma.user.findMany({ take: 500 })).length;'), reports: ['number prisma.user.findMany'] },
    { name: 'a sorted list', code: inFunction('return (await prisma.user.findMany()).sort((a, b) => a.score - b.score).length;'), reports: [] },
  ]);
});

describe('rows that are fetched to see whether there are any', () => {
  checkCounted([
    { name: 'a test for none', code: inFunction('const users = await prisma.user.findMany({ where: { teamId: id } });\nif (users.length === 0) return;\nlog(id);'), reports: ['any prisma.user.findMany'] },
    { name: 'truth, negation and mirrored comparisons', code: inFunction('const users = await prisma.user.findMany();\nif (users.length) log(1);\nif (!users.length) log(2);\nreturn 0 < users.length;'), reports: ['any prisma.user.findMany'] },
    { name: 'a comparison with another number is a count', code: inFunction('const users = await prisma.user.findMany();\nreturn users.length > 1;'), reports: ['number prisma.user.findMany'] },
    { name: 'a test and a number', code: inFunction('const users = await prisma.user.findMany();\nif (users.length === 0) return;\nlog(users.length);'), reports: ['number prisma.user.findMany'] },
  ]);
});

describe('rows that are tested, added up and grouped in the program', () => {
  checkCounted([
    { name: 'how many pass a test', code: inFunction("const orders = await prisma.order.findMany();\nreturn orders.filter(order => order.status === 'open').length;"), reports: ['passing status prisma.order.findMany'] },
    { name: 'a destructured element', code: inFunction("return (await prisma.order.findMany()).filter(({ status, total }) => status === 'open' && total > 3).length;"), reports: ['passing status total prisma.order.findMany'] },
    { name: 'whether one passes', code: inFunction("return (await prisma.order.findMany()).some(order => order.status === 'open');"), reports: ['any-passing status prisma.order.findMany'] },
    { name: 'a key among keys', code: inFunction('const users = await prisma.user.findMany();\nif (users.filter(user => ids.includes(user.id)).length > 0) log(1);'), reports: ['any-passing id prisma.user.findMany'] },
    { name: 'a test that calls what nobody knows', code: inFunction('return (await prisma.user.findMany()).filter(user => log(user.id)).length;'), reports: [] },
    { name: 'a test that uses the row as a whole', code: inFunction('return (await prisma.user.findMany()).filter(Boolean).length;'), reports: [] },
    { name: 'a test of the shape of a value', code: inFunction("return (await prisma.user.findMany()).some(user => Array.isArray(user.name) && user.name.includes(id));"), reports: [] },
    { name: 'a filtered list that is used', code: inFunction("const open = (await prisma.order.findMany()).filter(order => order.status === 'open');\nlog(open.length);\nreturn open;"), reports: [] },
    { name: 'three counts over one list', code: inFunction("const orders = await prisma.order.findMany();\nreturn [orders.length, orders.filter(order => order.total > 3).length, orders.filter(order => order.status === 'x').length];"), reports: [] },
    { name: 'counts by the values of a column', code: inFunction("const orders = await prisma.order.findMany();\nreturn { all: orders.length, open: orders.filter(order => order.status === 'open').length, closed: orders.filter(({ status }) => status === 'closed').length };"), reports: ['tally status prisma.order.findMany'] },
    { name: 'a list that others are looked up in', code: inFunction('const users = await prisma.user.findMany({ where: { id: { in: ids } } });\nreturn ids.filter(each => !users.some(user => user.id === each));'), reports: [] },
    { name: 'a list that is gone through in each round', code: inFunction('const users = await prisma.user.findMany();\nfor (const each of ids) log(users.filter(user => user.id === each).length);'), reports: [] },
    { name: 'a query of the same round', code: inFunction('for (const each of ids) { const orders = await prisma.order.findMany({ where: { userId: each } }); log(orders.filter(order => order.total > 3).length); }'), reports: ['passing total prisma.order.findMany'] },
    { name: 'a sum', code: inFunction('const orders = await prisma.order.findMany({ where: { userId: id } });\nreturn orders.reduce((sum, order) => sum + order.total, 0);'), reports: ['sum total prisma.order.findMany'] },
    { name: 'a sum of numbers that may be text or nothing', code: inFunction('return (await prisma.order.findMany()).reduce((sum, order) => { return sum + Number(order.total ?? 0); }, 0);'), reports: ['sum total prisma.order.findMany'] },
    { name: 'a sum in a loop', code: inFunction('let sum = 0;\nfor (const { total } of await prisma.order.findMany()) sum += total;\nreturn sum;'), reports: ['sum total prisma.order.findMany'] },
    { name: 'a sum of products', code: inFunction('return (await prisma.product.findMany()).reduce((sum, product) => sum + product.price * product.stock, 0);'), reports: [] },
    { name: 'a tally', code: inFunction('const counts: Record<string, number> = {};\nfor (const order of await prisma.order.findMany()) counts[order.status] = (counts[order.status] ?? 0) + 1;\nreturn counts;'), reports: ['tally status prisma.order.findMany'] },
    { name: 'a tally with reduce', code: inFunction('return (await prisma.order.findMany()).reduce<Record<string, number>>((counts, order) => { counts[order.status] = (counts[order.status] || 0) + 1; return counts; }, {});'), reports: ['tally status prisma.order.findMany'] },
    { name: 'sums by key', code: inFunction('const sums: Record<string, number> = {};\n(await prisma.order.findMany()).forEach(order => { sums[order.userId] += order.total; });\nreturn sums;'), reports: ['tally userId +total prisma.order.findMany'] },
    { name: 'counters by the values of a column', code: inFunction("let open = 0; let closed = 0;\nfor (const order of await prisma.order.findMany()) { if (order.status === 'open') open++; else closed++; }\nreturn { open, closed };"), reports: ['tally status prisma.order.findMany'] },
    { name: 'a counter', code: inFunction('let big = 0;\nfor (const order of await prisma.order.findMany()) if (order.total > 100) big += 1;\nreturn big;'), reports: ['passing total prisma.order.findMany'] },
    { name: 'a loop that does more', code: inFunction('let sum = 0;\nfor (const order of await prisma.order.findMany()) { sum += order.total; log(sum); }\nreturn sum;'), reports: [] },
    { name: 'a loop that ends early', code: inFunction('let sum = 0;\nfor (const order of await prisma.order.findMany()) { if (sum > 100) break; sum += order.total; }\nreturn sum;'), reports: [] },
  ]);
});

describe('rows of which only the first is used', () => {
  const rows = 'await prisma.post.findMany({ where: { authorId: id } })';
  const first = ['first prisma.post.findMany'];
  checkCounted([
    { name: 'where it is read', code: inFunction(`return (${rows})[0];`), reports: first },
    { name: 'destructured', code: inFunction(`const [post] = ${rows};\nlog(post.title);\nreturn post;`), reports: first },
    { name: 'in a constant, with a test for none', code: inFunction(`const posts = ${rows};\nif (!posts || posts.length === 0) return undefined;\nreturn { title: posts[0].title, post: posts[0] };`), reports: first },
    { name: 'as one of several', code: inFunction(`const [posts, users] = await Promise.all([prisma.post.findMany({ orderBy: { views: 'desc' } }), prisma.user.findMany()]);\nreturn [posts[0], users];`), reports: first },
    { name: 'of all rows', code: inFunction('const [post] = await prisma.post.findMany();\nreturn post.title;'), reports: first },
    { name: 'by a key there is one at most', code: inFunction('const [user] = await prisma.user.findMany({ where: { email: id } });\nreturn user.name;'), reports: [] },
    { name: 'by two columns of a key there is one at most', code: inFunction("const [setting] = await prisma.setting.findMany({ where: { orgId: id, key: 'a' }, orderBy: { id: 'asc' } });\nreturn setting;"), reports: [] },
    { name: 'by a key of the row that they point to', code: inFunction("const [post] = await prisma.post.findMany({ where: { author: { email: id } } });\nreturn post.title;"), reports: first },
    { name: 'by a key of the row that one column of a key points to, and the other column', code: inFunction('const [item] = await prisma.orderItem.findMany({ where: { order: { id }, productId: id } });\nreturn item.quantity;'), reports: [] },
    { name: 'whether there is any, by a key of one: the row is not needed', code: inFunction('return (await prisma.user.findMany({ where: { email: id } })).length > 0;'), reports: ['any prisma.user.findMany'] },
    { name: 'by one of two columns of a key', code: inFunction("const [setting] = await prisma.setting.findMany({ where: { orgId: id } });\nreturn setting;"), reports: ['first prisma.setting.findMany'] },
    { name: 'a limit', code: inFunction('const [post] = await prisma.post.findMany({ take: 1 });\nreturn post.title;'), reports: [] },
    { name: 'another one as well', code: inFunction(`const [post, next] = ${rows};\nreturn [post.title, next.title];`), reports: [] },
    { name: 'the rest as well', code: inFunction(`const [post, ...others] = ${rows};\nreturn [post, others];`), reports: [] },
    { name: 'their number as well', code: inFunction(`const posts = ${rows};\nlog(posts.length);\nreturn posts[0];`), reports: [] },
    { name: 'whether there is but one', code: inFunction(`const posts = ${rows};\nif (posts.length !== 1) throw new Error('several');\nreturn posts[0];`), reports: [] },
    { name: 'the first of a sorted list', code: inFunction(`return (${rows}).sort((a, b) => a.views - b.views)[0];`), reports: [] },
    { name: 'the first of some', code: inFunction(`return (${rows}).filter(post => post.views > 3)[0];`), reports: [] },
    { name: 'one of any index', code: inFunction(`return (${rows})[ids.length];`), reports: [] },
    { name: 'taken off', code: inFunction(`const posts = ${rows};\nreturn posts.shift();`), reports: [] },
    { name: 'changed', code: inFunction(`const posts = ${rows};\nposts[0] = posts[1];\nreturn posts[0];`), reports: [] },
    { name: 'a list that is handed on', code: inFunction(`const posts = ${rows};\nlog(posts[0]);\nreturn posts;`), reports: [] },
    { name: 'a filter that was not read, without an order', code: `export async function run(where: any) {\nreturn (await prisma.post.findMany({ where }))[0];\n}\n`, reports: [] },
    { name: 'a filter that was not read, with an order', code: `export async function run(where: any) {\nreturn (await prisma.post.findMany({ where, orderBy: { views: 'asc' } }))[0];\n}\n`, reports: first },
  ]);
});

describe('rows that are needed', () => {
  checkCounted([
    { name: 'they are returned beside their number', code: inFunction('const users = await prisma.user.findMany();\nreturn { users, total: users.length };'), reports: [] },
    { name: 'one of them is used in another branch', code: inFunction('const users = await prisma.user.findMany();\nif (users.length === 0) return;\nlog(users[0].name);'), reports: ['first prisma.user.findMany'] },
    { name: 'a closure has them', code: inFunction('const users = await prisma.user.findMany();\nlog(users.length);\nreturn () => users;'), reports: [] },
    { name: 'a helper reads them', code: { 'src/a.ts': "import { prisma } from './db';\nimport { names } from './names';\nexport async function run() { const users = await prisma.user.findMany(); return users.length > 0 ? names(users) : []; }", 'src/names.ts': 'export const names = (users: any[]) => users.map(user => user.name);' }, reports: [] },
    { name: 'a helper counts them', code: `const size = (users: any[]) => users.length;\n${inFunction('return size(await prisma.user.findMany());')}`, reports: ['number prisma.user.findMany'] },
    { name: 'a handful', code: inFunction('return (await prisma.user.findMany({ take: 3 })).length === 3;'), reports: [] },
    { name: 'distinct rows', code: inFunction("return (await prisma.user.findMany({ distinct: ['teamId'] })).length;"), reports: [] },
    { name: 'a limit that another test comes after', code: inFunction('return (await prisma.user.findMany({ take: 500 })).filter(user => user.score > 3).length;'), reports: [] },
    { name: 'options that are not known', code: 'export async function run(options: any) { return (await prisma.user.findMany(options)).length; }', reports: [] },
    { name: 'a raw query', code: inFunction('return (await prisma.$queryRaw`SELECT * FROM "User"`).length;'), reports: [] },
    { name: 'one row', code: inFunction('return (await prisma.user.findUnique({ where: { id } }))?.name.length;'), reports: [] },
    { name: 'a small table', code: inFunction('return (await prisma.team.findMany()).length;'), settings: { smallTables: ['Team'] }, reports: [] },
    { name: 'a script', code: { 'scripts/count.ts': "import { prisma } from '../src/db';\nexport const run = async () => (await prisma.user.findMany()).length;" }, reports: [] },
    { name: 'a list of something else', code: "export const run = (users: Map<string, string[]>) => users.get('a')!.length;", reports: [] },
  ]);
});

describe('rows that a function gives', () => {
  const service = (list: string): string => `import { prisma } from './db';\nexport class Users {\n${list}\n}\n`;
  const user = "import { Users } from './users';\nexport async function run(users: Users) { const all = await users.list(); return all.length; }\n";
  checkCounted([
    { name: 'and are used for their number here', code: { 'src/users.ts': service('list() { return prisma.user.findMany(); }'), 'src/a.ts': user }, reports: ['src/a.ts: number users.list'] },
    { name: 'through another one', code: { 'src/users.ts': service('async list() { const all = await this.every(); return all ?? []; }\nprivate every() { return prisma.user.findMany(); }'), 'src/a.ts': user }, reports: ['src/a.ts: number users.list'] },
    { name: 'or something else', code: { 'src/users.ts': service('async list() { if (Math.random() > 1) return [1]; return prisma.user.findMany(); }'), 'src/a.ts': user }, reports: [] },
    { name: 'when it does more with them', code: { 'src/users.ts': service('async list() { const all = await prisma.user.findMany(); for (const each of all) each.score += 1; return all; }'), 'src/a.ts': user }, reports: [] },
    { name: 'and their caller uses', code: { 'src/users.ts': service('list() { return prisma.user.findMany(); }'), 'src/a.ts': user.replace('all.length', 'all') }, reports: [] },
  ]);

  it('says which function, by file and symbol', () => {
    const [finding] = countedIn({ 'src/users.ts': service('list() { return prisma.user.findMany(); }'), 'src/a.ts': user });
    expect(finding).toMatchObject({ hop: { file: 'src/users.ts', symbol: 'list', line: 3 }, display: 'prisma.user.findMany' });
  });
});

describe('what the models and versions of an ORM say', () => {
  const drizzle = (key: string, more = ''): Files => ({
    'package.json': JSON.stringify({ dependencies: { 'drizzle-orm': '^0.40.0' } }),
    'src/scores/scores.table.ts': `import { integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';\nexport const scores = pgTable('scores', { team: integer().notNull(), season: integer().notNull(), at: integer() }, t => [${key}]);\n`,
    'src/scores/read.ts': `import { and, desc, eq } from 'drizzle-orm';\nimport { drizzle } from 'drizzle-orm/node-postgres';\nimport { scores } from './scores.table';\nconst db = drizzle('url');\nexport async function run(team: number, season: number) {\n  const found = await db.select().from(scores).where(and(eq(scores.team, team), eq(scores.season, season))).orderBy(desc(scores.at));\n  return found[0];\n}\n`,
    ...(more !== '' && { 'src/db/schema.ts': more }),
  });
  const reported = ['src/scores/read.ts: first db.select().from(scores).where(…).orderBy'];
  const sequelize = (attributes: string): Files => ({
    'package.json': JSON.stringify({ dependencies: { sequelize: '^6.0.0' } }),
    'src/run.ts': `import { DataTypes, Sequelize, col, fn } from 'sequelize';\nconst sequelize = new Sequelize('url');\nconst Grant = sequelize.define('Grant', { regionId: DataTypes.INTEGER });\nexport const run = async () => (await Grant.findAll({ attributes: ${attributes}, raw: true })).length;\n`,
  });
  const typeorm = (version: string, body: string): Files => ({
    'package.json': JSON.stringify({ dependencies: { typeorm: version } }),
    'src/user.entity.ts': "import { Column, Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';\n@Entity()\nexport class User {\n  @PrimaryGeneratedColumn() id: number;\n  @Column() name: string;\n}\n@Entity()\nexport class Post {\n  @PrimaryGeneratedColumn() id: number;\n  @Column() title: string;\n  @ManyToOne(() => User, { eager: true }) author: User;\n}\n",
    'src/run.ts': `import { Repository } from 'typeorm';\nimport { Post, User } from './user.entity';\nexport async function run(users: Repository<User>, name: string, posts: Repository<Post>) {\n  ${body}\n}\n`,
  });
  it.each([['^0.3.18', 'users.existsBy(…)'], ['^0.3.11', 'users.exist({ where: … })']])('advises what TypeORM %s has', (version, asked) => {
    const [finding] = countedIn(typeorm(version, 'return (await users.countBy({ name })) > 0;'));
    expect(finding?.advice).toBe(`Ask for one: \`${asked}\`.`);
  });
  it.each([['^0.40.0', 'db.$count(scores)'], ['^0.30.0', 'db.select({ n: count() }).from(scores)']])('advises what Drizzle %s has', (version, asked) => {
    const files = drizzle('');
    const [finding] = countedIn({ ...files, 'package.json': JSON.stringify({ dependencies: { 'drizzle-orm': version } }), 'src/scores/read.ts': files['src/scores/read.ts']!.replace(/\.where\(.*\);\n/, ';\n').replace('found[0]', 'found.length') });
    expect(finding?.advice).toBe(`Count in the database: \`${asked}\`.`);
  });
  const mikroorm = (decorator: string, body: string): Files => ({
    'package.json': JSON.stringify({ dependencies: { '@mikro-orm/core': '^6.0.0' } }),
    'src/run.ts': `import { Entity, EntityManager, Filter, PrimaryKey, Property } from '@mikro-orm/core';\n${decorator}\nclass Tenant { @PrimaryKey() id: number; @Property() tenantId: number; }\n@Entity()\nclass Order extends Tenant { @Property() total: number; }\nexport async function run(em: EntityManager, id: number) {\n  ${body}\n}\n`,
  });
  const filter = "@Filter({ name: 'tenant', cond: { tenantId: 1 }, default: true })";
  const sum = 'const orders = await em.find(Order, { total: id });\n  return orders.reduce((all, order) => all + order.total, 0);';
  checkCounted([
    { name: 'filters of a model that a builder leaves out', code: mikroorm(filter, sum), reports: [] },
    { name: 'filters that are not on by themselves', code: mikroorm(filter.replace(', default: true', ''), sum), reports: ['src/run.ts: sum total em.find'] },
    { name: 'filters of a model that a count has too', code: mikroorm(filter, 'return (await em.find(Order, { total: id })).length;'), reports: ['src/run.ts: number em.find'] },
    { name: 'a key of a table, wherever the table is declared', code: drizzle('primaryKey({ columns: [t.team, t.season] })'), reports: [] },
    { name: 'a table without such a key', code: drizzle('primaryKey({ columns: [t.team, t.season, t.at] })'), reports: reported },
    { name: 'a table and another one of its name', code: drizzle('primaryKey({ columns: [t.team, t.season, t.at] })', "import { integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';\nexport const scores = pgTable('scores', { team: integer().primaryKey(), season: integer() });\n"), reports: reported },
    { name: 'columns', code: sequelize("['regionId']"), reports: ['src/run.ts: number Grant.findAll'] },
    { name: 'columns that are worked out', code: sequelize("[[fn('DISTINCT', col('regionId')), 'regionId']]"), reports: [] },
    { name: 'a version with `exists`', code: typeorm('^0.3.20', 'return (await users.find({ where: { name } })).length > 0;'), reports: ['src/run.ts: any users.find'] },
    { name: 'the first of rows', code: typeorm('^0.3.20', "return (await users.find({ where: { name }, order: { name: 'ASC' } }))[0];"), reports: ['src/run.ts: first users.find'] },
    { name: 'the first of rows with what is always joined', code: typeorm('^0.3.20', "return (await posts.find({ where: { title: name }, order: { title: 'ASC' } }))[0];"), reports: [] },
    { name: 'a version before it', code: typeorm('^0.2.18', 'return (await users.find({ where: { name } })).length > 0;'), reports: [] },
    { name: 'a count in a version before it', code: typeorm('^0.2.18', 'return (await users.count({ where: { name } })) > 0;'), reports: [] },
    { name: 'the number in any version', code: typeorm('^0.2.18', 'return (await users.find({ where: { name } })).length;'), reports: ['src/run.ts: number users.find'] },
  ]);
});

describe('what a rewrite needs', () => {
  it('is the call, and each read', () => {
    const code = "import { prisma } from './db';\nexport async function run() { const users = await prisma.user.findMany(); return users.length + users.length; }";
    const [finding] = countedIn({ 'src/a.ts': code });
    const text = ({ at, end }: { at: number; end: number }): string => code.slice(at, end);
    expect(finding && 'reads' in finding && [text(finding.call), ...finding.reads.map(text)]).toEqual(['prisma.user.findMany()', 'users.length', 'users.length']);
  });
});
