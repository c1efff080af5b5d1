import type { Evidence, OrmValue, Value } from '../../vocabulary/value.ts';

export const PLAIN: Value = { k: 'plain' };

/** A value of this ORM. */
export function make(role: string, evidence: Evidence = 'proved'): OrmValue {
  return { k: 'orm', orm: 'objection', role, evidence };
}

/** A row of a model: an instance of the class that declares it. */
export function rowOf(model: OrmValue): Value {
  const { declared } = model;
  return declared?.c === undefined ? bareRow(model) : { k: 'instance', m: declared.m, c: declared.c, declared: true };
}

/** A row as Objection alone has it, whatever the program adds. */
export function bareRow({ model, declared, evidence }: OrmValue): OrmValue {
  return { ...make('row', evidence), ...(model !== undefined && { model }), ...(declared && { declared }) };
}
