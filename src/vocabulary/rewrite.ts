import type { At, E, ModuleFacts, R } from './ir.ts';
import type { QueryCall } from './query.ts';
import type { Column, Model } from './schema.ts';

/** One change of the linted text; an insertion ends where it begins. */
export type TextEdit = { readonly at: At; readonly end: At; readonly text: string };

/** A query of the linted file as it is written: `call` is the whole of it, the expression that is awaited. */
export type WrittenQuery = {
  readonly facts: ModuleFacts;
  readonly text: string;
  readonly call: E;
  readonly query: QueryCall;
  readonly model?: Model;
  /** The file may hold types. */
  readonly typed: boolean;
};

/** The names that new text may use: gives the local name of an export and sees to its import; nothing where that cannot be done. */
export type Names = (from: string, name: string) => string | undefined;

/** The read of all rows whose key is in a list, made of the read of one key. */
export type RowsRead = {
  /** What the read is given as key in this round. */
  readonly key: E;
  /** The property of a row that holds its key. */
  readonly column: string;
  /** The text of the key of a row, where it is not the property itself. */
  readonly keyOf?: (key: string) => string;
  /** Changes within the call, for the text of a list of keys. */
  readonly edits: (keys: string) => readonly TextEdit[];
  /** What reading one missing row gives; absent where the read gives a list of rows. */
  readonly missing?: 'null' | 'undefined';
  /** No two rows have the same key. */
  readonly unique?: true;
  /** The database refuses an empty list. */
  readonly refusesNone?: true;
};

/** The write of many rows, made of the write of one. */
export type RowsWrite = { readonly row: E; readonly edits: (rows: string) => readonly TextEdit[]; readonly refusesNone?: true; /** What programs hang on the write of one row runs otherwise, or not at all. */ readonly hooks?: true };

/** The update or delete of all rows whose key is in a list, made of that of one key; `lenient`: a missing row is no error any more. */
export type KeysWrite = { readonly key: E; readonly edits: (keys: string) => readonly TextEdit[]; readonly refusesNone?: true; readonly lenient?: true; readonly hooks?: true; };

/** The count of the rows that a query reads, made of the read. `number` is the text of the number in what it gives, where that is not the number itself. */
export type RowsCount = { readonly edits: readonly TextEdit[]; readonly number?: (given: string) => string; /** It is given a list that may be longer than one statement takes, where the read would have been split. */ readonly long?: true };

/**
 * The query that says whether there is a row, made of a count or a read: `gives` is what it gives where there is none, or `boolean`
 * for a yes or no; `same` when it gives what the query gave, for at most one row.
 */
export type AnyRow = {
  readonly edits: readonly TextEdit[];
  readonly gives: 'boolean' | 'null' | 'undefined' | 'no rows' | 'same';
  /** The count may have come as text, which is not strictly equal to a number. */
  readonly text?: true;
  /** Programs may hang something on the one kind of query and not on the other. */
  readonly hooks?: true;
};

/** The read of the first of the rows that a query reads, as a list of one; `total`: no two rows stand alike in its order. */
export type FirstRow = { readonly edits: readonly TextEdit[]; readonly total: boolean };

/** One query for several counts of the same rows. */
export type CountsTogether = {
  /** The text of the query, in parts that may stand on lines of their own; `fields` are the names that the numbers get, in the order of the counts. */
  readonly query: (fields: readonly string[]) => string | readonly string[];
  /** The name of a number in what it gives, where that is not the one it gets. */
  readonly as?: (field: string) => string;
  /** What it gives is a row with the numbers as they were; a list of that row; or something that each number is looked up in. */
  readonly gives: 'row' | 'rows' | 'groups';
  /** The text of a number in what it gives; `parameter` writes the parameter of a function as the file does. */
  readonly number: (given: string, field: string, at: number, parameter: (name: string) => string) => string;
  /** For each count the property of a row that it came as; nothing where it came as a number. `listed`: that row came in a list. */
  readonly came: readonly { readonly member?: string; readonly listed?: true }[];
  /** What it changes beside the number of queries. */
  readonly differences?: readonly Difference[];
};

/** A query that loads a relation with its rows, made of one that does not. `joined`: by a join, which may change the order of rows that have none. */
export type RowsWithRelation = { readonly edits: readonly TextEdit[]; readonly joined?: true };

/** The load of a relation of one row. `loaded` is the text of what waiting for it gives where the relation came with the row; missing where it is a statement that gives nothing. */
export type RelationOfRow = {
  readonly row: E;
  /** Missing where the models say which relation it is, by the columns that are compared; it gives a list of them then, or (`list: false`) one row. */
  readonly name?: string;
  readonly list?: boolean;
  readonly loaded?: (row: string, name: string) => string;
  /** The model in which the row is looked for again, where it is, and the column by which it is: a key. */
  readonly again?: { readonly model: string; readonly key: string };
  /** What came where the row leads to nothing was `undefined`, and is `null` then. */
  readonly wasUndefined?: true;
  /** Rows that lead to the same get one object. */
  readonly shared?: true;
  /** It leaves the relation on the row, too. */
  readonly fills?: true;
};

/** The load of a relation of all rows of a list, made of the load of it for one of them. */
export type RelationOfRows = { readonly row: E; readonly load: (rows: string, model: string) => string };

export type Primitive = 'number' | 'string' | 'boolean';

