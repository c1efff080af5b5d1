import { describe } from 'vitest';

import { check } from './harness.ts';

/** A CommonJS module that deletes row by row. */
const COMMONJS = `const { PrismaClient } = require('@prisma/client');
const prisma = new PrismaClient();
exports.remove = async ids => {
  for (const id of ids) await prisma.user.delete({ where: { id } });
};
`;

describe('1: paging', () => {
  check([
    {
      name: '1 keyset: the cursor is the last row of the page',
      code: `export async function exportUsers(write: (rows: unknown[]) => Promise<void>) {
  let cursor: string | undefined;
  for (;;) {
    const page = await prisma.user.findMany({ take: 500, orderBy: { id: 'asc' }, ...(cursor && { skip: 1, cursor: { id: cursor } }) });
    if (page.length === 0) break;
    await write(page);
    cursor = page[page.length - 1].id;
  }
}
`,
      reports: [],
    },
    {
      name: '1 do-while with a cursor in the filter',
      code: `export async function reindex(index: { add(rows: unknown[]): Promise<void> }) {
  let lastId = '';
  let posts;
  do {
    posts = await prisma.post.findMany({ where: { id: { gt: lastId } }, orderBy: { id: 'asc' }, take: 1000 });
    await index.add(posts);
    lastId = posts.at(-1)?.id ?? lastId;
  } while (posts.length === 1000);
}
`,
      reports: [],
    },
    {
      name: '1 offset with a counter, left at the last page',
      code: `const SIZE = 200;
export async function collectOrders(status: string) {
  const all = [];
  let page = 0;
  while (true) {
    const orders = await prisma.order.findMany({ where: { status }, skip: page * SIZE, take: SIZE });
    all.push(...orders);
    if (orders.length < SIZE) break;
    page++;
  }
  return all;
}
`,
      reports: [],
    },
    {
      name: '1 offset in a for head, left at an empty page',
      code: `export async function* everyOrder() {
  for (let skip = 0; ; skip += 100) {
    const orders = await prisma.order.findMany({ skip, take: 100, orderBy: { id: 'asc' } });
    if (!orders.length) return;
    yield* orders;
  }
}
`,
      reports: [],
    },
    {
      name: '1 a flag that says whether there is more',
      code: `export async function countActive() {
  let offset = 0;
  let hasMore = true;
  let active = 0;
  while (hasMore) {
    const users = await prisma.user.findMany({ skip: offset, take: 100 });
    hasMore = users.length === 100;
    offset += users.length;
    active += users.filter(user => user.score > 0).length;
  }
  return active;
}
`,
      reports: [],
    },
    {
      name: '1 offset up to a total that was counted before',
      code: `export async function warm(cache: { fill(rows: unknown[]): Promise<void> }) {
  const total = await prisma.product.count();
  for (let skip = 0; skip < total; skip += 500) {
    const products = await prisma.product.findMany({ skip, take: 500, orderBy: { id: 'asc' } });
    await cache.fill(products);
  }
}
`,
      reports: [],
    },
    {
      name: '1 pages of another system, written whole',
      code: `export async function sync(api: { list(token?: string): Promise<{ items: { sku: string; price: number }[]; next?: string }> }) {
  let token: string | undefined;
  do {
    const { items, next } = await api.list(token);
    await prisma.product.createMany({ data: items.map(item => ({ ...item, stock: 0 })), skipDuplicates: true });
    token = next;
  } while (token);
}
`,
      reports: [],
    },
    {
      name: '1 near miss: a query for each row of each page',
      code: `export async function exportPosts(write: (row: unknown) => Promise<void>) {
  let cursor: string | undefined;
  while (true) {
    const page = await prisma.post.findMany({ take: 100, ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}) });
    if (page.length === 0) break;
    for (const post of page) {
      const comments = await prisma.comment.count({ where: { postId: post.id } });
      await write({ ...post, comments });
    }
    cursor = page[page.length - 1].id;
  }
}
`,
      reports: ['driven prisma.comment.count'],
    },
    {
      name: '1 near miss: rows of another system, written one by one',
      code: `export async function sync(api: { list(token?: string): Promise<{ items: { sku: string; price: number }[]; next?: string }> }) {
  let token: string | undefined;
  do {
    const { items, next } = await api.list(token);
    for (const { sku, price } of items) {
      await prisma.product.upsert({ where: { sku }, create: { sku, price, stock: 0 }, update: { price } });
    }
    token = next;
  } while (token);
}
`,
      reports: ['row-by-row prisma.product.upsert'],
    },
    {
      name: '1 near miss: a queue that nothing is added to',
      code: `export async function names(ids: string[]) {
  const queue = [...ids];
  const found: (string | null)[] = [];
  while (queue.length > 0) {
    const id = queue.shift()!;
    const user = await prisma.user.findUnique({ where: { id } });
    found.push(user?.name ?? null);
  }
  return found;
}
`,
      reports: ['driven prisma.user.findUnique'],
    },
  ]);
});

describe('2: chunks', () => {
  check([
    {
      name: '2 lodash chunk, all keys of a chunk in one query',
      code: `import { chunk } from 'lodash';
export async function load(ids: string[]) {
  const users = [];
  for (const batch of chunk(ids, 1000)) {
    users.push(...(await prisma.user.findMany({ where: { id: { in: batch } } })));
  }
  return users;
}
`,
      reports: [],
    },
    {
      name: '2 chunks that are cut first and gone through then',
      code: `export async function archive(ids: string[]) {
  const chunks: string[][] = [];
  for (let i = 0; i < ids.length; i += 500) {
    const chunk = ids.slice(i, i + 500);
    chunks.push(chunk);
  }
  for (const chunk of chunks) await prisma.post.deleteMany({ where: { id: { in: chunk } } });
}
`,
      reports: [],
    },
    {
      name: '2 near: one query per element of chunks that are cut first',
      code: `export async function archive(ids: string[]) {
  const chunks: string[][] = [];
  for (let i = 0; i < ids.length; i += 500) {
    const chunk = ids.slice(i, i + 500);
    chunks.push(chunk);
  }
  for (const chunk of chunks) for (const id of chunk) await prisma.post.delete({ where: { id } });
}
`,
      reports: ['driven prisma.post.delete'],
    },
    {
      name: '2 own chunk helper of another module',
      code: {
        'src/chunk.ts': `export function chunkArray<T>(items: readonly T[], size: number): T[][] {
  const out: T[][] = [];
  for (let i = 0; i < items.length; i += size) out.push(items.slice(i, i + size));
  return out;
}
`,
        'src/posts.ts': `import { chunkArray } from './chunk';
import { prisma } from './db';
export async function archive(ids: string[]) {
  for (const batch of chunkArray(ids, 500)) {
    await prisma.post.updateMany({ where: { id: { in: batch } }, data: { status: 'CLOSED' } });
  }
}
`,
      },
      reports: [],
    },
    {
      name: '2 a range cut by a helper of the program',
      code: `import { chunkRange } from './ranges';
export async function archive(range: { start: Date; end: Date }) {
  for (const part of chunkRange(range, 30)) {
    const rows = await prisma.post.findMany({ where: { createdAt: { gte: part.start, lt: part.end } } });
    await prisma.comment.createMany({ data: rows.map(row => ({ postId: row.id })) });
  }
}
`,
      reports: ['row-by-row prisma.post.findMany'],
    },
    {
      name: '2 near: what is chunked already is gone through',
      code: `import { chunkedRows } from './ranges';
export async function archive(range: { start: Date; end: Date }) {
  for (const part of chunkedRows(range, 30)) await prisma.comment.create({ data: { postId: part.id } });
}
`,
      reports: ['driven prisma.comment.create'],
    },
    {
      name: '2 slices of a list by a counter',
      code: `const INSERT_BATCH_SIZE = 500;
export async function importProducts(rows: { sku: string; price: number }[]) {
  for (let i = 0; i < rows.length; i += INSERT_BATCH_SIZE) {
    const batch = rows.slice(i, i + INSERT_BATCH_SIZE);
    await prisma.product.createMany({ data: batch.map(row => ({ ...row, stock: 0 })) });
  }
}
`,
      reports: [],
    },
    {
      name: '2 a slice handed straight to the query',
      code: `export async function remove(ids: string[]) {
  for (let i = 0; i < ids.length; i += 100) {
    await prisma.comment.deleteMany({ where: { id: { in: ids.slice(i, i + 100) } } });
  }
}
`,
      reports: [],
    },
    {
      name: '2 a list that is spliced until it is empty',
      code: `export async function removeAll(ids: string[]) {
  const rest = [...ids];
  while (rest.length) {
    const batch = rest.splice(0, 100);
    await prisma.comment.deleteMany({ where: { id: { in: batch } } });
  }
}
`,
      reports: [],
    },
    {
      name: '2 chunks by Array.from, in a transaction, logged',
      code: `export async function close(ids: string[], logger: { info(text: string): void }) {
  const batches = Array.from({ length: Math.ceil(ids.length / 200) }, (_, i) => ids.slice(i * 200, (i + 1) * 200));
  await prisma.$transaction(async tx => {
    for (const [index, batch] of batches.entries()) {
      const { count } = await tx.order.updateMany({ where: { id: { in: batch } }, data: { status: 'closed' } });
      logger.info(\`batch \${index}: \${count}\`);
    }
  });
}
`,
      reports: [],
    },
    {
      name: '2 a raw statement over a chunk',
      code: `import { Prisma } from '@prisma/client';
import chunk from 'lodash/chunk';
export async function touch(ids: string[]) {
  for (const batch of chunk(ids, 1000)) {
    await prisma.$executeRaw\`UPDATE "User" SET score = 0 WHERE id IN (\${Prisma.join(batch)})\`;
  }
}
`,
      reports: [],
    },
    {
      name: '2 a chunk handed to a helper that takes it whole',
      code: `import { chunk } from 'es-toolkit';
async function loadBatch(ids: string[]) {
  return prisma.user.findMany({ where: { id: { in: ids } }, select: { id: true, email: true } });
}
export async function loadAll(ids: string[]) {
  const pages = await Promise.all(chunk(ids, 500).map(batch => loadBatch(batch)));
  return pages.flat();
}
`,
      reports: [],
    },
    {
      name: '2 near miss: one query per element of a chunk',
      code: `import { chunk } from 'lodash';
export async function load(ids: string[]) {
  const users = [];
  for (const batch of chunk(ids, 50)) {
    users.push(...(await Promise.all(batch.map(id => prisma.user.findFirst({ where: { id } })))));
  }
  return users;
}
`,
      reports: ['driven prisma.user.findFirst'],
    },
    {
      name: '2 near miss: one write per element of a slice',
      code: `export async function reprice(rows: { id: string; price: number }[]) {
  for (let i = 0; i < rows.length; i += 50) {
    const batch = rows.slice(i, i + 50);
    await Promise.all(batch.map(async row => {
      await prisma.product.update({ where: { id: row.id }, data: { price: row.price } });
    }));
  }
}
`,
      reports: ['row-by-row prisma.product.update'],
    },
    {
      name: '2 near miss: a chunk handed to a helper that loops over it',
      code: `import { chunk } from 'lodash';
async function loadBatch(emails: string[]) {
  const out = [];
  for (const email of emails) out.push(await prisma.user.findFirst({ where: { email } }));
  return out;
}
export async function loadAll(emails: string[]) {
  for (const batch of chunk(emails, 500)) await loadBatch(batch);
}
`,
      reports: ['driven prisma.user.findFirst'],
    },
    {
      name: '2 near miss: rows of which each has its own list',
      code: `export async function postsOf(users: { name: string; postIds: string[] }[]) {
  const out: Record<string, unknown> = {};
  for (const user of users) {
    out[user.name] = await prisma.post.findMany({ where: { id: { in: user.postIds } } });
  }
  return out;
}
`,
      reports: ['driven prisma.post.findMany'],
    },
  ]);
});

describe('3: bounded concurrency over set-based work', () => {
  check([
    {
      name: '3 p-limit over chunks',
      code: `import { chunk } from 'lodash';
import pLimit from 'p-limit';
const limit = pLimit(4);
export async function load(ids: string[]) {
  const pages = await Promise.all(chunk(ids, 1000).map(batch => limit(() => prisma.user.findMany({ where: { id: { in: batch } } }))));
  return pages.flat();
}
`,
      reports: [],
    },
    {
      name: '3 near miss: p-limit over rows',
      code: `import pLimit from 'p-limit';
export async function load(userIds: string[]) {
  const limit = pLimit(4);
  return Promise.all(userIds.map(userId => limit(() => prisma.order.findMany({ where: { userId } }))));
}
`,
      reports: ['driven prisma.order.findMany'],
    },
    {
      name: '3 near miss: groups of a fixed size, one query per row',
      code: `const CONCURRENCY = 5;
export async function totals(userIds: string[]) {
  const sums: number[] = [];
  for (let i = 0; i < userIds.length; i += CONCURRENCY) {
    const results = await Promise.all(
      userIds.slice(i, i + CONCURRENCY).map(userId => prisma.order.aggregate({ where: { userId }, _sum: { total: true } })),
    );
    sums.push(...results.map(result => result._sum.total ?? 0));
  }
  return sums;
}
`,
      reports: ['driven prisma.order.aggregate'],
    },
  ]);
});

