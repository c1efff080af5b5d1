import type { Evidence, OrmValue, Value } from '../../vocabulary/value.ts';

export const PLAIN: Value = { k: 'plain' };
export const ROWS: Value = { k: 'list', of: PLAIN };

/** A value of this ORM. */
export function make(role: string, state: OrmValue['state'] = {}, evidence: Evidence = 'proved'): OrmValue {
  return { k: 'orm', orm: 'kysely', role, state, evidence };
}

/** Something that becomes part of a statement: a column, a function, a condition, a sub-query under a name. */
export function expression(state: OrmValue['state'] = {}): OrmValue {
  return make('expression', state);
}

/** Whether a value is one of this ORM, in a role. */
export function isIn(role: string, value: Value | undefined): value is OrmValue {
  return value?.k === 'orm' && value.orm === 'kysely' && value.role === role;
}

/** A word that a value's state holds. */
export function said({ state }: OrmValue, key: string): string {
  const word = state?.[key];
  return typeof word === 'string' ? word : '';
}
