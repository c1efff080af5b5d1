import type { At, E, ModuleFacts } from './ir.ts';
import type { QueryCall } from './query.ts';
import type { LoopSite, RelationSite } from './rewrite.ts';
import type { Column } from './schema.ts';

/** Why a place that a naive rule would report stays silent. Each is one class of `docs/silence.md`, with a fixture. */
export type Silence =
  | 'carried'
  | 'search'
  | 'retry'
  | 'runs-once'
  | 'polling'
  | 'paced'
  | 'constant-list'
  | 'chunk'
  | 'grouped'
  | 'partition'
  | 'stream'
  | 'batched'
  | 'locked'
  | 'preloaded'
  | 'small-table'
  | 'offline'
  | 'not-driven';

/** One step from the reported call to the query: the function entered, by file (relative to the linted one's package) and symbol. */
export type Hop = { file: string; symbol: string; line: number };

/** A query that the reported call runs, and the way to it; no hops when it is the call itself. */
export type QueryBehind = { query: QueryCall; display: string; hops: readonly Hop[]; file: string; line: number; /** Only in a branch of what is entered, or behind a cache. */ onSomePaths: boolean };

/** Something the rule about loops may report, in the linted file. */
export type LoopFinding = {
  /** Offsets of the callee that stands in the repetition. */
  at: At;
  end: At;
  /**
   * `driven`: one query per element, a set-based form exists. `row-by-row`: one per element, and the ORM has no set-based form.
   * `invariant`: the same query in each round. `recursion`: one per node of a tree.
   */
  kind: 'driven' | 'row-by-row' | 'invariant' | 'recursion';
  /** The callee as the message quotes it. */
  subject: string;
  /** What the repetition runs over, as the message quotes it; absent for `while` and recursion. */
  collection?: string;
  queries: readonly QueryBehind[];
  /** None of the queries is sure to run in each round: all are in branches of what is entered, or behind a cache. */
  onSomePaths: boolean;
  /** All queries behind it load this relation of a row, `…` where its name is not known: the query that read the rows could have loaded it. */
  relation?: string;
  /** What to write instead, in the ORM's own words: whole sentences. */
  advice: string;
  /** The loop, when the query stands in it and may be taken out as text. */
  site?: LoopSite;
};

/**
 * Why a relation that a query did not load, and that its rows are asked for, is no finding. `open`: it cannot be said what the
 * query loads, or what is done with its rows. `written`: the program gives it to the row. `guarded`: the program asks whether it
 * is there. `loaded-later`: something that is done with the row before may load it. `reassigned`: the variable may hold other
 * rows. `key-only`: what is read is there without it. `lazy-once`: it is a promise that is waited for on one row.
 */
export type RelationSilence = 'open' | 'written' | 'guarded' | 'loaded-later' | 'reassigned' | 'key-only' | 'lazy-once';

/** A relation that is read on rows which a query read without it, in the linted file. */
export type RelationFinding = {
  /** Offsets of the read; of the query where the read stands in another file. */
  at: At;
  end: At;
  /** `unloaded`: it is read as if it were loaded. `read-elsewhere`: the same in a function of another file that is handed the rows. `per-row`: reading it runs a query, once for each row. */
  kind: 'unloaded' | 'read-elsewhere' | 'per-row';
  /** The read as the message quotes it. */
  subject: string;
  /** The relation, as a path from the rows of the query. */
  relation: string;
  query: QueryCall;
  /** How the message names the query: `Post.findAll`. */
  display: string;
  /** Where the other end stands, when that is not here: the query of `unloaded`, the read of `read-elsewhere`. */
  file: string;
  symbol?: string;
  line: number;
  /** What the relation is where it was not loaded, as the end of a sentence. */
  is: string;
  /** How the query loads it, in the ORM's own words. */
  advice: string;
  /** The query, when it stands in the linted file and may be given the relation as text. */
  site?: RelationSite;
};

/** A relation that is loaded row by row in a loop, and the query of the linted file that reads the rows, when that may be given it as text. */
export type RowLoadFinding = { readonly finding: LoopFinding; /** It is on the rows already: they are read with it, or asked of it one by one only where it is missing. */ readonly loaded?: true; readonly site?: RelationSite; readonly relation?: Column };

/**
 * Why a relation that a query loads is no finding. `open`: it cannot be said what the query loads. `needed`: it also says which
 * rows there are, or in which order. `unread`: nothing looks at the rows at all. `escapes`: the rows go where they are not followed. `shared`: a constant names it, for other queries too.
 * `computed`: a member that is no column may read it. `read`: the program reads it.
 */
export type LoadSilence = 'open' | 'needed' | 'shared' | 'unread' | 'escapes' | 'computed' | 'read';

/** A relation that a query loads and nothing reads, in the linted file. */
export type LoadFinding = {
  /** Offsets of the callee of the query. */
  at: At;
  end: At;
  subject: string;
  /** The relation, as a path from the rows. */
  relation: string;
  query: QueryCall;
  /** What loading it costs: `one query more`. */
  costs: string;
  /** What to leave out, in the ORM's own words. */
  advice: string;
  /** The call of the linted file, and the option or method that names the relation. */
  load: { readonly facts: ModuleFacts; readonly call: E; readonly option: string; readonly path: readonly string[]; /** It comes by a join. */ readonly joined: boolean };
};

/** A query that a GraphQL field resolver runs for the object it is called with: once for each object of a list. */
export type ResolverFinding = { at: At; end: At; /** The call as the message quotes it. */ subject: string; /** The field that is resolved. */ field: string; display: string; query: QueryCall };

/** A schema that cannot be read: the place that makes a client of it, and where and why reading it ends. */
export type SchemaFinding = { at: At; end: At; /** Relative to the package of the linted file. */ file: string; line: number; message: string };

/** What is known about one place, for `--explain`: sentences, in the order in which a reader asks. */
export type Explanation = { line: number; subject: string; facts: readonly string[] };
