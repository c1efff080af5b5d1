import type { Aggregate } from './aggregate.ts';
import type { Declared, Evidence, Ref } from './value.ts';

/** What the database is asked to do. */
export type Operation = 'read' | 'count' | 'aggregate' | 'exists' | 'create' | 'update' | 'upsert' | 'delete' | 'raw';

/** How many rows one call reads or writes. */
export type Cardinality = 'one' | 'many' | 'unknown';

/** One condition of a filter: `field` may be a path (`author.id`); `op` is `=`, `in`, `<`, `or` …, `~` for a comparison in SQL that no list of keys can take, `?` for one that could not be read; `value` is what it compares with, `literal` where that stands in a text; `column` what the text of a statement names, whose fields are not told apart. */
export type Condition = { field: string; op: string; value?: Ref; literal?: string | number | boolean | null; column?: string };

/** A filter as far as it could be read; `open` when a part of it could not. */
export type Filter = { conditions: readonly Condition[]; open: boolean };

/** One column of what is written. */
export type Assignment = { field: string; value: Ref };

/** What is written: known columns, or `open` when a part could not be read; `list` when it is a list of rows. */
export type Payload = { assignments: readonly Assignment[]; open: boolean; list: boolean; /** The expression of all of it. */ whole?: Ref };

/** One database call, described the same way whichever ORM it was written in. Plain. */
export type QueryCall = {
  orm: string;
  /** The ORM's name of the method: `findMany`. */
  method: string;
  operation: Operation;
  cardinality: Cardinality;
  /** The receiver of the query, or of the first call of its builder, as it is written, when that is short and stands in the linted file: `tx.post`, `tx`, `this.users`. */
  written?: string;
  /** The numbers that it asks for, when it asks for nothing else, over all rows of its filter and not by group. */
  aggregates?: readonly Aggregate[];
  /** Calls stand between what is `written` and the method: `written.getRepository(User).find`. */
  chained?: true;
  /** The model as the schema or the code names it; absent for raw queries. */
  model?: string;
  /** How the program calls the model, where that differs from its name: the class or the variable that holds it. */
  called?: string;
  /** The expression that says which model it is, where that is known at run time only. */
  target?: Ref;
  /** The text that it sends, where nothing of it is known. */
  statement?: Ref;
  /** Where the program declares the model. */
  declared?: Declared;
  filter?: Filter;
  payload?: Payload;
  /** Relations loaded with the rows, and nested writes: their presence rules some rewrites out. */
  loads: readonly string[];
  /** The same as paths of relation names, where `loads` has them in another form; `…` for what could not be read. */
  paths?: readonly string[];
  /** Relations that it loads and that also say which rows it gives, or in which order, as paths; `…` where that may be any of them. */
  needs?: readonly string[];
  /** Relations that other queries of the model load by themselves are not loaded by this one. */
  skipsEager?: true;
  /** Where the rows of its model stand in what it gives: `[]` is each element of a list. Missing where it gives no whole rows. */
  rowsAt?: readonly string[];
  /** The relation of the row that it loads: it is asked of one row, and the query that read the row could have loaded it. */
  relation?: string;
  /** It loads `loads` on rows that it is given. */
  loadsOnto?: true;
  /** It loads only what the row has not. */
  skipsLoaded?: true;
  /** The model of the row that it is asked of, where that row is looked up for it by a key. */
  byKey?: string;
  nestedWrites: boolean;
  /** How many rows are read at most: `take`, `limit`. */
  limit?: Ref;
  /** Other options that were given: `orderBy`, `take`, `select` … */
  options: readonly string[];
  /** Which of its own forms the ORM saw; only its words read it. */
  form?: string;
  /** The least version of the ORM that the manifest asks for, where it says one and the query is to be written anew: `[0, 3, 20]`. */
  version?: readonly number[];
  /** Lazy queries run when they are awaited, chained or handed on; a dropped one never runs. */
  runs: 'called' | 'awaited';
  /** Its receiver is a row (or a query for one) and not a client or a model: the row is an input. */
  onRow?: true;
  /** It asks by a key alone, and asks nothing when an earlier query has read that row. */
  remembers?: true;
  /** Calls of one tick are merged into one statement by the ORM. */
  batched: boolean;
  evidence: Evidence;
};
