import { describe, expect, it } from 'vitest';

import { isClientSide } from '../../src/analysis/client-side.ts';
import { isOffline, readSettings } from '../../src/settings.ts';
import { check, lint, moduleOf } from './harness.ts';

// Rounds that do more than their query: it has a form that takes many, and a form is not all that is asked.

const OUTSIDE = `import { mailer, queue } from '@acme/outside';
`;

const chain = (last: string): string => `${OUTSIDE}export async function remind(ids: string[]) {
  for (const id of ids) {
    const user = await prisma.user.findFirst({ where: { id } });
    await tell(user);
  }
}
async function tell(user: any) { return one(user); }
async function one(user: any) { await two(user); }
async function two(user: any) { await three(user); }
async function three(user: any) { await four(user); }
async function four(user: any) { ${last} }
`;

describe('rounds that wait for something outside', () => {
  check([
    { name: 'many calls away, where every round comes to it', code: chain('await mailer.send(user.email);'), reports: ['row-by-row prisma.user.findFirst'] },
    { name: 'many calls away, on some paths', code: chain('if (user.late) await mailer.send(user.email);'), reports: ['driven prisma.user.findFirst'] },
    { name: 'by a promise that is held', code: chain('const sent = mailer.send(user.email); console.log(user.id); await sent;'), reports: ['row-by-row prisma.user.findFirst'] },
    { name: 'for a file, without an await', code: `import { readFileSync } from 'node:fs';\n${chain('readFileSync(user.avatar);')}`, reports: ['row-by-row prisma.user.findFirst'] },
    { name: 'whether there is a file, which is soon known', code: `import { existsSync } from 'node:fs';\n${chain('existsSync(user.avatar);')}`, reports: ['driven prisma.user.findFirst'] },
    {
      name: 'after the query, in a try',
      code: `${OUTSIDE}export async function remind(ids: string[]) {
  for (const id of ids) {
    const user = await prisma.user.findFirst({ where: { id } });
    if (!user) continue;
    try {
      await mailer.send(user.email);
    } catch {
      console.warn(id);
    }
  }
}
`,
      reports: ['row-by-row prisma.user.findFirst'],
    },
    {
      name: 'where the query gives a reason',
      code: `${OUTSIDE}export async function remind(ids: string[]) {
  for (const id of ids) {
    const posts = await prisma.post.findMany({ where: { authorId: id } });
    if (posts.length === 0) continue;
    await mailer.send(id);
  }
}
`,
      reports: ['row-by-row prisma.post.findMany'],
    },
    {
      name: 'near miss: in a branch',
      code: `${OUTSIDE}export async function remind(ids: string[], loud: boolean) {
  for (const id of ids) {
    const user = await prisma.user.findFirst({ where: { id } });
    if (loud) await mailer.send(user?.email);
  }
}
`,
      reports: ['driven prisma.user.findFirst'],
    },
    {
      name: 'in a branch, when the query writes what it gives',
      code: `${OUTSIDE}export const post = (titles: string[], loud: boolean) => Promise.all(titles.map(async title => {
  let slug = title;
  if (loud) slug = await mailer.announce(title);
  return prisma.post.create({ data: { title, slug, authorId: 'me' } });
}));
`,
      reports: ['row-by-row prisma.post.create'],
    },
    {
      name: 'together with the query',
      code: `${OUTSIDE}export async function export_(ids: string[]) {
  for (const id of ids) {
    const [user] = await Promise.all([prisma.user.findFirst({ where: { id } }), queue.add(id).catch(() => undefined)]);
    console.log(user);
  }
}
`,
      reports: ['row-by-row prisma.user.findFirst'],
    },
    {
      name: 'behind the call that runs the query, if only in a branch',
      code: `${OUTSIDE}async function ban(id: string, silent = false) {
  await prisma.user.update({ where: { id }, data: { score: 0 } });
  if (!silent) await notify(id);
}
async function notify(id: string) {
  await Promise.all(['mail', 'push'].map(async channel => { await mailer.send(channel, id); }));
}
export async function banAll(ids: string[]) {
  for (const id of ids) await ban(id);
}
`,
      reports: ['row-by-row ban'],
    },
    {
      name: 'near miss: functions of the program that do not leave it',
      code: `async function ban(id: string) {
  await prisma.user.update({ where: { id }, data: { score: 0 } });
  await note(id);
}
async function note(id: string) {
  console.log(id);
}
export async function banAll(ids: string[]) {
  for (const id of ids) await ban(id);
}
`,
      reports: ['driven ban'],
    },
  ]);
});

