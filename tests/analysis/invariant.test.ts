import { describe } from 'vitest';

import { check } from './harness.ts';

describe('the same question in each round', () => {
  check([
    {
      name: 'a read that nothing of the loop reaches',
      code: `export async function render(teamId: string, rows: string[]) {
  const out = [];
  for (const row of rows) {
    const team = await prisma.team.findUnique({ where: { id: teamId } });
    out.push(\`\${team?.name}: \${row}\`);
  }
  return out;
}
`,
      reports: ['invariant prisma.team.findUnique'],
    },
    {
      name: 'a read without a filter, in an async map',
      code: `export async function price(items: { sku: string }[]) {
  return Promise.all(
    items.map(async item => {
      const products = await prisma.product.findMany();
      return products.find(product => product.sku === item.sku)?.price;
    }),
  );
}
`,
      reports: ['invariant prisma.product.findMany'],
    },
    {
      name: 'behind a helper',
      code: `async function currentTeam(session: { teamId: string }) {
  return prisma.team.findFirst({ where: { id: session.teamId } });
}
export async function render(session: { teamId: string }, rows: string[]) {
  for (const row of rows) {
    const team = await currentTeam(session);
    console.log(team?.name, row);
  }
}
`,
      reports: ['invariant currentTeam'],
    },
    {
      name: 'behind a method, with the service\'s own field',
      code: `export class Report {
  constructor(private readonly orgId: string) {}
  private settings() {
    return prisma.setting.findMany({ where: { orgId: this.orgId } });
  }
  async lines(rows: string[]) {
    const out = [];
    for (const row of rows) out.push({ row, settings: await this.settings() });
    return out;
  }
}
`,
      reports: ['invariant this.settings'],
    },
    {
      name: 'a filter made before the loop',
      code: `export async function share(userId: string, rows: { total: number }[]) {
  const where = { userId, status: 'paid' };
  const out = [];
  for (const row of rows) out.push(row.total / (await prisma.order.count({ where })));
  return out;
}
`,
      reports: ['invariant prisma.order.count'],
    },
    {
      name: 'the inner loop does not drive it, the outer one does',
      code: `export async function print(users: { teamId: string; names: string[] }[]) {
  for (const user of users) {
    for (const name of user.names) {
      const team = await prisma.team.findFirst({ where: { id: user.teamId } });
      console.log(team?.name, name);
    }
  }
}
`,
      reports: ['driven prisma.team.findFirst'],
    },
  ]);
});

