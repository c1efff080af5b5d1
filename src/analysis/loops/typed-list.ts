import type { E, ModuleFacts, Path, V } from '../../vocabulary/ir.ts';
import type { ModuleId, Value } from '../../vocabulary/value.ts';
import type { Link } from '../link/link.ts';
import { alternatives } from '../link/join.ts';
import { isInferredShort } from './validated-list.ts';

/**
 * Whether the type of a value bounds the list that `path` leads to in it: kinds that an enum or a union names, what a schema
 * with a limit gives, a field with a decorator that limits it.
 */
export function isTypedShort(link: Link, value: Value, path: Path, most: number): boolean {
  const found = alternatives(value);
  const [only] = found;
  if (!only || found.length > 1) return false;
  if (isInferredShort(link, only, path, most)) return true;
  const [step, ...rest] = path;
  if (step === undefined) return only.k === 'list' && isKind(only.of);
  if (typeof step !== 'string') return false;
  return (rest.length === 0 && isLimited(link, only, step, most, LIMITS_LIST)) || isTypedShort(link, link.member(only, step), rest, most);
}

/** Whether a type names all that something of it can be. */
export function isKind(value: Value): boolean {
  return value.k === 'plain' && value.kinds === true;
}

/** Whether a field counts no more than `most`, as the decorator of its class says that checks it: `@Max(12) copies: number`. */
export function isLimitedNumber(link: Link, owner: Value, name: string, most: number): boolean {
  return isLimited(link, owner, name, most, LIMITS_NUMBER);
}

// https://github.com/typestack/class-validator#validation-decorators
const LIMITS_LIST = 'ArrayMaxSize';
const LIMITS_NUMBER = 'Max';

function isLimited(link: Link, owner: Value, name: string, most: number, decorator: string): boolean {
  const view = owner.k === 'instance' ? link.classView(owner.m, owner.c, owner.scope) : undefined;
  return view?.members.some(member => member.name === name && member.decorators.some(each => {
    const limit = each.name === decorator ? each.args.at(0)?.literal() : undefined;
    const source = each.value();
    return typeof limit === 'number' && limit <= most && source.k === 'external' && source.from === 'class-validator';
  })) === true;
}

/** A type that names this many keys is that of an object, and no list. */
const MOST_NAMED = 10;
const MOST_FIELDS = 60;

/** Whether the type of an object names all of its keys, a handful: `{ beneficiary: Person; tutor?: Person }`. */
export function hasWrittenKeys(link: Link, m: ModuleId, e: E): boolean {
  const value = link.valueOf(m, e);
  if (value.k !== 'typed' || value.type.k !== 'object') return false;
  const { members } = value.type;
  return members.length > 0 && members.length <= MOST_NAMED && members.every(({ name }) => /^[\w$]+$/.test(name));
}

/** Whether a variable holds a map or a set whose type names all of its keys, however it is filled. */
export function isKeyedByKinds(link: Link, m: ModuleId, facts: ModuleFacts, v: V, made: E | undefined): boolean {
  const { type } = facts.vars[v]!;
  const call = made === undefined ? undefined : facts.exprs[made]!;
  const [key] = type?.k === 'ref' && KEYED.has(type.name.at(-1) ?? '') ? type.args : call?.k === 'call' && call.new ? (call.types ?? []) : [];
  return key !== undefined && isKind(link.valueOfType(m, key));
}

/** Types whose first argument is the type of their keys, none of which they hold twice. */
const KEYED: ReadonlySet<string> = new Set(['Map', 'ReadonlyMap', 'Set', 'ReadonlySet', 'Record']);

/** Whether a value is of a class of the program that says its fields: the names of an input are as many as it declares. */
export function hasWrittenFields(link: Link, m: ModuleId, e: E): boolean {
  const value = link.valueOf(m, e);
  const cls = value.k === 'instance' ? link.facts(value.m)?.classes[value.c] : undefined;
  return cls !== undefined && cls.members.some(({ kind }) => kind === 'field') && cls.members.length <= MOST_FIELDS;
}
