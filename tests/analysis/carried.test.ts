import { describe } from 'vitest';

import { check } from './harness.ts';

describe('an input comes from an earlier round', () => {
  check([
    {
      name: 'a cursor in an object',
      code: `export async function all() {
  const state = { after: '' };
  for (let page = 0; page < 1000; page++) {
    const users = await prisma.user.findMany({ where: { id: { gt: state.after } }, take: 50 });
    if (users.length === 0) return;
    state.after = users[users.length - 1].id;
  }
}
`,
      reports: [],
    },
    {
      name: 'a cursor in a field',
      code: `export class Exporter {
  private cursor: string | undefined;
  async run(write: (rows: unknown[]) => Promise<void>, pages: number) {
    for (let i = 0; i < pages; i++) {
      const users = await prisma.user.findMany({ where: { id: { gt: this.cursor } }, take: 50 });
      await write(users);
      this.cursor = users.at(-1)?.id;
    }
  }
}
`,
      reports: [],
    },
    {
      name: 'ids that were read are left out the next time',
      code: `export async function draw(count: number) {
  const drawn: string[] = [];
  for (let i = 0; i < count; i++) {
    const user = await prisma.user.findFirst({ where: { id: { notIn: drawn } } });
    if (!user) break;
    drawn.push(user.id);
  }
  return drawn;
}
`,
      reports: [],
    },
    {
      name: 'a balance that is carried on',
      code: `export async function post(entries: { amount: number; userId: string }[]) {
  let previous: string | undefined;
  for (const entry of entries) {
    const row: { id: string } = await prisma.order.create({ data: { userId: entry.userId, total: entry.amount, status: previous ?? 'first' } });
    previous = row.id;
  }
}
`,
      reports: [],
    },
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
    {
      name: 'until nothing is left',
      code: `export async function purge() {
  let count: number;
  do {
    ({ count } = await prisma.job.deleteMany({ where: { status: 'stale' } }));
  } while (count > 0);
}
`,
      reports: [],
    },
    {
      name: 'until nothing is left, row by row of a page that is read again',
      code: `export async function drain(handle: (job: { id: string }) => Promise<void>) {
  let jobs = await prisma.job.findMany({ where: { status: 'new' }, take: 1 });
  while (jobs.length > 0) {
    await handle(jobs[0]);
    jobs = await prisma.job.findMany({ where: { status: 'new' }, take: 1 });
  }
}
`,
      reports: [],
    },
    {
      name: 'a path is walked, each step by the row before',
      code: `export async function resolve(path: string[]) {
  let parentId: string | null = null;
  for (const name of path) {
    const category: { id: string } | null = await prisma.category.findFirst({ where: { name, parentId } });
    if (!category) return null;
    parentId = category.id;
  }
  return parentId;
}
`,
      reports: [],
    },
    {
      name: 'a walk behind a helper',
      code: `const parentOf = (id: string) => prisma.category.findUnique({ where: { id }, select: { parentId: true } });
export async function rootOf(id: string) {
  let current = id;
  for (;;) {
    const row = await parentOf(current);
    if (!row?.parentId) return current;
    current = row.parentId;
  }
}
`,
      reports: [],
    },
    {
      name: 'the token of another system, and rows written whole',
      code: `export async function pull(api: { page(token: string | null): Promise<{ rows: { sku: string; price: number; stock: number }[]; token: string | null }> }) {
  let token: string | null = null;
  for (let i = 0; i < 100; i++) {
    const page = await api.page(token);
    await prisma.product.createMany({ data: page.rows });
    token = page.token;
    if (!token) break;
  }
}
`,
      reports: [],
    },
  ]);
});