describe('what is not hoisted', () => {
  check([
    {
      name: 'an argument that is different by itself',
      code: `export async function log(rows: string[], handle: (row: string) => Promise<void>) {
  for (const row of rows) {
    await handle(row);
    const recent = await prisma.job.findMany({ where: { id: { not: crypto.randomUUID() } } });
    console.log(recent.length);
  }
}
`,
      reports: [],
    },
    {
      name: 'a time that passes',
      code: `export async function due(rows: string[]) {
  for (const row of rows) {
    const now = new Date();
    const posts = await prisma.post.findMany({ where: { createdAt: { lt: now } } });
    console.log(row, posts.length);
  }
}
`,
      reports: [],
    },
    {
      name: 'its model is written in the loop',
      code: `export async function restock(rows: { id: string; stock: number }[]) {
  for (const row of rows) {
    await prisma.product.update({ where: { id: row.id }, data: { stock: row.stock } });
    const empty = await prisma.product.count({ where: { stock: 0 } });
    console.log(empty);
  }
}
`,
      reports: ['row-by-row prisma.product.update'],
    },
    {
      name: 'its model is written by a helper',
      code: `async function save(row: { id: string; stock: number }) {
  await prisma.product.update({ where: { id: row.id }, data: { stock: row.stock } });
}
export async function restock(rows: { id: string; stock: number }[]) {
  for (const row of rows) {
    await save(row);
    console.log(await prisma.product.count({ where: { stock: 0 } }));
  }
}
`,
      reports: ['row-by-row save'],
    },
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
      name: 'a raw statement may write',
      code: `export async function run(statements: string[]) {
  for (const statement of statements) {
    await prisma.$executeRawUnsafe(statement);
    console.log(await prisma.job.count({ where: { status: 'open' } }));
  }
}
`,
      reports: [],
    },
    {
      name: 'behind a condition, which may be a cache',
      code: `export async function run(orgId: string, rows: string[]) {
  let setting: unknown;
  for (const row of rows) {
    if (!setting) setting = await prisma.setting.findFirst({ where: { orgId } });
    console.log(row, setting);
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
    {
      name: 'in a while, whose rounds are its own business',
      code: `export async function run(orgId: string, more: () => boolean) {
  while (more()) {
    console.log(await prisma.setting.findFirst({ where: { orgId } }));
  }
}
`,
      reports: [],
    },
    {
      name: 'a filter that is assigned in the loop',
      code: `export async function run(rows: string[]) {
  let status = 'open';
  for (const row of rows) {
    console.log(row, await prisma.order.count({ where: { status } }));
    status = status === 'open' ? 'paid' : 'open';
  }
}
`,
      reports: [],
    },
    {
      name: 'a list of keys that the loop fills',
      code: `export async function run(rows: string[]) {
  const ids: string[] = [];
  for (const row of rows) {
    ids.push(row);
    console.log(await prisma.user.findMany({ where: { id: { in: ids } } }));
  }
}
`,
      reports: ['driven prisma.user.findMany'],
    },
    {
      name: 'a write that nothing of the loop reaches',
      code: `export async function run(rows: string[], orgId: string) {
  for (const row of rows) {
    console.log(row);
    await prisma.setting.updateMany({ where: { orgId }, data: { value: '' } });
  }
}
`,
      reports: [],
    },
    {
      name: 'findUnique of one tick',
      code: `export async function run(rows: string[], id: string) {
  return Promise.all(rows.map(async row => ({ row, team: await prisma.team.findUnique({ where: { id } }) })));
}
`,
      reports: [],
    },
    {
      name: 'a worker that is started a few times',
      code: `export async function run(items: string[], handle: (item: string) => Promise<void>) {
  const queue = [...items];
  const worker = async () => {
    const settings = await prisma.setting.findMany({ where: { key: 'worker' } });
    for (let item = queue.shift(); item; item = queue.shift()) await handle(\`\${settings.length}\${item}\`);
  };
  await Promise.all([worker(), worker(), worker()]);
}
`,
      reports: [],
    },
    {
      name: 'a handler is no round',
      code: `export function register(bus: { on(event: string, fn: () => Promise<void>): void }, events: string[]) {
  for (const event of events) {
    bus.on(event, async () => {
      console.log(await prisma.setting.findMany());
    });
  }
}
`,
      reports: [],
    },
  ]);
});

describe('a query that is run in the context of an element', () => {
  const RUN = 'declare const tenants: { run<T>(work: () => Promise<T>, tenant: string): Promise<T> };\nconst span = { run: async <T,>(work: () => Promise<T>, name: string) => (console.log(name), work()) };\n';
  check([
    {
      name: 'may give something else each time',
      code: `${RUN}export async function sync(names: string[]) {
  for (const name of names) {
    await tenants.run(async () => {
      console.log(await prisma.setting.findFirst({ where: { key: 'sync' } }));
    }, name);
  }
}
`,
      reports: [],
    },
    {
      name: 'near miss: the context is the same',
      code: `${RUN}export async function sync(names: string[]) {
  for (const name of names) {
    await span.run(async () => {
      console.log(name, await prisma.setting.findFirst({ where: { key: 'sync' } }));
    }, 'sync');
  }
}
`,
      reports: ['invariant prisma.setting.findFirst'],
    },
  ]);
});
