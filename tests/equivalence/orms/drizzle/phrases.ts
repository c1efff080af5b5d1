import type { Phrases } from '../../cells.ts';

export const phrases: Phrases = {
  imports: [
    { line: "import { and, or } from 'drizzle-orm';", when: /\band\(/ },
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
    first: { total: "db.select().from(users).where(eq(users.active, true)).orderBy(users.status, users.id)", loose: "db.select({ id: users.id }).from(users).orderBy(users.status)" },
    rows: "db.select().from(users).where(eq(users.status, 'old'))",
    posts: 'db.select().from(postTable)',
    ordered: 'db.select({ id: users.id }).from(users).where(eq(users.status, status)).orderBy(users.name)',
    count: "db.$count(users, eq(users.status, 'old'))",
    counts: [{ what: 'a count in a row', query: "db.select({ n: count() }).from(users).where(eq(users.status, 'old'))", bound: '[{ n }]', number: 'n' }],
    tested: [],
    together: [
      { what: 'counts by the value of a column', count: value => `db.$count(users, eq(users.status, ${value}))`, conditions: ["'old'", "'seen'", "'new'"], all: 'db.$count(users)' },
      { what: 'counts by different conditions', count: condition => `db.select({ n: count() }).from(users).where(and(eq(users.active, true), ${condition}))`, conditions: ["eq(users.status, 'old')", 'or(eq(users.age, 50), eq(users.age, 31)), eq(users.id, 3)', 'eq(users.age, 32)'], all: 'db.select({ n: count() }).from(users).where(eq(users.active, true))', bound: name => `[${name}]`, number: name => `${name}.n`, inside: query => `(await ${query})[0].n` },
    ],
  },  relating: {
    users: '',
    posts: '',
    unused: { rows: 'db.query.posts.findMany({ limit: 100, with: { author: true } })', read: row => `${row}.title`, joined: true },
  },
};
