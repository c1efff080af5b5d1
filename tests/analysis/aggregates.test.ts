import { describe, expect, it } from 'vitest';

import { aggregatesOf, findingsOf, type Files } from './harness.ts';

/** One module, and its findings as `kind count fields`: `values 3 status`. */
type Case = { name: string; code: string | Files; reports: readonly string[] };

function check(cases: readonly Case[]): void {
  it.each(cases.map(each => [each.name, each] as const))('%s', (_, { code, reports }) => {
    const found = aggregatesOf(code).map(({ kind, queries, fields }) => [kind, queries.length, ...fields].join(' '));
    expect(found).toEqual(reports);
  });
}

describe('what is one question', () => {
  check([
    {
      name: 'one column with a value each, awaited one after the other',
      code: `export async function stats(authorId: string) {
  const open = await prisma.post.count({ where: { authorId, status: 'OPEN' } });
  const closed = await prisma.post.count({ where: { authorId, status: 'CLOSED' } });
  return { open, closed };
}
`,
      reports: ['values 2 status'],
    },
    {
      name: 'in `Promise.all`, with one that asks for all',
      code: `export async function stats(authorId: string) {
  const [total, open, closed] = await Promise.all([
    prisma.post.count({ where: { authorId } }),
    prisma.post.count({ where: { authorId, status: 'OPEN' } }),
    prisma.post.count({ where: { authorId, status: 'CLOSED' } }),
  ]);
  return { total, open, closed };
}
`,
      reports: ['values 3 status'],
    },
    {
      name: 'in `$transaction`, and members of an enum',
      code: `import { Status } from '@prisma/client';
export const stats = () => prisma.$transaction([
  prisma.post.count({ where: { status: Status.OPEN } }),
  prisma.post.count({ where: { status: Status.CLOSED } }),
]);
`,
      reports: ['values 2 status'],
    },
    {
      name: 'in an object literal and in arguments',
      code: `export async function stats(show: (n: number, m: number) => void) {
  show(await prisma.order.count({ where: { status: 'paid' } }), await prisma.order.count({ where: { status: 'sent' } }));
  return { paid: await prisma.job.count({ where: { status: 'paid' } }), sent: await prisma.job.count({ where: { status: 'sent' } }) };
}
`,
      reports: ['values 2 status', 'values 2 status'],
    },
    {
      name: 'filters that a function writes, of one value',
      code: `const by = (author: string) => ({ authorId: author });
export async function stats(id: string) {
  const open = await prisma.post.count({ where: { ...by(id), status: 'OPEN' } });
  const closed = await prisma.post.count({ where: { ...by(id), status: 'CLOSED' } });
  return { open, closed };
}
`,
      reports: ['values 2 status'],
    },
    {
      name: 'near miss: filters that a function writes, of a value each',
      code: `const by = (author: string) => ({ authorId: author });
export async function stats(one: string, other: string) {
  const open = await prisma.post.count({ where: { ...by(one), status: 'OPEN' } });
  const closed = await prisma.post.count({ where: { ...by(other), status: 'CLOSED' } });
  return { open, closed };
}
`,
      reports: [],
    },
    {
      name: 'near miss: builders that a function begins with a value each',
      code: {
        'package.json': '{ "dependencies": { "typeorm": "0.3.20" } }',
        'src/service.ts': `import { Entity, Repository } from 'typeorm';
@Entity() class Post { id!: number; status!: string }
export class Service {
  constructor(private readonly posts: Repository<Post>) {}
  private by(id: string) { return this.posts.createQueryBuilder('p').where('p.authorId = :id', { id }); }
  async stats(one: string, other: string) {
    const open = await this.by(one).andWhere("p.status = 'open'").getCount();
    const closed = await this.by(other).andWhere("p.status = 'closed'").getCount();
    return { open, closed };
  }
}
`,
      },
      reports: [],
    },
    {
      name: 'filters that differ in several columns, through a variable and a spread',
      code: `export async function stats(authorId: string, since: Date) {
  const base = { authorId };
  const where = { ...base, createdAt: { gte: since } };
  return Promise.all([prisma.post.count({ where: base }), prisma.post.count({ where }), prisma.post.count({ where: { ...where, status: 'OPEN' } })]);
}
`,
      reports: ['conditions 3 createdAt status'],
    },
    {
      name: 'a base filter that is only known by name',
      code: `export async function stats(where: object) {
  return Promise.all([prisma.post.count({ where }), prisma.post.count({ where: { ...where, status: 'OPEN' } }), prisma.post.count({ where: { ...where, views: { gt: 100 } } })]);
}
`,
      reports: ['conditions 3 status views'],
    },
    {
      name: 'several numbers over the same rows',
      code: `export async function stats(userId: string) {
  const orders = await prisma.order.count({ where: { userId } });
  const { _sum } = await prisma.order.aggregate({ where: { userId }, _sum: { total: true } });
  return { orders, total: _sum.total };
}
`,
      reports: ['same-rows 2'],
    },
    {
      name: 'two in the body of a loop',
      code: `export async function stats(users: { id: string }[]) {
  for (const user of users) {
    const all = await prisma.post.count({ where: { authorId: user.id } });
    const read = await prisma.post.count({ where: { authorId: user.id, views: { gt: 0 } } });
    console.log(user.id, all, read);
  }
}
`,
      reports: ['conditions 2 views'],
    },
    {
      name: 'one for each value of a list in the code',
      code: `const STATUSES = ['OPEN', 'CLOSED'] as const;
export const stats = (authorId: string) => Promise.all(STATUSES.map(status => prisma.post.count({ where: { authorId, status } })));
`,
      reports: ['each-value 1 status'],
    },
  ]);
});

