import type { Difference } from '../vocabulary/rewrite.ts';

/** What is different after a rewrite, for the text of a suggestion. */
export const differences: Readonly<Record<Difference, string>> = {
  'shared-rows': 'rounds with equal keys get the same object, so a change to it shows in all of them',
  'key-type': 'a key that is missing, or not of the type of the column, is looked up in JavaScript and not by the database',
  'missing-keys': 'a key that is missing raises its error before any row is written, or none',
  'many-keys': 'the database limits how many values one statement takes',
  'group-order': 'the rows of one key come in the order of the one read',
  'later-writes': 'what is written while the loop runs is not seen',
  'empty-list': 'the read runs for an empty list too, with the errors that it may raise',
  'all-or-nothing': 'when one row fails, none is written',
  hooks: 'hooks and extensions see one write of many rows',
  'left-out-columns': 'a column that some rows leave out may be filled with `NULL` in place of its default',
  'missing-rows': 'a row that does not exist raises no error',
  'repeated-keys': 'a key that comes twice is written once',
  'read-hooks': 'hooks of a read run in place of those of a count',
  'count-hooks': 'hooks of a count run once in place of once for each',
  'value-compare': 'a value that the database takes for equal, in capitals or with blanks behind it, is compared in JavaScript',
  'raw-values': 'the values that are counted by go to the database as they are, without the transformers of their columns',
  'null-values': 'a value that is `null` when the program runs equals no row, where it found the rows without one',
  uncast: 'values are not cast to the types of the schema',
  'row-order': 'rows that are first alike are in no order, and the database may give another one of them',
  'join-order': 'with a join, rows that have no order may come in another one',
  unjoined: 'without a join, rows that have no order may come in another one',
  'related-order': 'related rows that have no order may come in another one',
  'whole-rows': 'the rows take it along wherever they go',
  'now-loaded': 'what reads it gets rows where there were none',
  'null-for-none': 'it is `null` and no longer `undefined` where there is none',
  unproven: 'it was not run against a real server',
};

/** One sentence for some differences. */
export function differenceText(list: readonly Difference[]): string {
  const parts = list.map(each => differences[each]);
  const last = parts.pop() ?? '';
  const whole = parts.length > 0 ? `${parts.join('; ')}; and ${last}` : last;
  return `${whole.slice(0, 1).toUpperCase()}${whole.slice(1)}.`;
}
