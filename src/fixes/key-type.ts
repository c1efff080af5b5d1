import { declaredType, elementType, memberType } from '../facts/declared-type.ts';
import type { E, ModuleFacts, Type } from '../vocabulary/ir.ts';
import type { LoopSite, Primitive } from '../vocabulary/rewrite.ts';

/** What a key is known to be: its type, and whether it may be missing. */
export type KeyType = { readonly primitive: Primitive; readonly nullable: boolean };

/** The type of a key that follows the element, by the annotation of the collection or by the schema of the rows in it. */
export function keyType(site: LoopSite, key: E): KeyType | undefined {
  const { facts } = site.written;
  const region = facts.regions[site.loop]!;
  const expr = facts.exprs[key]!;
  if (region.k !== 'of') return undefined;
  const held = expr.k === 'get' ? facts.exprs[expr.of]! : expr;
  if (held.k !== 'var' || !region.vars.includes(held.v)) return undefined;
  const path = facts.vars[held.v]!.defs.find(def => def.how === 'each')?.path ?? [];
  const member = expr.k === 'get' ? (path.length === 0 ? expr.name : undefined) : path.length === 1 && typeof path[0] === 'string' ? path[0] : undefined;
  if (member === undefined && (expr.k === 'get' || path.length > 0)) return undefined;
  const column = member === undefined ? undefined : site.collection.model?.columns.find(each => each.name === member);
  const primitive = column && site.rewrites.primitive(column);
  if (column) return primitive && { primitive, nullable: column.nullable };
  const over = facts.exprs[region.over]!;
  const type = over.k === 'var' ? elementType(declaredType(facts, over.v)) : undefined;
  return type && primitiveOf(facts, member === undefined ? type : memberType(facts, type, member));
}

function primitiveOf(facts: ModuleFacts, type: Type | undefined): KeyType | undefined {
  if (type?.k === 'primitive') return type.name === 'number' || type.name === 'string' || type.name === 'boolean' ? { primitive: type.name, nullable: false } : undefined;
  if (type?.k !== 'union') return undefined;
  const present = type.of.filter(each => !isNothing(each));
  const only = present.length === 1 ? primitiveOf(facts, present[0]) : undefined;
  return only && { ...only, nullable: only.nullable || present.length < type.of.length };
}

const isNothing = (type: Type): boolean => (type.k === 'primitive' && (type.name === 'undefined' || type.name === 'null')) || (type.k === 'lit' && type.v === null);