describe('transactions of one round', () => {
  check([
    {
      name: 'opened by the function that is called',
      code: `async function answer(id: string) {
  await prisma.$transaction(async tx => {
    const user = await tx.user.findUnique({ where: { id } });
    await tx.user.updateMany({ where: { name: 'x' }, data: { score: user!.score + 1 } });
  });
}
export async function answerAll(ids: string[]) {
  for (const id of ids) await answer(id);
}
`,
      reports: ['row-by-row answer'],
    },
    {
      name: 'a list of statements',
      code: `async function drop(id: string) {
  await prisma.$transaction([prisma.post.deleteMany({ where: { authorId: id } }), prisma.user.delete({ where: { id } })]);
}
export async function dropAll(ids: string[]) {
  for (const id of ids) await drop(id);
}
`,
      reports: ['row-by-row drop'],
    },
    {
      name: 'opened by a class that is a client',
      code: {
        'src/database.ts': "import { PrismaClient } from '@prisma/client';\nexport class Database extends PrismaClient {}\n",
        'src/posts.ts': `import type { Prisma } from '@prisma/client';
import { Database } from './database';
const drop = (tx: Prisma.TransactionClient, id: string) => tx.post.deleteMany({ where: { authorId: id } });
export class Posts {
  constructor(private readonly database: Database) {}
  async dropAll(ids: string[]) {
    for (const id of ids) {
      await this.database.$transaction(async tx => {
        await drop(tx, id);
        await tx.user.delete({ where: { id } });
      });
    }
  }
}
`,
      },
      reports: ['src/posts.ts: row-by-row drop', 'src/posts.ts: row-by-row tx.user.delete'],
    },
    {
      name: 'near miss: opened around the loop',
      code: `async function drop(tx: typeof prisma, id: string) {
  await tx.post.deleteMany({ where: { authorId: id } });
}
export async function dropAll(ids: string[]) {
  await prisma.$transaction(async tx => {
    for (const id of ids) await drop(tx, id);
  });
}
`,
      reports: ['driven drop'],
    },
  ]);
});

describe('operations that write their rows one by one', () => {
  check([
    {
      name: 'a read before such a write',
      code: `async function save(slug: string, views: number) {
  const post = await prisma.post.findFirst({ where: { slug } });
  if (post) await prisma.post.update({ where: { id: post.id }, data: { views } });
}
export async function saveAll(rows: { slug: string; views: number }[]) {
  for (const { slug, views } of rows) await save(slug, views);
}
`,
      reports: ['row-by-row save'],
    },
    {
      name: 'near miss: what it writes has a form that takes many',
      code: `async function save(slug: string, title: string) {
  const post = await prisma.post.findFirst({ where: { slug } });
  console.log(post);
  await prisma.post.create({ data: { slug, title, authorId: 'me' } });
}
export async function saveAll(rows: { slug: string; title: string }[]) {
  for (const { slug, title } of rows) await save(slug, title);
}
`,
      reports: ['driven save'],
    },
  ]);
});