it('what is asked for each value of a list in the code belongs to this rule alone', () => {
  const code = "export const stats = () => Promise.all(['OPEN', 'CLOSED'].map(status => prisma.post.count({ where: { status } })));\n";
  expect(aggregatesOf(code)).toHaveLength(1);
  expect(findingsOf({ code })).toEqual([]);
});

describe('exclusive branches', () => {
  check([
    {
      name: 'the arms of an `if` are not asked together',
      code: `export async function stats(authorId: string, open: boolean) {
  if (open) return prisma.post.count({ where: { authorId, status: 'OPEN' } });
  else return prisma.post.count({ where: { authorId, status: 'CLOSED' } });
}
`,
      reports: [],
    },
    {
      name: 'nor are those of a ternary',
      code: `export const stats = (authorId: string, open: boolean) =>
  open ? prisma.post.count({ where: { authorId, status: 'OPEN' } }) : prisma.post.count({ where: { authorId, status: 'CLOSED' } });
`,
      reports: [],
    },
    {
      name: 'nor are the cases of a `switch`',
      code: `export async function stats(authorId: string, what: string) {
  switch (what) {
    case 'open':
      return prisma.post.count({ where: { authorId, status: 'OPEN' } });
    default:
      return prisma.post.count({ where: { authorId, status: 'CLOSED' } });
  }
}
`,
      reports: [],
    },
    {
      name: 'what one branch asks is asked together',
      code: `export async function stats(authorId: string, wanted: boolean) {
  if (!wanted) return undefined;
  else {
    const open = await prisma.post.count({ where: { authorId, status: 'OPEN' } });
    return { open, closed: await prisma.post.count({ where: { authorId, status: 'CLOSED' } }) };
  }
}
`,
      reports: ['values 2 status'],
    },
  ]);
});

