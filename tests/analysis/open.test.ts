import { describe } from 'vitest';

import { check } from './harness.ts';

// What the analysis does not answer rightly yet: a case that passes moves to the file its title names.

describe('calls: functions', () => {
  check([
    {
      name: 'a bound method',
      code: `export class Posts {
  async load(authorId: string) {
    return prisma.post.findMany({ where: { authorId } });
  }
  all(ids: string[]) {
    return Promise.all(ids.map(this.load.bind(this)));
  }
}
`,
      reports: ['driven this.load.bind(this)'],
    },
  ]);
});

describe('calls: closures and callbacks', () => {
  check([
    {
      name: 'a function-valued parameter',
      code: {
        'src/each.ts': `export async function each<T>(items: T[], work: (item: T) => Promise<void>) {
  for (const item of items) await work(item);
}
`,
        'src/posts.ts': `import { prisma } from './db';
import { each } from './each';
async function remove(id: string) {
  await prisma.post.delete({ where: { id } });
}
export async function removeAll(ids: string[]) {
  await each(ids, remove);
}
`,
      },
      reports: ['src/posts.ts: driven remove'],
    },
    {
      name: 'an own concurrent map with workers',
      code: {
        'src/pool.ts': `export async function mapWithConcurrency<T, R>(items: T[], limit: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  async function worker() {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]);
    }
  }
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
`,
        'src/posts.ts': `import { prisma } from './db';
import { mapWithConcurrency } from './pool';
export async function counts(ids: string[]) {
  return mapWithConcurrency(ids, 5, async authorId => prisma.post.count({ where: { authorId } }));
}
`,
      },
      reports: ['src/posts.ts: driven prisma.post.count'],
    },
    {
      name: 'an options object with a function',
      code: {
        'src/each.ts': `export async function processAll<T>(options: { items: T[]; onItem: (item: T) => Promise<void> }) {
  for (const item of options.items) await options.onItem(item);
}
`,
        'src/posts.ts': `import { prisma } from './db';
import { processAll } from './each';
export async function removeAll(ids: string[]) {
  await processAll({
    items: ids,
    onItem: async id => {
      await prisma.post.delete({ where: { id } });
    },
  });
}
`,
      },
      reports: ['src/posts.ts: driven prisma.post.delete'],
    },
    {
      name: 'a wrapper that runs its callback once',
      code: {
        'src/tracing.ts': `export async function withSpan<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = Date.now();
  try {
    return await work();
  } finally {
    console.log(name, Date.now() - start);
  }
}
`,
        'src/posts.ts': `import { prisma } from './db';
import { withSpan } from './tracing';
export async function all(ids: string[]) {
  for (const authorId of ids) {
    const posts = await withSpan('posts', () => prisma.post.findMany({ where: { authorId } }));
    console.log(posts.length);
  }
}
`,
      },
      reports: ['src/posts.ts: driven prisma.post.findMany'],
    },
    {
      name: 'a function wrapped by a package',
      code: `import pMemoize from 'p-memoize';
const load = pMemoize(async (authorId: string) => prisma.post.findMany({ where: { authorId } }));
export async function all(ids: string[]) {
  for (const id of ids) console.log(await load(id));
}
`,
      reports: ['driven load'],
    },
  ]);
});

describe('calls: packages that repeat', () => {
  check([
    {
      name: 'p-limit, with arguments',
      code: `import pLimit from 'p-limit';
const limit = pLimit(5);
const count = (authorId: string) => prisma.post.count({ where: { authorId } });
export async function counts(ids: string[]) {
  return Promise.all(ids.map(id => limit(count, id)));
}
`,
      reports: ['driven count'],
    },
    {
      name: 'promise-pool',
      code: `import { PromisePool } from '@supercharge/promise-pool';
export async function counts(ids: string[]) {
  const { results } = await PromisePool.for(ids)
    .withConcurrency(5)
    .process(async authorId => prisma.post.count({ where: { authorId } }));
  return results;
}
`,
      reports: ['driven prisma.post.count'],
    },
  ]);
});