describe('near misses: not carried', () => {
  check([
    {
      name: 'inside one round',
      code: `export async function all(emails: string[]) {
  for (const email of emails) {
    const user = await prisma.user.findUnique({ where: { email } });
    if (!user) continue;
    console.log(await prisma.post.findMany({ where: { authorId: user.id } }));
  }
}
`,
      reports: ['driven prisma.user.findUnique', 'driven prisma.post.findMany'],
    },
    {
      name: 'a counter',
      code: `export async function all(ids: string[]) {
  let done = 0;
  for (const authorId of ids) {
    const posts = await prisma.post.findMany({ where: { authorId } });
    done += 1;
    console.log(done, posts.length);
  }
}
`,
      reports: ['driven prisma.post.findMany'],
    },
    {
      name: 'an accumulator',
      code: `export async function total(ids: string[]) {
  let sum = 0;
  for (const userId of ids) {
    const { _sum } = await prisma.order.aggregate({ where: { userId }, _sum: { total: true } });
    sum += _sum.total ?? 0;
  }
  return sum;
}
`,
      reports: ['driven prisma.order.aggregate'],
    },
    {
      name: 'an accumulator by assignment',
      code: `export async function all(ids: string[]) {
  let posts: unknown[] = [];
  for (const authorId of ids) {
    posts = [...posts, ...(await prisma.post.findMany({ where: { authorId } }))];
  }
  return posts;
}
`,
      reports: ['driven prisma.post.findMany'],
    },
    {
      name: 'keys that were seen',
      code: `export async function all(ids: string[]) {
  const seen = new Set<string>();
  const users = [];
  for (const id of ids) {
    if (seen.has(id)) continue;
    seen.add(id);
    users.push(await prisma.user.findUnique({ where: { id } }));
  }
  return users;
}
`,
      reports: ['driven prisma.user.findUnique'],
    },
    {
      name: 'results by key',
      code: `export async function counts(ids: string[]) {
  const out: Record<string, number> = {};
  for (const id of ids) {
    out[id] = await prisma.post.count({ where: { authorId: id } });
  }
  return out;
}
`,
      reports: ['driven prisma.post.count'],
    },
    {
      name: 'errors that are collected',
      code: `export async function remove(ids: string[]) {
  const failed: string[] = [];
  for (const id of ids) {
    try {
      await prisma.post.delete({ where: { id } });
    } catch {
      failed.push(id);
    }
  }
  return failed;
}
`,
      reports: ['row-by-row prisma.post.delete'],
    },
    {
      name: 'the last result is kept for the caller',
      code: `export async function last(ids: string[]) {
  let latest;
  for (const userId of ids) {
    latest = await prisma.order.findMany({ where: { userId } });
  }
  return latest;
}
`,
      reports: ['driven prisma.order.findMany'],
    },
    {
      name: 'rows are changed in place with what was read',
      code: `export async function enrich(users: { id: string; posts?: number }[]) {
  for (const user of users) {
    user.posts = await prisma.post.count({ where: { authorId: user.id } });
  }
  return users;
}
`,
      reports: ['driven prisma.post.count'],
    },
    {
      name: 'a variable outside, assigned before it is used in each round',
      code: `export async function all(emails: string[]) {
  let user;
  let posts;
  for (const email of emails) {
    user = await prisma.user.findUnique({ where: { email } });
    posts = await prisma.post.findMany({ where: { authorId: user!.id } });
    console.log(posts.length);
  }
}
`,
      reports: ['driven prisma.user.findUnique', 'driven prisma.post.findMany'],
    },
    {
      name: 'a position that is counted up',
      code: `export async function add(orderId: string, productIds: string[]) {
  let quantity = await prisma.orderItem.count({ where: { orderId } });
  for (const productId of productIds) {
    quantity++;
    await prisma.orderItem.create({ data: { orderId, productId, quantity } });
  }
}
`,
      reports: ['driven prisma.orderItem.create'],
    },
    {
      name: 'a flag that is set by a result',
      code: `export async function allInStock(skus: string[]) {
  let ok = true;
  for (const sku of skus) {
    const product = await prisma.product.findUnique({ where: { sku } });
    if (!product || product.stock === 0) ok = false;
  }
  return ok;
}
`,
      reports: ['driven prisma.product.findUnique'],
    },
  ]);
});
