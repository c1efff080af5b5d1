import { describe } from 'vitest';

import { check } from './harness.ts';

const MAILER = `import { createTransport } from 'nodemailer';
const mailer = createTransport({});
`;
const SEND = `${MAILER}async function send(to: string) {
  if (process.env['DRY']) return;
  await mailer.sendMail({ to });
}
`;

describe('a round that waits for something outside as well', () => {
  check([
    {
      name: 'a mail, and then the row',
      code: `${MAILER}export async function remind(users: { id: string; email: string }[]) {
  for (const user of users) {
    await mailer.sendMail({ to: user.email });
    await prisma.user.updateMany({ where: { id: user.id }, data: { score: 1 } });
  }
}
`,
      reports: ['row-by-row prisma.user.updateMany'],
    },
    {
      name: 'a function of the program that sends it',
      code: `${SEND}export async function remind(ids: string[]) {
  for (const id of ids) {
    const user = await prisma.user.findFirst({ where: { id } });
    await send(user!.email);
  }
}
`,
      reports: ['row-by-row prisma.user.findFirst'],
    },
    {
      name: 'in the function that the round calls',
      code: `${SEND}async function remindOne(id: string) {
  const user = await prisma.user.findFirst({ where: { id } });
  await send(user!.email);
}
export async function remind(ids: string[]) {
  await Promise.all(ids.map(id => remindOne(id)));
}
`,
      reports: ['row-by-row remindOne'],
    },
    {
      name: 'a request of the runtime',
      code: `export async function ping(ids: string[]) {
  for (const id of ids) {
    const user = await prisma.user.findFirst({ where: { id } });
    try {
      await fetch(user!.email);
    } catch {
      console.warn(id);
    }
  }
}
`,
      reports: ['row-by-row prisma.user.findFirst'],
    },
    {
      name: 'whether it is asked for, the query says',
      code: `${SEND}export async function remind(ids: string[]) {
  for (const id of ids) {
    const user = await prisma.user.findFirst({ where: { id } });
    if (!user?.subscribed) continue;
    await send(user.email);
  }
}
`,
      reports: ['row-by-row prisma.user.findFirst'],
    },
    {
      name: 'near miss: some rounds are over before it, by what the element says',
      code: `${SEND}export async function remind(rows: { id: string; active: boolean }[]) {
  for (const row of rows) {
    const user = await prisma.user.findFirst({ where: { id: row.id } });
    if (!row.active) continue;
    await send(user.email);
  }
}
`,
      reports: ['driven prisma.user.findFirst'],
    },
    {
      name: 'near miss: after an error, and an event that is announced',
      code: `${MAILER}import { bus } from 'some-bus';
export async function remind(ids: string[]) {
  for (const id of ids) {
    try {
      const user = await prisma.user.findFirst({ where: { id } });
      await bus.emit('seen', user);
    } catch {
      await mailer.sendMail({ to: id });
    }
  }
}
`,
      reports: ['driven prisma.user.findFirst'],
    },
    {
      name: 'a file',
      code: `import { writeFile } from 'node:fs/promises';
export async function dump(ids: string[]) {
  for (const id of ids) {
    const user = await prisma.user.findFirst({ where: { id } });
    await writeFile(id, JSON.stringify(user));
  }
}
`,
      reports: ['row-by-row prisma.user.findFirst'],
    },
    {
      name: 'near miss: a function that is only given back',
      code: `import { clone } from 'some-tools';
const copied = (row: unknown) => clone(row);
export async function dump(ids: string[]) {
  for (const id of ids) {
    const user = await prisma.user.findFirst({ where: { id } });
    console.log(await copied(user));
  }
}
`,
      reports: ['driven prisma.user.findFirst'],
    },
  ]);
});

describe('a value that is counted up from round to round', () => {
  const places = (next: string): string => `export async function sort(ids: string[]) {\n  let place = 1;\n  for (const id of ids) {\n    await prisma.post.update({ where: { id }, data: { views: place } });\n    ${next}\n  }\n}\n`;
  check([
    { name: 'differs by row', code: places('place++;'), reports: ['row-by-row prisma.post.update'] },
    { name: 'differs by row, in other words', code: places('place += 1;'), reports: ['row-by-row prisma.post.update'] },
    { name: 'near miss: it stays what it is', code: places('console.log(place);'), reports: ['driven prisma.post.update'] },
  ]);
});

