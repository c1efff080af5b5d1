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
};

/** `type` is the schema's own word (`Int`, `String`); `relation` is the model it leads to, `list` whether to many, `by` the one column that holds the `id` it leads to. */
export type Column = { name: string; type: string; nullable: boolean; list: boolean; relation?: string; by?: string; at: At };

/** `name` is how the ORM addresses a compound key (`userId_postId`). */
export type UniqueKey = { columns: readonly string[]; primary: boolean; name?: string };

export type SchemaProblem = { file: string; line: number; message: string };
