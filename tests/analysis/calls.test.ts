import { describe } from 'vitest';

import { check } from './harness.ts';

describe('functions', () => {
  check([
    {
      name: 'a function declaration',
      code: `async function load(authorId: string) {
  return prisma.post.findMany({ where: { authorId } });
}
export async function all(ids: string[]) {
  for (const id of ids) console.log(await load(id));
}
`,
      reports: ['driven load'],
    },
    {
      name: 'a function that stands further down',
      code: `export async function all(ids: string[]) {
  for (const id of ids) console.log(await load(id));
}
async function load(authorId: string) {
  return prisma.post.findMany({ where: { authorId } });
}
`,
      reports: ['driven load'],
    },
    {
      name: 'an arrow',
      code: `const load = (authorId: string) => prisma.post.findMany({ where: { authorId } });
export const all = (ids: string[]) => Promise.all(ids.map(id => load(id)));
`,
      reports: ['driven load'],
    },
    {
      name: 'a function expression',
      code: `const load = async function (authorId: string) {
  return await prisma.post.findMany({ where: { authorId } });
};
export const all = (ids: string[]) => Promise.all(ids.map(id => load(id)));
`,
      reports: ['driven load'],
    },
    {
      name: 'three functions deep',
      code: `const third = (authorId: string) => prisma.post.count({ where: { authorId } });
const second = async (id: string) => ({ id, count: await third(id) });
async function first(user: { id: string }) {
  const { count } = await second(user.id);
  return count;
}
export async function all(users: { id: string }[]) {
  for (const user of users) console.log(await first(user));
}
`,
      reports: ['driven first'],
    },
    {
      name: 'options taken apart',
      code: `async function load({ authorId, limit = 10 }: { authorId: string; limit?: number }) {
  return prisma.post.findMany({ where: { authorId }, take: limit });
}
export async function all(users: { id: string }[]) {
  for (const user of users) console.log(await load({ authorId: user.id }));
}
`,
      reports: ['driven load'],
    },
    {
      name: 'the client is a parameter',
      code: `import type { PrismaClient } from '@prisma/client';
async function load(db: PrismaClient, authorId: string) {
  return db.post.findMany({ where: { authorId } });
}
export async function all(db: PrismaClient, ids: string[]) {
  for (const id of ids) console.log(await load(db, id));
}
`,
      reports: ['driven load'],
    },
    {
      name: 'the client is a parameter that nobody typed',
      code: {
        'src/load.js': `export async function load(db, authorId) {
  return db.post.findMany({ where: { authorId } });
}
`,
        'src/all.js': `import { prisma } from './db';
import { load } from './load.js';
export async function all(ids) {
  for (const id of ids) console.log(await load(prisma, id));
}
`,
      },
      reports: ['src/all.js: driven load'],
    },
    {
      name: 'the model is chosen by name',
      code: `export async function all(model: 'user' | 'post', ids: string[]) {
  for (const id of ids) console.log(await prisma[model].findMany({ where: { id } }));
}
`,
      reports: ['driven prisma[model].findMany'],
    },
    {
      name: 'a delegate in a variable',
      code: `export async function all(ids: string[]) {
  const posts = prisma.post;
  const out = [];
  for (const authorId of ids) out.push(await posts.count({ where: { authorId } }));
  return out;
}
`,
      reports: ['driven posts.count'],
    },
    {
      name: 'a delegate taken out of the client',
      code: `export async function all(ids: string[]) {
  const { post } = prisma;
  const out = [];
  for (const authorId of ids) out.push(await post.count({ where: { authorId } }));
  return out;
}
`,
      reports: ['driven post.count'],
    },
    {
      name: 'a function passed by name to map',
      code: `async function load(authorId: string) {
  return prisma.post.findMany({ where: { authorId } });
}
export const all = (ids: string[]) => Promise.all(ids.map(load));
`,
      reports: ['driven load'],
    },
    {
      name: 'a method passed by name to map',
      code: `export class Posts {
  async load(authorId: string) {
    return prisma.post.findMany({ where: { authorId } });
  }
  all(ids: string[]) {
    return Promise.all(ids.map(this.load, this));
  }
}
`,
      reports: ['driven this.load'],
    },
    {
      name: 'a function that is called on the way out of a condition',
      code: `async function load(authorId: string) {
  return prisma.post.findMany({ where: { authorId } });
}
export async function all(users: { id: string; active: boolean }[]) {
  const out = [];
  for (const user of users) {
    const posts = user.active ? await load(user.id) : [];
    out.push({ ...user, posts });
  }
  return out;
}
`,
      reports: ['driven load'],
    },
  ]);
});

