import type { At } from './ir.ts';
import type { Condition, QueryCall } from './query.ts';
import type { CountsSite } from './rewrite.ts';

/** One number over rows: `COUNT(*)`, `COUNT(DISTINCT author_id)`, `SUM(total)`. */
export type Aggregate = { fn: 'count' | 'sum' | 'avg' | 'min' | 'max'; field?: string; distinct?: true };

/** A condition as a reader sees it. `text` is what it compares with as the code has it, `constant` when the code itself says the value: a literal, or a member of an enum. */
export type WrittenCondition = Condition & { text: string; constant: boolean };

/** One question of a group: what it asks, and the conditions that are its own. `name` is what the program calls the answer. */
export type AggregateQuery = { query: QueryCall; name: string; aggregates: readonly Aggregate[]; own: readonly WrittenCondition[] };

/** Questions about rows of one model that one query could answer. */
export type AggregateGroup = {
  queries: readonly AggregateQuery[];
  /** The conditions that all of them have: the `WHERE` of the one query. */
  common: readonly WrittenCondition[];
  /** The common filter has parts that are no conditions of columns. */
  open: boolean;
  /** The column whose values tell the questions apart: each compares it with a constant of its own, one may leave it out and ask for all. */
  by?: string;
  /** The list of values, where one question is asked for each. */
  each?: string;
};

/** What the rule about repeated aggregates may report, in the linted file. */
export type AggregateFinding = {
  /** Offsets of the callee of the first question. */
  at: At;
  end: At;
  /**
   * `values`: they differ in the value of one column. `conditions`: in more than that. `same-rows`: they ask different numbers of
   * the same rows. `each-value`: one question for each value of a list that the code spells out.
   */
  kind: 'values' | 'conditions' | 'same-rows' | 'each-value';
  model: string;
  /** The columns that the questions differ in. */
  fields: readonly string[];
  /** Every question, in the order of the code; of equal ones the first. `at` and `end` are the offsets of the call that knows all of it. */
  queries: readonly (AggregateQuery & { display: string; at: At; end: At; line: number })[];
  common: readonly WrittenCondition[];
  open: boolean;
  by?: string;
  each?: string;
  /** Asked again in each round of a loop. */
  repeated: boolean;
  advice: string;
  /** The counts as text, when they may be rewritten. */
  site?: CountsSite;
};
