import { expect, test } from 'vitest';

import { onItsClient } from '../../src/orms/written-client.ts';
import type { QueryCall } from '../../src/vocabulary/query.ts';

const QUERY: QueryCall = { orm: 'x', method: 'select', operation: 'read', cardinality: 'many', loads: [], nestedWrites: false, options: [], runs: 'awaited', batched: false, evidence: 'proved' };
const ADVICE = { text: 'Write `db.insertInto(\'a\').execute()`, not `this.db.insertInto`, and not `db` alone.' };

test.each([
  [undefined, ADVICE.text],
  ['trx', "Write `trx.insertInto('a').execute()`, not `this.db.insertInto`, and not `db` alone."],
  ['tx.query.posts', "Write `tx.insertInto('a').execute()`, not `this.db.insertInto`, and not `db` alone."],
])('on %s', (written, text) => {
  expect(onItsClient({ ...QUERY, ...(written !== undefined && { written }) }, ADVICE).text).toBe(text);
});

test('nothing stays nothing', () => {
  const none = undefined as { text: string } | undefined;
  expect(onItsClient({ ...QUERY, written: 'trx' }, none)).toBeUndefined();
});
