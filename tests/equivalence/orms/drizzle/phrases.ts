import type { Phrases } from '../../cells.ts';

export const phrases: Phrases = {
  imports: [
    { line: "import { asc } from 'drizzle-orm';", when: /\basc\(/ },
    { line: "import { count } from 'drizzle-orm';", when: /\bcount\(/ },
    { line: "import { eq } from 'drizzle-orm';", when: /\beq\(/ },
    { line: "import { db } from '../db/index.ts';" },
    { line: "import { posts as postTable } from '../db/index.ts';", when: /\bpostTable\b/ },
    { line: "import { users } from '../db/index.ts';", when: /\busers\b/ },
  ],
  client: 'db',
  held: '[%]',
  posts: client => `await ${client}.select().from(postTable).limit(100)`,
  user: key => `await db.select().from(users).where(eq(users.id, ${key}))`,
  userByCode: key => `await db.select().from(users).where(eq(users.code, ${key}))`,
  written: key => `await db.query.posts.findMany({ where: eq(postTable.authorId, ${key}) })`,
  constant: 'await db.select().from(users).orderBy(asc(users.id)).limit(1)',
  setAge: (key, age) => `db.update(users).set({ age: ${age} }).where(eq(users.id, ${key}))`,
  insert: (client, row) => `${client}.insert(users).values(${row})`,
  update: (client, key) => `${client}.update(users).set({ status: 'seen' }).where(eq(users.id, ${key}))`,
  remove: (client, key) => `${client}.delete(users).where(eq(users.id, ${key}))`,
  inTransaction: 'tx',
  transaction: body => `await db.transaction(async tx => {${body}\n});`,
  counting: {
    rows: "db.select().from(users).where(eq(users.status, 'old'))",
    posts: 'db.select().from(postTable)',
    ordered: 'db.select({ id: users.id }).from(users).where(eq(users.status, status)).orderBy(users.name)',
    count: "db.$count(users, eq(users.status, 'old'))",
    counts: [{ what: 'a count in a row', query: "db.select({ n: count() }).from(users).where(eq(users.status, 'old'))", bound: '[{ n }]', number: 'n' }],
    tested: [],
  },
};
