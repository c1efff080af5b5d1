import type { Asked } from './asked.ts';
import type { Hop } from './finding.ts';
import type { At } from './ir.ts';
import type { QueryCall } from './query.ts';
import type { AnswerSite } from './rewrite.ts';
import type { Ref } from './value.ts';

/** An expression that a rewrite has to change. */
export type Spot = { ref: Ref; at: At; end: At };

/** Rows that are fetched for what the database could say itself. */
export type CountFinding = {
  /** Offsets of the callee: of the query, or of the function that gives its rows. */
  at: At;
  end: At;
  /** The callee as the message quotes it. */
  subject: string;
  asked: Asked;
  query: QueryCall;
  /** How the query is written in a message. */
  display: string;
  /** The function that gives the rows, where the query does not stand here. */
  hop?: Hop;
  /** The call, and the reads of its length, callbacks and loops that a rewrite would replace. */
  call: Spot;
  reads: readonly Spot[];
  advice: string;
  /** The query as text, when it stands here and may be rewritten. */
  site?: AnswerSite;
};

/** A count, or a row, of which only is asked whether there is any. */
export type ExistsFinding = {
  at: At;
  end: At;
  subject: string;
  /** A count that goes through all rows, or one row with all that is read with it. */
  kind: 'count' | 'row';
  query: QueryCall;
  call: Spot;
  /** The tests of it. */
  tests: readonly Spot[];
  advice: string;
  /** The query as text, when it stands here and may be rewritten. */
  site?: AnswerSite;
};
