import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import type { Analysis } from '../analysis.ts';
import type { Held, ResultUse } from '../results/result-use.ts';
import { ELEMENT_OF } from '../results/result-use.ts';
import { usesOf } from '../results/result-uses.ts';
import type { AskedRows } from './asked-rows.ts';
import { isByWholeKey, modelNamed } from '../queries/by-key.ts';
import { asksForAny } from './emptiness.ts';

/** The reads of the first row, when a program uses nothing else of the rows that an expression holds: besides it, at most whether there are any. */
export function firstRowOf(an: Analysis, held: Held): AskedRows | undefined {
  const reads: ResultUse[] = [];
  for (const use of usesOf(an, held)) {
    const [first] = use.path;
    // Where a list was made of the rows, or of some of them, it is not known which one is meant.
    if (use.via.length > 0) return undefined;
    if (first === ELEMENT_OF) {
      if (use.path.length > 1 || use.kind !== 'element') continue;
      if (use.index !== 0) return undefined;
      reads.push(use);
    } else if (first === 'length') {
      if (use.kind === 'write' || (use.kind !== 'length' && !asksForAny(an, use))) return undefined;
    } else if (first !== undefined || (use.kind !== 'truthiness' && use.kind !== 'compare')) return undefined;
  }
  return reads.length > 0 ? { asked: { what: 'first' }, reads } : undefined;
}

const ORDER = /^(?:add)?(?:order|sort)/i;

/** Whether a query may well give several rows: an order says so; a filter by a whole unique key, or one that was not read, does not. */
export function mayGiveMany(query: QueryCall, schema: Schema | undefined): boolean {
  const { filter, options } = query;
  if (!filter || (!filter.open && filter.conditions.length === 0)) return true;
  if (isByWholeKey(query, schema) || filter.conditions.some(({ field, op }) => op === '=' && /^_?id$/.test(field))) return false;
  return options.some(option => ORDER.test(option)) || (!filter.open && (modelNamed(schema, query.model)?.keys.length ?? 0) > 0);
}
