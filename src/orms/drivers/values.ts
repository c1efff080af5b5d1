import type { QueryCall } from '../../vocabulary/query.ts';
import type { Evidence, OrmState, OrmValue, Value } from '../../vocabulary/value.ts';

export const PLAIN: Value = { k: 'plain' };
export const ROWS: Value = { k: 'list', of: PLAIN };

/** A value of a driver: `driver` is the package whose manual speaks of it. */
export function make(role: string, driver: string, evidence: Evidence = 'proved', state: OrmState = {}): OrmValue {
  return { k: 'orm', orm: 'drivers', role, state: { driver, ...state }, evidence };
}

/** The package that a value comes from. */
export function driverOf({ state }: OrmValue): string {
  const driver = state?.['driver'];
  return typeof driver === 'string' ? driver : '';
}

/** What all queries of drivers have in common. */
export function queryOf(value: OrmValue, query: Pick<QueryCall, 'method' | 'operation' | 'cardinality'> & Partial<QueryCall>): QueryCall {
  return { orm: 'drivers', ...(value.model !== undefined && { model: value.model }), loads: [], nestedWrites: false, options: [], runs: 'called', batched: false, evidence: value.evidence, ...query };
}
