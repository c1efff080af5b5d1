import type { ClassView } from '../../vocabulary/declaration.ts';
import type { ExternalName } from '../../vocabulary/orm.ts';
import type { OrmValue } from '../../vocabulary/value.ts';
import { bareRow, make } from './values.ts';

const ROLES: { readonly [name: string]: string } = { Model: 'base', raw: 'part-maker', ref: 'part-maker', fn: 'part-maker', val: 'part-maker', transaction: 'transaction', initialize: 'part-maker' };

/** The value of an import from `objection`. */
export function claim({ from, name, path }: ExternalName): OrmValue | undefined {
  if (from !== 'objection') return undefined;
  const [member, ...rest] = [name, ...path].filter(each => each !== '*' && each !== 'default');
  if (rest.length > 0) return undefined;
  return member === undefined ? make('module') : exportOf(member);
}

/** An export of the package. */
export function exportOf(name: string): OrmValue | undefined {
  return Object.hasOwn(ROLES, name) ? make(ROLES[name]!) : undefined;
}

/** A builder that is handed in was begun elsewhere, and is part of the query that is begun there. */
export function fromType({ from, name, path }: ExternalName): OrmValue | undefined {
  if (from !== 'objection') return undefined;
  const member = [name, ...path].at(-1) ?? '';
  return /^(?:Any)?QueryBuilder$/.test(member) ? make('part', 'declared') : member === 'Model' ? make('row', 'declared') : undefined;
}

/** `class User extends Model`; a class of the program between them hands on what it is. */
export function inherit(parent: OrmValue, by: ClassView): OrmValue | undefined {
  if (parent.role !== 'base' && parent.role !== 'model') return undefined;
  return { ...make('model', parent.evidence), ...(by.name !== undefined && { model: by.name }), declared: by.declared };
}

/** A row that was not made here by `new`. */
export function stored(model: OrmValue): OrmValue | undefined {
  return model.role === 'model' ? bareRow(model) : undefined;
}
