import type { At } from './ir.ts';

/** The models of a project, as one ORM's schema reader understood them. */
export type Schema = {
  orm: string;
  /** The files it was read from. */
  files: readonly string[];
  models: readonly Model[];
  /** The database, in the schema's own word (`sqlite`), where it says one. */
  database?: string;
  /** Where generated clients are written, as absolute paths without an ending. */
  clients: readonly string[];
  /** What could not be read; the rest still counts. */
  problems: readonly SchemaProblem[];
};

export type Model = {
  name: string;
  file: string;
  at: At;
  columns: readonly Column[];
  /** Unique keys, the primary one first where there is one. */
  keys: readonly UniqueKey[];
  /** Columns that are unique among some of the rows: `uniqueIndex().on(t.phone).where(…)`. */
  partialKeys?: readonly (readonly string[])[];
  /** Indexes that are no keys. */
  indexes?: readonly Index[];
  /** The name in the database, where the schema gives another one. */
  table?: string;
  /** Relations that every query of the model loads: a default scope, as paths; `…` for what could not be read. */
  scope?: readonly string[];
  /** Conditions are added to every query of it but those that a builder makes: rows of other tenants, or deleted ones, are left out. */
  filtered?: true;
  /** Events of single rows on which the program does something of its own, as the ORM names them; `…` for what could not be read. */
  hooks?: readonly string[];
  /** The column that says which kind of row it is, where several models share a table. */
  discriminator?: string;
};

/** `type` is the schema's own word (`Int`, `String`); `relation` is the model it leads to, `list` whether to many, `by` the one column that holds the `id` it leads to. */
export type Column = { name: string; type: string; nullable: boolean; list: boolean; relation?: string; by?: string; at: At; /** A getter of the program stands behind it, which may read other columns and relations. */ computed?: true; /** It is read only where it is asked for. */ hidden?: true; /** What else is known of a relation. */ link?: RelationLink };

/** What is known of a relation besides the model it leads to. */
export type RelationLink = {
  /** Each row of either side may have many of the other. */
  manyToMany?: true;
  /** The relation that leads back, as the other model names it. */
  inverse?: string;
  /** Reading it on a row runs a query. */
  lazy?: true;
  /** `always`: every read of the model loads it. `find`: reads by the find methods do, builders do not. */
  eager?: 'always' | 'find';
  /** Where the foreign key stands, and its columns: in this model, in the other one, or in a table between. */
  key?: { side: 'own' | 'other' | 'between'; columns: readonly string[]; table?: string };
  /** The column holds the key itself until the relation is loaded: rows without it are keys. */
  holdsKey?: true;
};

/** An index: its columns in order, each with its direction where that is given. */
export type Index = { columns: readonly { name: string; descending?: true }[]; unique?: true; type?: string; name?: string };

/** `name` is how the ORM addresses a compound key (`userId_postId`). */
export type UniqueKey = { columns: readonly string[]; primary: boolean; name?: string };

export type SchemaProblem = { file: string; line: number; message: string };
