import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { replacePart } from '../../docs/generate.ts';
import type { Row } from './lab.ts';

const RESULTS = join(import.meta.dirname, '.results');
const ORMS = { prisma: 'Prisma', typeorm: 'TypeORM', drizzle: 'Drizzle', sequelize: 'Sequelize', mikroorm: 'MikroORM', kysely: 'Kysely', knex: 'Knex', objection: 'Objection' } as const;

const rows = readdirSync(RESULTS).filter(name => name.endsWith('.json')).flatMap(name => JSON.parse(readFileSync(join(RESULTS, name), 'utf8')) as Row[]);

it('ran every ORM on both databases', () => {
  for (const orm of Object.keys(ORMS)) expect(new Set(rows.filter(row => row.orm === orm).map(({ database }) => database))).toEqual(new Set(['sqlite', 'postgres']));
  console.log(`${rows.length} rewrites executed, ${rows.filter(({ verdict }) => verdict === 'fix').length} of them fixes, for ${new Set(rows.map(({ orm }) => orm)).size} ORMs; Mongoose not executed`);
});

it.each([...new Set(rows.map(({ rule }) => rule))])('%s: the page has the numbers of the lab', async rule => {
  const path = join(import.meta.dirname, `../../docs/rules/${rule}.md`);
  await expect(replacePart(readFileSync(path, 'utf8'), 'lab', table(rows.filter(row => row.rule === rule)))).toMatchFileSnapshot(path);
});

/** Rewrites down, ORMs across; queries before and after (or rows, where no query is saved), on both databases where they differ. */
function table(own: readonly Row[]): string {
  const orms = (Object.keys(ORMS) as (keyof typeof ORMS)[]).filter(orm => own.some(row => row.orm === orm));
  const cell = (rewrite: string, orm: string): string => {
    const found = own.filter(row => row.orm === orm && row.rewrite === rewrite);
    const numbers = [...new Set(found.map(({ before, after, saves, rows: sent }) => (saves === 'work' ? '' : saves === 'rows' && sent ? `${sent.before} → ${sent.after}` : `${before} → ${after}`)))].join(', ');
    const [first] = found;
    return first ? `${first.verdict === 'fix' ? '**fix**' : 'offer'} ${numbers}`.trimEnd() : '';
  };
  return [
    `| ${own[0]?.saves === 'work' ? 'Executed before and after' : own[0]?.saves === 'rows' ? 'Rows sent before → after' : 'Queries before → after'} | ${orms.map(orm => ORMS[orm]).join(' | ')} |`,
    `| --- |${orms.map(() => ' --- |').join('')}`,
    ...[...new Set(own.map(({ rewrite }) => rewrite))].map(rewrite => `| ${rewrite} | ${orms.map(orm => cell(rewrite, orm)).join(' | ')} |`),
  ].join('\n');
}
