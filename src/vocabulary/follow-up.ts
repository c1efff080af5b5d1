import type { At } from './ir.ts';
import type { QueryCall } from './query.ts';
import type { Column } from './schema.ts';

/** A query for rows that belong to those of a query before it, by a column of them. */
export type FollowUp = {
  first: QueryCall;
  second: QueryCall;
  /** The column of the first's rows that the second is given, and the column that it compares with it. */
  column: string;
  field: string;
  /** The relation that leads from the rows of the first to those of the second, and the one that leads back, where the models have them. */
  relation?: Column;
  back?: Column;
  /** The first loads all of that with its rows already. */
  isLoaded?: true;
  /** Every query of the second's model leaves some rows out. */
  filtered?: true;
  /** One of the two models has relations that its find methods load by themselves, and a builder does not. */
  eager?: true;
  /** It is given the keys of all rows of a list, and not of one row. */
  many: boolean;
  /** Each row of the first may have many of the second. */
  toMany: boolean;
  /** The second has other conditions. */
  more: boolean;
};

/**
 * Why a query that goes by the rows of another one is no follow-up. `way-out`: a check between them may end the function.
 * `checked`: a call between them that gives nothing is handed the rows. `conditional`: one of them runs on some paths only.
 * `locked`: one of them locks its rows. `transactions`: they are asked of different clients. `paged`: the second gives a page.
 * `written`: rows are written between them. `reassigned`: the variable may hold other rows. `waited`: something unknown is waited
 * for between them, so that the row may be another one.
 */
export type FollowUpSilence = 'way-out' | 'checked' | 'conditional' | 'locked' | 'transactions' | 'paged' | 'written' | 'reassigned' | 'waited';

/** A query that the one before it could have answered too, in the linted file. */
export type FollowUpFinding = {
  /** Offsets of the callee of the second query. */
  at: At;
  end: At;
  /** `related`: the first could load its rows. `filtered`: the first is read for the key alone. `again`: it reads the same row. */
  kind: 'related' | 'filtered' | 'again';
  subject: string;
  /** The call that gives the rows of the first, as the message quotes it, and where that query stands. */
  first: string;
  file: string;
  line: number;
  /** The column that ties them: `user.id`. */
  key: string;
  /** The relations that other queries read by the same rows, and that the first could load as well. */
  beside: string[];
  query: QueryCall;
  /** What to write instead, in the ORM's own words. */
  advice: string;
};