describe('calls: methods and classes', () => {
  check([
    {
      name: 'an object that calls itself by this',
      code: `export const postService = {
  of(authorId: string) {
    return prisma.post.findMany({ where: { authorId } });
  },
  async all(ids: string[]) {
    for (const id of ids) console.log(await this.of(id));
  },
};
`,
      reports: ['driven this.of'],
    },
    {
      name: 'a base class whose hook the subclass fills',
      code: {
        'src/base.ts': `import { prisma } from './db';
export abstract class Base {
  protected abstract countOf(id: string): Promise<number>;
  async counts(ids: string[]) {
    const out = [];
    for (const id of ids) out.push(await this.countOf(id));
    return out;
  }
}
export class Posts extends Base {
  protected async countOf(authorId: string) {
    return prisma.post.count({ where: { authorId } });
  }
}
`,
      },
      reports: ['src/base.ts: driven this.countOf'],
    },
  ]);
});

describe('calls: injection', () => {
  check([
    {
      name: 'an interface with one implementer in its module',
      code: {
        'src/posts.ts': `import { prisma } from './db';
export interface IPosts {
  countOf(authorId: string): Promise<number>;
}
export class Posts implements IPosts {
  async countOf(authorId: string) {
    return prisma.post.count({ where: { authorId } });
  }
}
`,
        'src/teams.ts': `import type { IPosts } from './posts';
export class Teams {
  constructor(private readonly posts: IPosts) {}
  async all(ids: string[]) {
    for (const id of ids) console.log(await this.posts.countOf(id));
  }
}
`,
      },
      reports: ['src/teams.ts: driven this.posts.countOf'],
    },
  ]);
});

describe('calls: clients', () => {
  check([
    {
      name: 'remember() of a package, and an own one',
      code: {
        'src/client.ts': `import { PrismaClient } from '@prisma/client';
import { remember } from '@epic-web/remember';
import { singleton } from './singleton';
export const prisma = remember('prisma', () => new PrismaClient());
export const own = singleton('prisma', () => new PrismaClient());
`,
        'src/singleton.ts': `export const singleton = <Value>(name: string, valueFactory: () => Value): Value => {
  const g = global as any;
  g.__singletons ??= {};
  g.__singletons[name] ??= valueFactory();
  return g.__singletons[name];
};
`,
        'src/all.ts': `import { own, prisma } from './client';
export async function all(ids: string[]) {
  for (const authorId of ids) {
    console.log(await prisma.post.findMany({ where: { authorId } }));
    console.log(await own.post.findMany({ where: { authorId } }));
  }
}
`,
      },
      reports: ['src/all.ts: driven prisma.post.findMany', 'src/all.ts: driven own.post.findMany'],
    },
    {
      name: 'a method that $extends adds',
      code: `import { prisma } from './db';
const db = prisma.$extends({
  model: {
    post: {
      async latestOf(authorId: string) {
        return prisma.post.findFirst({ where: { authorId }, orderBy: { createdAt: 'desc' } });
      },
    },
  },
});
export async function all(ids: string[]) {
  for (const id of ids) console.log(await db.post.latestOf(id));
}
`,
      reports: ['driven db.post.latestOf'],
    },
  ]);
});

