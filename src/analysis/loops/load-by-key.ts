import type { FollowUp } from '../../vocabulary/follow-up.ts';
import type { Analysis } from '../analysis.ts';
import { HeldKeys } from '../follow-ups/held-keys.ts';
import { wayBetween } from '../follow-ups/way-between.ts';
import { rowSourcesOf } from '../results/row-sources.ts';
import type { Judged } from './judged.ts';

/** Names of columns that hold a key. */
const KEY = /(?:^|_)id$|I[dD]$/;

/**
 * Where rows load nothing by themselves: what of the rows that a repetition goes over a query asks for, one row at a time, by a key
 * that one side has of the other. `relation` is missing where the models do not say that the two belong together, and their columns do.
 */
export function loadByKey(an: Analysis, { running: { effect }, place: { m }, judgement }: Judged): FollowUp | undefined {
  const { query, hops } = effect;
  const repetition = judgement.report === 'none' ? undefined : judgement.repetition;
  const [condition, more] = query.filter?.conditions ?? [];
  if (!repetition || repetition.m !== m || repetition.over === undefined || hops.length > 0 || query.operation !== 'read' || query.rowsAt === undefined) return undefined;
  if (!an.link.orms.find(({ name }) => name === query.orm)?.words.byKey || query.filter!.open || !condition || more || condition.op !== '=' || condition.value?.m !== m) return undefined;
  for (const source of rowSourcesOf(an, m)) {
    const { query: first } = source;
    if (first.orm !== query.orm || first.cardinality !== 'many') continue;
    const held = new HeldKeys(an, source);
    const rows = held.at({ m, e: repetition.over });
    const { column, many } = held.at(condition.value) ?? {};
    if (!rows || rows.column !== undefined || column === undefined || many) continue;
    const { known, ...way } = wayBetween(an, source, { m, query }, column, condition.field);
    if (!(known ? way.relation?.list === (query.cardinality !== 'one') : isForeign(column, condition.field))) continue;
    return { first, second: query, column, field: condition.field, ...way, many: true, more: false };
  }
  return undefined;
}

/** Whether one of two columns holds the key that is the other, by their names: `author_id` and `id`. */
function isForeign(column: string, field: string): boolean {
  return (column === 'id') !== (field === 'id') && KEY.test(column) && KEY.test(field);
}
