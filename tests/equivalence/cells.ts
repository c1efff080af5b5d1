import type { Difference } from '../../src/vocabulary/rewrite.ts';
import type { DatabaseName, World } from './databases.ts';

/** What a program is given. */
export type Input = { readonly ids: readonly number[]; readonly codes: readonly string[]; readonly rows: readonly NewUser[] };
export type NewUser = { id: number; code: string; name: string; status?: string };

/** A run in which a program and its rewrite differ. */
export type Demonstration = {
  readonly world?: Partial<World>;
  readonly input?: Partial<Input>;
  /** Statements before and after the runs. */
  readonly prepare?: readonly string[];
  readonly undo?: readonly string[];
  /** The database on which it shows. */
  readonly only?: DatabaseName;
  /** What the hooks heard is what differs. */
  readonly heard?: true;
};

/** One rewrite of one ORM, to be executed. */
export type Cell = {
  /** The rule whose rewrite it is. */
  readonly rule: string;
  /** What the program does, and the rewrite makes of it. */
  readonly rewrite: string;
  /** The program, as it is linted. */
  readonly program: string;
  /** What it saves, if not statements: rows that are sent, the work of counting, or nothing: it mends what is read. */
  readonly saves?: 'rows' | 'work' | 'none';
  /** What the suggestion changes shows on any rows. */
  readonly changes?: true;
  /** For each difference that a suggestion may name, a run that shows it. */
  readonly shows: { readonly [difference in Difference]?: Demonstration };
};

/** How an ORM writes what the programs of the lab do. */
export type Phrases = {
  /** Lines of imports, and what makes a program need them. */
  readonly imports: readonly { readonly line: string; readonly when?: RegExp }[];
  /** A further parameter of the program: `em: EntityManager`. */
  readonly parameters?: string;
  readonly client: string;
  /** How the result of a read of one row is bound, where that is a list: `[%]`. */
  readonly held?: string;
  /** The posts, a hundred at most. */
  readonly posts: (client: string) => string;
  /** One user by key. */
  readonly user: (key: string) => string;
  readonly userByCode?: (key: string) => string;
  /** The posts of an author. */
  readonly written: (key: string) => string;
  /** The first user of all; `throwing` raises an error when there is none. */
  readonly constant: string;
  readonly throwing?: string;
  /** A read that is pushed to a list. */
  readonly pushed?: (key: string) => string;
  readonly setAge: (key: string, age: string) => string;
  readonly insert?: (client: string, row: string) => string;
  /** `status` of a user is set to 'seen'. */
  readonly update?: (client: string, key: string) => string;
  /** The age of the users of a status is set, where the ORM takes a status that may be missing. */
  readonly updateOf?: (key: string) => string;
  readonly remove?: (client: string, key: string) => string;
  /** 1 is added to the age of a user. */
  readonly add?: (key: string) => string;
  /** All posts are given to an author. */
  readonly setAuthor?: (author: string) => string;
  /** A transaction with a body, and the client in it. */
  readonly transaction: (body: string) => string;
  readonly inTransaction: string;
  readonly counting: Counting;
  readonly relating?: Relating;
};

/** How an ORM reads the relations of rows, as expressions that are waited for. */
export type Relating = {
  /** Some users, and some posts, without their relations. */
  readonly users: string;
  readonly posts: string;
  /** A relation that is read where it is not loaded: the rows, and what is read of one; `one`: of a single row. */
  readonly unloaded?: readonly { readonly what: string; readonly rows: string; readonly read: (row: string) => string; readonly one?: true }[];
  /** The posts of a user, and the user of a post, loaded for the one row; `merged`: loads of one tick are one statement already. */
  readonly many?: readonly { readonly what: string; readonly load: (user: string) => string }[];
  readonly one?: (post: string) => string;
  readonly merged?: true;
  /** Rows load nothing by themselves: what belongs to one is asked for by a key. */
  readonly keyed?: true;
  /** Rows with a relation that nothing reads, and a column of them; `joined`: it comes by a join. */
  readonly unused?: { readonly rows: string; readonly read: (row: string) => string; readonly joined?: true };
  /** The same as statements, and how what they load is read then; `chosen` are users, and posts, whose query takes no relation. */
  readonly filled?: { readonly many: (user: string) => string; readonly read: (user: string) => string; readonly one?: (post: string) => string; readonly chosen?: readonly [users: string, posts: string] };
};

/** How an ORM counts, as expressions that are waited for. */
export type Counting = {
  /** The users of a status, by their key; all posts; all users in an order. */
  readonly rows: string;
  readonly posts: string;
  readonly ordered?: string;
  /** The users in an order in which no two are alike, and by their status alone. */
  readonly first: { readonly total: string; readonly loose: string };
  /** The users of a list of keys, where a long one is split for rows and not for a count. */
  readonly listed?: string;
  /** How many users of a status there are, and what is tested of it: `Number(% )`; `pattern` binds it. */
  readonly count?: string;
  /** The same in other words: what is waited for, what binds it, and what is tested of that. */
  readonly counts?: readonly { readonly what: string; readonly query: string; readonly bound: string; readonly number: string }[];
  /** A row that is only tested, in words of its own. */
  readonly tested?: readonly { readonly what: string; readonly query: string }[];
  /** Counts of users that one query gives: by a condition, and of all of them; how one is bound to a name, and its number. */
  readonly together?: readonly {
    readonly what: string;
    readonly count: (condition: string) => string;
    readonly conditions: readonly string[];
    /** Empty where one query for the count of all as well is none. */
    readonly all: string;
    /** What the suggestion changes shows on any rows. */
    readonly changes?: true;
    readonly bound?: (name: string) => string;
    readonly number?: (name: string) => string;
    /** The number where it is waited for, inside of something else. */
    readonly inside?: (query: string) => string;
  }[];
};

export type { Difference };