describe('what is named of an operation that stays row by row', () => {
  const named = (code: string): readonly string[] => lint({ 'src/service.ts': moduleOf(code) }).map(({ kind, queries, advice }) => `${kind}: ${queries.join(', ')}: ${advice.slice(0, 32)}`);

  const save = (update: string): string => `async function save(slug: string, views: number) {
  const post = await prisma.post.findFirst({ where: { slug } });
  ${update}
}
export async function saveAll(rows: { slug: string; views: number }[]) {
  for (const { slug, views } of rows) await save(slug, views);
}
`;

  it('all of its queries, first the ones that its advice is about', () => {
    const update = 'console.log(post); await prisma.post.update({ where: { slug }, data: { views } });';
    expect(named(save(update))).toEqual(['row-by-row: prisma.post.update, prisma.post.findFirst: Prisma has no update with a diff']);
  });

  it('what every round runs, where its own writes are on some paths', () => {
    const update = 'if (post) await prisma.post.update({ where: { id: post.id }, data: { views } });';
    expect(named(save(update))).toEqual(['row-by-row: prisma.post.findFirst, prisma.post.update: Read them all before the loop wi']);
  });
});

describe('keys that are made behind a call', () => {
  check([
    {
      name: 'from what it has asked',
      code: `async function teamOf(email: string) {
  const user = await prisma.user.findFirst({ where: { score: { gt: email.length } } });
  const name = user?.teamId ?? email;
  return prisma.team.findFirst({ where: { name } });
}
export async function teams(emails: string[]) {
  for (const email of emails) console.log(await teamOf(email));
}
`,
      reports: ['row-by-row teamOf'],
    },
  ]);
});

describe('payloads that are completed', () => {
  check([
    {
      name: 'in a branch of the round',
      code: `export async function mark(posts: { id: string; views: number }[]) {
  for (const post of posts) {
    const data: { status: 'CLOSED'; views?: number } = { status: 'CLOSED' };
    if (post.views > 3) data.views = 0;
    await prisma.post.update({ where: { id: post.id }, data });
  }
}
`,
      reports: ['row-by-row prisma.post.update'],
    },
    {
      name: 'near miss: before the loop',
      code: `export async function mark(posts: { id: string }[], hide: boolean) {
  const data: { status: 'CLOSED'; views?: number } = { status: 'CLOSED' };
  if (hide) data.views = 0;
  for (const post of posts) await prisma.post.update({ where: { id: post.id }, data });
}
`,
      reports: ['driven prisma.post.update'],
    },
    {
      name: 'a relation, whatever it is given',
      code: `export async function post(titles: string[], author?: { connect: { id: string } }) {
  for (const title of titles) await prisma.post.create({ data: { title, slug: title, author: author ? { connect: author.connect } : undefined } });
}
`,
      reports: ['row-by-row prisma.post.create'],
    },
  ]);
});

