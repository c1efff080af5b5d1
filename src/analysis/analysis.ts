import type { At, E, F, Path, R, V } from '../vocabulary/ir.ts';
import type { Env, ModuleId } from '../vocabulary/value.ts';
import type { Effect } from './queries/effect.ts';
import type { Callee, Link } from './link/link.ts';

/** What runs a place more than once. */
export type Repetition = {
  kind: 'for' | 'of' | 'in' | 'await-of' | 'while' | 'do' | 'callback';
  m: ModuleId;
  /** The offsets of what is repeated. */
  at: At;
  end: At;
  region?: R;
  /** The call that repeats a callback, and the callback. */
  call?: E;
  callback?: F;
  /** The collection, or the bound of a counter. */
  over?: E;
  /** What changes from round to round by itself: the element, the index, a counter, what is drained from a queue. */
  elements: ReadonlySet<V>;
  /** Elements that are a named part of a row: `{ postIds }` of `for (const { postIds } of users)`. */
  rowParts: ReadonlySet<V>;
  /** Elements that the body uses as lists: the collection is one of chunks or groups. */
  lists: ReadonlySet<V>;
  /** Variables of the body that are cut out of a list: `ids.slice(i, i + 100)`. */
  slices: ReadonlySet<V>;
  /** What a round hands on to the next: the first parameter of `reduce`. */
  accumulators?: ReadonlySet<V>;
  /** One round ends before the next begins. */
  sequential: boolean;
  /** The number of rounds is known before the first: a collection or a counter, not a test. */
  counted: boolean;
  /** The collection is what somebody else hands to a function made on the way: the keys of a loader. */
  deferred?: true;
};

export type Frames = {
  /** Innermost first. */
  list: readonly Repetition[];
  /** The outermost function reached; the frames end where it begins. */
  fn: F;
};

/** How a function that is handed to something runs, as seen from where it stands. */
export type Runs =
  /** `lookedUp`: only when a look-up before it has no answer. */
  | { how: 'once'; lookedUp?: boolean }
  /** Once for each element. `call` is the call that repeats it, `over` the collection, `params` the positions of what changes. */
  | { how: 'each'; call: number; over?: number; params: readonly number[]; accumulator?: number; sequential: boolean; deferred?: true }
  /** Somewhere else, later, or never. */
  | { how: 'elsewhere' };

/** What a function does with a function it is given; `over` is the parameter that holds the collection, which is `deferred` when a function that it makes is given it. */
export type ParameterUse = { how: 'once'; lookedUp?: boolean } | { how: 'elsewhere' } | { how: 'each'; params: readonly number[]; over?: number; sequential: boolean; deferred?: true };

/**
 * The answers about control and influence that rest on each other (how a callback runs depends on what the callee does with it,
 * which depends on how callbacks run there): the parts meet here and not by import.
 */
export interface Analysis {
  readonly link: Link;
  /** Whether a module does not serve requests, by its path. */
  isOffline(m: ModuleId): boolean;
  /** Whether a function runs in the browser, beside others of its module that do not. */
  isInBrowser(m: ModuleId, f: F): boolean;
  runsOf(m: ModuleId, f: F, env: Env | undefined): Runs;
  runsAsArgument(m: ModuleId, call: number, at: number, path: Path, env: Env | undefined): Runs;
  parameterUse(callee: Callee, at: number, path: Path): ParameterUse;
  /** What repeats a place, innermost first, up to function `stop` or to where the function no longer runs in place. */
  framesOf(m: ModuleId, region: R, env: Env | undefined, stop?: F): Frames;
  /** A repetition by its key, described once: what is known of it is kept with it. */
  repetition(key: string, describe: () => Repetition): Repetition;
  /** Whether a function may run a query at all, by the names it mentions and by what it is entered with. */
  mayQuery(m: ModuleId, f: F, env?: Env): boolean;
  /** The same for an expression. */
  mayQueryIn(m: ModuleId, e: E, env?: Env): boolean;
  /** The queries that a call of a function runs, but for those that are reported inside it. */
  effectsOf(callee: Callee): readonly Effect[];
}
