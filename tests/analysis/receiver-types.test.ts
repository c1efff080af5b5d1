import { describe } from 'vitest';

import { check } from './harness.ts';

const CLIENTS = `import { prisma } from './db';
const clients = { main: prisma, cache: new Map<string, { findFirst(key: object): string }>() };
`;

describe('a receiver typed by a member of something: `typeof clients[K]`', () => {
  check([
    {
      name: 'the client, by the name of the member',
      code: `${CLIENTS}export async function all(db: (typeof clients)['main'], ids: string[]) {
  for (const id of ids) await db.user.findFirst({ where: { id } });
}
`,
      reports: ['driven db.user.findFirst'],
    },
    {
      name: 'written without parentheses, and behind an alias',
      code: `${CLIENTS}type Main = typeof clients['main'];
export async function all(db: Main, ids: string[]) {
  for (const id of ids) await db.user.findFirst({ where: { id } });
}
`,
      reports: ['driven db.user.findFirst'],
    },
    {
      name: 'a delegate of the client',
      code: `${CLIENTS}export async function all(users: (typeof clients)['main']['user'], ids: string[]) {
  for (const id of ids) await users.findFirst({ where: { id } });
}
`,
      reports: ['driven users.findFirst'],
    },
    {
      name: 'near miss: the member that is a map',
      code: `${CLIENTS}export async function all(rows: (typeof clients)['cache'], ids: string[]) {
  for (const id of ids) rows.get(id)?.findFirst({ where: { id } });
}
`,
      reports: [],
    },
  ]);
});

describe('a receiver typed as a part of something: `Partial<T>`', () => {
  check([
    {
      name: 'of the client',
      code: `import { prisma } from './db';
export async function all(db: Partial<typeof prisma>, ids: string[]) {
  for (const id of ids) await db.user?.findFirst({ where: { id } });
}
`,
      reports: ['driven db.user?.findFirst'],
    },
    {
      name: 'of an object that holds it',
      code: `import { prisma } from './db';
type Context = { db: typeof prisma; user: string };
export async function all({ db }: Partial<Context>, ids: string[]) {
  for (const id of ids) await db!.user.findFirst({ where: { id } });
}
`,
      reports: ['driven db.user.findFirst'],
    },
    {
      name: 'near miss: of an object whose member is something else',
      code: `import { prisma } from './db';
type Context = { db: Map<string, { findFirst(key: object): string }>; client: typeof prisma };
export async function all({ db }: Partial<Context>, ids: string[]) {
  for (const id of ids) db!.get(id)?.findFirst({ where: { id } });
}
`,
      reports: [],
    },
  ]);
});