describe('lists in the code, and batches', () => {
  check([
    {
      name: 'a value of a map that is written out',
      code: `const ALSO: ReadonlyMap<string, string[]> = new Map([['a', []], ['b', ['a']]]);
export async function count(slug: string) {
  const all = [slug, ...(ALSO.get(slug) as string[]).filter(each => each !== slug)];
  return Promise.all(all.map(each => prisma.team.count({ where: { name: each } })));
}
`,
      reports: [],
    },
    {
      name: 'near miss: a map that is filled',
      code: `const ALSO = new Map<string, string[]>([['a', []]]);
export const add = (slug: string, list: string[]) => ALSO.set(slug, list);
export async function count(slug: string) {
  return Promise.all(ALSO.get(slug)!.map(each => prisma.team.count({ where: { name: each } })));
}
`,
      reports: ['driven prisma.team.count'],
    },
    {
      name: 'a batch per group, in a loop around the groups',
      code: `export async function close(teams: { id: string; groups: string[][] }[]) {
  for (const team of teams) {
    for (const ids of team.groups) await prisma.post.deleteMany({ where: { authorId: team.id, id: { in: ids } } });
  }
}
`,
      reports: [],
    },
    {
      name: 'one tick: what is awaited stands in the other branch',
      code: `export const all = (ids: string[], old: boolean) => Promise.all(ids.map(async id => {
  if (old) {
    await prisma.post.deleteMany({ where: { status: 'OPEN' } });
    return undefined;
  } else {
    return prisma.user.findUnique({ where: { id } });
  }
}));
`,
      reports: [],
    },
    {
      name: 'one tick: what is awaited is a batch behind a function',
      code: `const byId = async (id: string) => prisma.user.findUnique({ where: { id } });
export const all = (ids: string[]) => Promise.all(ids.map(async id => {
  const user = await byId(id);
  return prisma.team.findUnique({ where: { slug: id + user?.name } });
}));
`,
      reports: [],
    },
    {
      name: 'near miss: the function waits for something else as well',
      code: `import { clock } from '@acme/outside';
const byId = async (id: string) => {
  const user = await prisma.user.findUnique({ where: { id } });
  await clock.tick();
  return user;
};
export const all = (ids: string[]) => Promise.all(ids.map(async id => {
  await byId(id);
  return prisma.user.findUnique({ where: { id } });
}));
`,
      reports: ['row-by-row prisma.user.findUnique'],
    },
  ]);

  it('what runs when a round has failed is rare', () => {
    const code = `export async function all(ids: string[]) {
  for (const id of ids) {
    try {
      console.log(id);
    } catch {
      await prisma.user.findFirst({ where: { id } });
    }
  }
}
`;
    expect(lint({ 'src/a.ts': moduleOf(code) }).map(({ onSomePaths }) => onSomePaths)).toEqual([true]);
    expect(lint({ 'src/a.ts': moduleOf(code.replace('console.log(id);\n    } catch {\n', '')).replace('    }\n  }\n}', '    } catch {}\n  }\n}') }).map(({ onSomePaths }) => onSomePaths)).toEqual([false]);
  });
});

describe('advice', () => {
  const adviceOf = (code: string): string | undefined => lint({ 'src/a.ts': moduleOf(code) })[0]?.advice;

  it('copies rows where the statement copies rows', () => {
    expect(adviceOf('export async function copy(ids: string[]) {\n  for (const id of ids) await prisma.$executeRawUnsafe(`INSERT INTO "Old" (id) SELECT id FROM "Post" WHERE id = \'${id}\'`);\n}\n')).toContain('INSERT INTO … SELECT … WHERE … IN');
    expect(adviceOf('export async function add(ids: string[]) {\n  for (const id of ids) await prisma.$executeRaw`INSERT INTO "Old" (id) VALUES (${id})`;\n}\n')).toContain('VALUES');
  });

  it('gives rows back where the statement did', () => {
    expect(adviceOf('export async function add(ids: string[]) {\n  for (const id of ids) console.log(await prisma.$queryRaw`INSERT INTO "Old" (id) VALUES (${id}) RETURNING id`);\n}\n')).toContain('one `$queryRaw`');
    expect(adviceOf('export async function add(ids: string[]) {\n  for (const id of ids) await prisma.$executeRaw`INSERT INTO "Old" (id) VALUES (${id})`;\n}\n')).toContain('one `$executeRaw`');
  });
});

describe('what is read before the code', () => {
  it('folders of tests, migrations and runners of scripts are offline', () => {
    const settings = readSettings({});
    for (const path of ['apps-tests/a.ts', 'tests-integration/a.ts', 'func-migration-v3/src/a.ts', 'src/script-runner.service.ts']) expect([path, isOffline(settings, path)]).toEqual([path, true]);
    for (const path of ['src/contests/a.ts', 'src/migrator/a.ts', 'src/description.service.ts']) expect([path, isOffline(settings, path)]).toEqual([path, false]);
  });

  it('many comments before the code cost nothing', () => {
    expect(isClientSide('a.tsx', `${'/* eslint-disable */\n'.repeat(500)}export {};\n`, () => [])).toBe(false);
    expect(isClientSide('a.tsx', "/* a */ // b\n/** c **/\n'use client';\n", () => [])).toBe(true);
  });
});

