import { stringAt, type ChainLink } from '../facts/chain.ts';
import { propertiesOf } from '../facts/properties.ts';
import type { E, ModuleFacts } from '../vocabulary/ir.ts';
import type { Model } from '../vocabulary/schema.ts';

/** Whether an order by these columns leaves no two rows alike: a whole unique key without empty columns is among them. */
export function isTotal(columns: readonly (string | undefined)[], model: Model | undefined): boolean {
  const known = new Set(columns);
  return model?.keys.some(key => key.columns.length > 0 && key.columns.every(column => known.has(column) && model.columns.find(({ name }) => name === column)?.nullable !== true)) ?? false;
}

/** The columns of `{ id: 'asc' }`, or of a list of such; nothing of what lies behind a relation. */
export function columnsIn(facts: ModuleFacts, e: E | undefined): readonly string[] {
  const expr = e === undefined ? undefined : facts.exprs[e]!;
  if (expr?.k === 'array') return expr.items.flatMap(item => (item.spread ? [] : columnsIn(facts, item.e)));
  return (e === undefined ? [] : (propertiesOf(facts, e) ?? [])).flatMap(({ name, value }) => (facts.exprs[value]!.k === 'object' ? [] : [name]));
}

/** The columns of `.orderBy('id')` and `.orderBy('id', 'desc')`. */
export function columnsOf(facts: ModuleFacts, links: readonly ChainLink[]): readonly (string | undefined)[] {
  return links.filter(({ name }) => name === 'orderBy').map(({ args }) => stringAt(facts, args[0])?.split('.').at(-1));
}
