import type { C } from '../../vocabulary/ir.ts';
import type { ModuleId, TypeScope, Value } from '../../vocabulary/value.ts';
import type { Link } from './link.ts';

/** A class chain longer than this is taken as broken. */
export const LONGEST = 12;

/** The classes a class extends; a mixin's call gives what it returns. */
export function parentsOf(link: Link, m: ModuleId, c: C): readonly Value[] {
  const parent = link.facts(m)?.classes[c]?.super;
  if (parent === undefined) return [];
  const value = link.valueOf(m, parent);
  return value.k === 'oneOf' ? value.of : [value];
}

/** What the type parameters of `parent` stand for in class `c`, which extends it. */
export function superScope(link: Link, m: ModuleId, c: C, parent: Value & { k: 'class' }, scope: TypeScope | undefined): TypeScope {
  const params = link.facts(parent.m)?.classes[parent.c]?.typeParams ?? [];
  const given = link.facts(m)?.classes[c]?.superTypes ?? [];
  return new Map(params.flatMap((param, at) => (given[at] ? [[param, { m, type: given[at], ...(scope && { scope }) }] as const] : [])));
}
