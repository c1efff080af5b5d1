import type { ClassView, GivenMember } from '../../vocabulary/declaration.ts';
import type { Arguments } from '../../vocabulary/orm.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
import { about, schemaOf } from './values.ts';

/** `class Users extends Model`, or a class whose members a schema takes over. */
export function inherit(parent: OrmValue, by: ClassView): OrmValue | undefined {
  if (parent.role !== 'model' && parent.role !== 'base') return undefined;
  return parent.model === undefined && by.name !== undefined ? { ...about('model', parent), model: by.name } : about('model', parent);
}

/** Where a program gives members to models and to rows: to the model, and to its schema. */
export function own(value: OrmValue): readonly (readonly string[])[] {
  if (value.role === 'model') return [[], ['statics']];
  return value.role === 'row' ? [['methods'], ['prototype']] : value.role === 'query' ? [['query']] : [];
}

/** The schema, where members are given to a model by giving them to that. */
export function partOf(value: OrmValue) {
  return schemaOf(value);
}

/** What `this` is in a member of a model or of a row, and in a hook. */
export function self(value: OrmValue, path: readonly string[]): Value | undefined {
  const [first] = path;
  if (value.role === 'schema') {
    const model = { ...about('model', value), declared: undefined, state: value.declared ? { schema: { m: value.declared.m, e: value.declared.e } } : {} };
    const { declared: _, ...known } = model;
    return first === 'statics' ? known : first === 'methods' || first === 'hooks' || first === 'virtuals' ? about('row', known) : undefined;
  }
  if (value.role !== 'model') return undefined;
  return first === undefined ? value : first === 'prototype' ? about('row', value) : undefined;
}

/** Members that a call gives: `schema.static('byName', fn)`, `schema.method({ … })`, `schema.loadClass(User)`; and `this` in hooks. */
export function gives(value: OrmValue, method: string, args: Arguments): readonly GivenMember[] {
  const [first, second] = [args.at(0), args.at(1)];
  if (value.role === 'class-function') return first ? [{ path: ['statics'], of: first }, { path: ['methods'], of: first, instances: true }] : [];
  if (value.role !== 'schema' || !first) return [];
  if (method === 'loadClass') return [{ path: ['statics'], of: first }, { path: ['methods'], of: first, instances: true }];
  if (method === 'static' || method === 'method') {
    const path = [`${method}s`];
    if (!second) return [{ path, of: first }];
    const name = first.text();
    return name === undefined ? [] : [{ path, name, of: second }];
  }
  const last = args.at(args.count - 1);
  const ofRows = method === 'pre' && /^(?:save|validate|remove|init)$/.test(first.text() ?? '');
  return ofRows && last && last !== first ? [{ path: ['hooks'], name: '', of: last }] : [];
}