describe('calls: more of the above', () => {
  check([
    {
      name: 'super of a generic base, whose delegate was handed to super',
      code: {
        'src/crud.ts': `export class CrudService<T extends { findFirst(args: unknown): Promise<unknown> }> {
  constructor(protected readonly model: T) {}
  findById(id: string) {
    return this.model.findFirst({ where: { id } });
  }
}
`,
        'src/users.ts': `import { CrudService } from './crud';
import { prisma } from './db';
export class UsersService extends CrudService<typeof prisma.user> {
  constructor() {
    super(prisma.user);
  }
  override async findById(id: string) {
    console.log(id);
    return super.findById(id);
  }
  async all(ids: string[]) {
    for (const id of ids) await super.findById(id);
  }
}
`,
        'src/all.ts': `import { UsersService } from './users';
const users = new UsersService();
export async function all(ids: string[]) {
  for (const id of ids) await users.findById(id);
}
`,
      },
      reports: ['src/users.ts: driven super.findById', 'src/all.ts: driven users.findById'],
    },
    {
      name: 'two schemas with generated clients that are not in git',
      code: {
        'package.json': `{
  "name": "app",
  "dependencies": { "@prisma/client": "^6.0.0" },
  "scripts": { "generate": "prisma generate && prisma generate --schema prisma/billing/schema.prisma" }
}
`,
        'prisma/schema.prisma': `generator client {
  provider = "prisma-client"
  output   = "../src/clients/main"
}
model Post {
  id       String @id
  authorId String
}
`,
        'prisma/billing/schema.prisma': `generator client {
  provider = "prisma-client"
  output   = "../../src/clients/billing"
}
model Invoice {
  id     String @id
  userId String
}
`,
        'src/all.ts': `import { PrismaClient } from './clients/billing/client';
import type { Prisma } from './clients/main/client';
const billing = new PrismaClient();
export async function all(tx: Prisma.TransactionClient, ids: string[]) {
  for (const id of ids) {
    console.log(await tx.post.count({ where: { authorId: id } }));
    console.log(await billing.invoice.count({ where: { userId: id } }));
  }
}
`,
      },
      reports: ['src/all.ts: driven tx.post.count', 'src/all.ts: driven billing.invoice.count'],
    },
    {
      name: 'a query beside calls that lead far',
      code: `const f13 = async (id: string) => prisma.post.count({ where: { authorId: id } });
const f12 = async (id: string) => f13(id);
const f11 = async (id: string) => f12(id);
const f10 = async (id: string) => f11(id);
const f9 = async (id: string) => f10(id);
const f8 = async (id: string) => f9(id);
const f7 = async (id: string) => f8(id);
const f6 = async (id: string) => f7(id);
const f5 = async (id: string) => f6(id);
const f4 = async (id: string) => f5(id);
const f3 = async (id: string) => f4(id);
const f2 = async (id: string) => f3(id);
const f1 = async (id: string) => f2(id);
async function load(id: string) {
  await f1(id);
  return prisma.user.findFirst({ where: { id } });
}
export async function all(ids: string[]) {
  for (const id of ids) await load(id);
}
`,
      reports: ['driven load'],
    },
  ]);
});

describe('carried: an input comes from an earlier round', () => {
  check([
    {
      name: 'the id comes by then',
      code: `export async function chain(names: string[]) {
  let parentId: string | null = null;
  for (const name of names) {
    parentId = await prisma.category.create({ data: { name, parentId } }).then(row => row.id);
  }
}
`,
      reports: [],
    },
    {
      name: 'reduce that hands the last row on',
      code: `export async function chain(names: string[]) {
  await names.reduce(async (before, name) => {
    const parent = await before;
    const row = await prisma.category.create({ data: { name, parentId: parent?.id } });
    return row;
  }, Promise.resolve<{ id: string } | null>(null));
}
`,
      reports: [],
    },
  ]);
});

describe('invariant: what is not hoisted', () => {
  check([
    {
      name: 'something unknown is awaited, and may write',
      code: `export async function run(rows: string[], handler: { handle(row: string): Promise<void> }) {
  for (const row of rows) {
    await handler.handle(row);
    const open = await prisma.job.count({ where: { status: 'open' } });
    console.log(open);
  }
}
`,
      reports: [],
    },
    {
      name: 'by ??=',
      code: `export async function run(orgId: string, rows: string[]) {
  let setting: unknown;
  for (const row of rows) {
    setting ??= await prisma.setting.findFirst({ where: { orgId } });
    console.log(row, setting);
  }
}
`,
      reports: [],
    },
  ]);
});

describe('silence: 4: retry', () => {
  check([
    {
      name: '4 near miss: a retry helper called for each row',
      code: `async function retry<T>(work: () => Promise<T>, times = 3): Promise<T> {
  for (let i = 0; ; i++) {
    try {
      return await work();
    } catch (error) {
      if (i >= times) throw error;
    }
  }
}
export async function ordersOf(userIds: string[]) {
  const out = [];
  for (const userId of userIds) out.push(await retry(() => prisma.order.findMany({ where: { userId } })));
  return out;
}
`,
      reports: ['driven prisma.order.findMany'],
    },
  ]);
});

