import { describe, expect, it } from 'vitest';

import { lint, moduleOf } from './harness.ts';

/** What is found, with whether each round is sure to run it. */
const found = (code: string): readonly string[] =>
  lint({ 'src/service.ts': moduleOf(code) }).map(({ subject, onSomePaths }) => `${subject}${onSomePaths ? ' on some paths' : ''}`);

const CACHED = `declare const redis: { get(key: string): Promise<string | null>; set(key: string, value: string): Promise<void> };
async function cached<T>(key: string, load: () => Promise<T>): Promise<T> {
  const known = await redis.get(key);
  if (known) return JSON.parse(known);
  const value = await load();
  await redis.set(key, JSON.stringify(value));
  return value;
}
`;

describe('a function literal that is run when a cache has no answer', () => {
  it('by a helper of the program, in a function that the loop calls', () => {
    const code = `${CACHED}const teamOf = (slug: string) => cached(slug, () => prisma.team.findFirst({ where: { slug } }));
export async function teams(slugs: string[]) {
  for (const slug of slugs) console.log(await teamOf(slug));
}
`;
    expect(found(code)).toEqual(['teamOf on some paths']);
  });

  it('by a helper of the program, in the loop itself', () => {
    const code = `${CACHED}export async function teams(slugs: string[]) {
  for (const slug of slugs) console.log(await cached(slug, () => prisma.team.findFirst({ where: { slug } })));
}
`;
    expect(found(code)).toEqual(['prisma.team.findFirst on some paths']);
  });

  it('by a method that a cache of a package has', () => {
    const code = `import { caching } from './caching';
export async function teams(slugs: string[]) {
  for (const slug of slugs) console.log(await caching.wrap(slug, () => prisma.team.findFirst({ where: { slug } })));
}
`;
    expect(found(code)).toEqual(['prisma.team.findFirst on some paths']);
  });

  it('by a class of the program around a cache of a package', () => {
    const wrapper = (method: string): string => `import { BentoCache } from 'bentocache';
class Cache {
  constructor(private readonly inner: BentoCache<never>) {}
  async getOrSkip<T>(options: { key: string; factory: () => Promise<T> }) {
    return traced('cache', () => this.inner.${method}({ ...options, factory: async () => await options.factory() }));
  }
}
async function traced<T>(name: string, run: () => Promise<T>): Promise<T> {
  console.log(name);
  return run();
}
const cache = new Cache(new BentoCache({} as never));
const teamOf = (slug: string) => cache.getOrSkip({ key: slug, factory: () => prisma.team.findFirst({ where: { slug } }) });
export async function teams(slugs: string[]) {
  for (const slug of slugs) console.log(await teamOf(slug));
}
`;
    expect(found(wrapper('getOrSet'))).toEqual(['teamOf on some paths']);
    expect(found(wrapper('inTurn')), 'near miss: a method that says nothing of a cache').toEqual(['teamOf']);
  });

  it('near miss: a helper that runs it each time', () => {
    const code = `declare const redis: { set(key: string, value: string): Promise<void> };
async function kept<T>(key: string, load: () => Promise<T>): Promise<T> {
  const value = await load();
  await redis.set(key, JSON.stringify(value));
  return value;
}
const teamOf = (slug: string) => kept(slug, () => prisma.team.findFirst({ where: { slug } }));
export async function teams(slugs: string[]) {
  for (const slug of slugs) console.log(await teamOf(slug));
}
`;
    expect(found(code)).toEqual(['teamOf']);
  });

  it('near miss: a helper that also runs it where nothing is looked up', () => {
    const code = `${CACHED.replace('const known', "if (key === '') return load();\n  const known")}const teamOf = (slug: string) => cached(slug, () => prisma.team.findFirst({ where: { slug } }));
export async function teams(slugs: string[]) {
  for (const slug of slugs) console.log(await teamOf(slug));
}
`;
    expect(found(code)).toEqual(['teamOf']);
  });
});

