import type { Phrases } from '../../cells.ts';

export const phrases: Phrases = {
  imports: [{ line: "import { prisma } from '../db/index.ts';" }],
  client: 'prisma',
  posts: client => `await ${client}.post.findMany({ take: 100 })`,
  user: key => `await prisma.user.findUnique({ where: { id: ${key} } })`,
  userByCode: key => `await prisma.user.findUnique({ where: { ${key} } })`,
  pushed: key => `await prisma.user.findUnique({ where: { ${key} } })`,
  written: key => `await prisma.post.findMany({ where: { authorId: ${key} } })`,
  constant: "await prisma.user.findFirst({ where: { status: 'old' }, orderBy: { id: 'asc' } })",
  throwing: "await prisma.user.findFirstOrThrow({ orderBy: { id: 'asc' } })",
  setAge: (key, age) => `prisma.user.update({ where: { id: ${key} }, data: { age: ${age} } })`,
  insert: (client, row) => `${client}.user.create({ data: ${row} })`,
  update: (client, key) => `${client}.user.updateMany({ where: { id: ${key} }, data: { status: 'seen' } })`,
  remove: (client, key) => `${client}.user.delete({ where: { id: ${key} } })`,
  add: key => `prisma.user.updateMany({ where: { id: ${key} }, data: { age: { increment: 1 } } })`,
  inTransaction: 'tx',
  transaction: body => `await prisma.$transaction(async tx => {${body}\n});`,
  counting: {
    rows: "prisma.user.findMany({ where: { status: 'old' } })",
    posts: 'prisma.post.findMany()',
    listed: 'prisma.user.findMany({ where: { id: { in: ids } } })',
    ordered: "prisma.user.findMany({ select: { id: true, posts: true }, where: { status }, orderBy: { name: 'asc' }, take: 50 })",
    count: "prisma.user.count({ where: { status: 'old' } })",
    tested: [{ what: 'a row with its relations', query: "prisma.user.findFirst({ where: { status: 'old' }, include: { posts: true } })" }],
    together: [
      { what: 'counts by the value of a column', count: value => `prisma.user.count({ where: { status: ${value} } })`, conditions: ["'old'", "'seen'", "'new'"], all: 'prisma.user.count()' },
      { what: 'counts by a number, with a common condition', count: value => `prisma.user.count({ where: { age: ${value}, active: { not: codes.length > 9 } } })`, conditions: ['50', '32', '7'], all: '' },
      { what: 'counts by yes and no', count: value => `prisma.user.count({ where: { active: ${value}, status: 'old' } })`, conditions: ['true', 'false'], all: "prisma.user.count({ where: { status: 'old' } })" },
      { what: 'counts by a text of its own', count: value => `prisma.user.count({ where: { code: ${value} } })`, conditions: ["'code-1'", "'CODE-2'", "'c7'"], changes: true, all: 'prisma.user.count()' },
    ],
  },
};