describe('a way out between', () => {
  check([
    {
      name: 'the second is asked on some paths only',
      code: `export async function stats(authorId: string) {
  const open = await prisma.post.count({ where: { authorId, status: 'OPEN' } });
  if (open === 0) return 0;
  return open / (await prisma.post.count({ where: { authorId, status: 'CLOSED' } }));
}
`,
      reports: [],
    },
    {
      name: 'what comes before both leads past both',
      code: `export async function stats(authorId?: string) {
  if (!authorId) return 0;
  const open = await prisma.post.count({ where: { authorId, status: 'OPEN' } });
  return open / (await prisma.post.count({ where: { authorId, status: 'CLOSED' } }));
}
`,
      reports: ['values 2 status'],
    },
    {
      name: 'a way out after an error is none of the program',
      code: `export async function stats(authorId: string, log: (error: unknown) => void) {
  const open = await prisma.post.count({ where: { authorId, status: 'OPEN' } });
  try {
    log(open);
  } catch (error) {
    return undefined;
  }
  return open / (await prisma.post.count({ where: { authorId, status: 'CLOSED' } }));
}
`,
      reports: ['values 2 status'],
    },
  ]);
});

describe('one depends on the other', () => {
  check([
    {
      name: 'its filter derives from the answer',
      code: `export async function stats(authorId: string) {
  const open = await prisma.post.count({ where: { authorId, status: 'OPEN' } });
  const same = await prisma.post.count({ where: { authorId, status: 'OPEN', views: open } });
  return [open, same];
}
`,
      reports: [],
    },
    {
      name: 'what is done with the answer does not matter',
      code: `export async function stats(authorId: string, show: (n: number) => void) {
  const open = await prisma.post.count({ where: { authorId, status: 'OPEN' } });
  show(open);
  const few = await prisma.post.count({ where: { authorId, status: 'OPEN', views: { lt: 10 } } });
  const many = await prisma.post.count({ where: { authorId, status: 'OPEN', views: { gt: 100 } } });
  return [open, few, many];
}
`,
      reports: ['conditions 3 views'],
    },
  ]);
});

describe('a write to the model between', () => {
  const between = (statement: string): string => `const rename = (authorId: string) => prisma.user.update({ where: { id: authorId }, data: { name: '' } });
const close = (authorId: string) => prisma.post.updateMany({ where: { authorId }, data: { status: 'CLOSED' } });
export async function stats(authorId: string, elsewhere: (...given: unknown[]) => Promise<void>) {
  const before = await prisma.post.count({ where: { authorId, status: 'OPEN' } });
  ${statement}
  const after = await prisma.post.count({ where: { authorId, status: 'CLOSED' } });
  return after - before;
}
`;
  check([
    { name: 'itself', code: between("await prisma.post.updateMany({ where: { authorId }, data: { status: 'CLOSED' } });"), reports: [] },
    { name: 'behind a function', code: between('await close(authorId);'), reports: [] },
    { name: 'by a statement', code: between("await prisma.$executeRaw`UPDATE \"Post\" SET status = 'CLOSED'`;"), reports: [] },
    { name: 'in an unknown function that is handed the client', code: between('await elsewhere(prisma);'), reports: [] },
    { name: 'a write to another model', code: between('await rename(authorId);'), reports: ['values 2 status'] },
    { name: 'an unknown function that is handed nothing of it', code: between('await elsewhere(authorId);'), reports: ['values 2 status'] },
  ]);
});