describe('4: retry', () => {
  check([
    {
      name: '4 a counted retry with backoff',
      code: `export async function createOrder(userId: string, total: number) {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      return await prisma.order.create({ data: { userId, total, status: 'open' } });
    } catch (error) {
      if (attempt === 2) throw error;
      await new Promise(resolve => setTimeout(resolve, 100 * 2 ** attempt));
    }
  }
}
`,
      reports: [],
    },
    {
      name: '4 a retry whose number of attempts is a parameter',
      code: `export async function withAttempts(id: string, attempts: number, log: (error: unknown) => void) {
  let attempt = 0;
  while (attempt < attempts) {
    try {
      const user = await prisma.user.findUniqueOrThrow({ where: { id } });
      return user;
    } catch (error) {
      attempt += 1;
      log(error);
    }
  }
  throw new Error('gave up');
}
`,
      reports: [],
    },
    {
      name: '4 a retry that breaks after success',
      code: `export async function ping(retries: number) {
  for (let i = 0; i < retries; i++) {
    try {
      await prisma.$queryRaw\`SELECT 1\`;
      break;
    } catch {
      await new Promise(done => setTimeout(done, i * 250));
    }
  }
}
`,
      reports: [],
    },
    {
      name: '4 a retry around a transaction on write conflicts',
      code: `export async function reserve(productId: string, quantity: number, maxRetries: number) {
  let retries = 0;
  while (retries < maxRetries) {
    try {
      return await prisma.$transaction(async tx => {
        const product = await tx.product.findUniqueOrThrow({ where: { id: productId } });
        if (product.stock < quantity) throw new Error('out of stock');
        return tx.product.update({ where: { id: productId }, data: { stock: { decrement: quantity } } });
      });
    } catch (error) {
      if ((error as { code?: string }).code !== 'P2034') throw error;
      retries++;
    }
  }
}
`,
      reports: [],
    },
    {
      name: '4 a retry helper around one query',
      code: `async function retry<T>(work: () => Promise<T>, times = 3): Promise<T> {
  let last: unknown;
  for (let i = 0; i < times; i++) {
    try {
      return await work();
    } catch (error) {
      last = error;
      await new Promise(resolve => setTimeout(resolve, 2 ** i * 100));
    }
  }
  throw last;
}
export const userOf = (id: string) => retry(() => prisma.user.findUnique({ where: { id } }));
`,
      reports: [],
    },
    {
      name: '4 near miss: each row in its own try, errors are logged',
      code: `export async function latest(userIds: string[], logger: { error(e: unknown): void }) {
  const found = [];
  for (const userId of userIds) {
    try {
      found.push(await prisma.order.findFirst({ where: { userId }, orderBy: { total: 'desc' } }));
    } catch (error) {
      logger.error(error);
    }
  }
  return found;
}
`,
      reports: ['driven prisma.order.findFirst'],
    },
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

describe('5: polling', () => {
  check([
    {
      name: '5 until a job is done',
      code: `const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
export async function waitFor(id: string) {
  let job = await prisma.job.findUnique({ where: { id } });
  while (job?.status !== 'done') {
    await sleep(1000);
    job = await prisma.job.findUnique({ where: { id } });
  }
}
`,
      reports: [],
    },
    {
      name: '5 a worker that runs for ever',
      code: `import { setTimeout as wait } from 'node:timers/promises';
export async function work(signal: AbortSignal, handle: (job: unknown) => Promise<void>) {
  while (!signal.aborted) {
    const job = await prisma.job.findFirst({ where: { status: 'new' } });
    if (!job) {
      await wait(500);
      continue;
    }
    await handle(job);
    await prisma.job.update({ where: { id: job.id }, data: { status: 'done' } });
  }
}
`,
      reports: [],
    },
    {
      name: '5 with a deadline',
      code: `export async function waitUntilReady(id: string, timeout: number) {
  const end = Date.now() + timeout;
  while (Date.now() < end) {
    const job = await prisma.job.findUnique({ where: { id } });
    if (job?.status === 'ready') return true;
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  return false;
}
`,
      reports: [],
    },
    {
      name: '5 near miss: a work list that is only logged',
      code: `export async function finish(ids: string[], log: (text: string) => void) {
  let next = ids.pop();
  while (next) {
    await prisma.job.update({ where: { id: next }, data: { status: 'done' } });
    log(next);
    next = ids.pop();
  }
}
`,
      reports: ['driven prisma.job.update'],
    },
  ]);
});

describe('6: paced', () => {
  check([
    {
      name: '6 a pause after each row, for an API that counts calls',
      code: `const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
export async function notify(userIds: string[], mail: { send(to: string): Promise<void> }) {
  for (const id of userIds) {
    const user = await prisma.user.findUnique({ where: { id } });
    if (user) await mail.send(user.email);
    await sleep(250);
  }
}
`,
      reports: [],
    },
    {
      name: '6 near miss: a pause only after an error',
      code: `const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
export async function notify(userIds: string[], mail: { send(to: string): Promise<void> }) {
  for (const id of userIds) {
    const user = await prisma.user.findUnique({ where: { id } });
    try {
      if (user) await mail.send(user.email);
    } catch {
      await sleep(1000);
    }
  }
}
`,
      reports: ['driven prisma.user.findUnique'],
    },
    {
      name: '6 near miss: a timer that nobody waits for',
      code: `export async function notify(userIds: string[], mail: { send(to: string): void }) {
  for (const id of userIds) {
    const user = await prisma.user.findUnique({ where: { id } });
    if (user) setTimeout(() => mail.send(user.email), 1000);
  }
}
`,
      reports: ['driven prisma.user.findUnique'],
    },
  ]);
});

describe('7: search', () => {
  check([
    {
      name: '7 the first match is returned',
      code: `export async function resolve(slugs: string[]) {
  for (const slug of slugs) {
    const post = await prisma.post.findUnique({ where: { slug } });
    if (post) return post;
  }
  return null;
}
`,
      reports: [],
    },
    {
      name: '7 the first match is kept, and the loop left',
      code: `export async function firstTeam(slugs: string[]) {
  let found = null;
  for (const slug of slugs) {
    const team = await prisma.team.findUnique({ where: { slug }, include: { users: true } });
    if (team && team.users.length > 0) {
      found = team;
      break;
    }
  }
  return found;
}
`,
      reports: [],
    },
    {
      name: '7 the first match is held in the variable that is tested',
      code: `export async function firstTeam(slugs: string[]) {
  let team = null;
  for (const slug of slugs) {
    if (!slug) continue;
    team = await prisma.team.findUnique({ where: { slug } });
    if (team) break;
  }
  return team?.name;
}
`,
      reports: [],
    },
    {
      name: '7 near miss: left when a row is closed',
      code: `export async function firstTeam(slugs: string[]) {
  let team: any = null;
  for (const slug of slugs) {
    team = await prisma.team.findUnique({ where: { slug } });
    console.log(team);
    if (team?.closed) break;
  }
  return team?.name;
}
`,
      reports: ['driven prisma.team.findUnique'],
    },
    {
      name: '7 near miss: left on something that was not asked for',
      code: `export async function route(steps: { id: string; target?: string }[], matches: (id: string) => Promise<boolean>) {
  let target: string | undefined;
  for (const step of steps) {
    const matched = await matches(step.id);
    if (matched) target = step.target;
    await prisma.auditLog.create({ data: { message: step.id } });
    if (matched && target) break;
  }
  return target;
}
`,
      reports: ['driven prisma.auditLog.create'],
    },
    {
      name: '7 whether any of them exists',
      code: `export async function anyTaken(emails: string[]) {
  for (const email of emails) {
    const count = await prisma.user.count({ where: { email } });
    if (count > 0) return true;
  }
  return false;
}
`,
      reports: [],
    },
    {
      name: '7 the first name that nobody has',
      code: `export async function free(post: { slug: string; title: string }, id: string) {
  for (let i = 4; i <= id.length; i++) {
    const slug = id.slice(0, i);
    if (!(await prisma.post.findUnique({ where: { slug } }))) {
      post.slug = slug;
      break;
    }
  }
  for (let i = 0; i < post.title.length; i++) {
    const slug = \`\${post.title}-\${i}\`;
    const taken = await prisma.post.count({ where: { slug } });
    if (taken === 0) return slug;
  }
  return id;
}
`,
      reports: [],
    },
    {
      name: '7 near miss: the first of a list that is missing',
      code: `export async function missing(skus: string[], res: { status(code: number): { json(body: unknown): unknown } }) {
  for (let i = 0; i < skus.length; i++) {
    const sku = skus[i]!.trim();
    if (!(await prisma.product.findUnique({ where: { sku } }))) return sku;
  }
  for (let i = 0; i < skus.length; i++) {
    const product = await prisma.product.findUnique({ where: { sku: skus[i] } });
    if (!product) return res.status(404).json({ error: skus[i] });
  }
  return undefined;
}
`,
      reports: ['driven prisma.product.findUnique', 'driven prisma.product.findUnique'],
    },
    {
      name: '7 near miss: a miss is an error',
      code: `export async function validate(items: { sku: string; quantity: number }[]) {
  for (const item of items) {
    const product = await prisma.product.findUnique({ where: { sku: item.sku } });
    if (!product) throw new Error(\`unknown \${item.sku}\`);
    if (product.stock < item.quantity) throw new Error('out of stock');
  }
}
`,
      reports: ['driven prisma.product.findUnique'],
    },
    {
      name: '7 near miss: a miss ends the request',
      code: `export async function check(items: { sku: string }[], res: { status(code: number): { json(body: unknown): unknown } }) {
  for (const item of items) {
    const product = await prisma.product.findUnique({ where: { sku: item.sku } });
    if (!product) return res.status(404).json({ error: item.sku });
  }
  return res.status(200).json({});
}
`,
      reports: ['driven prisma.product.findUnique'],
    },
    {
      name: '7 near miss: hits are collected',
      code: `export async function existing(slugs: string[], max: number) {
  const posts = [];
  for (const slug of slugs) {
    const post = await prisma.post.findUnique({ where: { slug } });
    if (post) posts.push(post);
    if (posts.length >= max) break;
  }
  return posts;
}
`,
      reports: ['driven prisma.post.findUnique'],
    },
    {
      name: '7 near miss: a miss is skipped',
      code: `export async function mailAll(ids: string[], send: (to: string) => Promise<void>) {
  for (const id of ids) {
    const user = await prisma.user.findUnique({ where: { id } });
    if (!user) continue;
    await send(user.email);
  }
}
`,
      reports: ['driven prisma.user.findUnique'],
    },
  ]);
});

describe('8: walks', () => {
  check([
    {
      name: '8 from a row to its parent',
      code: `export async function path(id: string) {
  const names: string[] = [];
  let current = await prisma.category.findUnique({ where: { id } });
  while (current) {
    names.unshift(current.name);
    if (!current.parentId) break;
    current = await prisma.category.findUnique({ where: { id: current.parentId } });
  }
  return names;
}
`,
      reports: [],
    },
    {
      name: '8 the key of the next comes from the last',
      code: `export async function isManagedBy(userId: string, managerId: string) {
  let next: string | null = userId;
  const seen = new Set<string>();
  while (next && !seen.has(next)) {
    seen.add(next);
    const user: { managerId: string | null } | null = await prisma.user.findUnique({ where: { id: next }, select: { managerId: true } });
    if (user?.managerId === managerId) return true;
    next = user?.managerId ?? null;
  }
  return false;
}
`,
      reports: [],
    },
    {
      name: '8 level by level, one query for each',
      code: `export async function descendants(rootId: string) {
  const all: string[] = [];
  let level = [rootId];
  while (level.length > 0) {
    const children = await prisma.category.findMany({ where: { parentId: { in: level } }, select: { id: true } });
    level = children.map(child => child.id);
    all.push(...level);
  }
  return all;
}
`,
      reports: [],
    },
    {
      name: '8 a queue that is filled from what was read',
      code: `export async function walk(rootId: string) {
  const queue = [rootId];
  const seen: string[] = [];
  while (queue.length) {
    const id = queue.shift()!;
    const children = await prisma.category.findMany({ where: { parentId: id } });
    seen.push(id);
    queue.push(...children.map(child => child.id));
  }
  return seen;
}
`,
      reports: [],
    },
    {
      name: '8 near miss: the children of each node of a level',
      code: `export async function grandchildren(roots: { id: string }[]) {
  const all = [];
  for (const root of roots) {
    const children = await prisma.category.findMany({ where: { parentId: root.id } });
    all.push(...children);
  }
  return all;
}
`,
      reports: ['driven prisma.category.findMany'],
    },
  ]);
});

describe('9: probes', () => {
  check([
    {
      name: '9 until a slug is free',
      code: `export async function freeSlug(title: string) {
  const base = title.toLowerCase();
  let slug = base;
  let n = 1;
  while (await prisma.post.findUnique({ where: { slug } })) {
    slug = \`\${base}-\${n++}\`;
  }
  return slug;
}
`,
      reports: [],
    },
    {
      name: '9 until a slug is free, by a function that asks',
      code: `async function free(base: string, exists: (slug: string) => Promise<boolean>) {
  let slug = base;
  let n = 1;
  while (await exists(slug)) slug = \`\${base}-\${n++}\`;
  return slug;
}
async function firstFree(base: string, exists: (slug: string) => Promise<boolean>) {
  for (let n = 1; ; n++) if (!(await exists(base + n))) return base + n;
}
export const forPost = (title: string) => free(title, async slug => Boolean(await prisma.post.findUnique({ where: { slug } })));
export const forOther = (title: string) => firstFree(title, async slug => Boolean(await prisma.post.findUnique({ where: { slug } })));
`,
      reports: [],
    },
    {
      name: '9 near miss: a function that asks of each',
      code: `async function all(slugs: string[], exists: (slug: string) => Promise<boolean>) {
  const found: string[] = [];
  for (const slug of slugs) if (await exists(slug)) found.push(slug);
  return found;
}
export const ofPosts = (slugs: string[]) => all(slugs, async slug => Boolean(await prisma.post.findUnique({ where: { slug } })));
`,
      reports: ['driven prisma.post.findUnique'],
    },
    {
      name: '9 until a random code is free',
      code: `export async function freeCode(random: () => string) {
  let code: string;
  let taken;
  do {
    code = random();
    taken = await prisma.team.findUnique({ where: { slug: code } });
  } while (taken);
  return code;
}
`,
      reports: [],
    },
    {
      name: '9 a counted number of tries',
      code: `export async function uniqueSlug(base: string) {
  for (let i = 0; i < 100; i++) {
    const slug = i === 0 ? base : \`\${base}-\${i}\`;
    const existing = await prisma.post.findUnique({ where: { slug }, select: { id: true } });
    if (!existing) return slug;
  }
  throw new Error('no slug left');
}
`,
      reports: [],
    },
    {
      name: '9 near miss: a probe in a helper for each row, and an insert',
      code: `async function uniqueSlug(base: string) {
  let slug = base;
  for (let n = 1; ; n++) {
    const taken = await prisma.post.count({ where: { slug } });
    if (taken === 0) return slug;
    slug = \`\${base}-\${n}\`;
  }
}
export async function importPosts(rows: { title: string; authorId: string }[]) {
  for (const row of rows) {
    const slug = await uniqueSlug(row.title);
    await prisma.post.create({ data: { ...row, slug } });
  }
}
`,
      reports: ['driven prisma.post.create'],
    },
  ]);
});

describe('10: locks', () => {
  check([
    {
      name: '10 rows locked in order',
      code: `export async function transfer(ids: string[], apply: (rows: unknown[]) => Promise<void>) {
  await prisma.$transaction(async tx => {
    const rows: unknown[] = [];
    for (const id of [...ids].sort()) {
      rows.push(await tx.$queryRaw\`SELECT * FROM "Product" WHERE id = \${id} FOR UPDATE\`);
    }
    await apply(rows);
  });
}
`,
      reports: [],
    },
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
    {
      name: '10 one key at a time, behind a lock of the program',
      code: `export async function scan(ids: string[], asyncLock: { dispatch(key: string, run: () => Promise<void>): Promise<void> }) {
  for (const id of ids) {
    await asyncLock.dispatch(id, async () => {
      const media = await prisma.media.findFirst({ where: { tmdbId: id } });
      if (!media) await prisma.media.create({ data: { tmdbId: id } });
    });
  }
}
`,
      reports: [],
    },
    {
      name: '10 near miss: a loop behind a lock of the program',
      code: `export async function scan(ids: string[], asyncLock: { dispatch(key: string, run: () => Promise<void>): Promise<void> }) {
  await asyncLock.dispatch('scan', async () => {
    for (const id of ids) {
      const media = await prisma.media.findFirst({ where: { tmdbId: id } });
      if (!media) throw new Error(id);
    }
  });
}
`,
      reports: ['driven prisma.media.findFirst'],
    },
    {
      name: '10 near miss: a function that runs what it is given',
      code: `export async function scan(ids: string[]) {
  for (const id of ids) {
    await inBlock(async () => {
      const media = await prisma.media.findFirst({ where: { tmdbId: id } });
      if (!media) throw new Error(id);
    });
  }
}
async function inBlock(run: () => Promise<void>) {
  await run();
}
`,
      reports: ['driven prisma.media.findFirst'],
    },
    {
      name: '10 rows read and written between the locks that each round takes',
      code: `export async function settle(ids: string[]) {
  await prisma.$transaction(async tx => {
    for (const id of [...ids].sort()) {
      await tx.$queryRaw\`SELECT 1 FROM "Product" WHERE id = \${id} FOR UPDATE\`;
      const product = await tx.product.findUnique({ where: { id } });
      if (!product || product.stock < 1) throw new Error('out of stock');
    }
  });
}
`,
      reports: [],
    },
    {
      name: '10 a transaction with a lock for each round',
      code: `export async function settle(ids: string[]) {
  for (const id of ids) {
    await prisma.$transaction(async tx => {
      await tx.$queryRaw\`SELECT 1 FROM "Product" WHERE id = \${id} FOR UPDATE\`;
      const product = await tx.product.findUnique({ where: { id } });
      if (!product || product.stock < 1) throw new Error('out of stock');
    });
  }
}
`,
      reports: [],
    },
    {
      name: '10 near miss: a lock that was taken before the first round',
      code: `export async function settle(orderId: string, ids: string[]) {
  await prisma.$transaction(async tx => {
    await tx.$queryRaw\`SELECT 1 FROM "Order" WHERE id = \${orderId} FOR UPDATE\`;
    for (const id of ids) {
      const product = await tx.product.findUnique({ where: { id } });
      if (!product || product.stock < 1) throw new Error('out of stock');
    }
  });
}
`,
      reports: ['driven tx.product.findUnique'],
    },
    {
      name: '10 near miss: a transaction without a lock',
      code: `export async function take(items: { productId: string }[]) {
  await prisma.$transaction(async tx => {
    for (const { productId } of items) {
      const product = await tx.product.findUnique({ where: { id: productId } });
      if (!product || product.stock < 1) throw new Error('out of stock');
    }
  });
}
`,
      reports: ['driven tx.product.findUnique'],
    },
  ]);
});

describe('11: ids of earlier inserts', () => {
  check([
    {
      name: '11 a tree is copied from the top',
      code: `export async function copyTree(nodes: { id: string; name: string; parentId: string | null }[]) {
  const newIds = new Map<string, string>();
  for (const node of nodes) {
    const copy = await prisma.category.create({ data: { name: node.name, parentId: node.parentId ? newIds.get(node.parentId) : null } });
    newIds.set(node.id, copy.id);
  }
  return newIds;
}
`,
      reports: [],
    },
    {
      name: '11 each row points to the one before',
      code: `export async function chain(names: string[]) {
  let parentId: string | undefined;
  for (const name of names) {
    const created = await prisma.category.create({ data: { name, parentId } });
    parentId = created.id;
  }
}
`,
      reports: [],
    },
    {
      name: '11 near miss: the ids were known before',
      code: `export async function copy(nodes: { id: string; name: string; parentId: string | null }[], newIds: Map<string, string>) {
  for (const node of nodes) {
    await prisma.category.create({ data: { id: newIds.get(node.id), name: node.name, parentId: node.parentId && newIds.get(node.parentId) } });
  }
}
`,
      reports: ['driven prisma.category.create'],
    },
    {
      name: '11 near miss: the created rows are only collected',
      code: `export async function createAll(rows: { title: string; slug: string; authorId: string }[]) {
  const created = [];
  for (const row of rows) {
    const post = await prisma.post.create({ data: row });
    created.push(post.id);
  }
  return created;
}
`,
      reports: ['driven prisma.post.create'],
    },
  ]);
});

describe('12: levels', () => {
  check([
    {
      name: '12 deleted level by level, the leaves first',
      code: `export async function removeTree(levels: { id: string }[][]) {
  for (const level of levels.reverse()) {
    await prisma.category.deleteMany({ where: { id: { in: level.map(node => node.id) } } });
  }
}
`,
      reports: [],
    },
    {
      name: '12 near miss: node by node',
      code: `export async function removeTree(levels: { id: string }[][]) {
  for (const level of levels.reverse()) {
    for (const node of level) await prisma.category.delete({ where: { id: node.id } });
  }
}
`,
      reports: ['driven prisma.category.delete'],
    },
  ]);
});

describe('13: partitions', () => {
  check([
    {
      name: '13 a client for each tenant',
      code: {
        'src/tenants.ts': `import { PrismaClient } from '@prisma/client';
const clients = new Map<string, PrismaClient>();
export function clientFor(url: string): PrismaClient {
  let client = clients.get(url);
  if (!client) clients.set(url, (client = new PrismaClient({ datasources: { db: { url } } })));
  return client;
}
`,
        'src/report.ts': `import { clientFor } from './tenants';
export async function usersPerTenant(tenants: { url: string; name: string }[]) {
  const counts: Record<string, number> = {};
  for (const tenant of tenants) {
    const db = clientFor(tenant.url);
    counts[tenant.name] = await db.user.count();
  }
  return counts;
}
`,
      },
      reports: [],
    },
    {
      name: '13 a client made in the loop',
      code: `import { PrismaClient } from '@prisma/client';
export async function migrate(urls: string[]) {
  for (const url of urls) {
    const prisma = new PrismaClient({ datasources: { db: { url } } });
    await prisma.user.updateMany({ where: { score: { lt: 0 } }, data: { score: 0 } });
    await prisma.$disconnect();
  }
}
`,
      reports: [],
    },
    {
      name: '13 another statement, or another table, each time',
      code: `const run = (statement: string) => prisma.$executeRawUnsafe(statement);
export async function migrate(statements: string[], steps: { sql: string; values: unknown[] }[], tables: string[]) {
  for (const statement of statements) await run(statement);
  for (const { sql, values } of steps) await prisma.$queryRawUnsafe(sql, ...values);
  for (const table of tables) await prisma.$executeRawUnsafe(\`DELETE FROM "\${table}"\`);
}
`,
      reports: [],
    },
    {
      name: '13 near miss: a statement that is put together for each row',
      code: `const run = (statement: string) => prisma.$executeRawUnsafe(statement);
export async function clear(users: { id: string; open: boolean }[]) {
  for (const user of users) {
    let statement = 'DELETE FROM posts WHERE author_id = ' + user.id;
    if (user.open) statement += ' AND published';
    await run(statement);
  }
}
`,
      reports: ['row-by-row run'],
    },
    {
      name: '13 near miss: one statement, and a value for each row',
      code: `const run = (statement: string, value: string) => prisma.$queryRawUnsafe(statement, value);
export async function load(ids: string[]) {
  for (const id of ids) console.log(await run('SELECT * FROM posts WHERE author_id = $1', id));
}
`,
      reports: ['driven run'],
    },
    {
      name: '13 near miss: one client, the tenant is a column',
      code: `export async function usersPerTeam(teams: { id: string; name: string }[]) {
  const counts: Record<string, number> = {};
  for (const team of teams) {
    counts[team.name] = await prisma.user.count({ where: { teamId: team.id } });
  }
  return counts;
}
`,
      reports: ['driven prisma.user.count'],
    },
  ]);
});

describe('14, 39: constant lists', () => {
  check([
    {
      name: '14 as const',
      code: `const STATUSES = ['OPEN', 'CLOSED'] as const;
export async function counts() {
  const out: Record<string, number> = {};
  for (const status of STATUSES) out[status] = await prisma.post.count({ where: { status } });
  return out;
}
`,
      reports: [],
    },
    {
      name: '14 one written list or another',
      code: `export async function load(kind: string) {
  let slugs;
  switch (kind) {
    case 'test': slugs = ['a', 'b', 'c']; break;
    default: slugs = ['d', 'e'];
  }
  for (const slug of slugs) console.log(await prisma.post.findUnique({ where: { slug } }));
}
`,
      reports: [],
    },
    {
      name: '14 near miss: a written list, or one that is asked for',
      code: `export async function load(all: boolean, ask: () => Promise<string[]>) {
  let slugs = ['a', 'b', 'c'];
  if (all) slugs = await ask();
  for (const slug of slugs) console.log(await prisma.post.findUnique({ where: { slug } }));
}
`,
      reports: ['driven prisma.post.findUnique'],
    },
    {
      name: '14 a list in the header',
      code: `export async function ensureDefaults(orgId: string) {
  for (const key of ['theme', 'locale', 'zone']) {
    await prisma.setting.upsert({ where: { orgId_key: { orgId, key } }, create: { orgId, key, value: '' }, update: {} });
  }
}
`,
      reports: [],
    },
    {
      name: '14 the values of an enum',
      code: `enum Kind { New = 'new', Paid = 'paid', Sent = 'sent' }
export async function byKind(userId: string) {
  return Promise.all(Object.values(Kind).map(async status => ({ status, n: await prisma.order.count({ where: { userId, status } }) })));
}
`,
      reports: [],
    },
    {
      name: '14 the keys of an object',
      code: `const LIMITS = { free: 10, team: 100, enterprise: 1000 };
export async function perPlan() {
  for (const plan of Object.keys(LIMITS)) {
    await prisma.setting.deleteMany({ where: { key: plan } });
  }
}
`,
      reports: [],
    },
    {
      name: '14 an imported list',
      code: {
        'src/constants.ts': `export const DEFAULT_TEAMS = [
  { slug: 'sales', name: 'Sales' },
  { slug: 'support', name: 'Support' },
];
`,
        'src/teams.ts': `import { DEFAULT_TEAMS } from './constants';
import { prisma } from './db';
export async function createTeams() {
  for (const team of DEFAULT_TEAMS) await prisma.team.create({ data: team });
}
`,
      },
      reports: [],
    },
    {
      name: '14 a small number of rounds',
      code: `export async function fill(orgId: string) {
  for (let i = 0; i < 3; i++) {
    await prisma.setting.create({ data: { orgId, key: \`slot-\${i}\`, value: '' } });
  }
}
`,
      reports: [],
    },
    {
      name: '14 the last seven days',
      code: `export async function week(from: Date) {
  return Promise.all(Array.from({ length: 7 }, (_, day) => prisma.post.count({ where: { createdAt: { gte: new Date(from.getTime() - day * 86_400_000) } } })));
}
`,
      reports: [],
    },
    {
      name: '39 the tabs of a page, filtered',
      code: `const TABS = [
  { key: 'open', where: { status: 'OPEN' as const } },
  { key: 'closed', where: { status: 'CLOSED' as const } },
];
export async function tabCounts(enabled: Set<string>) {
  return Promise.all(TABS.filter(tab => enabled.has(tab.key)).map(tab => prisma.post.count({ where: tab.where })));
}
`,
      reports: [],
    },
    {
      name: '14 a tree that is written out, walked by a local function',
      code: {
        'src/templates.ts': `type Folder = { name: string; subfolders?: Folder[] };
export const TEMPLATES: Record<string, { folders: Folder[] }> = {
  sales: { folders: [{ name: 'Leads', subfolders: [{ name: 'Won' }] }, { name: 'Offers' }] },
  legal: { folders: [{ name: 'Contracts' }] },
};
`,
        'src/folders.ts': `import { TEMPLATES } from './templates';
import { prisma } from './db';
export async function apply(type: string, orgId: string) {
  const template = TEMPLATES[type];
  const create = async (folders: { name: string; subfolders?: { name: string }[] }[], parent: string) => {
    for (const folder of folders) {
      const path = parent + '/' + folder.name;
      await prisma.setting.create({ data: { orgId, key: path, value: folder.name } });
      if (folder.subfolders) await create(folder.subfolders, path);
    }
  };
  await create(template.folders, '');
}
`,
      },
      reports: [],
    },
    {
      name: '14 near miss: the same function is also given rows',
      code: `const DEFAULTS = [{ name: 'Leads' }, { name: 'Offers' }];
async function create(folders: { name: string }[], orgId: string) {
  for (const folder of folders) {
    await prisma.setting.create({ data: { orgId, key: folder.name, value: '' } });
  }
}
export async function apply(orgId: string, copied: { name: string }[]) {
  await create(DEFAULTS, orgId);
  await create(copied, orgId);
}
`,
      reports: ['driven prisma.setting.create'],
    },
    {
      name: '14 the elements of a constant list, and their lists',
      code: `const GROUPS = [{ key: 'a', plans: ['x', 'y'] }, { key: 'b', plans: ['z'] }];
export async function perPlan() {
  for (const group of GROUPS) {
    await Promise.all(group.plans.map(plan => prisma.setting.deleteMany({ where: { key: group.key, value: plan } })));
  }
}
`,
      reports: [],
    },
    {
      name: '39 a handful by a slice in a helper',
      code: `function parse(text: string): string[] {
  const found = JSON.parse(text) as string[] | undefined;
  if (!found) return [];
  return found.filter(Boolean).slice(0, 3);
}
export async function remember(orgId: string, text: string) {
  const keys = parse(text);
  for (const key of keys) await prisma.setting.upsert({ where: { orgId_key: { orgId, key } }, create: { orgId, key, value: '' }, update: {} });
}
`,
      reports: [],
    },
    {
      name: '39 a handful by a literal limit',
      code: `export async function latest() {
  const users = await prisma.user.findMany({ take: 5 });
  for (const user of users) await prisma.post.count({ where: { authorId: user.id } });
}
`,
      reports: [],
    },
    {
      name: '39 a list that is written out and pushed to outside of loops',
      code: `function keysOf(key: string, withName: boolean) {
  const keys = [key];
  if (withName) keys.push(key + '.name');
  return keys;
}
export async function remember(orgId: string, base: string) {
  for (const key of keysOf(base, true)) await prisma.setting.upsert({ where: { orgId_key: { orgId, key } }, create: { orgId, key, value: '' }, update: {} });
}
`,
      reports: [],
    },
    {
      name: '14 the values of an enum of a package, and an imported list that is empty',
      code: {
        'src/constants.ts': 'export const PROVIDERS: string[] = [];\n',
        'src/run.ts': `import { Status } from '@prisma/client';
import { PROVIDERS } from './constants';
import { prisma } from './db';
export async function counts() {
  for (const status of Object.values(Status)) await prisma.order.count({ where: { status } });
  for (const provider of PROVIDERS) await prisma.setting.deleteMany({ where: { key: provider } });
}
`,
      },
      reports: [],
    },
    {
      name: '39 near miss: a slice of a hundred',
      code: `export async function remember(orgId: string, found: string[]) {
  for (const key of found.slice(0, 100)) await prisma.post.count({ where: { authorId: orgId, title: key } });
}
`,
      reports: ['driven prisma.post.count'],
    },
    {
      name: '39 near miss: a limit that is handed in',
      code: `export async function latest(take: number) {
  const users = await prisma.user.findMany({ take });
  for (const user of users) await prisma.post.count({ where: { authorId: user.id } });
}
`,
      reports: ['driven prisma.post.count'],
    },
    {
      name: '14 near miss: a list that is handed in',
      code: `export async function counts(statuses: string[]) {
  const out: Record<string, number> = {};
  for (const status of statuses) out[status] = await prisma.order.count({ where: { status } });
  return out;
}
`,
      reports: ['driven prisma.order.count'],
    },
    {
      name: '14 near miss: a list that is filled',
      code: `export async function counts(users: { plan: string }[]) {
  const plans = ['free'];
  for (const user of users) plans.push(user.plan);
  const out: Record<string, number> = {};
  for (const plan of plans) out[plan] = await prisma.order.count({ where: { status: plan } });
  return out;
}
`,
      reports: ['driven prisma.order.count'],
    },
    {
      name: '14 near miss: a number of rounds that is handed in',
      code: `export async function fill(orgId: string, count: number) {
  for (let i = 0; i < count; i++) {
    await prisma.setting.create({ data: { orgId, key: \`slot-\${i}\`, value: '' } });
  }
}
`,
      reports: ['driven prisma.setting.create'],
    },
    {
      name: '14 the names of an object in the code',
      code: {
        'src/kinds.ts': `export const Kinds = { Open: 'open', Paid: 'paid' } as const;
`,
        'src/report.ts': `import { prisma } from './db';
import { Kinds } from './kinds';
enum Size { Small, Large }
export async function report() {
  for (const name in Kinds) console.log(await prisma.order.count({ where: { status: Kinds[name as keyof typeof Kinds] } }));
  for (const size in Size) console.log(await prisma.order.count({ where: { status: size } }));
}
`,
      },
      reports: [],
    },
    {
      name: '14 near miss: the names of an object that is filled, and of one that is given',
      code: `export async function report(given: Record<string, string>, names: string[]) {
  const kinds: Record<string, string> = { open: 'open' };
  for (const name of names) kinds[name] = name;
  for (const name in kinds) console.log(await prisma.order.count({ where: { status: name } }));
  for (const name in given) console.log(await prisma.order.aggregate({ where: { status: name }, _sum: { total: true } }));
}
`,
      reports: ['driven prisma.order.count', 'driven prisma.order.aggregate'],
    },
    {
      name: '14 near miss: a constant list outside, rows inside',
      code: `const STATUSES = ['open', 'paid'] as const;
export async function table(userIds: string[]) {
  const rows = [];
  for (const userId of userIds) {
    for (const status of STATUSES) rows.push(await prisma.order.count({ where: { userId, status } }));
  }
  return rows;
}
`,
      reports: ['driven prisma.order.count'],
    },
  ]);
});

describe('15: the header', () => {
  check([
    {
      name: '15 the header of for-of runs once',
      code: `export async function mailAll(send: (to: string) => Promise<void>) {
  for (const user of await prisma.user.findMany({ where: { score: { gt: 10 } } })) {
    await send(user.email);
  }
}
`,
      reports: [],
    },
    {
      name: '15 the receiver of forEach runs once',
      code: `export async function mailAll(send: (to: string) => void) {
  (await prisma.user.findMany({ where: { score: { gt: 10 } } })).forEach(user => send(user.email));
}
`,
      reports: [],
    },
    {
      name: '15 near miss: a header in another loop',
      code: `export async function mailTeams(teamIds: string[], send: (to: string) => Promise<void>) {
  for (const teamId of teamIds) {
    for (const user of await prisma.user.findMany({ where: { teamId } })) await send(user.email);
  }
}
`,
      reports: ['driven prisma.user.findMany'],
    },
  ]);
});

describe('16: functions that do not run there', () => {
  check([
    {
      name: '16 handlers of events',
      code: `export function listen(sockets: { id: string; on(event: string, fn: () => Promise<void>): void }[]) {
  for (const socket of sockets) {
    socket.on('close', async () => {
      await prisma.job.deleteMany({ where: { id: socket.id } });
    });
  }
}
`,
      reports: [],
    },
    {
      name: '16 routes',
      code: `export function routes(app: { get(path: string, fn: (req: unknown, res: { json(body: unknown): void }) => Promise<void>): void }, slugs: string[]) {
  slugs.forEach(slug => {
    app.get(\`/\${slug}\`, async (_req, res) => {
      res.json(await prisma.post.findUnique({ where: { slug } }));
    });
  });
}
`,
      reports: [],
    },
    {
      name: '16 thunks that are kept',
      code: `const pending: (() => Promise<unknown>)[] = [];
export function later(ids: string[]) {
  for (const id of ids) pending.push(() => prisma.post.delete({ where: { id } }));
}
`,
      reports: [],
    },
    {
      name: '16 resolvers that are built in a loop',
      code: `export function resolvers(keys: string[]) {
  const out: Record<string, (orgId: string) => Promise<unknown>> = {};
  for (const key of keys) {
    out[key] = async orgId => prisma.setting.findUnique({ where: { orgId_key: { orgId, key } } });
  }
  return out;
}
`,
      reports: [],
    },
    {
      name: '16 a timer',
      code: `export function schedule(ids: string[]) {
  for (const id of ids) setTimeout(async () => { await prisma.job.delete({ where: { id } }); }, 60_000);
}
`,
      reports: [],
    },
    {
      name: '16 near miss: thunks that are run in the end',
      code: `export async function now(ids: string[]) {
  const jobs: (() => Promise<unknown>)[] = [];
  for (const id of ids) jobs.push(() => prisma.post.delete({ where: { id } }));
  await Promise.all(jobs.map(job => job()));
}
`,
      reports: ['driven prisma.post.delete'],
    },
    {
      name: '16 near miss: thunks that are run one after the other',
      code: `export async function now(ids: string[]) {
  const jobs = ids.map(id => async () => {
    await prisma.post.delete({ where: { id } });
  });
  for (const job of jobs) await job();
}
`,
      reports: ['driven prisma.post.delete'],
    },
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
    {
      name: '16 registered with a scheduler, whatever is asked of the job',
      code: `import nodeSchedule from 'node-schedule';
export function plan(jobs: { id: string; spec: string }[]) {
  for (const { id, spec } of jobs) {
    const job = nodeSchedule.scheduleJob(id, spec, async () => {
      await prisma.post.findMany({ where: { authorId: id } });
    });
    if (!job) console.warn(id);
  }
}
export const planAll = (jobs: { id: string; spec: string }[]) => jobs.map(({ id, spec }) => nodeSchedule.scheduleJob(id, spec, async () => prisma.post.count({ where: { authorId: id } })));
`,
      reports: [],
    },
    {
      name: '16 near miss: an unknown function that is waited for',
      code: `import { traced } from 'tracer';
export async function all(jobs: { id: string }[]) {
  for (const { id } of jobs) {
    const job = traced(id, async () => {
      await prisma.post.findMany({ where: { authorId: id } });
    });
    if (!job) console.warn(id);
    await job;
  }
}
`,
      reports: ['driven prisma.post.findMany'],
    },
    {
      name: '16 near miss: promises collected and awaited together',
      code: `export async function all(authorIds: string[]) {
  const promises = [];
  for (const authorId of authorIds) promises.push(prisma.post.findMany({ where: { authorId } }));
  return Promise.all(promises);
}
`,
      reports: ['driven prisma.post.findMany'],
    },
  ]);
});

describe('17: offline code', () => {
  check([
    {
      name: '17 a seed',
      code: {
        'prisma/seed.ts': `import { prisma } from '../src/db';
async function main(rows: { slug: string; name: string }[]) {
  for (const row of rows) await prisma.team.create({ data: row });
}
void main([]);
`,
      },
      reports: [],
    },
    {
      name: '17 a test',
      code: {
        'src/users/users.spec.ts': `import { prisma } from '../db';
it('makes users', async () => {
  for (const email of emails()) await prisma.user.create({ data: { email } });
});
function emails(): string[] {
  return JSON.parse('[]');
}
`,
      },
      reports: [],
    },
    {
      name: '17 a script',
      code: {
        'scripts/fix-scores.ts': `import { prisma } from '../src/db';
for (const user of await prisma.user.findMany()) {
  await prisma.user.update({ where: { id: user.id }, data: { score: 0 } });
}
`,
      },
      reports: [],
    },
    {
      name: '17 a package of scripts',
      code: {
        'package.json': '{ "name": "shop", "private": true, "workspaces": ["packages/*"], "dependencies": { "@prisma/client": "6.0.0" } }',
        'packages/scripts/package.json': '{ "name": "@shop/scripts" }',
        'packages/scripts/src/fix.ts': `import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export async function fix(ids: string[]) {
  for (const id of ids) await prisma.user.delete({ where: { id } });
}
`,
        'packages/jobs/package.json': '{ "name": "@shop/jobs" }',
        'packages/jobs/src/fix.ts': `import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export async function fix(ids: string[]) {
  for (const id of ids) await prisma.user.delete({ where: { id } });
}
`,
      },
      reports: ['packages/jobs/src/fix.ts: driven prisma.user.delete'],
    },
    {
      name: '17 a package in a folder of scripts',
      code: {
        'package.json': '{ "name": "shop", "dependencies": { "@prisma/client": "6.0.0" } }',
        ...Object.fromEntries(['scripts', 'apps'].flatMap(folder => [
          [`${folder}/2023_fix/package.json`, '{ "name": "fix", "dependencies": { "@prisma/client": "6.0.0" } }'],
          [`${folder}/2023_fix/index.ts`, "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nexport async function fix(ids: string[]) {\n  for (const id of ids) await prisma.user.delete({ where: { id } });\n}\n"],
        ])),
      },
      reports: ['apps/2023_fix/index.ts: driven prisma.user.delete'],
    },
    {
      name: '17 an integration test, a script that fills a database',
      code: {
        'src/users.integration.ts': `import { prisma } from './db';
export const make = async (emails: string[]) => { for (const email of emails) await prisma.user.create({ data: { email } }); };
`,
        'src/populate-db.ts': `import { prisma } from './db';
export const make = async (emails: string[]) => { for (const email of emails) await prisma.user.create({ data: { email } }); };
`,
      },
      reports: [],
    },
    {
      name: '17 a folder that a setting names',
      code: {
        'tools/fix.ts': `import { prisma } from '../src/db';
export async function fix(ids: string[]) {
  for (const id of ids) await prisma.user.delete({ where: { id } });
}
`,
      },
      reports: [],
      settings: { offline: ['tools/'] },
    },
    {
      name: '17 a route of developers',
      code: `declare const app: { post(path: string, handler: (req: { body: string[] }) => Promise<void>): void };
app.post('/api/dev/seed-teams', async req => {
  for (const slug of req.body) await prisma.team.create({ data: { slug, name: slug } });
});
export const x = 1;
`,
      reports: [],
    },
    {
      name: '17 a route of developers, with a decorator',
      code: `import { Post } from '@nestjs/common';
export class Teams {
  @Post('debug')
  async fill(slugs: string[]) {
    for (const slug of slugs) await prisma.team.create({ data: { slug, name: slug } });
  }
}
`,
      reports: [],
    },
    {
      name: '17 near miss: a route that sounds like it',
      code: `declare const app: { post(path: string, handler: (req: { body: string[] }) => Promise<void>): void };
app.post('/api/devices/seedlings', async req => {
  for (const slug of req.body) await prisma.team.create({ data: { slug, name: slug } });
});
export const x = 1;
`,
      reports: ['driven prisma.team.create'],
    },
    {
      name: '17 what a compiler has written',
      code: { 'build-fx/posts.js': `"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\n${COMMONJS}` },
      reports: [],
    },
    {
      name: '17 what a compiler has written beside its source',
      code: { 'lib/posts.js': COMMONJS, 'lib/posts.ts': 'export declare function remove(ids: string[]): Promise<void>;\n' },
      reports: [],
    },
    {
      name: '17 near miss: a source of its own',
      code: { 'lib/posts.js': COMMONJS, 'lib/post.ts': 'export {};\n' },
      reports: ['lib/posts.js: driven prisma.user.delete'],
    },
    {
      name: '17 a function that seeds',
      code: `export async function seedTeams(rows: { slug: string; name: string }[]) {
  const add = async (row: { slug: string; name: string }) => prisma.team.create({ data: row });
  for (const row of rows) await add(row);
}
`,
      reports: [],
    },
    {
      name: '17 a function that seeds, where a setting asks for it',
      code: `export async function seedTeams(rows: { slug: string; name: string }[]) {
  for (const row of rows) await prisma.team.create({ data: row });
}
`,
      reports: ['driven prisma.team.create'],
      settings: { includeOffline: true },
    },
    {
      name: '17 near miss: a function that sounds like it',
      code: `export async function seedlings(rows: { slug: string; name: string }[]) {
  for (const row of rows) await prisma.team.create({ data: row });
}
`,
      reports: ['driven prisma.team.create'],
    },
    {
      name: '17 near miss: a folder that sounds like it',
      code: {
        'src/seeding-plans.ts': `import { prisma } from './db';
export async function createTeams(rows: { slug: string; name: string }[]) {
  for (const row of rows) await prisma.team.create({ data: row });
}
`,
      },
      reports: ['src/seeding-plans.ts: driven prisma.team.create'],
    },
  ]);
});

describe('18: transactions', () => {
  check([
    {
      name: '18 near miss: batchable in a transaction',
      code: `export async function place(userId: string, items: { productId: string; quantity: number }[]) {
  return prisma.$transaction(async tx => {
    const order = await tx.order.create({ data: { userId, total: 0, status: 'open' } });
    for (const item of items) {
      await tx.orderItem.create({ data: { orderId: order.id, productId: item.productId, quantity: item.quantity } });
    }
    return order;
  });
}
`,
      reports: ['driven tx.orderItem.create'],
    },
    {
      name: '18 near miss: an array of deletes',
      code: `export async function remove(ids: string[]) {
  await prisma.$transaction(ids.map(id => prisma.post.delete({ where: { id } })));
}
`,
      reports: ['driven prisma.post.delete'],
    },
    {
      name: '18 near miss: an array of updates, each with its own data',
      code: `export async function reprice(rows: { id: string; price: number }[]) {
  await prisma.$transaction(rows.map(row => prisma.product.update({ where: { id: row.id }, data: { price: row.price } })));
}
`,
      reports: ['row-by-row prisma.product.update'],
    },
    {
      name: '18 near miss: an array filled in a loop',
      code: `export async function log(messages: string[]) {
  const writes = [];
  for (const message of messages) writes.push(prisma.auditLog.create({ data: { message } }));
  await prisma.$transaction(writes);
}
`,
      reports: ['driven prisma.auditLog.create'],
    },
    {
      name: '18 near miss: an array with one query and a spread',
      code: `export async function replaceItems(orderId: string, items: { productId: string; quantity: number }[]) {
  await prisma.$transaction([
    prisma.orderItem.deleteMany({ where: { orderId } }),
    ...items.map(item => prisma.orderItem.create({ data: { ...item, orderId } })),
  ]);
}
`,
      reports: ['driven prisma.orderItem.create'],
    },
  ]);
});

describe('19: findUnique of one tick', () => {
  check([
    {
      name: '19 Promise.all over findUnique',
      code: `export async function load(ids: string[]) {
  return Promise.all(ids.map(id => prisma.user.findUnique({ where: { id } })));
}
`,
      reports: [],
    },
    {
      name: '19 an async callback that awaits nothing before',
      code: `export async function load(ids: string[]) {
  return Promise.all(
    ids.map(async id => {
      const user = await prisma.user.findUnique({ where: { id } });
      return user?.name ?? 'nobody';
    }),
  );
}
`,
      reports: [],
    },
    {
      name: '19 through a helper that awaits nothing before',
      code: `async function nameOf(id: string) {
  const user = await prisma.user.findUnique({ where: { id }, select: { name: true } });
  return user?.name;
}
export const names = (ids: string[]) => Promise.all(ids.map(id => nameOf(id)));
`,
      reports: [],
    },
    {
      name: '19 by the name of the helper',
      code: `async function nameOf(id: string) {
  const user = await prisma.user.findUnique({ where: { id }, select: { name: true } });
  return user?.name;
}
export const names = (ids: string[]) => Promise.all(ids.map(nameOf));
`,
      reports: [],
    },
    {
      name: '19 findUniqueOrThrow, allSettled, then',
      code: `export async function load(slugs: string[]) {
  const settled = await Promise.allSettled(slugs.map(slug => prisma.post.findUniqueOrThrow({ where: { slug } }).then(post => post.title)));
  return settled.length;
}
`,
      reports: [],
    },
    {
      name: '19 near miss: for-of',
      code: `export async function load(ids: string[]) {
  const users = [];
  for (const id of ids) users.push(await prisma.user.findUnique({ where: { id } }));
  return users;
}
`,
      reports: ['driven prisma.user.findUnique'],
    },
    {
      name: '19 near miss: findFirst',
      code: `export async function load(ids: string[]) {
  return Promise.all(ids.map(id => prisma.user.findFirst({ where: { id } })));
}
`,
      reports: ['driven prisma.user.findFirst'],
    },
    {
      name: '19 near miss: after an await',
      code: `export async function load(ids: string[], allowed: (id: string) => Promise<boolean>) {
  return Promise.all(
    ids.map(async id => {
      if (!(await allowed(id))) return null;
      return prisma.user.findUnique({ where: { id } });
    }),
  );
}
`,
      reports: ['driven prisma.user.findUnique'],
    },
    {
      name: '19 near miss: a helper that awaits something before',
      code: `async function nameOf(id: string, check: () => Promise<void>) {
  await check();
  const user = await prisma.user.findUnique({ where: { id } });
  return user?.name;
}
export const names = (ids: string[], check: () => Promise<void>) => Promise.all(ids.map(id => nameOf(id, check)));
`,
      reports: ['driven nameOf'],
    },
    {
      name: '19 the second of two in a row: those who wait for one batch go on together',
      code: `export async function load(postIds: string[]) {
  return Promise.all(
    postIds.map(async id => {
      const post = await prisma.post.findUnique({ where: { id } });
      return post && prisma.user.findUnique({ where: { id: post.authorId } });
    }),
  );
}
`,
      reports: [],
    },
    {
      name: '19 near miss: the second of two in a row, after one that is not merged',
      code: `export async function load(postIds: string[]) {
  return Promise.all(
    postIds.map(async id => {
      const post = await prisma.post.findFirst({ where: { id } });
      return post && prisma.user.findUnique({ where: { id: post.authorId } });
    }),
  );
}
`,
      reports: ['driven prisma.post.findFirst', 'driven prisma.user.findUnique'],
    },
    {
      name: '19 near miss: reduce waits for each',
      code: `export async function total(ids: string[]) {
  return ids.reduce(async (sum, id) => {
    const before = await sum;
    const user = await prisma.user.findUnique({ where: { id } });
    return before + (user?.score ?? 0);
  }, Promise.resolve(0));
}
`,
      reports: ['driven prisma.user.findUnique'],
    },
  ]);
});

describe('20: loaders', () => {
  check([
    {
      name: '20 a loader\'s load',
      code: {
        'src/loaders.ts': `import DataLoader from 'dataloader';
import { prisma } from './db';
export const userLoader = new DataLoader(async (ids: readonly string[]) => {
  const users = await prisma.user.findMany({ where: { id: { in: [...ids] } } });
  const byId = new Map(users.map(user => [user.id, user]));
  return ids.map(id => byId.get(id) ?? null);
});
`,
        'src/posts.ts': `import { userLoader } from './loaders';
export async function authors(posts: { authorId: string }[]) {
  const out = [];
  for (const post of posts) out.push(await userLoader.load(post.authorId));
  return out;
}
`,
      },
      reports: [],
    },
    {
      name: '20 a loader that a setting names',
      code: {
        'src/load-user.ts': `import { prisma } from './db';
export async function loadUser(id: string) {
  return prisma.user.findFirst({ where: { id } });
}
`,
        'src/posts.ts': `import { loadUser } from './load-user';
export const authors = (posts: { authorId: string }[]) => Promise.all(posts.map(post => loadUser(post.authorId)));
`,
      },
      reports: [],
      settings: { loaders: ['loadUser'] },
    },
    {
      name: '20 near miss: a loop in the batch function',
      code: `import DataLoader from 'dataloader';
export const userLoader = new DataLoader(async (ids: readonly string[]) => {
  return Promise.all(ids.map(id => prisma.user.findFirst({ where: { id } })));
});
`,
      reports: ['driven prisma.user.findFirst'],
    },
    {
      name: '20 near miss: a sequential batch function',
      code: `import DataLoader from 'dataloader';
export const counts = new DataLoader<string, number>(async ids => {
  const out: number[] = [];
  for (const authorId of ids) {
    out.push(await prisma.post.count({ where: { authorId } }));
  }
  return out;
});
`,
      reports: ['driven prisma.post.count'],
    },
  ]);
});

describe('21: resolvers', () => {
  check([
    {
      name: '21 a field resolver sees one parent',
      code: `export const resolvers = {
  User: {
    posts: (parent: { id: string }) => prisma.post.findMany({ where: { authorId: parent.id } }),
    manager: async (parent: { managerId: string | null }) => (parent.managerId ? prisma.user.findUnique({ where: { id: parent.managerId } }) : null),
  },
  Query: {
    users: () => prisma.user.findMany({ take: 50 }),
  },
};
`,
      reports: [],
    },
    {
      name: '21 near miss: a resolver that loops',
      code: `export const resolvers = {
  Team: {
    posts: async (parent: { userIds: string[] }) => {
      const posts = await Promise.all(parent.userIds.map(authorId => prisma.post.findMany({ where: { authorId } })));
      return posts.flat();
    },
  },
};
`,
      reports: ['driven prisma.post.findMany'],
    },
  ]);
});

describe('22, 23: namesakes', () => {
  check([
    {
      name: '22 Map, Set, array and cache methods with a query\'s name',
      code: `export function rename(users: { id: string; name: string }[], cache: Map<string, string>, gone: Set<string>) {
  for (const user of users) {
    cache.delete(user.id);
    gone.delete(user.id);
    const other = users.find(each => each.name === user.name);
    if (other && cache.get(other.id)) cache.set(user.id, other.name);
  }
}
`,
      reports: [],
    },
    {
      name: '22 http clients and routers',
      code: `import axios from 'axios';
import { Router } from 'express';
const router = Router();
export async function fetchAll(urls: string[]) {
  for (const url of urls) {
    await axios.get(url);
    await axios.delete(url, { data: { where: { id: url } } });
    router.delete(url, (_req, res) => res.end());
  }
}
`,
      reports: [],
    },
    {
      name: '22 a cache with models for names',
      code: `const cache = { user: new Map<string, unknown>(), post: { delete: async (options: { where: { id: string } }) => options } };
export async function evict(ids: string[]) {
  for (const id of ids) {
    cache.user.delete(id);
    await cache.post.delete({ where: { id } });
  }
}
`,
      reports: [],
    },
    {
      name: '22 a layer of services that is unknown',
      code: `export async function load(services: { user: { find(id: string): Promise<unknown> } }, ids: string[]) {
  for (const id of ids) await services.user.find(id);
}
`,
      reports: [],
    },
    {
      name: '23 a repository in memory',
      code: `class UserRepository {
  private readonly rows = new Map<string, { id: string }>();
  async find(id: string) {
    return this.rows.get(id);
  }
  async findMany(options: { where: { teamId: string } }) {
    return [...this.rows.values()].filter(row => row.id === options.where.teamId);
  }
  async create(options: { data: { id: string } }) {
    this.rows.set(options.data.id, options.data);
  }
}
export async function copy(from: UserRepository, to: UserRepository, ids: string[]) {
  for (const id of ids) {
    const row = await from.find(id);
    await to.findMany({ where: { teamId: id } });
    if (row) await to.create({ data: row });
  }
}
`,
      reports: [],
    },
    {
      name: '22 near miss: the same names on a client',
      code: `export async function load(db: import('@prisma/client').PrismaClient, ids: string[]) {
  for (const id of ids) {
    await db.user.findMany({ where: { teamId: id } });
    await db.user.delete({ where: { id } });
  }
}
`,
      reports: ['driven db.user.findMany', 'driven db.user.delete'],
    },
  ]);
});

describe('24: two ORMs', () => {
  check([
    {
      name: '24 each query is of the ORM that its client comes from',
      code: {
        'package.json': `{ "name": "app", "dependencies": { "@prisma/client": "^6.0.0", "drizzle-orm": "^0.40.0" } }
`,
        'src/drizzle.ts': `import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import * as schema from './schema';
const db = drizzle(process.env.URL!, { schema });
export async function load(ids: string[]) {
  for (const id of ids) {
    await db.query.user.findMany({ where: eq(schema.user.id, id) });
    await db.select().from(schema.user).where(eq(schema.user.id, id));
  }
}
`,
      },
      reports: ['src/drizzle.ts: driven db.query.user.findMany', 'src/drizzle.ts: driven db.select().from(schema.user).where'],
    },
    {
      name: '24 two ORMs in one file',
      code: {
        'package.json': `{ "name": "app", "dependencies": { "@prisma/client": "^6.0.0", "drizzle-orm": "^0.40.0" } }
`,
        'src/both.ts': `import { drizzle } from 'drizzle-orm/node-postgres';
import { prisma } from './db';
const db = drizzle(process.env.URL!);
export async function load(ids: string[]) {
  for (const id of ids) {
    await db.query.user.findMany({ where: { id } });
    await prisma.post.findMany({ where: { authorId: id } });
  }
}
`,
      },
      reports: ['src/both.ts: driven db.query.user.findMany', 'src/both.ts: driven prisma.post.findMany'],
    },
  ]);
});

describe('25: streams', () => {
  check([
    {
      name: '25 the pages of an SDK',
      code: `import Stripe from 'stripe';
const stripe = new Stripe('key');
export async function sync() {
  for await (const customer of stripe.customers.list({ limit: 100 })) {
    await prisma.user.updateMany({ where: { email: customer.email ?? '' }, data: { name: customer.name } });
  }
}
`,
      reports: [],
    },
    {
      name: '25 the lines of a file',
      code: `import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
export async function load(path: string) {
  for await (const line of createInterface({ input: createReadStream(path) })) {
    await prisma.auditLog.create({ data: { message: line } });
  }
}
`,
      reports: [],
    },
    {
      name: '25 the rows of a driver, as they come',
      code: `import mysql from 'mysql2';
export async function load(url: string) {
  const rows = mysql.createConnection(url).query('SELECT * FROM users').stream({ objectMode: true });
  for await (const row of rows) {
    await prisma.auditLog.deleteMany({ where: { message: row.name } });
  }
}
`,
      reports: [],
    },
    {
      name: '25 near miss: for await over the rows of a query',
      code: `export async function load() {
  for await (const user of await prisma.user.findMany()) {
    console.log(await prisma.post.count({ where: { authorId: user.id } }));
  }
}
`,
      reports: ['driven prisma.post.count'],
    },
  ]);
});

describe('26: per-row writes', () => {
  check([
    {
      name: '26 its own data for each row',
      code: `export async function score(rows: { id: string; score: number }[]) {
  for (const { id, score } of rows) await prisma.user.update({ where: { id }, data: { score } });
}
`,
      reports: ['row-by-row prisma.user.update'],
    },
    {
      name: '26 an object that is filled in the round',
      code: `export async function tally(ids: string[]) {
  for (const id of ids) {
    const stats = { score: 0 };
    for (const post of await prisma.post.findMany({ where: { authorId: id } })) stats.score += post.views;
    await prisma.user.update({ where: { id }, data: { name: 'x', ...stats } });
  }
}
`,
      reports: ['driven prisma.post.findMany', 'row-by-row prisma.user.update'],
    },
    {
      name: '26 what goes from round to round',
      code: `export async function narrow(ids: string[], skip: (id: string) => boolean) {
  let data: { score?: number; name?: string } = { score: 1, name: 'x' };
  for (const id of ids) {
    if (skip(id)) data = { name: 'x' };
    await prisma.user.update({ where: { id }, data });
  }
}
`,
      reports: ['row-by-row prisma.user.update'],
    },
    {
      name: '26 near miss: an object that is filled before the loop',
      code: `export async function same(ids: string[], score: number) {
  const stats = { score: 0 };
  stats.score = score;
  for (const id of ids) await prisma.user.update({ where: { id }, data: { name: 'x', ...stats } });
}
`,
      reports: ['driven prisma.user.update'],
    },
    {
      name: '26 upsert, each with its own data',
      code: `export async function sync(rows: { sku: string; price: number }[]) {
  await Promise.all(rows.map(row => prisma.product.upsert({ where: { sku: row.sku }, create: { ...row, stock: 0 }, update: { price: row.price } })));
}
`,
      reports: ['row-by-row prisma.product.upsert'],
    },
    {
      name: '26 near miss: the same data for each row',
      code: `export async function close(ids: string[]) {
  for (const id of ids) await prisma.post.update({ where: { id }, data: { status: 'CLOSED' } });
}
`,
      reports: ['driven prisma.post.update'],
    },
    {
      name: '26 near miss: an upsert that changes nothing',
      code: `export async function ensure(rows: { slug: string; name: string }[]) {
  for (const row of rows) await prisma.team.upsert({ where: { slug: row.slug }, create: row, update: {} });
}
`,
      reports: ['driven prisma.team.upsert'],
    },
    {
      name: '26 near miss: rows that are created',
      code: `export async function add(postId: string, bodies: string[]) {
  await Promise.all(bodies.map(body => prisma.comment.create({ data: { postId, body } })));
}
`,
      reports: ['driven prisma.comment.create'],
    },
  ]);
});

describe('27: memo', () => {
  check([
    {
      name: '27 a Map by a key that is the same in each round',
      code: `const cache = new Map<string, unknown>();
async function settingOf(orgId: string) {
  if (cache.has(orgId)) return cache.get(orgId);
  const setting = await prisma.setting.findFirst({ where: { orgId } });
  cache.set(orgId, setting);
  return setting;
}
export async function render(orgId: string, rows: string[], draw: (row: string, setting: unknown) => void) {
  for (const row of rows) draw(row, await settingOf(orgId));
}
`,
      reports: [],
    },
    {
      name: '27 React\'s cache by a key that is the same in each round',
      code: `import { cache } from 'react';
const getTeam = cache(async (id: string) => prisma.team.findUnique({ where: { id } }));
export async function render(teamId: string, rows: string[]) {
  const out = [];
  for (const row of rows) {
    const team = await getTeam(teamId);
    out.push(\`\${team?.name} \${row}\`);
  }
  return out;
}
`,
      reports: [],
    },
    {
      name: '27 near miss: a Map by a key of the row',
      code: `const cache = new Map<string, unknown>();
async function settingOf(orgId: string) {
  if (cache.has(orgId)) return cache.get(orgId);
  const setting = await prisma.setting.findFirst({ where: { orgId } });
  cache.set(orgId, setting);
  return setting;
}
export async function render(rows: { orgId: string }[], draw: (row: unknown, setting: unknown) => void) {
  for (const row of rows) draw(row, await settingOf(row.orgId));
}
`,
      reports: ['driven settingOf'],
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
    {
      name: '27 near miss: a local Map by a key of the row',
      code: `export async function teams(users: { teamId: string }[]) {
  const cache = new Map<string, unknown>();
  for (const user of users) {
    if (!cache.has(user.teamId)) {
      cache.set(user.teamId, await prisma.team.findFirst({ where: { id: user.teamId } }));
    }
  }
  return cache;
}
`,
      reports: ['driven prisma.team.findFirst'],
    },
  ]);
});

describe('28: rare paths', () => {
  check([
    {
      name: '28 read, then create if missing: the create is less severe',
      code: `export async function ensure(rows: { slug: string; name: string }[]) {
  for (const row of rows) {
    const existing = await prisma.team.findUnique({ where: { slug: row.slug } });
    if (!existing) {
      await prisma.team.create({ data: row });
    }
  }
}
`,
      reports: ['driven prisma.team.findUnique', 'row-by-row prisma.team.create'],
    },
    {
      name: '28 near miss: a condition on the row',
      code: `export async function add(rows: { slug: string; name: string }[]) {
  for (const row of rows) {
    if (row.slug) await prisma.team.create({ data: row });
  }
}
`,
      reports: ['driven prisma.team.create'],
    },
  ]);
});

describe('36, 37, 40: what is reported, once', () => {
  check([
    {
      name: '36 two queries behind one call are one finding',
      code: `async function load(userId: string) {
  const orders = await prisma.order.findMany({ where: { userId } });
  const posts = await prisma.post.findMany({ where: { authorId: userId } });
  return { orders, posts };
}
export async function all(ids: string[]) {
  const out = [];
  for (const id of ids) out.push(await load(id));
  return out;
}
`,
      reports: ['driven load'],
    },
    {
      name: '36 a loop in a callee is reported there, and not again where it is called',
      code: {
        'src/posts.ts': `import { prisma } from './db';
export async function postsOf(authorIds: string[]) {
  const out = [];
  for (const authorId of authorIds) out.push(await prisma.post.findMany({ where: { authorId } }));
  return out;
}
`,
        'src/teams.ts': `import { postsOf } from './posts';
export async function teams(all: { authorIds: string[] }[]) {
  for (const team of all) console.log(await postsOf(team.authorIds));
}
`,
      },
      reports: ['src/posts.ts: driven prisma.post.findMany'],
    },
    {
      name: '26 a group that is found by its key, taken whole',
      code: `export async function move(byStatus: Record<string, { id: string }[]>) {
  for (const status in byStatus) {
    const rows = byStatus[status];
    const ids = await Promise.all(rows.map(async row => row.id));
    await prisma.post.deleteMany({ where: { id: { in: ids }, status } });
  }
  await Promise.all(Object.keys(byStatus).map(async status => {
    const rows = byStatus[status];
    await prisma.order.updateMany({ where: { id: { in: rows.map(row => row.id) } }, data: { status } });
  }));
}
`,
      reports: [],
    },
    {
      name: '26 near miss: one row that is found by its key',
      code: `export async function move(byStatus: Record<string, { id: string }>) {
  for (const status in byStatus) {
    const row = byStatus[status];
    await prisma.post.deleteMany({ where: { id: row.id } });
  }
}
`,
      reports: ['driven prisma.post.deleteMany'],
    },
    {
      name: '36 nested loops: one finding for one query',
      code: `export async function table(users: { posts: { id: string }[] }[]) {
  for (const user of users) {
    for (const post of user.posts) console.log(await prisma.comment.count({ where: { postId: post.id } }));
  }
}
`,
      reports: ['driven prisma.comment.count'],
    },
    {
      name: '37 updates in order, which no batch replaces',
      code: `export async function reorder(ids: string[]) {
  for (const [index, id] of ids.entries()) {
    await prisma.category.update({ where: { id }, data: { name: String(index) } });
  }
}
`,
      reports: ['row-by-row prisma.category.update'],
    },
  ]);
});

describe('never run', () => {
  check([
    {
      name: 'a lazy query that nobody waits for',
      code: `export function touch(ids: string[]) {
  for (const id of ids) {
    prisma.post.update({ where: { id }, data: { status: 'CLOSED' } });
  }
}
`,
      reports: [],
    },
    {
      name: 'a lazy query that forEach drops',
      code: `export function touch(ids: string[]) {
  ids.forEach(id => prisma.post.update({ where: { id }, data: { status: 'CLOSED' } }));
}
`,
      reports: [],
    },
    {
      name: 'near miss: forEach with an async callback',
      code: `export function touch(ids: string[]) {
  ids.forEach(async id => {
    await prisma.post.update({ where: { id }, data: { status: 'CLOSED' } });
  });
}
`,
      reports: ['driven prisma.post.update'],
    },
    {
      name: 'near miss: an async callback that returns it',
      code: `export function touch(ids: string[]) {
  ids.forEach(async id => prisma.post.update({ where: { id }, data: { status: 'CLOSED' } }));
}
`,
      reports: ['driven prisma.post.update'],
    },
    {
      name: 'near miss: catch starts it',
      code: `export function touch(ids: string[]) {
  for (const id of ids) {
    prisma.post.update({ where: { id }, data: { status: 'CLOSED' } }).catch(() => undefined);
  }
}
`,
      reports: ['row-by-row prisma.post.update'],
    },
    {
      name: 'near miss: then starts it',
      code: `export function print(ids: string[]) {
  for (const authorId of ids) {
    void prisma.post.findMany({ where: { authorId } }).then(posts => console.log(posts.length));
  }
}
`,
      reports: ['driven prisma.post.findMany'],
    },
  ]);
});

describe('groups, one round, writes between, nothing driven', () => {
  check([
    {
      name: 'the entries of a grouped Map',
      code: `export async function assign(posts: { id: string; authorId: string }[]) {
  const byAuthor = new Map<string, string[]>();
  for (const post of posts) byAuthor.set(post.authorId, [...(byAuthor.get(post.authorId) ?? []), post.id]);
  for (const [authorId, ids] of byAuthor) {
    await prisma.post.updateMany({ where: { id: { in: ids } }, data: { authorId } });
  }
}
`,
      reports: [],
    },
    {
      name: 'the entries of an object from groupBy',
      code: `import { groupBy } from 'lodash';
export async function assign(posts: { id: string; status: string }[]) {
  for (const [status, group] of Object.entries(groupBy(posts, 'status'))) {
    await prisma.order.updateMany({ where: { id: { in: group.map(post => post.id) } }, data: { status } });
  }
}
`,
      reports: [],
    },
    {
      name: 'near miss: the entries of a Map with one value each',
      code: `export async function restock(quantities: Map<string, number>) {
  for (const [id, stock] of quantities) {
    await prisma.product.update({ where: { id }, data: { stock } });
  }
}
`,
      reports: ['row-by-row prisma.product.update'],
    },
    {
      name: 'near miss: a query per group whose rows it does not take',
      code: `export async function load(byUser: Map<string, string[]>) {
  for (const [userId, names] of byUser) {
    const orders = await prisma.order.findMany({ where: { userId } });
    console.log(names, orders);
  }
}
`,
      reports: ['driven prisma.order.findMany'],
    },
    {
      name: 'the loop is left after the query',
      code: `export async function first(ids: string[]) {
  for (const id of ids) {
    if (!id.startsWith('u_')) continue;
    return prisma.user.findUnique({ where: { id } });
  }
  return null;
}
`,
      reports: [],
    },
    {
      name: 'near miss: the loop is left on another path',
      code: `export async function notifyUntil(ids: string[], stop: (id: string) => boolean) {
  for (const id of ids) {
    if (stop(id)) return;
    const user = await prisma.user.findUnique({ where: { id } });
    console.log(user?.email);
  }
}
`,
      reports: ['driven prisma.user.findUnique'],
    },
    {
      name: 'a read whose model the loop writes, from what it read',
      code: `export async function drain(rows: { status: string }[]) {
  for (const row of rows) {
    const open = await prisma.job.findMany({ where: { status: 'open' } });
    console.log(row, open.length);
    await prisma.job.create({ data: { status: row.status, id: \`\${open.length}\` } });
  }
}
`,
      reports: ['row-by-row prisma.job.create'],
    },
    {
      name: 'near miss: the loop writes another model',
      code: `export async function drain(rows: { status: string }[]) {
  for (const row of rows) {
    const open = await prisma.job.findMany({ where: { status: 'open' } });
    console.log(open.length);
    await prisma.auditLog.create({ data: { message: row.status } });
  }
}
`,
      reports: ['invariant prisma.job.findMany', 'driven prisma.auditLog.create'],
    },
    {
      name: 'a delete that nothing of the row reaches',
      code: `export async function clean(rows: string[], handle: (row: string) => void) {
  for (const row of rows) {
    handle(row);
    await prisma.job.deleteMany({ where: { status: 'stale' } });
  }
}
`,
      reports: [],
    },
    {
      name: 'near miss: an insert that nothing of the row reaches',
      code: `export async function enqueue(count: number) {
  for (let i = 0; i < count; i++) await prisma.job.create({ data: { status: 'new' } });
}
`,
      reports: ['driven prisma.job.create'],
    },
    {
      name: 'a model that a setting calls small',
      code: `export async function read(orgIds: string[]) {
  for (const orgId of orgIds) console.log(await prisma.setting.findMany({ where: { orgId } }));
}
`,
      reports: [],
      settings: { smallTables: ['Setting'] },
    },
    {
      name: 'near miss: another model than the small one',
      code: `export async function read(userIds: string[]) {
  for (const userId of userIds) console.log(await prisma.order.findMany({ where: { userId } }));
}
`,
      reports: ['driven prisma.order.findMany'],
      settings: { smallTables: ['Setting'] },
    },
    {
      name: 'a receiver of which nothing is known, and a form that others have too',
      code: `export async function load(store: any, ids: string[]) {
  for (const id of ids) {
    await store.user.get(id);
    await store.widget.findMany({ where: { id } });
    await store.user.create({ id });
    await store.user.count();
  }
}
`,
      reports: [],
    },
    {
      name: 'near miss: an unknown receiver, and a form that only Prisma has',
      code: `export async function load(store: any, ids: string[]) {
  for (const teamId of ids) await store.user.findMany({ where: { teamId }, select: { email: true } });
}
`,
      reports: ['driven store.user.findMany'],
    },
  ]);
});

describe('what repeats', () => {
  check([
    {
      name: 'near miss: every array method',
      code: `export async function all(ids: string[]) {
  await Promise.all(ids.flatMap(async authorId => [await prisma.post.count({ where: { authorId } })]));
  await Promise.all(ids.filter(async authorId => (await prisma.post.count({ where: { authorId } })) > 0));
  ids.some(async authorId => (await prisma.post.count({ where: { authorId } })) > 0);
  ids.every(async authorId => (await prisma.post.count({ where: { authorId } })) > 0);
  ids.find(async authorId => (await prisma.post.count({ where: { authorId } })) > 0);
  await Promise.all(Array.from(ids, async authorId => prisma.post.count({ where: { authorId } })));
  await Promise.any(ids.map(async authorId => prisma.post.count({ where: { authorId } })));
}
`,
      reports: ['driven prisma.post.count', 'driven prisma.post.count', 'driven prisma.post.count', 'driven prisma.post.count', 'driven prisma.post.count', 'driven prisma.post.count', 'driven prisma.post.count'],
    },
    {
      name: 'near miss: reduce in sequence',
      code: `export async function add(bodies: string[], postId: string) {
  await bodies.reduce((before, body) => before.then(() => prisma.comment.create({ data: { body, postId } })), Promise.resolve<unknown>(null));
}
`,
      reports: ['driven prisma.comment.create'],
    },
    {
      name: 'near miss: for-in',
      code: `export async function load(byId: Record<string, string>) {
  for (const authorId in byId) console.log(await prisma.post.findMany({ where: { authorId } }));
}
`,
      reports: ['driven prisma.post.findMany'],
    },
    {
      name: 'near miss: a counter over a list',
      code: `export async function load(users: { id: string }[]) {
  for (let i = 0; i < users.length; i++) {
    const posts = await prisma.post.findMany({ where: { authorId: users[i].id } });
    console.log(posts);
  }
}
`,
      reports: ['driven prisma.post.findMany'],
    },
    {
      name: 'near miss: a counter that goes down',
      code: `export async function remove(ids: string[]) {
  for (let i = ids.length - 1; i >= 0; i--) await prisma.post.delete({ where: { id: ids[i] } });
}
`,
      reports: ['driven prisma.post.delete'],
    },
    {
      name: 'near miss: a while with an index',
      code: `export async function load(users: { id: string }[]) {
  let i = 0;
  while (i < users.length) {
    console.log(await prisma.post.findMany({ where: { authorId: users[i].id } }));
    i++;
  }
}
`,
      reports: ['driven prisma.post.findMany'],
    },
    {
      name: 'near miss: the rows of a query, with another',
      code: `export async function overview() {
  const posts = await prisma.post.findMany({ where: { status: 'OPEN' }, take: 20 });
  const rows = await Promise.all(
    posts.map(async ({ id, title }) => {
      const comments = await prisma.comment.count({ where: { postId: id } });
      return { title, comments };
    }),
  );
  return rows.sort((a, b) => b.comments - a.comments);
}
`,
      reports: ['driven prisma.comment.count'],
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
    {
      name: 'near miss: a relation read from each row',
      code: `export async function posts(ids: string[]) {
  const out = [];
  for (const id of ids) out.push(await prisma.user.findFirst({ where: { id } }).posts());
  return out;
}
`,
      reports: ['driven prisma.user.findFirst(…).posts'],
    },
    {
      name: 'near miss: an insert of what was read in the same round',
      code: `export async function add(rows: { email: string; title: string; slug: string }[]) {
  for (const { email, title, slug } of rows) {
    const user = await prisma.user.findUnique({ where: { email } });
    if (!user) continue;
    await prisma.post.create({ data: { title, slug, authorId: user.id } });
  }
}
`,
      reports: ['driven prisma.user.findUnique', 'driven prisma.post.create'],
    },
  ]);
});

describe('17: commands', () => {
  check([
    {
      name: '17 a file that reads its command line',
      code: `const close = async (id: string) => prisma.post.update({ where: { id }, data: { status: 'CLOSED' } });
for (const id of process.argv.slice(2)) await close(id);
`,
      reports: [],
    },
    {
      name: '17 a command of a framework',
      code: `import { Command, CommandRunner } from 'nest-commander';
@Command({ name: 'close' })
export class Close extends CommandRunner {
  async run(ids: string[]) {
    for (const id of ids) await prisma.post.update({ where: { id }, data: { status: 'CLOSED' } });
  }
}
`,
      reports: [],
    },
    {
      name: '17 a file whose work ends the process',
      code: `import { exit } from 'node:process';
async function sync(ids: string[]) {
  for (const id of ids) await prisma.post.update({ where: { id }, data: { status: 'CLOSED' } });
}
sync(['a']).then(() => exit(0));
`,
      reports: [],
    },
    {
      name: '17 a file that does all it does when it is loaded',
      code: { 'src/clean.ts': `import { prisma } from './db';
(async () => {
  const posts = await prisma.post.findMany();
  for (const post of posts) await prisma.comment.deleteMany({ where: { postId: post.id } });
})();
` },
      reports: [],
    },
    {
      name: '17 near miss: a file that waits for messages',
      code: { 'src/worker.ts': `import { prisma } from './db';
import { queue } from './queue';
async function main() {
  queue.on('posts', async (ids: string[]) => {
    for (const id of ids) await prisma.comment.deleteMany({ where: { postId: id } });
  });
  for (const id of await queue.left()) await prisma.comment.deleteMany({ where: { postId: id } });
}
main();
` },
      reports: ['src/worker.ts: driven prisma.comment.deleteMany', 'src/worker.ts: driven prisma.comment.deleteMany'],
    },
    {
      name: '17 near miss: a file that others use',
      code: { 'src/clean.ts': `import { prisma } from './db';
export async function clean(ids: string[]) {
  for (const id of ids) await prisma.comment.deleteMany({ where: { postId: id } });
}
void clean([]);
` },
      reports: ['src/clean.ts: driven prisma.comment.deleteMany'],
    },
    {
      name: '17 a file whose work leaves the database',
      code: `async function repair(ids: string[]) {
  try {
    for (const id of ids) await prisma.post.update({ where: { id }, data: { status: 'CLOSED' } });
  } finally {
    await prisma.$disconnect();
  }
}
if (require.main === module) repair(['a']);
export { repair };
`,
      reports: [],
    },
    {
      name: '17 near miss: a server that leaves the database when it is told to',
      code: `export async function close(ids: string[]) {
  for (const id of ids) await prisma.post.update({ where: { id }, data: { status: 'CLOSED' } });
}
const stop = async () => prisma.$disconnect();
process.once('SIGTERM', stop);
`,
      reports: ['driven prisma.post.update'],
    },
    {
      name: '17 near miss: a server that ends by a signal or an error',
      code: `export async function close(ids: string[]) {
  for (const id of ids) await prisma.post.update({ where: { id }, data: { status: 'CLOSED' } });
}
const stop = () => process.exit(0);
process.on('SIGTERM', () => process.exit(0));
process.once('SIGINT', stop);
if (!process.env['DATABASE_URL']) process.exit(1);
`,
      reports: ['driven prisma.post.update'],
    },
    {
      name: '17 near miss: a thread of the program that leaves the database',
      code: `import { parentPort, workerData } from 'node:worker_threads';
async function work(ids: string[]) {
  for (const id of ids) await prisma.post.update({ where: { id }, data: { status: 'CLOSED' } });
  await prisma.$disconnect();
  parentPort?.postMessage('done');
}
void work(workerData.ids);
`,
      reports: ['driven prisma.post.update'],
    },
    {
      name: '17 near miss: a process of the program that ends when it has answered',
      code: `process.on('message', async ({ ids }: { ids: string[] }) => {
  for (const id of ids) await prisma.post.update({ where: { id }, data: { status: 'CLOSED' } });
  process.send?.('done');
});
if (!process.connected) process.exit(0);
`,
      reports: ['driven prisma.post.update'],
    },
    {
      name: '17 near miss: offline code is asked for',
      code: `for (const id of process.argv.slice(2)) await prisma.post.update({ where: { id }, data: { status: 'CLOSED' } });
`,
      settings: { includeOffline: true },
      reports: ['driven prisma.post.update'],
    },
  ]);
});

describe('14: lists in the code', () => {
  check([
    {
      name: '14 a field of the class',
      code: `export class Counts {
  private readonly statuses = ['OPEN', 'CLOSED'] as const;
  async all() {
    const counts = [];
    for (const status of this.statuses) counts.push(await prisma.post.count({ where: { status } }));
    return counts;
  }
}
`,
      reports: [],
    },
    {
      name: '14 near miss: a field that is filled',
      code: `export class Counts {
  private statuses: string[] = ['OPEN'];
  add(status: string) { this.statuses.push(status); }
  async all() {
    const counts = [];
    for (const status of this.statuses) counts.push(await prisma.order.count({ where: { status } }));
    return counts;
  }
}
`,
      reports: ['driven prisma.order.count'],
    },
    {
      name: '14 a list that nobody has put anything into',
      code: `export async function migrate(first: number) {
  const ordered = [...steps].sort((a, b) => a.id - b.id);
  for (let i = first; i < ordered.length; i++) {
    await ordered[i].run();
    await prisma.job.update({ where: { id: ordered[i].name }, data: { status: 'DONE' } });
  }
}
const steps: { id: number; name: string; run(): Promise<void> }[] = [];
`,
      reports: [],
    },
    {
      name: '14 near miss: an empty list that is handed to somebody',
      code: `import { fill } from './fill';
const steps: string[] = [];
fill(steps);
export async function migrate() {
  for (const id of steps) await prisma.job.update({ where: { id }, data: { status: 'DONE' } });
}
`,
      reports: ['driven prisma.job.update'],
    },
  ]);
});

describe('26: lists of a round', () => {
  check([
    {
      name: '26 the rows that the round has fetched, written at once',
      code: `export async function copy(accounts: string[], api: { rows(account: string): Promise<{ message: string }[]> }) {
  for (const account of accounts) {
    const rows = await api.rows(account);
    await prisma.auditLog.createMany({ data: rows.map(({ message }) => ({ message })) });
  }
}
`,
      reports: [],
    },
    {
      name: '26 near miss: the same rows for each',
      code: `export async function copy(accounts: string[], rows: { message: string }[]) {
  for (const account of accounts) {
    await prisma.auditLog.createMany({ data: rows.map(({ message }) => ({ message: account + message })) });
  }
}
`,
      reports: ['driven prisma.auditLog.createMany'],
    },
    {
      name: '26 a row behind a call that says what was done there',
      code: `import { generate } from 'some-model';
async function ask(question: string) {
  const { text, tokens } = await generate(question);
  await prisma.auditLog.create({ data: { message: String(tokens) } });
  return text;
}
export async function askAll(questions: string[]) {
  return Promise.all(questions.map(question => ask(question)));
}
`,
      reports: ['row-by-row ask'],
    },
    {
      name: '26 a row behind a call, when the round has found none',
      code: `const add = (slug: string) => prisma.team.create({ data: { slug, name: slug } });
export async function ensure(slugs: string[]) {
  for (const slug of slugs) {
    let team = await prisma.team.findFirst({ where: { slug } });
    team ||= await add(slug);
    console.log(team.id);
  }
}
`,
      reports: ['driven prisma.team.findFirst', 'row-by-row add'],
    },
    {
      name: '26 a row behind a call, with rows of other models in it',
      code: `const add = (args: any) => prisma.post.create(args);
export async function addAll(titles: string[], authorId: string) {
  for (const title of titles) await add({ data: { title, slug: title, author: { connect: { id: authorId } } } });
}
`,
      reports: ['row-by-row add'],
    },
    {
      name: '26 near miss: a row behind a call, with its own columns',
      code: `const add = (args: any) => prisma.post.create(args);
export async function addAll(titles: string[], authorId: string) {
  for (const title of titles) await add({ data: { title, slug: title, authorId } });
}
`,
      reports: ['driven add'],
    },
    {
      name: '26 near miss: a row that is known before',
      code: `async function ask(question: string) {
  await prisma.auditLog.create({ data: { message: question } });
  return question.length;
}
export async function askAll(questions: string[]) {
  return Promise.all(questions.map(question => ask(question)));
}
`,
      reports: ['driven ask'],
    },
  ]);
});

describe('7: a counter up to the size of a list', () => {
  check([
    {
      name: '7 the first match by index',
      code: `export async function firstKnown(slugs: string[]) {
  for (let i = 0; i < slugs.length; i++) {
    const post = await prisma.post.findFirst({ where: { slug: slugs[i] } });
    if (post) return slugs[i];
  }
  return undefined;
}
`,
      reports: [],
    },
    {
      name: '7 near miss: left when something is missing',
      code: `export async function titles(slugs: string[]) {
  const found = [];
  for (let i = 0, n = slugs.length; i < n; i++) {
    const post = await prisma.post.findUnique({ where: { slug: slugs[i] } });
    if (!post) return undefined;
    found.push(post.title);
  }
  return found;
}
`,
      reports: ['driven prisma.post.findUnique'],
    },
    {
      name: '7 a counter that a result ends',
      code: `export async function free(slug: string, most: number) {
  for (let i = 0; i < most; i++) {
    const taken = await prisma.post.findUnique({ where: { slug: slug + i } });
    if (!taken) return slug + i;
  }
  return undefined;
}
`,
      reports: [],
    },
  ]);
});

describe('the round of one key that the code names', () => {
  check([
    {
      name: 'of an object that is gone through',
      code: `export async function apply(id: string, changes: Record<string, string>) {
  for (const key in changes) {
    if (key === 'email') await prisma.user.update({ where: { id }, data: { email: changes[key] } });
  }
  for (const [key, value] of Object.entries(changes)) {
    if (key === 'name') await prisma.user.update({ where: { id }, data: { name: value } });
  }
}
`,
      reports: [],
    },
    {
      name: 'in a switch, under another name, one of several',
      code: `export async function apply(id: string, changes: Record<string, string>) {
  for (const [_key, value] of Object.entries(changes)) {
    const key = _key as 'email' | 'name' | 'title';
    switch (key) {
      case 'email':
        await prisma.user.update({ where: { id }, data: { email: value } });
        break;
      case 'name':
      case 'title':
        if (value) await prisma.user.update({ where: { id }, data: { name: value } });
    }
    if ((key === 'name' || key === 'title') && value) await prisma.post.findMany({ where: { authorId: value } });
  }
}
`,
      reports: [],
    },
    {
      name: 'near miss: all others of a switch, and what one key or anything else lets through',
      code: `export async function apply(id: string, changes: Record<string, string>, all: boolean) {
  for (const [key, value] of Object.entries(changes)) {
    switch (key) {
      case 'email':
        break;
      default:
        console.log(await prisma.user.findFirst({ where: { id: value } }));
    }
    if (key === 'name' || all) console.log(await prisma.post.findFirst({ where: { id: value } }));
  }
}
`,
      reports: ['driven prisma.user.findFirst', 'driven prisma.post.findFirst'],
    },
    {
      name: 'near miss: rows of one kind may be many',
      code: `export async function apply(changes: { kind: string; userId: string }[]) {
  for (const { kind, userId } of changes) {
    if (kind === 'email') console.log(await prisma.user.findFirst({ where: { id: userId } }));
  }
}
`,
      reports: ['driven prisma.user.findFirst'],
    },
    {
      name: 'near miss: a value is no key',
      code: `export async function apply(changes: Record<string, string>) {
  for (const [key, value] of Object.entries(changes)) {
    if (value === 'email') console.log(await prisma.user.findFirst({ where: { id: key } }));
  }
}
`,
      reports: ['driven prisma.user.findFirst'],
    },
  ]);
});

describe('lists of groups that the function makes', () => {
  check([
    {
      name: 'a member that was filled before',
      code: `export async function remove(rows: { orgId: string; postId: string }[]) {
  const buckets = new Map<string, { orgId: string; ids: Set<string> }>();
  for (const row of rows) {
    const bucket = buckets.get(row.orgId) ?? { orgId: row.orgId, ids: new Set<string>() };
    bucket.ids.add(row.postId);
    buckets.set(row.orgId, bucket);
  }
  for (const [, bucket] of buckets.entries()) {
    await prisma.post.deleteMany({ where: { authorId: bucket.orgId, id: { in: Array.from(bucket.ids) } } });
  }
}
`,
      reports: [],
    },
    {
      name: 'the second of a pair that the body takes apart',
      code: `export async function load(groups: Map<string, string[]>) {
  return Promise.all([...groups.entries()].map(entry => {
    const [status, ids] = entry;
    return prisma.order.findMany({ where: { status, userId: { in: ids } } });
  }));
}
`,
      reports: [],
    },
    {
      name: 'near miss: the list of a row',
      code: `export async function load(users: { id: string; postIds: string[] }[]) {
  for (const user of users) console.log(await prisma.post.findMany({ where: { id: { in: user.postIds } } }));
}
`,
      reports: ['driven prisma.post.findMany'],
    },
  ]);
});

describe('what arrives one by one', () => {
  check([
    {
      name: 'by an interface that says so',
      code: `type Batch = { index: number };
interface Source { read(): AsyncIterable<Batch> }
export async function run(source: Source) {
  for await (const batch of source.read()) await prisma.job.create({ data: { status: String(batch.index) } });
}
`,
      reports: [],
    },
    {
      name: 'near miss: a list of promises',
      code: `interface Source { read(): Promise<string>[] }
export async function run(source: Source) {
  for await (const status of source.read()) await prisma.job.create({ data: { status } });
}
`,
      reports: ['driven prisma.job.create'],
    },
  ]);
});

describe('a list that is emptied when it is sent', () => {
  check([
    {
      name: 'whose length is set',
      code: `export async function dump(all: string[]) {
  const batch: { status: string }[] = [];
  for (const status of all) {
    batch.push({ status });
    if (batch.length > 1000) {
      await prisma.job.createMany({ data: batch });
      batch.length = 0;
    }
  }
}
`,
      reports: [],
    },
    {
      name: 'that a new one takes the place of',
      code: `export async function dump(all: string[]) {
  let batch: { status: string }[] = [];
  for (const status of all) {
    batch.push({ status });
    if (batch.length > 1000) {
      await prisma.job.createMany({ data: batch });
      batch = [];
    }
  }
}
`,
      reports: [],
    },
    {
      name: 'that a function writes',
      code: `const write = async (batch: { status: string }[]) => prisma.job.createMany({ data: batch });
export async function dump(all: string[]) {
  let batch: { status: string }[] = [];
  for (const status of all) {
    batch.push({ status });
    if (batch.length > 1000) {
      await write(batch);
      batch = [];
    }
  }
}
`,
      reports: [],
    },
    {
      name: 'near miss: a list that only grows',
      code: `export async function dump(all: string[]) {
  const batch: { status: string }[] = [];
  for (const status of all) {
    batch.push({ status });
    await prisma.job.createMany({ data: batch });
  }
}
`,
      reports: ['driven prisma.job.createMany'],
    },
  ]);
});

describe('numbers over a list of each element', () => {
  check([
    {
      name: 'cannot be added up from groups',
      code: `export async function counts(topics: { authorIds: string[] }[]) {
  for (const topic of topics) console.log(await prisma.post.count({ where: { authorId: { in: topic.authorIds } } }));
}
`,
      reports: ['row-by-row prisma.post.count'],
    },
    {
      name: 'near miss: of one key',
      code: `export async function counts(topics: { authorId: string }[]) {
  for (const topic of topics) console.log(await prisma.post.count({ where: { authorId: topic.authorId } }));
}
`,
      reports: ['driven prisma.post.count'],
    },
  ]);
});
