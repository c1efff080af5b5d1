import type { ModuleFacts, Type, V } from '../vocabulary/ir.ts';

/** The type that a variable is annotated with, itself or as a part of a parameter: `({ ids }: { ids: number[] })`. */
export function declaredType(facts: ModuleFacts, v: V): Type | undefined {
  const { type, defs, fn } = facts.vars[v]!;
  const [def] = defs;
  if (type || def?.how !== 'param' || def.param === undefined || def.default !== undefined) return type;
  const given = facts.fns[fn]!.params[def.param]?.type;
  return def.path.reduce<Type | undefined>((whole, step) => (whole && typeof step === 'string' ? memberType(facts, whole, step) : undefined), given);
}

/** The type of a member of a type that the file writes out; one that may be missing is a union with `undefined`. */
export function memberType(facts: ModuleFacts, type: Type, name: string): Type | undefined {
  const object = type.k === 'ref' && type.name.length === 1 ? facts.types[type.name[0]!]?.body : type;
  const member = object?.k === 'object' ? object.members.find(each => each.name === name) : undefined;
  if (!member?.optional) return member?.type;
  return member.type && { k: 'union', of: [member.type, { k: 'primitive', name: 'undefined' }] };
}

/** The type of the elements of an array. */
export function elementType(type: Type | undefined): Type | undefined {
  if (type?.k === 'array') return type.of;
  return type?.k === 'ref' && /^(?:Readonly)?Array$/.test(type.name.join('.')) ? type.args[0] : undefined;
}