describe('a function literal that stands in a branch', () => {
  it('of a function that the loop calls', () => {
    const code = `async function rename(slug: string, force: boolean) {
  if (force) await prisma.$transaction(async tx => tx.team.updateMany({ where: { slug }, data: { name: 'new' } }));
}
export async function renameAll(slugs: string[], force: boolean) {
  for (const slug of slugs) await rename(slug, force);
}
`;
    expect(found(code)).toEqual(['rename on some paths']);
  });

  it('near miss: it stands in none', () => {
    const code = `async function rename(slug: string) {
  await prisma.$transaction(async tx => tx.team.updateMany({ where: { slug }, data: { name: 'new' } }));
}
export async function renameAll(slugs: string[]) {
  for (const slug of slugs) await rename(slug);
}
`;
    expect(found(code)).toEqual(['rename']);
  });
});

describe('a cache that the round itself asks', () => {
  it('before it goes on to the next', () => {
    const code = `export async function teams(slugs: string[], known: Map<string, unknown>) {
  for (const slug of slugs) {
    if (known.has(slug)) continue;
    known.set(slug, await prisma.team.findFirst({ where: { slug } }));
  }
}
`;
    expect(found(code)).toEqual(['prisma.team.findFirst on some paths']);
  });

  it('in a function that is called at once', () => {
    const code = `export const teams = (slugs: string[], known: Map<string, unknown>) => Promise.all(slugs.map(async slug => {
  const team = await (async () => {
    if (known.has(slug)) return known.get(slug);
    return prisma.team.findFirst({ where: { slug } });
  })();
  return team;
}));
`;
    expect(found(code)).toEqual(['prisma.team.findFirst on some paths']);
  });

  it('near miss: it is asked before the loop', () => {
    const code = `export async function teams(slugs: string[], known: Map<string, unknown>) {
  if (known.has('all')) return known.get('all');
  for (const slug of slugs) console.log(await prisma.team.findFirst({ where: { slug } }));
}
`;
    expect(found(code)).toEqual(['prisma.team.findFirst']);
  });
});

describe('a query of the loop that runs after an error', () => {
  it('is not sure to run', () => {
    const code = `export async function work(ids: string[], run: (id: string) => Promise<void>) {
  for (const id of ids) {
    try {
      await run(id);
    } catch {
      console.log(await prisma.job.findFirst({ where: { id } }));
    }
  }
}
`;
    expect(found(code)).toEqual(['prisma.job.findFirst on some paths']);
  });

  it('near miss: one that is tried', () => {
    const code = `export async function work(ids: string[], log: (error: unknown) => void) {
  for (const id of ids) {
    try {
      console.log(await prisma.job.findFirst({ where: { id } }));
    } catch (error) {
      log(error);
    }
  }
}
`;
    expect(found(code)).toEqual(['prisma.job.findFirst']);
  });
});

describe('a query that a function runs when it has no answer yet', () => {
  const RECALL = `declare function recall(key: string): Promise<{ name: string } | undefined>;
`;

  it('it answers with what it has waited for, whatever the look-up is called', () => {
    const code = `${RECALL}async function teamOf(slug: string) {
  const known = await recall(slug);
  if (known) return known;
  return prisma.team.findFirst({ where: { slug } });
}
export async function teams(slugs: string[]) {
  for (const slug of slugs) console.log(await teamOf(slug));
}
`;
    expect(found(code)).toEqual(['teamOf on some paths']);
  });

  it('near miss: it leaves with something else', () => {
    const code = `${RECALL}async function teamOf(slug: string) {
  const banned = await recall(slug);
  if (banned) return undefined;
  return prisma.team.findFirst({ where: { slug } });
}
export async function teams(slugs: string[]) {
  for (const slug of slugs) console.log(await teamOf(slug));
}
`;
    expect(found(code)).toEqual(['teamOf']);
  });
});

