import type { Arguments, Outcome } from '../../vocabulary/orm.ts';
import type { OrmValue } from '../../vocabulary/value.ts';
import { collectionMethods } from './methods.ts';
import { aggregate, ask, builtOf, onQuery } from './queries.ts';
import { about, PLAIN, ROWS } from './values.ts';

const RUNS: ReadonlySet<string> = new Set(['toArray', 'forEach', 'next', 'hasNext', 'count', 'explain', 'map']);

/** A collection of the driver below: `connection.collection('users').findOne({ … })`, `User.collection.insertMany(rows)`. */
export function onCollection(value: OrmValue, name: string, args: Arguments): Outcome | undefined {
  const method = collectionMethods.get(name);
  if (!method) return undefined;
  const made = name === 'aggregate' ? aggregate(value, name, method, args) : ask(value, name, method, args);
  const built = made.value.k === 'orm' ? builtOf(made.value) : undefined;
  // A cursor runs when rows are taken out of it.
  return built ? { value: { ...about('found', value, { built }), builder: true } } : made;
}

/** What a collection's `find` and `aggregate` give: a cursor. */
export function onFound(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  const built = builtOf(value);
  if (!built) return undefined;
  if (RUNS.has(method)) return { value: method === 'toArray' ? ROWS : PLAIN, query: { ...built.query, runs: 'called' } };
  const next = onQuery(value, method, args);
  const told = next?.value.k === 'orm' ? builtOf(next.value) : undefined;
  return told && { value: { ...about('found', value, { built: told }), builder: true } };
}