/** How an ORM's queries are rewritten, as text. Each answers `undefined` when the query is not exactly what it knows. */
export interface Rewrites {
  /** What the values of a column are in JavaScript, whichever the database; nothing for objects, and for numbers that come as strings. */
  primitive(column: Column): Primitive | undefined;
  /** The option or method that says how many rows are read at most. */
  readonly limit: string;
  /** The methods that run a callback in a transaction. */
  readonly transactions: ReadonlySet<string>;
  /** It splits a statement whose list is longer than the database takes. */
  readonly splits?: true;
  /** A row of many that leaves a column out gets its default. */
  readonly fillsDefaults?: true;
  /** A row that is read again is the same object. */
  readonly identityMap?: true;
  /** Relations come as JSON: whether it has the values of a column as the database gives them. */
  keepsInJson?(column: Column): boolean;
  /** No rewrite of it was run against a real server. */
  readonly unproven?: true;
  readRows?(written: WrittenQuery, names: Names): RowsRead | undefined;
  /** Whether a read may run where it did not run before: it raises no error on any rows. */
  isTotal?(written: WrittenQuery): boolean;
  /** Whether calls of one tick become one statement that gives each call what it would have given alone. */
  mergesTick?(written: WrittenQuery): boolean;
  writeRows?(written: WrittenQuery, names: Names): RowsWrite | undefined;
  writeKeys?(written: WrittenQuery, names: Names): KeysWrite | undefined;
  countRows?(written: WrittenQuery, names: Names): RowsCount | undefined;
  findAny?(written: WrittenQuery, names: Names): AnyRow | undefined;
  firstRow?(written: WrittenQuery): FirstRow | undefined;
  /** The query with one more relation, at the end of `path`, merged with what it loads; `path` begins at its rows. */
  withRelation?(written: WrittenQuery, path: readonly string[], relation: Column): RowsWithRelation | undefined;
  relationOfRow?(written: WrittenQuery): RelationOfRow | undefined;
  relationOfRows?(written: WrittenQuery): RelationOfRows | undefined;
  /** `by` is the column in whose constants the counts differ, if they differ in nothing else. */
  countTogether?(queries: readonly WrittenQuery[], by: string | undefined, names: Names): CountsTogether | undefined;
}

/** Counts of the linted file that one query could answer. */
export type CountsSite = {
  readonly rewrites: Rewrites;
  readonly queries: readonly WrittenQuery[];
  /** What the program calls each answer, or what is asked. */
  readonly names: readonly string[];
  readonly by?: string;
};

/** A query of the linted file of which one number, or one test, is used. */
export type AnswerSite = {
  readonly written: WrittenQuery;
  readonly rewrites: Rewrites;
  /** The length of the rows; whether there are any; the first of them; whether a count is more than 0; whether a row is there. */
  readonly asked: 'number' | 'any' | 'first' | 'count' | 'row';
  /** The expressions that stand for it. */
  readonly answers: readonly E[];
};

/** A query of the linted file whose rows are read without a relation that it does not load. */
export type RelationSite = {
  readonly written: WrittenQuery;
  readonly rewrites: Rewrites;
  readonly path: readonly string[];
  readonly relation: Column;
  /** Rows go where somebody may look at all of them. */
  readonly leaves: boolean;
  /** Reading it loads it, once for each row. */
  readonly lazy: boolean;
  /** The call that loads it for one row, in each round over the rows. */
  readonly load?: {
    readonly written: WrittenQuery;
    readonly of: RelationOfRow;
    /** Stands behind the relation where it is read: `!` where its type says that it may be missing. */
    readonly assert: '' | '!';
    /** The round waits for nothing else. */
    readonly alone: boolean;
    /** What it gives is changed, or handed on. */
    readonly kept: boolean;
  };
};

/** A query that stands directly in a `for…of` loop of the linted file, with what a rewrite has to know about it. */
export type LoopSite = {
  readonly written: WrittenQuery;
  readonly rewrites: Rewrites;
  readonly kind: 'driven' | 'invariant';
  /** The `await` around the call. */
  readonly wait: E;
  /** The region of the loop. */
  readonly loop: R;
  /** What is written is the same in each round. */
  readonly samePayload: boolean;
  /** What is known of the collection: the model whose rows it holds, and how many elements it has at most. */
  readonly collection: { readonly isArray: boolean; readonly model?: Model; readonly most?: number };
  /** It runs in a transaction that is opened around the loop. */
  readonly transaction: boolean;
  /** What the file calls the model. */
  readonly called?: string;
};

/** What a rewrite changes beside the number of queries. */
export type Difference = 'shared-rows' | 'key-type' | 'missing-keys' | 'many-keys' | 'group-order' | 'later-writes' | 'empty-list' | 'all-or-nothing' | 'hooks' | 'left-out-columns' | 'missing-rows' | 'repeated-keys' | 'read-hooks' | 'count-hooks' | 'value-compare' | 'raw-values' | 'null-values' | 'uncast' | 'row-order' | 'join-order' | 'unjoined' | 'related-order' | 'whole-rows' | 'now-loaded' | 'null-for-none' | 'unproven';

/** A rewrite of the linted file; without a difference it is a fix. */
export type Rewrite = { readonly name: 'hoist-read' | 'read-rows' | 'one-tick' | 'write-rows' | 'write-keys' | 'count-rows' | 'find-any' | 'first-row' | 'count-together' | 'load-relation' | 'load-for-all'; readonly edits: readonly TextEdit[]; readonly differences: readonly Difference[] };
