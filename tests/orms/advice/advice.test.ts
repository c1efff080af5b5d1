import { describe, expect, it } from 'vitest';

import { lint, type Found } from '../../analysis/harness.ts';
import { mongodb, pg } from './drivers.ts';
import { drizzle } from './drizzle.ts';
import { knex } from './knex.ts';
import { kysely } from './kysely.ts';
import { mikroorm } from './mikroorm.ts';
import { mongoose } from './mongoose.ts';
import { objection } from './objection.ts';
import { prisma } from './prisma.ts';
import { LOOPS, loopOver, treeOf, type Programs, type Statement } from './programs.ts';
import { sequelize } from './sequelize.ts';
import { typeorm } from './typeorm.ts';

const ALL: Readonly<Record<string, Programs>> = { prisma, typeorm, drizzle, sequelize, mongoose, mikroorm, objection, knex, kysely, pg, mongodb };

/** What is said of a program's one module. */
function said({ dependency, files }: Programs, code: string): readonly Found[] {
  const manifest = JSON.stringify({ name: 'app', dependencies: { [dependency]: '*' } });
  return lint({ 'package.json': manifest, ...files, 'src/work.ts': code }).filter(({ file }) => file === 'src/work.ts');
}

/** A page of one ORM: each loop, and what is said of it. */
function pageOf(name: string, programs: Programs): string {
  const part = (title: string, statement: Statement, code: (statement: string) => string): string => {
    if (typeof statement !== 'string') return `## ${title}\n\nNone: ${statement.none}.\n`;
    const found = said(programs, code(statement));
    expect(found.length, `${name} ${title}: one report`).toBe(1);
    expect(found[0]!.advice, `${name} ${title}: more concurrency is never the advice`).not.toContain('Promise.all');
    return `## ${title}\n\n\`\`\`ts\nawait ${statement}\n\`\`\`\n\n${found[0]!.kind}: ${found[0]!.advice}\n`;
  };
  return [`# ${name}\n`, ...LOOPS.map(loop => part(`A loop ${loop}`, programs.loops[loop], statement => loopOver(programs.head, statement))), part('A walk down a tree', programs.tree, statement => treeOf(programs.head, statement))].join('\n');
}

describe.each(Object.entries(ALL))('%s', (name, programs) => {
  it('says what to write instead of each loop', async () => {
    await expect(pageOf(name, programs)).toMatchFileSnapshot(`./${name}.md`);
  });
});

/** A query inside a transaction, for each of `ids`, and what its advice begins with. */
const IN_TRANSACTION: readonly (readonly [string, Programs, string, string])[] = [
  ['prisma', prisma, 'await prisma.$transaction(async tx => { for (const id of ids) await tx.post.findFirst({ where: { id } }); });', '`tx.post.findMany('],
  ['typeorm', typeorm, 'await source.transaction(async manager => { for (const id of ids) await manager.findOneBy(Post, { id }); });', '`manager.findBy(Post, { id: In(ids) })'],
  ['drizzle', drizzle, 'await db.transaction(async tx => { for (const id of ids) await tx.select().from(posts).where(eq(posts.id, id)); });', '`tx.select().from(posts)'],
  ['mikroorm', mikroorm, 'await em.transactional(async inner => { for (const id of ids) await inner.findOne(Post, { id }); });', '`inner.find(Post, { id: { $in: ids } })'],
  ['knex', knex, "await db.transaction(async trx => { for (const id of ids) await trx('posts').where({ id }).first(); });", "`trx('posts').whereIn('id', ids)"],
  ['kysely', kysely, "await db.transaction().execute(async trx => { for (const id of ids) await trx.selectFrom('posts').selectAll().where('id', '=', id).executeTakeFirst(); });", "`trx.selectFrom('posts')"],
];

it.each(IN_TRANSACTION)('%s: what runs in a transaction is to stay in it', (_, programs, body, advice) => {
  expect(said(programs, `${programs.head}\nexport async function work(ids: number[]) {\n  ${body}\n}\n`).map(found => found.advice)).toEqual([expect.stringContaining(advice)]);
});
