import type { ClassView } from '../../vocabulary/declaration.ts';
import type { View } from '../../vocabulary/orm.ts';
import type { Evidence, OrmValue, Value } from '../../vocabulary/value.ts';

export const PLAIN: Value = { k: 'plain' };

/** An entity as far as it is known: its name, and where it is declared. */
export type Entity = Pick<OrmValue, 'model' | 'declared'>;

/** A value of the ORM without an entity. */
export function valueOf(role: string, evidence: Evidence, state?: OrmValue['state']): OrmValue {
  return { k: 'orm', orm: 'mikroorm', role, evidence, ...(state && { state }) };
}

/** A value that is about an entity: a repository, a builder, a collection. */
export function about(role: string, entity: Entity, { evidence }: OrmValue, state?: OrmValue['state']): OrmValue {
  return { ...valueOf(role, evidence, state), ...entity };
}

/** A manager; what it is told by `persist` and `remove` adds up until `flush`. */
export function managerOf({ evidence }: Pick<OrmValue, 'evidence'>): OrmValue {
  return { ...valueOf('manager', evidence), builder: true, unitOfWork: true };
}

/** The entity that a value is about. */
export function entityOf({ model, declared }: OrmValue): Entity {
  return { ...(model !== undefined && { model }), ...(declared && { declared }) };
}

/** The entity that a class is. */
export function entityFrom({ name, declared }: ClassView): Entity {
  return { ...(name !== undefined && { model: name }), declared };
}

/** The entity that an argument names: a class, a schema, or its name. */
export function entityAt(view: View | undefined): Entity | undefined {
  if (!view) return undefined;
  const cls = view.class();
  if (cls) return entityFrom(cls);
  const value = view.value();
  if (value.k === 'orm') return value.orm === 'mikroorm' && value.role === 'schema' ? entityOf(value) : undefined;
  const name = view.literal();
  if (typeof name === 'string' && /^\w+$/.test(name)) return { model: name };
  const isClass = value.k === 'external' && !value.instance && !value.called && /^[A-Z]/.test(value.path.at(-1) ?? value.name);
  return isClass ? { model: value.path.at(-1) ?? value.name } : undefined;
}

/** Rows that a query gives: instances of the entity's class, whose collections and references load. */
export function rowsOf(entity: Entity, many: boolean): Value {
  const { declared } = entity;
  const row: Value = declared?.c === undefined ? PLAIN : { k: 'instance', m: declared.m, c: declared.c, declared: true };
  return many ? { k: 'list', of: row } : row;
}
