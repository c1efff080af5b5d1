import type { Aggregate } from '../../vocabulary/aggregate.ts';
import type { Assignment, Cardinality, Condition, Operation, QueryCall } from '../../vocabulary/query.ts';
import type { OrmValue, Ref, Value } from '../../vocabulary/value.ts';

/** What a query has been told so far: the state of a builder. */
export type Built = {
  /** What a message calls it: `select`, `first`, `insert` … */
  method: string;
  operation: Operation;
  cardinality: Cardinality;
  /** It has a table, and so is a query; `table` is the expression of one that is not known by name. */
  begun: boolean;
  table?: Ref;
  /** How the program calls the table. */
  called?: string;
  alias?: string;
  /** The numbers that it selects; `undefined` among them is one that is not told, or a column. */
  aggregates: readonly (Aggregate | undefined)[];
  conditions: readonly Condition[];
  open: boolean;
  assignments?: readonly Assignment[];
  payloadOpen?: boolean;
  list?: boolean;
  whole?: Ref;
  options: readonly string[];
  limit?: Ref;
  /** What waiting for it gives. */
  rows: 'list' | 'one' | 'none';
};

/** A builder that has not been told anything. */
export const NOTHING: Built = { method: 'select', operation: 'read', cardinality: 'many', begun: false, aggregates: [], conditions: [], open: false, options: [], rows: 'list' };

/** A builder in this state. */
export function holding(value: OrmValue, built: Built, model: string | undefined): OrmValue {
  return { k: 'orm', orm: 'knex', role: 'builder', state: { built }, builder: true, evidence: value.evidence, ...(model !== undefined && { model }) };
}

/** The state that a builder holds. */
export function builtOf({ state }: OrmValue): Built | undefined {
  return state?.['built'] as Built | undefined;
}

/** The query that a builder stands for; lazy until a method runs it. */
export function queryOf({ model, evidence }: OrmValue, built: Built, runs: QueryCall['runs'] = 'awaited'): QueryCall {
  const { method, operation, cardinality, table, called, aggregates, conditions, open, assignments, payloadOpen = false, list = false, whole, options, limit, rows } = built;
  return {
    orm: 'knex',
    method,
    operation,
    cardinality,
    ...(model !== undefined && { model }),
    ...(called !== undefined && { called }),
    ...(table && { target: table }),
    ...(aggregates.length > 0 && !aggregates.includes(undefined) && cardinality === 'one' && { aggregates: aggregates.filter(each => each !== undefined) }),
    filter: { conditions, open },
    ...(assignments && { payload: { assignments, open: payloadOpen, list, ...(whole && { whole }) } }),
    loads: [],
    ...(operation === 'read' && rows !== 'none' && method !== 'pluck' && !options.some(option => /join/i.test(option)) && { rowsAt: rows === 'list' ? ['[]'] : [] }),
    nestedWrites: false,
    ...(limit && { limit }),
    options,
    runs,
    batched: false,
    evidence,
  };
}

export const PLAIN: Value = { k: 'plain' };

/** What waiting for a query gives. */
export function rowsOf({ rows }: Built): Value {
  return rows === 'list' ? { k: 'list', of: PLAIN } : PLAIN;
}
