import type { Aggregate } from '../../vocabulary/aggregate.ts';
import type { Assignment, Cardinality, Condition, Operation, QueryCall } from '../../vocabulary/query.ts';
import type { OrmValue, Ref } from '../../vocabulary/value.ts';

/** What a statement has been told so far: the state of a builder. */
export type Built = {
  /** The method that began it: `selectFrom`, `insertInto` … */
  method: string;
  operation: Operation;
  cardinality: Cardinality;
  /** What the table is called in the statement: `p` in `post as p`. */
  alias?: string;
  /** The numbers that it selects, and nothing else. */
  aggregates?: readonly Aggregate[];
  conditions: readonly Condition[];
  open: boolean;
  assignments?: readonly Assignment[];
  payloadOpen?: boolean;
  list?: boolean;
  written?: Ref;
  limit?: Ref;
  options: readonly string[];
};

/** A statement that has not been told anything. */
export function begin(method: string, operation: Operation): Built {
  return { method, operation, cardinality: 'many', conditions: [], open: false, options: [] };
}

/** The builder that holds a statement; each call gives a new one, and the old one stays what it was. */
export function holding({ evidence }: OrmValue, built: Built, model: string | undefined): OrmValue {
  return { k: 'orm', orm: 'kysely', role: 'builder', state: { built }, builder: true, evidence, ...(model !== undefined && { model }) };
}

/** The state that a builder holds. */
export function builtOf({ state }: OrmValue): Built | undefined {
  return state?.['built'] as Built | undefined;
}

/** The query that running a builder is. */
export function queryOf({ model, evidence }: OrmValue, built: Built, more: { method?: string } = {}): QueryCall {
  const { method, operation, cardinality, aggregates, conditions, open, assignments, payloadOpen = false, list = false, written, limit, options } = built;
  return {
    orm: 'kysely',
    method: more.method ?? method,
    operation,
    cardinality,
    ...(model !== undefined && { model }),
    ...(aggregates && aggregates.length > 0 && !options.includes('groupBy') && { aggregates }),
    filter: { conditions, open },
    ...(assignments && { payload: { assignments, open: payloadOpen, list, ...(written && { whole: written }) } }),
    ...(limit && { limit }),
    loads: [],
    nestedWrites: false,
    options,
    runs: 'called',
    batched: false,
    evidence,
  };
}
