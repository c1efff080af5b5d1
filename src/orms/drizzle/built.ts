import type { Aggregate } from '../../vocabulary/aggregate.ts';
import type { Assignment, Cardinality, Condition, Operation, QueryCall } from '../../vocabulary/query.ts';
import type { OrmValue, Ref, Value } from '../../vocabulary/value.ts';

/** What a statement has been told so far: the state of a builder. */
export type Built = {
  /** The method that began it: `select`, `findMany`, `insert` … */
  method: string;
  operation: Operation;
  cardinality: Cardinality;
  /** The dialect, and `v2` for relational queries with object filters. */
  form: string;
  /** The numbers that it selects, and nothing else. */
  aggregates?: readonly Aggregate[];
  conditions: readonly Condition[];
  open: boolean;
  /** Names that `execute` fills in, and the columns that they are compared with. */
  placeholders: { readonly [name: string]: string };
  assignments?: readonly Assignment[];
  payloadOpen?: boolean;
  list?: boolean;
  written?: Ref;
  loads: readonly string[];
  options: readonly string[];
  limit?: Ref;
  /** What waiting for it gives. */
  rows: 'list' | 'one' | 'none';
  /** Part of another statement from the start: it never runs by itself. */
  embedded: boolean;
};

/** A builder that has not been told anything. */
export function begin(method: string, operation: Operation, client: OrmValue): Built {
  const { dialect, embedded } = client.state ?? {};
  return {
    method,
    operation,
    cardinality: 'many',
    form: typeof dialect === 'string' ? dialect : '',
    conditions: [],
    open: false,
    placeholders: {},
    loads: [],
    options: [],
    rows: operation === 'read' || operation === 'count' || operation === 'aggregate' ? 'list' : 'none',
    embedded: embedded === true,
  };
}

/** The table that a statement is about: its name, and the call that declares it. */
export type TableOf = Pick<OrmValue, 'model' | 'declared'>;

/** A value in a role that holds a builder's state. */
export function holding(value: OrmValue, role: string, built: Built, { model, declared }: TableOf): OrmValue {
  return { k: 'orm', orm: 'drizzle', role, state: { built }, builder: true, evidence: value.evidence, ...(model !== undefined && { model }), ...(declared && { declared }) };
}

/** The state that a builder holds. */
export function builtOf({ state }: OrmValue): Built | undefined {
  return state?.['built'] as Built | undefined;
}

/** The query that a builder stands for; lazy until a method runs it. */
export function queryOf({ model, declared, evidence }: OrmValue, built: Built, runs: QueryCall['runs'] = 'awaited'): QueryCall {
  const { method, operation, cardinality, form, aggregates, conditions, open, assignments, payloadOpen = false, list = false, written, loads, options, limit, rows } = built;
  return {
    orm: 'drizzle',
    method,
    operation,
    cardinality,
    ...(model !== undefined && { model }),
    ...(declared && { declared }),
    ...(aggregates && !options.includes('groupBy') && { aggregates }),
    filter: { conditions, open },
    ...(assignments && { payload: { assignments, open: payloadOpen, list, ...(written && { whole: written }) } }),
    loads,
    ...(operation === 'read' && rows !== 'none' && !options.some(option => option === 'fields' || /join/i.test(option)) && { rowsAt: rows === 'list' ? ['[]'] : [] }),
    nestedWrites: false,
    ...(limit && { limit }),
    options,
    ...(form !== '' && { form }),
    runs,
    batched: false,
    evidence,
  };
}

const PLAIN: Value = { k: 'plain' };
const ROWS: Value = { k: 'list', of: PLAIN };

/** What waiting for a statement gives. */
export function rowsOf({ rows }: Built): Value {
  return rows === 'list' ? ROWS : PLAIN;
}
