import type { At, V } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { ModuleId } from '../../vocabulary/value.ts';

/**
 * What something is derived from: variables of modules by number, and, within the function asked about, `this` and the
 * members of it that are read (`this.cursor`); `element` is what a call hands to a function that it repeats.
 */
export type Source = number | string;
export type Sources = ReadonlySet<Source>;
export const THIS = 'this';
export const ELEMENT = 'element';
/** A value that no two calls give alike: `nanoid()`, `crypto.randomUUID()`. */
export const FRESH = 'fresh';

/** No module has more variables than this. */
const TABLE = 2 ** 24;
const numbers = new Map<ModuleId, number>();

/** The number of variable `v` of module `m`; effects hold many of them, so they are small. */
export function sourceKey(m: ModuleId, v: V): Source {
  return numberOf(m) * TABLE + v;
}

/** The variable of module `m` that a source is, if it is one. */
export function variableOf(source: Source, m: ModuleId): V | undefined {
  if (typeof source !== 'number') return undefined;
  const v = source % TABLE;
  return (source - v) / TABLE === numberOf(m) ? v : undefined;
}

function numberOf(m: ModuleId): number {
  let number = numbers.get(m);
  if (number === undefined) numbers.set(m, (number = numbers.size));
  return number;
}

/** How a value comes from something awaited: `asked` of the program or the database, or done `outside`, by a package. */
export type Made = 'asked' | 'outside';

/** A part of a query's input: what it is derived from, and the one list that it takes whole (`in: ids`), if it does. */
export type Input = { from: Sources; whole?: Source; /** The variable that it, or a member of it, is as it stands. */ read?: Source; /** It is made, in the functions entered, from something that they wait for. */ made?: Made };

/** An offset of a module. */
export type Place = { m: ModuleId; at: At };

/** A query that a place runs, by itself or through functions, with what reaches it in terms of the place. */
export type Effect = {
  query: QueryCall;
  /** Where the query stands. */
  m: ModuleId;
  at: At;
  end: At;
  /** The functions entered on the way, outermost first, and where in each of them the way goes on. */
  hops: readonly { m: ModuleId; f: number; at: At }[];
  /** Where, in the function asked about, it is run: the query, or the call that leads to it. */
  from: At;
  receiver: Input;
  /** In the order of `query.filter.conditions`. */
  conditions: readonly Input[];
  payload: Input;
  /** Everything that was given, whether or not it could be told apart. */
  all: Sources;
  /** Runs only on some paths of the functions entered, early exits included: it is not sure to run at all. */
  conditional: boolean;
  /** Runs in a branch of the functions entered, or behind a cache there: it may be rare. */
  onSomePaths: boolean;
  /** The functions entered wait for nothing before it: calls of one tick reach it in one tick. */
  sameTick: boolean;
  /** It stands in a transaction that is opened on the way. */
  transaction: boolean;
  /** The function asked about returns it unsent, so that its caller runs it, or makes another query of it. */
  givenBack?: true;
  /** Where the transaction around it is opened, when it is there for several statements: they belong together. */
  unit?: Place;
  /** It locks rows, or is made while nobody else may make it for the same key. */
  locked: boolean;
  /** Where the transaction around it is opened, when that takes row locks or an advisory lock somewhere. */
  locking?: Place;
};