describe('a write that asks whether it took place', () => {
  check([
    {
      name: 'a claim whose caller goes on by it',
      code: `async function claim(id: string) {
  const taken = await prisma.job.updateMany({ where: { id, status: 'open' }, data: { status: 'taken' } });
  return { isMine: taken.count !== 0 };
}
export async function run(ids: string[], work: (id: string) => void) {
  for (const id of ids) {
    const { isMine } = await claim(id);
    if (isMine) work(id);
  }
}
`,
      reports: ['row-by-row claim'],
    },
    {
      name: 'near miss: a count that is added up',
      code: `async function close(id: string) {
  const closed = await prisma.job.updateMany({ where: { id }, data: { status: 'closed' } });
  return closed.count;
}
export async function run(ids: string[]) {
  let all = 0;
  for (const id of ids) all += await close(id);
  return all;
}
`,
      reports: ['driven close'],
    },
    {
      name: 'a claim decides whether the round goes on',
      code: `declare function work(id: string): Promise<void>;
export async function run(ids: string[]) {
  for (const id of ids) {
    const { count } = await prisma.user.updateMany({ where: { id, score: 0 }, data: { score: 1 } });
    if (count === 0) continue;
    await work(id);
  }
}
`,
      reports: ['row-by-row prisma.user.updateMany'],
    },
    {
      name: 'near miss: one that must have taken place',
      code: `export async function run(ids: string[]) {
  for (const id of ids) {
    const { count } = await prisma.user.updateMany({ where: { id, score: 0 }, data: { score: 1 } });
    if (count === 0) throw new Error(id);
  }
}
`,
      reports: ['driven prisma.user.updateMany'],
    },
  ]);
});

describe('a queue', () => {
  check([
    {
      name: 'that outlives the function is a stream',
      code: `export class Jobs {
  private queue: string[] = [];
  add(id: string) { this.queue.push(id); }
  async run() {
    while (this.queue.length > 0) {
      const id = this.queue.shift()!;
      await prisma.user.findFirst({ where: { id } });
    }
  }
}
`,
      reports: [],
    },
    {
      name: 'near miss: a list that is taken apart',
      code: `export async function run(ids: string[]) {
  const rest = [...ids];
  while (rest.length > 0) {
    const id = rest.shift()!;
    await prisma.user.findFirst({ where: { id } });
  }
}
`,
      reports: ['driven prisma.user.findFirst'],
    },
  ]);
});

describe('a list that a class holds', () => {
  check([
    {
      name: 'is written out in the code',
      code: `class Sources {
  static readonly NAMES = ['a', 'b'] as const;
  async all(wanted: (name: string) => boolean) {
    for (const slug of Sources.NAMES.filter(wanted)) await prisma.team.findFirst({ where: { slug } });
  }
}
export const sources = new Sources();
`,
      reports: [],
    },
    {
      name: 'near miss: it is there to be filled',
      code: `class Sources {
  static names: string[] = [];
  async all() {
    for (const slug of Sources.names) await prisma.team.findFirst({ where: { slug } });
  }
}
export const sources = new Sources();
`,
      reports: ['driven prisma.team.findFirst'],
    },
  ]);
});

describe('a branch after which the loop ends', () => {
  const take = (set: string, ends = 'if (left <= 0) break;'): string => `export async function take(lots: { id: string; quantity: number }[], wanted: number) {
  let left = wanted;
  for (const lot of lots) {
    ${ends}
    if (lot.quantity > left) {
      ${set}
      await prisma.post.updateMany({ where: { id: lot.id }, data: { title: 'taken' } });
    } else {
      left -= lot.quantity;
      await prisma.post.deleteMany({ where: { id: lot.id } });
    }
  }
}
`;
  check([
    { name: 'runs once', code: take('left = 0;'), reports: ['driven prisma.post.deleteMany'] },
    { name: 'near miss: it goes on', code: take('left = 0;', ''), reports: ['driven prisma.post.updateMany', 'driven prisma.post.deleteMany'] },
    { name: 'near miss: what it sets depends on the round', code: take('left = lot.quantity - left;'), reports: ['driven prisma.post.updateMany', 'driven prisma.post.deleteMany'] },
  ]);
});