describe('other rows', () => {
  check([
    {
      name: 'different models',
      code: `export const stats = (status: string) => Promise.all([prisma.user.count(), prisma.team.count(), prisma.post.count({ where: { status: 'OPEN' } }), prisma.order.count({ where: { status: 'OPEN' } })]);
`,
      reports: [],
    },
    {
      name: 'another client',
      code: `import { PrismaClient } from '@prisma/client';
const replica = new PrismaClient();
export const stats = () => Promise.all([prisma.post.count({ where: { status: 'OPEN' } }), replica.post.count({ where: { status: 'CLOSED' } })]);
`,
      reports: [],
    },
    {
      name: 'a relation of its own would join for all of them',
      code: `export const stats = (authorId: string) => Promise.all([
  prisma.post.count({ where: { authorId } }),
  prisma.post.count({ where: { authorId, comments: { some: { body: '' } } } }),
  prisma.post.count({ where: { authorId, author: { teamId: null } } }),
]);
`,
      reports: [],
    },
    {
      name: 'a relation that all of them go by',
      code: `export const stats = (teamId: string) => Promise.all([
  prisma.post.count({ where: { author: { teamId }, status: 'OPEN' } }),
  prisma.post.count({ where: { author: { teamId }, status: 'CLOSED' } }),
]);
`,
      reports: ['values 2 status'],
    },
    {
      name: 'a key of its own picks the rows of each',
      code: `export const stats = (id: string) => Promise.all([prisma.order.count({ where: { userId: id } }), prisma.order.count({ where: { status: id } }), prisma.order.count({ where: { total: Number(id) } })]);
`,
      reports: [],
    },
    {
      name: 'a key beside one that all of them have',
      code: `export const stats = (userId: string, status: string, total: number) => Promise.all([prisma.order.count({ where: { userId } }), prisma.order.count({ where: { userId, status } }), prisma.order.count({ where: { userId, total } })]);
`,
      reports: ['conditions 3 status total'],
    },
    {
      name: 'a limit cuts the rows',
      code: `export const stats = () => Promise.all([prisma.post.count({ where: { status: 'OPEN' }, take: 100 }), prisma.post.count({ where: { status: 'CLOSED' }, take: 100 })]);
`,
      reports: [],
    },
    {
      name: 'groups',
      code: `export const stats = () => Promise.all([prisma.post.groupBy({ by: ['authorId'], where: { status: 'OPEN' }, _count: true }), prisma.post.groupBy({ by: ['authorId'], where: { status: 'CLOSED' }, _count: true })]);
`,
      reports: [],
    },
  ]);
});

describe('too few questions', () => {
  check([
    {
      name: 'a page and its total',
      code: `export const page = (where: object, skip: number) => Promise.all([prisma.post.findMany({ where, skip, take: 20 }), prisma.post.count({ where })]);
`,
      reports: [],
    },
    {
      name: 'the same question twice is one too many, and no reason for an aggregate',
      code: `export async function stats(authorId: string) {
  const before = await prisma.post.count({ where: { authorId } });
  console.log(before);
  return { before, after: await prisma.post.count({ where: { authorId } }) };
}
`,
      reports: [],
    },
    {
      name: 'a page, its total and two numbers',
      code: `export const page = (where: object, skip: number) => Promise.all([
  prisma.post.findMany({ where, skip, take: 20 }),
  prisma.post.count({ where }),
  prisma.post.count({ where: { ...where, status: 'OPEN' } }),
  prisma.post.count({ where: { ...where, status: 'CLOSED' } }),
]);
`,
      reports: ['values 3 status'],
    },
    {
      name: 'open parts that differ',
      code: `export const stats = (mine: object, yours: object) => Promise.all([prisma.post.count({ where: { ...mine, status: 'OPEN' } }), prisma.post.count({ where: { ...yours, status: 'CLOSED' } })]);
`,
      reports: [],
    },
    {
      name: 'functions beside each other: each is called when its own field is asked for',
      code: `export const Author = {
  open: (author: { id: string }) => prisma.post.count({ where: { authorId: author.id, status: 'OPEN' } }),
  closed: (author: { id: string }) => prisma.post.count({ where: { authorId: author.id, status: 'CLOSED' } }),
};
`,
      reports: [],
    },
    {
      name: 'a value of each element of a list that is not in the code is a query in a loop',
      code: `export const stats = (statuses: string[]) => Promise.all(statuses.map(status => prisma.order.count({ where: { status } })));
`,
      reports: [],
    },
    {
      name: 'a list in the code that tells models apart',
      code: `export const stats = (userId: string) => Promise.all([prisma.order, prisma.job].map(model => model.count({ where: { status: userId } })));
`,
      reports: [],
    },
  ]);
});