describe('closures and callbacks', () => {
  check([
    {
      name: 'a closure over the loop\'s element',
      code: `export async function all(users: { id: string }[]) {
  for (const user of users) {
    const load = async () => prisma.post.findMany({ where: { authorId: user.id } });
    console.log(await load());
  }
}
`,
      reports: ['driven load'],
    },
    {
      name: 'a closure made before the loop',
      code: `export async function all(teamId: string, ids: string[]) {
  const load = async (authorId: string) => prisma.post.findMany({ where: { authorId, author: { teamId } } });
  for (const id of ids) console.log(await load(id));
}
`,
      reports: ['driven load'],
    },
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
      name: 'a literal handed to an own sequential map',
      code: {
        'src/each.ts': `export async function mapSeries<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const out: R[] = [];
  for (const [index, item] of items.entries()) out.push(await work(item, index));
  return out;
}
`,
        'src/posts.ts': `import { prisma } from './db';
import { mapSeries } from './each';
export async function removeAll(ids: string[]) {
  return mapSeries(ids, async id => {
    return prisma.post.delete({ where: { id } });
  });
}
`,
      },
      reports: ['src/posts.ts: driven prisma.post.delete'],
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
      name: 'a loop inside a wrapper',
      code: {
        'src/tracing.ts': `export async function withSpan<T>(name: string, work: () => Promise<T>): Promise<T> {
  console.log(name);
  return work();
}
`,
        'src/posts.ts': `import { prisma } from './db';
import { withSpan } from './tracing';
export async function all(ids: string[]) {
  return withSpan('posts', async () => {
    const out = [];
    for (const authorId of ids) out.push(await prisma.post.findMany({ where: { authorId } }));
    return out;
  });
}
`,
      },
      reports: ['src/posts.ts: driven prisma.post.findMany'],
    },
    {
      name: 'a wrapper of a package, awaited',
      code: `import { startSpan } from '@sentry/node';
export async function all(ids: string[]) {
  for (const authorId of ids) {
    const posts = await startSpan({ name: 'posts' }, async () => prisma.post.findMany({ where: { authorId } }));
    console.log(posts.length);
  }
}
`,
      reports: ['driven prisma.post.findMany'],
    },
    {
      name: 'a wrapper of a package that a setting names',
      code: `import { trace } from '@acme/tracing';
export function all(ids: string[]) {
  for (const authorId of ids) {
    trace('posts', async () => {
      console.log(await prisma.post.findMany({ where: { authorId } }));
    });
  }
}
`,
      reports: ['driven prisma.post.findMany'],
      settings: { runsOnce: ['@acme/tracing#trace'] },
    },
    {
      name: 'a handler in asyncHandler',
      code: `import asyncHandler from 'express-async-handler';
export const list = asyncHandler(async (req, res) => {
  const out = [];
  for (const authorId of req.body.ids) out.push(await prisma.post.findMany({ where: { authorId } }));
  res.json(out);
});
`,
      reports: ['driven prisma.post.findMany'],
    },
    {
      name: 'a function wrapped by a function of the program',
      code: {
        'src/timed.ts': `export function timed<A extends unknown[], R>(work: (...args: A) => Promise<R>) {
  return async (...args: A): Promise<R> => {
    const start = Date.now();
    const result = await work(...args);
    console.log(Date.now() - start);
    return result;
  };
}
`,
        'src/posts.ts': `import { prisma } from './db';
import { timed } from './timed';
const load = timed(async (authorId: string) => prisma.post.findMany({ where: { authorId } }));
export async function all(ids: string[]) {
  for (const id of ids) console.log(await load(id));
}
`,
      },
      reports: ['src/posts.ts: driven load'],
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
    {
      name: 'near miss: a callback that is stored does not run',
      code: `export function watch(ids: string[], hooks: { register(name: string, work: () => Promise<unknown>): void }) {
  for (const id of ids) hooks.register(id, () => prisma.post.findUnique({ where: { id } }));
}
`,
      reports: [],
    },
  ]);
});

describe('packages that repeat', () => {
  check([
    {
      name: 'near miss: a workflow that is started is run by a worker',
      code: `import { start } from 'workflow/api';
async function publish(id: string) {
  'use workflow';
  await prisma.post.update({ where: { id }, data: { published: true } });
}
export async function publishAll(ids: string[]) {
  for (const id of ids) await start(publish, [id]);
}
`,
      reports: [],
    },
    {
      name: 'a function of another package that is waited for runs what it is given',
      code: `import { start } from 'tracing/api';
async function publish(id: string) {
  await prisma.post.update({ where: { id }, data: { published: true } });
}
export async function publishAll(ids: string[]) {
  for (const id of ids) await start(publish, id);
}
`,
      reports: ['driven publish'],
    },
    {
      name: 'p-map',
      code: `import pMap from 'p-map';
export const counts = (ids: string[]) => pMap(ids, authorId => prisma.post.count({ where: { authorId } }), { concurrency: 5 });
`,
      reports: ['driven prisma.post.count'],
    },
    {
      name: 'p-limit, mapped',
      code: `import pLimit from 'p-limit';
const limit = pLimit(5);
export async function counts(ids: string[]) {
  const jobs = ids.map(authorId => limit(async () => prisma.post.count({ where: { authorId } })));
  return Promise.all(jobs);
}
`,
      reports: ['driven prisma.post.count'],
    },
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
      name: 'p-queue',
      code: `import PQueue from 'p-queue';
export async function counts(ids: string[]) {
  const queue = new PQueue({ concurrency: 5 });
  return Promise.all(ids.map(authorId => queue.add(() => prisma.post.count({ where: { authorId } }))));
}
`,
      reports: ['driven prisma.post.count'],
    },
    {
      name: 'async',
      code: `import async from 'async';
export async function work(ids: string[]) {
  await async.eachSeries(ids, async authorId => {
    console.log(await prisma.post.count({ where: { authorId } }));
  });
  await async.mapLimit(ids, 5, async (id: string) => prisma.post.delete({ where: { id } }));
}
`,
      reports: ['driven prisma.post.count', 'driven prisma.post.delete'],
    },
    {
      name: 'bluebird',
      code: `import Bluebird from 'bluebird';
export async function work(ids: string[]) {
  await Bluebird.map(ids, authorId => prisma.post.count({ where: { authorId } }), { concurrency: 3 });
  await Bluebird.each(ids, async id => {
    await prisma.post.delete({ where: { id } });
  });
}
`,
      reports: ['driven prisma.post.count', 'driven prisma.post.delete'],
    },
    {
      name: 'lodash and es-toolkit',
      code: `import _ from 'lodash';
import { forEachAsync } from 'es-toolkit/array';
export async function work(ids: string[]) {
  await Promise.all(_.map(ids, authorId => prisma.post.count({ where: { authorId } })));
  await forEachAsync(ids, async id => {
    await prisma.post.delete({ where: { id } });
  });
}
`,
      reports: ['driven prisma.post.count', 'driven prisma.post.delete'],
    },
    {
      name: 'radash',
      code: `import { parallel } from 'radash';
export const counts = (ids: string[]) => parallel(5, ids, async authorId => prisma.post.count({ where: { authorId } }));
`,
      reports: ['driven prisma.post.count'],
    },
    {
      name: 'a generator whose rounds query',
      code: `async function* posts(ids: string[]) {
  for (const authorId of ids) yield await prisma.post.findMany({ where: { authorId } });
}
export async function print(ids: string[]) {
  for await (const each of posts(ids)) console.log(each);
}
`,
      reports: ['driven prisma.post.findMany'],
    },
    {
      name: 'a step of a workflow',
      code: `import { inngest } from './inngest';
export const job = inngest.createFunction({ id: 'count' }, { event: 'count' }, async ({ event, step }) => {
  for (const authorId of event.data.ids) {
    await step.run(\`count-\${authorId}\`, async () => prisma.post.count({ where: { authorId } }));
  }
});
`,
      reports: ['driven prisma.post.count'],
    },
  ]);
});

