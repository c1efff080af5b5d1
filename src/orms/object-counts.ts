import { sourceOf } from '../facts/same-source.ts';
import type { E, ModuleFacts, Prop } from '../vocabulary/ir.ts';
import type { WrittenQuery } from '../vocabulary/rewrite.ts';
import type { Model } from '../vocabulary/schema.ts';
import { constantKey } from './constant-text.ts';

/** A property of a filter that is no spread. */
export type Named = Prop & { readonly name: string };

/** The filters of counts, taken apart: what all of them have, as text, and what each has of its own. `names` are all that they ask for; nothing where that is not told. */
export type ObjectCounts = { readonly common: readonly string[]; readonly own: readonly (readonly Named[])[]; readonly names?: readonly string[] };

/** Takes the object literals apart that counts are given as filters; `isSame` says which values may be asked for once in place of each time. */
export function objectCounts({ facts, text }: WrittenQuery, filters: readonly (E | undefined)[], isSame: (e: E) => boolean): ObjectCounts | undefined {
  const lists = filters.map(e => (e === undefined ? [] : propertiesIn(facts, e)));
  if (!lists.every(list => list !== undefined) || lists.some(list => list.some(({ value }) => !isSame(value)))) return undefined;
  const key = ({ name, key: computed, spread, value }: Prop): string => `${spread ? '...' : computed === undefined ? name! : `[${sourceOf(facts, computed)}]`}: ${sourceOf(facts, value)}`;
  const [first = []] = lists;
  const shared = new Set(first.map(key).filter(each => lists.every(list => list.some(prop => key(prop) === each))));
  const own = lists.map(list => list.filter(prop => !shared.has(key(prop))));
  const named = own.map(list => list.filter((prop): prop is Named => prop.name !== undefined && !prop.spread && prop.key === undefined));
  // What is spread may say a column that a count says again.
  if (named.some((list, at) => list.length < own[at]!.length) || (first.some(({ spread }) => spread) && own.some(list => list.length > 0))) return undefined;
  const names = lists.flat().map(({ name, key: computed, spread }) => (spread || computed !== undefined ? undefined : name));
  return { common: first.filter(prop => shared.has(key(prop))).map(({ at, value }) => text.slice(at, facts.exprs[value]!.end)), own: named, ...(names.every(each => each !== undefined) && { names }) };
}

function propertiesIn(facts: ModuleFacts, e: E): readonly Prop[] | undefined {
  const expr = facts.exprs[e]!;
  return expr.k === 'object' && !expr.props.some(({ kind }) => kind !== undefined) ? expr.props : undefined;
}

/** The constants of the one column that counts are told apart by, as they are written; nothing for the count of all, of which there may be one. */
export function constantsOf({ facts, text }: WrittenQuery, { own }: ObjectCounts, by: string | undefined): readonly (string | undefined)[] | undefined {
  if (by === undefined || own.some(list => list.length > 1 || list.some(({ name }) => name !== by)) || own.filter(list => list.length === 0).length > 1) return undefined;
  const keys = own.flatMap(list => list.map(({ value }) => constantKey(facts, value)));
  if (keys.includes(undefined) || new Set(keys).size < keys.length) return undefined;
  return own.map(([prop]) => (prop === undefined ? undefined : text.slice(facts.exprs[prop.value]!.at, facts.exprs[prop.value]!.end)));
}

/** Whether every property of the filters is a column of the model itself, so that nothing is joined for it. */
export function areColumns({ names }: ObjectCounts, { columns }: Model): boolean {
  return names?.every(name => columns.some(column => column.name === name && column.relation === undefined && !column.list)) ?? false;
}

/** `{ a: 1, b }`, or nothing for none. */
export const objectText = (properties: readonly string[]): string => (properties.length === 0 ? '' : `{ ${properties.join(', ')} }`);
