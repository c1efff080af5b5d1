import { describe, expect, it, vi } from 'vitest';

import type { Orm, Outcome } from '../src/vocabulary/orm.ts';
import type { OrmValue } from '../src/vocabulary/value.ts';
import { toy } from './fixtures/toy-orm/index.ts';
import { checkSituations } from './orms/situations.ts';
import { argumentsOf, opaque, sql } from './orms/views.ts';

// Adding an ORM is a folder and a line in this list: nothing else of the plugin changes.
vi.mock('../src/orms/index.ts', async importOriginal => {
  const { orms } = await importOriginal<{ orms: readonly Orm[] }>();
  const { toy: tenth } = await import('./fixtures/toy-orm/index.ts');
  return { orms: [...orms, tenth] };
});
const { findingsOf } = await import('./analysis/harness.ts');

const CLIENT: OrmValue = { k: 'orm', orm: 'toy', role: 'client', evidence: 'proved' };
const tableOf = (client: OrmValue): OrmValue => toy.call(client, 'table', argumentsOf('User'))!.value as OrmValue;
const user = (method: string, ...args: readonly unknown[]): Outcome | undefined => toy.call(tableOf(CLIENT), method, argumentsOf(...args));

const id = opaque('id');
const row = { name: opaque('name'), teamId: 1 };

describe('situations', () => {
  checkSituations({
    'reads one row by key': () => user('get', id),
    'reads many rows by a column': () => user('all', { teamId: id }),
    'reads many rows by a list of keys': () => user('all', { id: [id] }),
    'reads every row': () => user('all', {}),
    'reads the first row of many': () => user('first', { teamId: id }),
    'reads a few of many rows': { notOffered: 'it has no limits' },
    'counts rows': () => user('count', { teamId: id }),
    'sums a column': () => user('sum', 'id', { teamId: id }),
    'writes one new row': () => user('add', row),
    'writes many new rows': () => user('add', [row]),
    'changes one row by key': () => user('change', { id }, { name: 'x' }),
    'changes many rows': () => user('change', { teamId: id }, { name: 'x' }),
    'writes a row or changes it': () => user('put', row),
    'deletes one row by key': () => user('drop', { id }),
    'deletes many rows': () => user('drop', { teamId: id }),
    'reads by a statement': () => toy.call(CLIENT, 'sql', argumentsOf(sql('select * from users where id = ?'), id)),
    'writes by a statement': () => toy.call(CLIENT, 'sql', argumentsOf(sql('update users set name = ?'), id)),
    'reads inside a transaction': () => {
      const client = toy.callbackParam!(CLIENT, 'within', 0, 0) as OrmValue;
      return toy.call(tableOf(client), 'get', argumentsOf(id));
    },
  });
});

const PROJECT = {
  'package.json': JSON.stringify({ name: 'app', dependencies: { 'toy-orm': '^1.0.0' } }),
  'src/db.ts': "import { connect } from 'toy-orm';\nexport const db = connect('toy://');\n",
  'src/users.ts': "import type { Client } from 'toy-orm';\nexport const byId = (client: Client, id: string) => client.table('User').get(id);\n",
  'src/service.ts': `import { db } from './db';
import { byId } from './users';
export const users = (ids: string[]) => Promise.all(ids.map(id => byId(db, id)));
export async function fill(names: string[]) {
  await db.within(async tx => {
    for (const name of names) await tx.table('User').add({ name });
  });
}
export async function chunks(ids: string[]) {
  for (let at = 0; at < ids.length; at += 100) await db.table('User').all({ id: ids.slice(at, at + 100) });
}
`,
};

it('is found across files, in transactions and in chunks by what all ORMs share', () => {
  const found = findingsOf({ code: PROJECT });
  expect(found.map(({ file, kind, subject, queries }) => `${file}: ${kind} ${subject} → ${queries.join(', ')}`)).toEqual([
    'src/service.ts: driven byId → User.get',
    "src/service.ts: driven tx.table('User').add → tx.table('User').add",
  ]);
  expect(found.map(({ advice }) => advice)).toEqual([
    "Read them all before the loop with `db.table('User').all({ id: ids })`.",
    "Collect the rows and write them with one `db.table('User').add(rows)`.",
  ]);
});