describe('silence: 10: locks', () => {
  check([
    {
      name: '10 advisory locks',
      code: `export async function lockAll(keys: number[]) {
  await prisma.$transaction(async tx => {
    for (const key of keys) {
      await tx.$executeRaw\`SELECT pg_advisory_xact_lock(\${key})\`;
    }
  });
}
`,
      reports: [],
    },
  ]);
});

describe('silence: 14, 39: constant lists', () => {
  check([
    {
      name: '14 the last seven days',
      code: `export async function week(from: Date) {
  return Promise.all(Array.from({ length: 7 }, (_, day) => prisma.post.count({ where: { createdAt: { gte: new Date(from.getTime() - day * 86_400_000) } } })));
}
`,
      reports: [],
    },
  ]);
});

describe('silence: 15: the header', () => {
  check([
    {
      name: '15 near miss: the test of a loop runs every round',
      code: `export async function greet(send: (n: number) => Promise<void>) {
  for (let i = 0; i < (await prisma.user.count()); i++) await send(i);
}
`,
      reports: ['invariant prisma.user.count'],
    },
  ]);
});

describe('silence: 16: functions that do not run there', () => {
  check([
    {
      name: '16 near miss: a function that is called on the spot',
      code: `export async function all(authorIds: string[]) {
  for (const authorId of authorIds) {
    await (async () => {
      const posts = await prisma.post.findMany({ where: { authorId } });
      console.log(posts.length);
    })();
  }
}
`,
      reports: ['driven prisma.post.findMany'],
    },
  ]);
});

describe('silence: 25: streams', () => {
  check([
    {
      name: '25 near miss: for await over a list',
      code: `export async function load(ids: string[]) {
  for await (const id of ids) {
    console.log(await prisma.post.count({ where: { authorId: id } }));
  }
}
`,
      reports: ['driven prisma.post.count'],
    },
  ]);
});

describe('silence: 27: memo', () => {
  check([
    {
      name: '27 a preload that covers the keys',
      code: `export async function names(posts: { authorId: string }[]) {
  const users = await prisma.user.findMany({ where: { id: { in: posts.map(post => post.authorId) } } });
  const byId = new Map(users.map(user => [user.id, user]));
  const out = [];
  for (const post of posts) {
    const user = byId.get(post.authorId) ?? (await prisma.user.findUnique({ where: { id: post.authorId } }));
    out.push(user?.name);
  }
  return out;
}
`,
      reports: [],
    },
    {
      name: '27 near miss: React\'s cache by a key of the row',
      code: `import { cache } from 'react';
const getTeam = cache(async (id: string) => prisma.team.findFirst({ where: { id } }));
export async function render(users: { teamId: string }[]) {
  const out = [];
  for (const user of users) {
    const team = await getTeam(user.teamId);
    out.push(team?.name);
  }
  return out;
}
`,
      reports: ['driven getTeam'],
    },
  ]);
});

describe('silence: never run', () => {
  check([
    {
      name: 'a lazy query that forEach drops',
      code: `export function touch(ids: string[]) {
  ids.forEach(id => prisma.post.update({ where: { id }, data: { status: 'CLOSED' } }));
}
`,
      reports: [],
    },
  ]);
});

describe('silence: what repeats', () => {
  check([
    {
      name: 'near miss: a counter that goes down',
      code: `export async function remove(ids: string[]) {
  for (let i = ids.length - 1; i >= 0; i--) await prisma.post.delete({ where: { id: ids[i] } });
}
`,
      reports: ['driven prisma.post.delete'],
    },
    {
      name: 'near miss: the dates between two days',
      code: `export async function perDay(from: Date, to: Date) {
  const out: number[] = [];
  for (let day = new Date(from); day <= to; day.setDate(day.getDate() + 1)) {
    out.push(await prisma.order.count({ where: { status: day.toISOString() } }));
  }
  return out;
}
`,
      reports: ['driven prisma.order.count'],
    },
  ]);
});
