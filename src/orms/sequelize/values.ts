import type { OrmValue, Value } from '../../vocabulary/value.ts';

export const PLAIN: Value = { k: 'plain' };

/** A row of a model: an instance of the class that declares it, where one does. */
export function rowOf(model: OrmValue): Value {
  const { declared } = model;
  return declared?.c === undefined ? bareRow(model) : { k: 'instance', m: declared.m, c: declared.c, declared: true };
}

/** A row as Sequelize alone has it, whatever the program adds. */
export function bareRow({ state, ...model }: OrmValue): OrmValue {
  const called = state?.['called'];
  return { ...model, role: 'row', ...(called !== undefined && { state: { called } }) };
}

/** The class that declares a model, where one does. */
export function classOf(model: OrmValue): Value {
  const { declared } = model;
  return declared?.c === undefined ? model : { k: 'class', m: declared.m, c: declared.c };
}
