import type { ClassView } from '../../vocabulary/declaration.ts';
import type { View } from '../../vocabulary/orm.ts';
import type { Evidence, OrmValue, Value } from '../../vocabulary/value.ts';

export const PLAIN: Value = { k: 'plain' };
export const ROWS: Value = { k: 'list', of: PLAIN };

/** An entity as far as it is known: its name, where it is declared, and whether it is a `BaseEntity`, whose rows have methods. */
export type Entity = Pick<OrmValue, 'model' | 'declared'> & { active?: true };

/** A value of the ORM without a model. */
export function valueOf(role: string, evidence: Evidence, state?: OrmValue['state']): OrmValue {
  return { k: 'orm', orm: 'typeorm', role, evidence, ...(state && { state }) };
}

/** A value that is about an entity: a repository, a builder, a row. */
export function about(role: string, { active, ...entity }: Entity, from: OrmValue): OrmValue {
  const { model: _, declared: __, state: { active: ___, ...state } = {}, builder: ____, ...rest } = from;
  return { ...rest, ...entity, role, state: { ...state, ...(active && { active }) } };
}

/** The entity that a value is about. */
export function entityOf({ model, declared, state }: OrmValue): Entity {
  return { ...(model !== undefined && { model }), ...(declared && { declared }), ...(state?.['active'] === true && { active: true }) };
}

/** The entity that a class is. */
export function entityFrom(view: ClassView): Entity {
  const root = view.root()?.value;
  const isActive = root?.k === 'orm' && root.orm === 'typeorm' && root.role === 'entity-base';
  return { ...(view.name !== undefined && { model: view.name }), declared: view.declared, ...(isActive && { active: true }) };
}

/** The entity that an argument names: a class, an `EntitySchema`, or its name. */
export function entityAt(view: View | undefined): Entity | undefined {
  if (!view) return undefined;
  const value = view.value();
  const cls = view.class();
  if (cls) return entityFrom(cls);
  if (value.k === 'orm' && value.orm === 'typeorm' && (value.role === 'entity-class' || value.role === 'entity-schema')) return entityOf(value);
  const name = view.literal();
  if (typeof name === 'string' && /^\w+$/.test(name)) return { model: name };
  const isClass = value.k === 'external' && !value.instance && !value.called && /^[A-Z]/.test(value.path.at(-1) ?? value.name);
  return isClass ? { model: value.path.at(-1) ?? value.name } : undefined;
}

/** Rows that a query gives: of a `BaseEntity` they have methods of their own. */
export function rowsOf(value: OrmValue, many: boolean): Value {
  const row = rowOf(value);
  return many ? { k: 'list', of: row } : row;
}

function rowOf({ declared, state }: OrmValue): Value {
  if (state?.['active'] !== true || declared?.c === undefined) return PLAIN;
  return { k: 'instance', m: declared.m, c: declared.c, declared: true };
}

/** A word in the state of a value. */
export function wordOf({ state }: OrmValue, name: string): string {
  const word = state?.[name];
  return typeof word === 'string' ? word : '';
}
