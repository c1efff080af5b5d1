import { expect, it } from 'vitest';

import type { Outcome } from '../../src/vocabulary/orm.ts';
import type { Cardinality, Operation } from '../../src/vocabulary/query.ts';

type Expected = { operation: Operation; numbers?: readonly string[]; cardinality?: Cardinality; fields?: readonly string[]; writes?: readonly string[]; list?: boolean; raw?: true; limited?: true };

/** What every ORM must be able to say, over a model `User` with `id`, `name` and `teamId`. */
export const situations = {
  'reads one row by key': { operation: 'read', cardinality: 'one', fields: ['id ='] },
  'reads many rows by a column': { operation: 'read', cardinality: 'many', fields: ['teamId ='] },
  'reads many rows by a list of keys': { operation: 'read', cardinality: 'many', fields: ['id in'] },
  'reads every row': { operation: 'read', cardinality: 'many', fields: [] },
  'reads the first row of many': { operation: 'read', cardinality: 'one', fields: ['teamId ='] },
  'reads a few of many rows': { operation: 'read', cardinality: 'many', fields: ['teamId ='], limited: true },
  'counts rows': { operation: 'count', cardinality: 'one', fields: ['teamId ='], numbers: ['count'] },
  'sums a column': { operation: 'aggregate', fields: ['teamId ='], numbers: ['sum'] },
  'writes one new row': { operation: 'create', cardinality: 'one', writes: ['name', 'teamId'], list: false },
  'writes many new rows': { operation: 'create', cardinality: 'many', writes: ['name', 'teamId'], list: true },
  'changes one row by key': { operation: 'update', fields: ['id ='], writes: ['name'] },
  'changes many rows': { operation: 'update', cardinality: 'many', fields: ['teamId ='], writes: ['name'] },
  'writes a row or changes it': { operation: 'upsert', cardinality: 'one', writes: ['name', 'teamId'] },
  'deletes one row by key': { operation: 'delete', fields: ['id ='] },
  'deletes many rows': { operation: 'delete', cardinality: 'many', fields: ['teamId ='] },
  'reads by a statement': { operation: 'read', raw: true },
  'writes by a statement': { operation: 'update', raw: true },
  'reads inside a transaction': { operation: 'read', cardinality: 'one', fields: ['id ='] },
} as const satisfies { readonly [situation: string]: Expected };

export type Situation = keyof typeof situations;

/** A situation that an ORM truly lacks. */
export type NotOffered = { notOffered: string };

/** One call per situation; leaving one out does not compile. */
export type Fill = { readonly [S in Situation]: (() => Outcome | undefined) | NotOffered };

/** Tests that an ORM says of each situation what all of them must say. */
export function checkSituations(fill: Fill): void {
  for (const situation of Object.keys(situations) as Situation[]) {
    const filled = fill[situation];
    if (typeof filled !== 'function') {
      it(`${situation}: ${filled.notOffered}`, () => expect(filled.notOffered).toMatch(/\w+ \w+/));
      continue;
    }
    it(situation, () => {
      const expected: Expected = situations[situation];
      const query = filled()?.query;
      expect(query?.operation).toBe(expected.operation);
      if (expected.cardinality) expect(query?.cardinality).toBe(expected.cardinality);
      if (expected.fields) expect(query?.filter).toMatchObject({ open: false });
      if (expected.fields) expect(query?.filter?.conditions.map(({ field, op }) => `${field} ${op}`)).toEqual(expected.fields);
      if (expected.numbers) expect(query?.aggregates?.map(({ fn }) => fn)).toEqual(expected.numbers);
      if (expected.writes) expect([...new Set(query?.payload?.assignments.map(({ field }) => field))]).toEqual(expected.writes);
      if (expected.list !== undefined) expect(query?.payload?.list).toBe(expected.list);
      if (expected.limited) expect(query?.limit).toBeDefined();
      expect(query?.model).toBe(expected.raw ? undefined : 'User');
    });
  }
}