describe('methods and classes', () => {
  check([
    {
      name: 'this.method',
      code: `export class Posts {
  private async load(authorId: string) {
    return prisma.post.findMany({ where: { authorId } });
  }
  async all(ids: string[]) {
    for (const id of ids) console.log(await this.load(id));
  }
}
`,
      reports: ['driven this.load'],
    },
    {
      name: 'a #private method',
      code: `export class Posts {
  async #load(authorId: string) {
    return prisma.post.findMany({ where: { authorId } });
  }
  async all(ids: string[]) {
    for (const id of ids) console.log(await this.#load(id));
  }
}
`,
      reports: ['driven this.#load'],
    },
    {
      name: 'an arrow in a field',
      code: `export class Posts {
  load = async (authorId: string) => prisma.post.findMany({ where: { authorId } });
  all = async (ids: string[]) => {
    for (const id of ids) console.log(await this.load(id));
  };
}
`,
      reports: ['driven this.load'],
    },
    {
      name: 'a getter',
      code: `import { PrismaClient } from '@prisma/client';
export class Posts {
  constructor(private readonly options: { db: PrismaClient }) {}
  private get db() {
    return this.options.db;
  }
  async all(ids: string[]) {
    for (const authorId of ids) console.log(await this.db.post.findMany({ where: { authorId } }));
  }
}
`,
      reports: ['driven this.db.post.findMany'],
    },
    {
      name: 'a static method',
      code: `class Posts {
  static async of(authorId: string) {
    return prisma.post.findMany({ where: { authorId } });
  }
}
export async function all(ids: string[]) {
  for (const id of ids) console.log(await Posts.of(id));
}
`,
      reports: ['driven Posts.of'],
    },
    {
      name: 'a static method through this',
      code: `export class Posts {
  static of(authorId: string) {
    return prisma.post.findMany({ where: { authorId } });
  }
  static async all(ids: string[]) {
    return Promise.all(ids.map(id => this.of(id)));
  }
}
`,
      reports: ['driven this.of'],
    },
    {
      name: 'a singleton',
      code: {
        'src/posts.ts': `import { prisma } from './db';
export class Posts {
  private static instance: Posts;
  static getInstance(): Posts {
    if (!Posts.instance) Posts.instance = new Posts();
    return Posts.instance;
  }
  async of(authorId: string) {
    return prisma.post.findMany({ where: { authorId } });
  }
}
export const posts = Posts.getInstance();
`,
        'src/all.ts': `import { Posts, posts } from './posts';
export async function all(ids: string[]) {
  for (const id of ids) {
    await Posts.getInstance().of(id);
    await posts.of(id);
  }
}
`,
      },
      reports: ['src/all.ts: driven Posts.getInstance().of', 'src/all.ts: driven posts.of'],
    },
    {
      name: 'an instance made on the spot',
      code: `class Posts {
  async of(authorId: string) {
    return prisma.post.findMany({ where: { authorId } });
  }
}
export async function all(ids: string[]) {
  for (const id of ids) console.log(await new Posts().of(id));
}
`,
      reports: ['driven new Posts().of'],
    },
    {
      name: 'an object of functions',
      code: {
        'src/posts.ts': `import { prisma } from './db';
export const postService = {
  async of(authorId: string) {
    return prisma.post.findMany({ where: { authorId } });
  },
  count: (authorId: string) => prisma.post.count({ where: { authorId } }),
};
`,
        'src/all.ts': `import { postService } from './posts';
export async function all(ids: string[]) {
  for (const id of ids) console.log(await postService.of(id));
}
`,
      },
      reports: ['src/all.ts: driven postService.of'],
    },
    {
      name: 'inheritance',
      code: {
        'src/base.ts': `import { prisma } from './db';
export abstract class Base {
  protected async countOf(authorId: string) {
    return prisma.post.count({ where: { authorId } });
  }
}
`,
        'src/posts.ts': `import { Base } from './base';
export class Posts extends Base {
  async counts(ids: string[]) {
    return Promise.all(ids.map(async id => this.countOf(id)));
  }
}
`,
      },
      reports: ['src/posts.ts: driven this.countOf'],
    },
    {
      name: 'super',
      code: {
        'src/base.ts': `import { prisma } from './db';
export class Base {
  async countOf(authorId: string) {
    return prisma.post.count({ where: { authorId } });
  }
}
`,
        'src/posts.ts': `import { Base } from './base';
export class Posts extends Base {
  override async countOf(authorId: string) {
    return (await super.countOf(authorId)) + 1;
  }
  async counts(ids: string[]) {
    const out = [];
    for (const id of ids) out.push(await super.countOf(id));
    return out;
  }
}
`,
      },
      reports: ['src/posts.ts: driven super.countOf'],
    },
    {
      name: 'a generic base with a delegate handed to super',
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
  async names(ids: string[]) {
    const out = [];
    for (const id of ids) out.push(await this.findById(id));
    return out;
  }
}
`,
      },
      reports: ['src/users.ts: driven this.findById'],
    },
    {
      name: 'a mixin',
      code: `type Constructor = new (...args: any[]) => object;
function Counting<B extends Constructor>(Parent: B) {
  return class extends Parent {
    async countOf(authorId: string) {
      return prisma.post.count({ where: { authorId } });
    }
  };
}
export class Posts extends Counting(Object) {
  async counts(ids: string[]) {
    for (const id of ids) console.log(await this.countOf(id));
  }
}
`,
      reports: ['driven this.countOf'],
    },
    {
      name: 'an override is what runs',
      code: `export class Base {
  async countOf(authorId: string) {
    return prisma.post.count({ where: { authorId } });
  }
}
export class Fake extends Base {
  private readonly counts = new Map<string, number>();
  override async countOf(authorId: string) {
    return this.counts.get(authorId) ?? 0;
  }
  async all(ids: string[]) {
    for (const id of ids) console.log(await this.countOf(id));
  }
}
`,
      reports: [],
    },
  ]);
});

describe('injection', () => {
  check([
    {
      name: 'a parameter property',
      code: {
        'src/posts.ts': `import { PrismaClient } from '@prisma/client';
export class PostsService {
  constructor(private readonly prisma: PrismaClient) {}
  async of(authorId: string) {
    return this.prisma.post.findMany({ where: { authorId } });
  }
}
`,
        'src/teams.ts': `import { PostsService } from './posts';
export class TeamsService {
  constructor(private readonly posts: PostsService) {}
  async all(ids: string[]) {
    for (const id of ids) console.log(await this.posts.of(id));
  }
}
`,
      },
      reports: ['src/teams.ts: driven this.posts.of'],
    },
    {
      name: 'assigned in the constructor',
      code: {
        'src/posts.ts': `import { PrismaClient } from '@prisma/client';
export class PostsService {
  private db: PrismaClient;
  constructor(db: PrismaClient) {
    this.db = db;
  }
  async of(authorId: string) {
    return this.db.post.findMany({ where: { authorId } });
  }
}
`,
        'src/teams.ts': `import { prisma } from './db';
import { PostsService } from './posts';
export class TeamsService {
  private posts;
  constructor() {
    this.posts = new PostsService(prisma);
  }
  async all(ids: string[]) {
    for (const id of ids) console.log(await this.posts.of(id));
  }
}
`,
      },
      reports: ['src/teams.ts: driven this.posts.of'],
    },
    {
      name: 'JavaScript without types',
      code: {
        'src/users.js': `class UserService {
  constructor(db) {
    this.db = db;
  }
  async postsOf(authorId) {
    return this.db.post.findMany({ where: { authorId } });
  }
}
module.exports = UserService;
`,
        'src/main.js': `const { PrismaClient } = require('@prisma/client');
const UserService = require('./users');
const prisma = new PrismaClient();
const users = new UserService(prisma);
module.exports = async function main(ids) {
  for (const id of ids) console.log(await users.postsOf(id));
};
`,
      },
      reports: ['src/main.js: driven users.postsOf'],
    },
    {
      name: 'a client subclass of NestJS',
      code: {
        'src/prisma.service.ts': `import { Injectable, OnModuleInit } from '@nestjs/common';
import { PrismaClient } from '@prisma/client';
@Injectable()
export class PrismaService extends PrismaClient implements OnModuleInit {
  async onModuleInit() {
    await this.$connect();
  }
}
`,
        'src/posts.ts': `import { Injectable } from '@nestjs/common';
import { PrismaService } from './prisma.service';
@Injectable()
export class PostsService {
  constructor(private prisma: PrismaService) {}
  async counts(ids: string[]) {
    return Promise.all(ids.map(authorId => this.prisma.post.count({ where: { authorId } })));
  }
}
`,
      },
      reports: ['src/posts.ts: driven this.prisma.post.count'],
    },
    {
      name: 'a client subclass that runs queries on itself',
      code: `import { PrismaClient } from '@prisma/client';
export class Database extends PrismaClient {
  async counts(ids: string[]) {
    const out = [];
    for (const authorId of ids) out.push(await this.post.count({ where: { authorId } }));
    return out;
  }
}
`,
      reports: ['driven this.post.count'],
    },
    {
      name: 'a client held by a service',
      code: {
        'src/database.ts': `import { PrismaClient } from '@prisma/client';
export class DatabaseService {
  readonly client = new PrismaClient();
}
`,
        'src/posts.ts': `import { DatabaseService } from './database';
export class Posts {
  constructor(private readonly database: DatabaseService) {}
  async counts(ids: string[]) {
    for (const authorId of ids) console.log(await this.database.client.post.count({ where: { authorId } }));
  }
}
`,
      },
      reports: ['src/posts.ts: driven this.database.client.post.count'],
    },
    {
      name: 'inject() into a field',
      code: {
        'src/posts.ts': `import { prisma } from './db';
export class PostsService {
  async of(authorId: string) {
    return prisma.post.findMany({ where: { authorId } });
  }
}
`,
        'src/teams.ts': `import { Inject } from '@nestjs/common';
import { PostsService } from './posts';
export class TeamsService {
  @Inject(PostsService) private readonly posts!: PostsService;
  async all(ids: string[]) {
    for (const id of ids) console.log(await this.posts.of(id));
  }
}
`,
      },
      reports: ['src/teams.ts: driven this.posts.of'],
    },
    {
      name: 'services that know each other, by forwardRef',
      code: {
        'src/a.ts': `import { Inject, forwardRef } from '@nestjs/common';
import { BService } from './b';
import { prisma } from './db';
export class AService {
  constructor(@Inject(forwardRef(() => BService)) private readonly b: BService) {}
  async postsOf(authorId: string) {
    return prisma.post.findMany({ where: { authorId } });
  }
  async none() {
    return this.b.all([]);
  }
}
`,
        'src/b.ts': `import { Inject, forwardRef } from '@nestjs/common';
import { AService } from './a';
export class BService {
  constructor(@Inject(forwardRef(() => AService)) private readonly a: AService) {}
  async all(ids: string[]) {
    for (const id of ids) console.log(await this.a.postsOf(id));
  }
}
`,
      },
      reports: ['src/b.ts: driven this.a.postsOf'],
    },
  ]);
});

describe('factories', () => {
  check([
    {
      name: 'a factory that returns an object',
      code: {
        'src/posts.ts': `import type { PrismaClient } from '@prisma/client';
export function createPosts(db: PrismaClient) {
  return {
    of: (authorId: string) => db.post.findMany({ where: { authorId } }),
  };
}
`,
        'src/all.ts': `import { prisma } from './db';
import { createPosts } from './posts';
const posts = createPosts(prisma);
export async function all(ids: string[]) {
  for (const id of ids) console.log(await posts.of(id));
}
`,
      },
      reports: ['src/all.ts: driven posts.of'],
    },
    {
      name: 'a factory that returns a closure, without types',
      code: {
        'src/posts.js': `exports.makeLoad = db => async authorId => db.post.findMany({ where: { authorId } });
`,
        'src/all.js': `const { PrismaClient } = require('@prisma/client');
const { makeLoad } = require('./posts');
const load = makeLoad(new PrismaClient());
exports.all = async ids => {
  for (const id of ids) console.log(await load(id));
};
`,
      },
      reports: ['src/all.js: driven load'],
    },
    {
      name: 'a factory that returns functions by name',
      code: {
        'src/posts.ts': `import { prisma } from './db';
export function usePosts() {
  async function of(authorId: string) {
    return prisma.post.findMany({ where: { authorId } });
  }
  return { of };
}
`,
        'src/all.ts': `import { usePosts } from './posts';
export async function all(ids: string[]) {
  const { of } = usePosts();
  for (const id of ids) console.log(await of(id));
}
`,
      },
      reports: ['src/all.ts: driven of'],
    },
    {
      name: 'a container of services',
      code: {
        'src/posts.ts': `import type { PrismaClient } from '@prisma/client';
export class Posts {
  constructor(private db: PrismaClient) {}
  of(authorId: string) {
    return this.db.post.findMany({ where: { authorId } });
  }
}
`,
        'src/services.ts': `import { prisma } from './db';
import { Posts } from './posts';
export const services = { posts: new Posts(prisma) };
`,
        'src/all.ts': `import { services } from './services';
export async function all(ids: string[]) {
  for (const id of ids) console.log(await services.posts.of(id));
}
`,
      },
      reports: ['src/all.ts: driven services.posts.of'],
    },
  ]);
});

describe('modules', () => {
  check([
    {
      name: 'a re-export, a barrel, export *',
      code: {
        'src/posts/load.ts': `import { prisma } from '../db';
export async function load(authorId: string) {
  return prisma.post.findMany({ where: { authorId } });
}
`,
        'src/posts/count.ts': `import { prisma } from '../db';
export const countOf = (authorId: string) => prisma.post.count({ where: { authorId } });
`,
        'src/posts/index.ts': `export { load, load as renamed } from './load';
export * from './count';
`,
        'src/all.ts': `import { countOf, load, renamed } from './posts';
export async function all(ids: string[]) {
  for (const id of ids) {
    await load(id);
    await countOf(id);
    await renamed(id);
  }
}
`,
      },
      reports: ['src/all.ts: driven load', 'src/all.ts: driven countOf', 'src/all.ts: driven renamed'],
    },
    {
      name: 'an import that is exported again',
      code: {
        'src/load.ts': `import { prisma } from './db';
const load = async (authorId: string) => prisma.post.findMany({ where: { authorId } });
export default load;
`,
        'src/index.ts': `import load from './load';
export { load };
`,
        'src/all.ts': `import { load } from '.';
export async function all(ids: string[]) {
  for (const id of ids) await load(id);
}
`,
      },
      reports: ['src/all.ts: driven load'],
    },
    {
      name: 'export default of a function, of a class, of an object',
      code: {
        'src/load.ts': `import { prisma } from './db';
export default async function (authorId: string) {
  return prisma.post.findMany({ where: { authorId } });
}
`,
        'src/class.ts': `import { prisma } from './db';
export default class {
  of(authorId: string) {
    return prisma.post.findMany({ where: { authorId } });
  }
}
`,
        'src/object.ts': `import { prisma } from './db';
export default {
  of(authorId: string) {
    return prisma.post.findMany({ where: { authorId } });
  },
};
`,
        'src/all.ts': `import load from './load';
import Posts from './class';
import posts from './object';
export async function all(ids: string[]) {
  for (const id of ids) {
    await load(id);
    await new Posts().of(id);
    await posts.of(id);
  }
}
`,
      },
      reports: ['src/all.ts: driven load', 'src/all.ts: driven new Posts().of', 'src/all.ts: driven posts.of'],
    },
    {
      name: 'a namespace import, and export * as',
      code: {
        'src/posts.ts': `import { prisma } from './db';
export async function load(authorId: string) {
  return prisma.post.findMany({ where: { authorId } });
}
`,
        'src/outer.ts': `export * as inner from './posts';
`,
        'src/all.ts': `import * as posts from './posts';
import { inner } from './outer';
export async function all(ids: string[]) {
  for (const id of ids) {
    await posts.load(id);
    await inner.load(id);
  }
}
`,
      },
      reports: ['src/all.ts: driven posts.load', 'src/all.ts: driven inner.load'],
    },
    {
      name: 'a dynamic import',
      code: {
        'src/posts.ts': `import { prisma } from './db';
export async function load(authorId: string) {
  return prisma.post.findMany({ where: { authorId } });
}
`,
        'src/all.ts': `export async function all(ids: string[]) {
  const { load } = await import('./posts');
  for (const id of ids) await load(id);
  const posts = await import('./posts.js');
  for (const id of ids) await posts.load(id);
}
`,
      },
      reports: ['src/all.ts: driven load', 'src/all.ts: driven posts.load'],
    },
    {
      name: '.js that means .ts',
      code: {
        'src/posts.ts': `import { prisma } from './db.js';
export async function load(authorId: string) {
  return prisma.post.findMany({ where: { authorId } });
}
`,
        'src/all.ts': `import { load } from './posts.js';
export async function all(ids: string[]) {
  for (const id of ids) await load(id);
}
`,
      },
      reports: ['src/all.ts: driven load'],
    },
    {
      name: 'tsconfig paths',
      code: {
        'tsconfig.json': `{
  // comments are allowed
  "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["./src/*"] } }
}
`,
        'src/lib/posts.ts': `import { prisma } from '@/db';
export async function load(authorId: string) {
  return prisma.post.findMany({ where: { authorId } });
}
`,
        'src/app/all.ts': `import { load } from '@/lib/posts';
export async function all(ids: string[]) {
  for (const id of ids) await load(id);
}
`,
      },
      reports: ['src/app/all.ts: driven load'],
    },
    {
      name: 'module.exports of an object',
      code: {
        'src/client.js': `const { PrismaClient } = require('@prisma/client');
module.exports = new PrismaClient();
`,
        'src/posts.js': `const prisma = require('./client');
const of = authorId => prisma.post.findMany({ where: { authorId } });
module.exports = {
  of,
  async count(authorId) {
    return prisma.post.count({ where: { authorId } });
  },
};
`,
        'src/all.js': `const posts = require('./posts');
const { count } = require('./posts');
module.exports = async ids => {
  for (const id of ids) {
    await posts.of(id);
    await count(id);
  }
};
`,
      },
      reports: ['src/all.js: driven posts.of', 'src/all.js: driven count'],
    },
    {
      name: 'exports.x and module.exports.x',
      code: {
        'src/posts.js': `const { prisma } = require('./db');
exports.of = async authorId => prisma.post.findMany({ where: { authorId } });
module.exports.count = function (authorId) {
  return prisma.post.count({ where: { authorId } });
};
`,
        'src/all.js': `const posts = require('./posts.js');
exports.all = async ids => {
  for (const id of ids) {
    await posts.of(id);
    await posts.count(id);
  }
};
`,
      },
      reports: ['src/all.js: driven posts.of', 'src/all.js: driven posts.count'],
    },
    {
      name: 'module.exports of a function, of an instance, and required on the spot',
      code: {
        'src/load.js': `const { prisma } = require('./db');
module.exports = async authorId => prisma.post.findMany({ where: { authorId } });
`,
        'src/posts.js': `const { prisma } = require('./db');
class Posts {
  of(authorId) {
    return prisma.post.findMany({ where: { authorId } });
  }
}
module.exports = new Posts();
`,
        'src/all.js': `const load = require('./load');
const posts = require('./posts');
module.exports = async ids => {
  for (const id of ids) {
    await load(id);
    await posts.of(id);
    await require('./load')(id);
  }
};
`,
      },
      reports: ['src/all.js: driven load', 'src/all.js: driven posts.of', 'src/all.js: driven require(\'./load\')'],
    },
    {
      name: 'compiled exports',
      code: {
        'src/posts.js': `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.load = load;
const db_1 = require("./db");
async function load(authorId) {
  return db_1.prisma.post.findMany({ where: { authorId } });
}
`,
        'src/all.js': `"use strict";
const posts_1 = require("./posts");
exports.all = async ids => {
  for (const id of ids) await posts_1.load(id);
};
`,
      },
      reports: ['src/all.js: driven posts_1.load'],
    },
    {
      name: 'a workspace package without node_modules',
      code: {
        'package.json': `{ "name": "root", "private": true, "workspaces": ["apps/*", "packages/*"] }
`,
        'packages/db/package.json': `{ "name": "@acme/db", "main": "./dist/index.js", "types": "./dist/index.d.ts", "dependencies": { "@prisma/client": "^6.0.0" } }
`,
        'packages/db/src/index.ts': `import { PrismaClient } from '@prisma/client';
export const prisma = new PrismaClient();
export async function load(authorId: string) {
  return prisma.post.findMany({ where: { authorId } });
}
`,
        'apps/api/package.json': `{ "name": "api", "dependencies": { "@acme/db": "workspace:*" } }
`,
        'apps/api/src/all.ts': `import { load } from '@acme/db';
export async function all(ids: string[]) {
  for (const id of ids) await load(id);
}
`,
      },
      reports: ['apps/api/src/all.ts: driven load'],
    },
  ]);
});

describe('clients', () => {
  check([
    {
      name: 'globalThis and a development singleton',
      code: {
        'src/client.ts': `import { PrismaClient } from '@prisma/client';
const globalForPrisma = globalThis as unknown as { prisma?: PrismaClient };
export const prisma = globalForPrisma.prisma ?? new PrismaClient();
if (process.env.NODE_ENV !== 'production') globalForPrisma.prisma = prisma;
`,
        'src/all.ts': `import { prisma } from './client';
export async function all(ids: string[]) {
  for (const authorId of ids) console.log(await prisma.post.findMany({ where: { authorId } }));
}
`,
      },
      reports: ['src/all.ts: driven prisma.post.findMany'],
    },
    {
      name: 'let, assigned by environment',
      code: {
        'src/client.ts': `import { PrismaClient } from '@prisma/client';
let prisma: PrismaClient;
declare global {
  var __db: PrismaClient | undefined;
}
if (process.env.NODE_ENV === 'production') {
  prisma = new PrismaClient();
} else {
  if (!global.__db) global.__db = new PrismaClient();
  prisma = global.__db;
}
export { prisma };
`,
        'src/all.ts': `import { prisma } from './client';
export async function all(ids: string[]) {
  for (const authorId of ids) console.log(await prisma.post.findMany({ where: { authorId } }));
}
`,
      },
      reports: ['src/all.ts: driven prisma.post.findMany'],
    },
    {
      name: 'a singleton by a function\'s return type',
      code: {
        'src/client.ts': `import { PrismaClient } from '@prisma/client';
const prismaClientSingleton = () => new PrismaClient();
declare const globalThis: { prismaGlobal: ReturnType<typeof prismaClientSingleton> } & typeof global;
const db = globalThis.prismaGlobal ?? prismaClientSingleton();
export default db;
`,
        'src/all.ts': `import db from './client';
export async function all(ids: string[]) {
  for (const authorId of ids) console.log(await db.post.findMany({ where: { authorId } }));
}
`,
      },
      reports: ['src/all.ts: driven db.post.findMany'],
    },
    {
      name: '$extends',
      code: `import { PrismaClient } from '@prisma/client';
const db = new PrismaClient().$extends({
  model: { post: { async publish(id: string) { return id; } } },
});
export async function all(ids: string[]) {
  for (const authorId of ids) console.log(await db.post.findMany({ where: { authorId } }));
}
`,
      reports: ['driven db.post.findMany'],
    },
    {
      name: 'a transaction with a helper',
      code: `import type { Prisma } from '@prisma/client';
async function addItem(tx: Prisma.TransactionClient, orderId: string, productId: string) {
  await tx.orderItem.create({ data: { orderId, productId, quantity: 1 } });
}
export async function order(userId: string, productIds: string[]) {
  await prisma.$transaction(async tx => {
    const { id } = await tx.order.create({ data: { userId, total: 0, status: 'open' } });
    for (const productId of productIds) await addItem(tx, id, productId);
  });
}
`,
      reports: ['driven addItem'],
    },
    {
      name: 'a transaction with an untyped helper',
      code: {
        'src/order.js': `import { prisma } from './db';
const addItem = (tx, orderId, productId) => tx.orderItem.create({ data: { orderId, productId, quantity: 1 } });
export const order = (id, productIds) =>
  prisma.$transaction(async tx => {
    for (const productId of productIds) await addItem(tx, id, productId);
  });
`,
      },
      reports: ['src/order.js: driven addItem'],
    },
    {
      name: 'a transaction for each row',
      code: `export async function clear(userIds: string[]) {
  for (const userId of userIds) {
    await prisma.$transaction(async tx => {
      await tx.order.deleteMany({ where: { userId } });
    });
  }
}
`,
      reports: ['row-by-row tx.order.deleteMany'],
    },
    {
      name: 'ways to write the type of a transaction',
      code: `import type { Prisma, PrismaClient } from '@prisma/client';
import type * as runtime from '@prisma/client/runtime/library';
type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];
type Omitted = Omit<PrismaClient, runtime.ITXClientDenyList>;
type Db = PrismaClient | Prisma.TransactionClient;
export async function all(a: Tx, b: Omitted, c: Db, d: Pick<PrismaClient, 'post' | 'user'>, e: Prisma.TransactionClient | undefined, ids: string[]) {
  for (const authorId of ids) {
    await a.post.findMany({ where: { authorId } });
    await b.post.findMany({ where: { authorId } });
    await c.post.findMany({ where: { authorId } });
    await d.post.findMany({ where: { authorId } });
    await e?.post.findMany({ where: { authorId } });
  }
}
`,
      reports: ['driven a.post.findMany', 'driven b.post.findMany', 'driven c.post.findMany', 'driven d.post.findMany', 'driven e?.post.findMany'],
    },
    {
      name: 'typeof a client, of a model',
      code: `import type { Prisma } from '@prisma/client';
export async function all(db: typeof prisma, posts: Prisma.PostDelegate, ids: string[]) {
  for (const authorId of ids) {
    console.log(await db.post.count({ where: { authorId } }));
    await posts.delete({ where: { id: authorId } });
  }
}
import { prisma } from './db';
`,
      reports: ['driven db.post.count', 'driven posts.delete'],
    },
    {
      name: 'a client with a default',
      code: `async function load(authorId: string, db = prisma) {
  return db.post.findMany({ where: { authorId } });
}
export async function all(ids: string[]) {
  for (const id of ids) await load(id);
}
`,
      reports: ['driven load'],
    },
    {
      name: 'a client that is one of two',
      code: `import type { Prisma } from '@prisma/client';
export async function all(ids: string[], tx?: Prisma.TransactionClient) {
  const db = tx ?? prisma;
  for (const authorId of ids) await db.post.findMany({ where: { authorId } });
}
`,
      reports: ['driven db.post.findMany'],
    },
    {
      name: 'ctx.prisma, known by its shape',
      code: {
        'src/router.ts': `import { publicProcedure, router } from './trpc';
export const posts = router({
  all: publicProcedure.query(async ({ ctx, input }) => {
    const out = [];
    for (const authorId of input.ids) out.push(await ctx.prisma.post.findMany({ where: { authorId }, select: { title: true } }));
    return out;
  }),
});
`,
      },
      reports: ['src/router.ts: driven ctx.prisma.post.findMany'],
    },
    {
      name: 'a helper that is handed the context',
      code: {
        'src/router.ts': `import type { Context } from './context';
async function load(ctx: Context, authorId: string) {
  return ctx.db.post.findMany({ where: { authorId } });
}
export async function all(ctx: Context, ids: string[]) {
  for (const id of ids) await load(ctx, id);
}
`,
        'src/context.ts': `import { prisma } from './db';
export async function createContext() {
  return { db: prisma, session: null };
}
export type Context = Awaited<ReturnType<typeof createContext>>;
`,
      },
      reports: ['src/router.ts: driven load'],
    },
    {
      name: 'a client on an object',
      code: {
        'src/app.ts': `import { prisma } from './db';
export const app = { db: prisma, port: 3000 };
`,
        'src/all.ts': `import { app } from './app';
export async function all(fastify: any, ids: string[]) {
  for (const authorId of ids) {
    await fastify.prisma.post.count({ where: { authorId } });
    await app.db.post.count({ where: { authorId } });
  }
}
`,
      },
      reports: ['src/all.ts: driven fastify.prisma.post.count', 'src/all.ts: driven app.db.post.count'],
    },
    {
      name: 'a member that a setting names',
      code: `export async function all(ctx: any, ids: string[]) {
  for (const authorId of ids) await ctx.store().post.findMany(argsFor(authorId));
}
declare function argsFor(id: string): never;
`,
      reports: ['row-by-row ctx.store().post.findMany'],
      settings: { clients: [{ member: '*.store()', orm: 'prisma', role: 'client' }] },
    },
    {
      name: 'a member that a setting names, taken out by a pattern or held in a variable',
      code: {
        'src/handlers.ts': `export async function one(ctx: any, ids: string[]) {
  const { db } = ctx.locals;
  for (const id of ids) await db.post.findFirst({ where: { authorId: id } });
}
export const two = async ({ locals: { db } }, ids: string[]) => {
  for (const id of ids) await db.post.count({ where: { authorId: id } });
};
export async function three(request: any, ids: string[]) {
  const db = request.locals.db;
  for (const id of ids) await db.post.delete({ where: { id } });
}
export async function other(ctx: any, ids: string[]) {
  const { cache } = ctx.locals;
  for (const id of ids) await cache.post.get({ where: { authorId: id } });
}
`,
      },
      reports: ['src/handlers.ts: driven db.post.findFirst', 'src/handlers.ts: driven db.post.count', 'src/handlers.ts: driven db.post.delete'],
      settings: { clients: [{ member: 'ctx.locals.db', orm: 'prisma' }, { member: 'locals.db', orm: 'prisma' }, { member: 'request.locals.db', orm: 'prisma' }] },
    },
    {
      name: 'a repository that a setting names',
      code: {
        'src/handlers.ts': `export async function one(app: any, ids: string[]) {
  const users = app.repo('users');
  for (const id of ids) await users.findOneBy({ id });
}
`,
      },
      reports: ['src/handlers.ts: driven users.findOneBy'],
      settings: { clients: [{ member: '*.repo()', orm: 'typeorm', role: 'repository', model: 'User' }] },
    },
    {
      name: 'an imported wrapper around $transaction',
      code: {
        'src/transaction.ts': `import type { Prisma, PrismaClient } from '@prisma/client';
export async function inTransaction<T>(client: PrismaClient, name: string, work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
  console.log(name);
  return client.$transaction(async tx => work(tx), { timeout: 10_000 });
}
`,
        'src/all.ts': `import { prisma } from './db';
import { inTransaction } from './transaction';
export async function clear(userIds: string[]) {
  await inTransaction(prisma, 'clear', async tx => {
    for (const userId of userIds) await tx.order.deleteMany({ where: { userId } });
  });
}
`,
      },
      reports: ['src/all.ts: driven tx.order.deleteMany'],
    },
    {
      name: 'a generated client that is not in git',
      code: {
        'prisma/schema.prisma': `generator client {
  provider = "prisma-client"
  output   = "../src/generated/db"
}
model Post {
  id       String @id
  authorId String
}
`,
        'src/client.ts': `import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/db/client';
export const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL }) });
`,
        'src/all.ts': `import { prisma } from './client';
export async function all(ids: string[]) {
  for (const authorId of ids) await prisma.post.findMany({ where: { authorId } });
}
`,
      },
      reports: ['src/all.ts: driven prisma.post.findMany'],
    },
    {
      name: 'a class that builds its client lazily',
      code: `import { PrismaClient } from '@prisma/client';
export class Store {
  #client?: PrismaClient;
  private client() {
    return (this.#client ??= new PrismaClient());
  }
  async all(ids: string[]) {
    for (const authorId of ids) await this.client().post.findMany({ where: { authorId } });
  }
}
`,
      reports: ['driven this.client().post.findMany'],
    },
    {
      name: 'a proxy over a lazily made client',
      code: {
        'src/client.ts': `import { PrismaClient } from '@prisma/client';
let client: PrismaClient | undefined;
function getClient(): PrismaClient {
  client ??= new PrismaClient();
  return client;
}
export const db = new Proxy({} as PrismaClient, { get: (_, key) => getClient()[key as keyof PrismaClient] });
`,
        'src/all.ts': `import { db } from './client';
export async function all(ids: string[]) {
  for (const authorId of ids) await db.post.findMany({ where: { authorId } });
}
`,
      },
      reports: ['src/all.ts: driven db.post.findMany'],
    },
  ]);
});

describe('namesakes of what is followed', () => {
  check([
    {
      name: 'a function of the same name in another module',
      code: {
        'src/posts.ts': `import { prisma } from './db';
export async function load(authorId: string) {
  return prisma.post.findMany({ where: { authorId } });
}
`,
        'src/memory.ts': `const rows = new Map<string, string[]>();
export const load = (id: string) => rows.get(id);
`,
        'src/all.ts': `import { load } from './memory';
export async function all(ids: string[]) {
  for (const id of ids) load(id);
}
`,
      },
      reports: [],
    },
    {
      name: 'a name that is shadowed',
      code: `import { load } from './posts';
export async function all(ids: string[]) {
  const prisma = { post: { findMany: async (options: object) => [options] } };
  for (const authorId of ids) await prisma.post.findMany({ where: { authorId } });
}
`,
      reports: [],
    },
    {
      name: 'a method of the same name on another class',
      code: {
        'src/services.ts': `import { prisma } from './db';
export class Posts {
  find(authorId: string) {
    return prisma.post.findMany({ where: { authorId } });
  }
}
export class Memory {
  private rows = new Map<string, string>();
  find(id: string) {
    return this.rows.get(id);
  }
}
`,
        'src/all.ts': `import { Memory } from './services';
export class All {
  constructor(private readonly memory: Memory) {}
  run(ids: string[]) {
    return ids.map(id => this.memory.find(id));
  }
}
`,
      },
      reports: [],
    },
    {
      name: 'a mock of a client',
      code: {
        'src/fake.ts': `export const prisma = { post: { findMany: async (options: { where: { authorId: string } }) => [options.where] } };
`,
        'src/all.ts': `import { prisma } from './fake';
export async function all(ids: string[]) {
  for (const authorId of ids) await prisma.post.findMany({ where: { authorId } });
}
`,
      },
      reports: [],
    },
    {
      name: 'helpers of Prisma that reach no database',
      code: `import { Prisma } from '@prisma/client';
export function build(ids: string[]) {
  const parts = [];
  for (const id of ids) {
    parts.push(Prisma.sql\`id = \${id}\`);
    Prisma.validator<Prisma.UserWhereInput>()({ id });
  }
  return Prisma.join(parts, ' OR ');
}
`,
      reports: [],
    },
  ]);
});