describe('a read by what a write of the round gives back', () => {
  const run = (write: string, key = 'rows.map(row => row.authorId)'): string => `export async function run(ids: string[], rowsOf: (id: string) => Promise<{ authorId: string }[]>) {
  for (const id of ids) {
    const rows = ${write};
    const keys = ${key};
    console.log(await prisma.user.findMany({ where: { id: { in: keys }, teamId: id } }));
  }
}
`;
  const WRITE = "await prisma.post.updateManyAndReturn({ where: { authorId: id }, data: { title: '' } })";
  check([
    { name: 'is asked when it is known', code: run(WRITE), reports: ['row-by-row prisma.user.findMany', 'driven prisma.post.updateManyAndReturn'].reverse() },
    { name: 'near miss: a read gives it', code: run('await prisma.post.findMany({ where: { authorId: id } })'), reports: ['driven prisma.post.findMany', 'driven prisma.user.findMany'] },
    { name: 'near miss: it asks by something else', code: run(WRITE, '[id]'), reports: ['driven prisma.post.updateManyAndReturn', 'driven prisma.user.findMany'] },
  ]);
});

describe('a read of what the rounds before have changed', () => {
  const run = (where: string, write: string, more = ''): string => `${more}export async function run(requests: { id: string; kind: string }[]) {
  for (const request of requests) {
    const free = await prisma.post.findMany({ where: { ${where} } });
    ${write}
  }
}
`;
  const TAKE = "await prisma.post.updateMany({ where: { id: { in: free.map(({ id }) => id) } }, data: { status: 'TAKEN' } });";
  const BEHIND = "async function take(posts: { id: string }[]) {\n  for (const { id } of posts) await prisma.post.update({ where: { id }, data: { status: 'TAKEN' } });\n}\n";
  const reports = (found: readonly string[]): string[] => found.filter(each => each.endsWith('post.findMany'));
  const found = (code: string): readonly string[] => reports(lint({ 'src/a.ts': moduleOf(code) }).map(({ kind, subject }) => `${kind} ${subject}`));
  it('is no read of all before the loop', () => {
    expect(found(run("title: request.kind, status: 'FREE'", TAKE))).toEqual(['row-by-row prisma.post.findMany']);
    expect(found(run("title: request.kind, status: 'FREE'", 'await take(free);', BEHIND)), 'behind a call, in a loop there').toEqual(['row-by-row prisma.post.findMany']);
    expect(found(run("authorId: request.id, status: 'FREE'", TAKE)), 'near miss: the rows of a key').toEqual(['driven prisma.post.findMany']);
    expect(found(run('title: request.kind', TAKE)), 'near miss: another column').toEqual(['driven prisma.post.findMany']);
    expect(found(run("title: request.kind, status: 'FREE'", "await prisma.comment.deleteMany({ where: { id: { in: free.map(({ id }) => id) } } });")), 'near miss: another model').toEqual(['driven prisma.post.findMany']);
  });
});

describe('a payload that a function fills', () => {
  const run = (fill: string): string => `function patchOf(row: { id: string; title: string }): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  ${fill}
  return data;
}
export async function run(rows: { id: string; title: string }[]) {
  for (const row of rows) {
    let patch: Record<string, unknown>;
    try {
      patch = patchOf(row);
    } catch {
      throw new Error('broken');
    }
    await prisma.post.update({ where: { id: row.id }, data: { ...patch, status: 'x' } });
  }
}
`;
  check([
    { name: 'differs by row', code: run('if (row.title) data.title = row.title;'), reports: ['row-by-row prisma.post.update'] },
    { name: 'near miss: it fills in nothing', code: run('console.log(row.title);'), reports: ['driven prisma.post.update'] },
  ]);
});
