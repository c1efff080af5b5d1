import { describe, expect, it } from 'vitest';

import { check, lint } from './harness.ts';

// What was once answered wrongly.

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
  ]);
});

describe('calls: packages that repeat', () => {
  check([
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
  ]);
});

describe('what an update writes', () => {
  const program = (write: string): string => `class Changes {
  data: Record<string, string> = {};
  constructor(private post: { id: string; title: string }) {}
  collect() { this.data.title = this.post.title; }
}
export async function saveAll(posts: { id: string; title: string }[]) {
  for (const post of posts) {
    const changes = new Changes(post);
    changes.collect();
    await prisma.post.update({ where: { id: post.id }, data: ${write} });
  }
}
`;
  check([
    // What a field of another instance begins with is not what it holds.
    { name: 'fields of an instance that is made for the row', code: program('{ ...changes.data, edited: true }'), reports: ['row-by-row prisma.post.update'] },
    { name: 'near miss: the same for all rows', code: program('{ ...{ edited: true } }'), reports: ['driven prisma.post.update'] },
  ]);
});

describe('robustness: large and deep code', () => {
  // Bindings that hold closures that hold bindings once multiplied without end.
  it('methods with callbacks that each call all others', () => {
    const names = Array.from({ length: 7 }, (_, at) => `m${at}`);
    const methods = names.map(name => `  async ${name}(id: string, k: (id: string) => Promise<void>): Promise<void> {\n${names.map(other => `    await this.${other}(id, async inner => k(inner));\n`).join('')}  }\n`).join('');
    const code = `import { prisma } from './db';\nclass A {\n${methods}}\nexport async function all(ids: string[]) {\n  const a = new A();\n  for (const id of ids) await a.m0(id, async x => { await prisma.post.findMany({ where: { authorId: x } }); });\n}\n`;
    expect(lint({ 'src/all.ts': code }).map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(['driven prisma.post.findMany']);
  }, 5000);
});