describe('a query for the element that is equal to something from outside of the loop', () => {
  it('runs for one of them', () => {
    const code = `export async function read(users: { id: string; teamId: string }[], readerId: string) {
  for (const user of users) {
    if (user.id === readerId) await prisma.user.updateMany({ where: { id: user.id }, data: { score: 0 } });
  }
}
`;
    expect(found(code)).toEqual(['prisma.user.updateMany on some paths']);
  });

  it('near miss: equal to a literal, which names a kind', () => {
    const code = `export async function read(users: { id: string; kind: string }[]) {
  for (const user of users) {
    if (user.kind === 'guest') await prisma.user.updateMany({ where: { id: user.id }, data: { score: 0 } });
  }
}
`;
    expect(found(code)).toEqual(['prisma.user.updateMany']);
  });

  it('near miss: equal to the element of another loop', () => {
    const code = `export async function read(users: { id: string; teamId: string }[], teams: { id: string }[]) {
  for (const team of teams) {
    for (const user of users) {
      if (user.teamId === team.id) await prisma.user.updateMany({ where: { id: user.id }, data: { score: 0 } });
    }
  }
}
`;
    expect(found(code)).toEqual(['prisma.user.updateMany']);
  });
});

describe('a query that both ways of a test run', () => {
  const loop = 'export async function all(slugs: string[]) {\n  for (const slug of slugs) console.log(await teamOf(slug));\n}\n';
  const queriesOf = (code: string) => lint({ 'src/service.ts': moduleOf(code + loop) }).map(({ queries, onSomePaths }) => `${[...new Set(queries)].join()}${onSomePaths ? ' on some paths' : ''}`);
  const ONE = 'prisma.team.findFirst({ where: { slug } })';
  const OTHER = 'tx.team.findFirst({ where: { slug } })';

  it.each([
    ['in its branches', `async function teamOf(slug: string, tx?: typeof prisma) { if (tx) { return await ${OTHER}; } else { return await ${ONE}; } }\n`],
    ['behind a way out', `async function teamOf(slug: string, tx?: typeof prisma) { if (tx) return ${OTHER}; return ${ONE}; }\n`],
    ['in function literals, with something after it', `declare function retry<T>(run: () => Promise<T>): Promise<T>;
async function teamOf(slug: string, tx?: typeof prisma) {
  let team;
  if (tx) team = await retry(() => ${OTHER});
  else team = await retry(() => ${ONE});
  return team?.name;
}
`],
  ])('%s', (_, code) => {
    expect(queriesOf(code)).toEqual(['prisma.team.findFirst']);
  });

  it.each([
    ['in branches of two tests', `async function teamOf(slug: string, tx?: typeof prisma) { if (tx) await ${OTHER}; if (slug) await ${ONE}; }\n`, ['prisma.team.findFirst on some paths']],
    ['with another question', `async function teamOf(slug: string, tx?: typeof prisma) { if (tx) { await ${OTHER}; } else { await prisma.user.findFirst({ where: { slug } }); } }\n`, ['prisma.team.findFirst,prisma.user.findFirst on some paths']],
    ['inside of another branch', `async function teamOf(slug: string, tx?: typeof prisma) { if (slug) { if (tx) { await ${OTHER}; } else { await ${ONE}; } } }\n`, ['prisma.team.findFirst on some paths']],
    ['one side of an expression', `async function teamOf(slug: string, tx?: typeof prisma) { if (tx) { return slug && (await ${OTHER}); } else { return await ${ONE}; } }\n`, ['prisma.team.findFirst on some paths']],
    ['a case', `async function teamOf(slug: string, kind: string) { switch (kind) { case 'a': return ${ONE}; case 'b': return ${ONE}; } }\n`, ['prisma.team.findFirst on some paths']],
  ])('near miss: %s', (_, code, reports) => {
    expect(queriesOf(code)).toEqual(reports);
  });
});
