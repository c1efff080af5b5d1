import type { F } from '../../vocabulary/ir.ts';
import type { Env, ModuleId, OrmValue, TypeScope, Value } from '../../vocabulary/value.ts';
import { numberOf } from './module-number.ts';

export const UNKNOWN: Value = { k: 'unknown', why: 'nothing is known of it' };
export const PLAIN: Value = { k: 'plain' };
/** Something whose type names all that it can be. */
export const KIND: Value = { k: 'plain', kinds: true };

/** More alternatives than this are no knowledge, and stay that when still more are added. */
const MOST = 8;
const TOO_MANY = unknown('too many alternatives');

export function unknown(why: string): Value {
  return { k: 'unknown', why };
}

/** The alternatives of a value. */
export function alternatives(value: Value): readonly Value[] {
  return value.k === 'oneOf' ? value.of : [value];
}

/** The ORM's value that something is, or may be: `Database & { extra: … }` is a database too. */
export function ormOf(value: Value): OrmValue | undefined {
  return alternatives(value).find(each => each.k === 'orm');
}

/** True when a value can lead to a query or to a function: the others need no following. */
export function leadsOn(value: Value): boolean {
  switch (value.k) {
    case 'orm':
    case 'fn':
    case 'class':
    case 'instance':
    case 'made':
    case 'typed':
    case 'object':
    case 'namespace':
    case 'external':
    case 'written':
      return true;
    case 'list':
      return leadsOn(value.of);
    case 'oneOf':
      return value.of.some(leadsOn);
    default:
      return false;
  }
}

/** What a package's function gives: an annotation beside it says more. */
export function isForeign(value: Value): boolean {
  return value.k === 'external' && value.called === true && !value.wraps;
}

/** One value for several that an expression may have. What leads nowhere gives way to what leads on: `cached ?? new Client()` is the client. */
export function join(values: readonly Value[]): Value {
  const [only] = values;
  if (only && only.k !== 'oneOf' && values.length === 1) return only;
  // Answers are kept, so most of what is the same is one object.
  const flat = [...new Set(values.flatMap(alternatives))];
  if (flat.includes(TOO_MANY)) return TOO_MANY;
  const following = flat.filter(leadsOn);
  if (following.length === 1) return following[0]!;
  if (following.length > 0) {
    const different = differentOf(following);
    if (different.length === 1) return different[0]!;
    return different.length > MOST ? TOO_MANY : { k: 'oneOf', of: different };
  }
  const open = flat.find(value => value.k === 'param') ?? flat.find(value => value.k === 'unknown');
  if (open) return open;
  const lists = flat.filter(value => value.k === 'list');
  if (lists.length > 0) return lists[0]!;
  const [first] = flat;
  if (first && flat.length === 1) return first;
  return first && flat.every(value => keyOf(value) === keyOf(first)) ? first : flat.length ? PLAIN : UNKNOWN;
}

const CERTAINTY = ['shaped', 'declared', 'proved'] as const;

/** The different ones of several values. Those that differ only in how surely they are known are one, with the lesser evidence: `typeof db | Transaction`. */
function differentOf(values: readonly Value[]): readonly Value[] {
  const found = new Map<string, Value>();
  for (const value of values) {
    const key = keyOf(value.k === 'orm' && value.evidence !== 'proved' ? { ...value, evidence: 'proved' } : value);
    const known = found.get(key);
    const isSurer = known?.k === 'orm' && value.k === 'orm' && CERTAINTY.indexOf(value.evidence) > CERTAINTY.indexOf(known.evidence);
    found.set(key, isSurer ? { ...value, evidence: known.evidence } : value);
  }
  return [...found.values()];
}

/** Equal for values that are the same; bounded in depth, so that a value that contains itself has a key too. */
export function keyOf(value: Value, depth = DEEPEST): string {
  if (depth === 0) return '…';
  if (depth < DEEPEST || !LONG.has(value.k)) return writeKey(value, depth);
  let key = keys.get(value);
  if (key === undefined) keys.set(value, (key = writeKey(value, depth)));
  return key;
}

const DEEPEST = 3;
const keys = new WeakMap<Value, string>();
/** Values with keys that hold the keys of others: answers are kept, so they are asked for the same ones again and again. */
const LONG: ReadonlySet<Value['k']> = new Set(['instance', 'made', 'fn', 'orm', 'typed']);

function writeKey(value: Value, depth: number): string {
  switch (value.k) {
    case 'orm':
      return `orm:${value.orm}:${value.role}:${value.model ?? ''}:${value.evidence}:${value.state ? JSON.stringify(value.state) : ''}${value.declared ? `@${numberOf(value.declared.m)}#${value.declared.e}` : ''}${value.within?.join() ?? ''}`;
    case 'external':
      return `ext:${value.from}#${value.name}.${value.path.join('.')}${value.instance ? '!' : ''}${value.called ? '()' : ''}${value.wraps ? `<${keyOf(value.wraps, depth - 1)}` : ''}${value.types ? `${numberOf(value.m)}${JSON.stringify(value.types)}` : ''}`;
    case 'fn':
      return `fn:${numberOf(value.m)}#${value.f}@${value.env?.id ?? ''}^${value.self ? keyOf(value.self, depth - 1) : ''}`;
    case 'class':
      return `class:${numberOf(value.m)}#${value.c}@${value.env?.id ?? ''}`;
    case 'instance':
      return `inst:${numberOf(value.m)}#${value.c}@${value.env?.id ?? ''}(${value.args?.map(arg => keyOf(arg, depth - 1)).join(',') ?? ''})${value.scope ? scopeKey(value.scope) : ''}${value.chosen ?? ''}`;
    case 'made':
      return `made:${numberOf(value.m)}#${value.f}@${value.env?.id ?? ''}(${value.args?.map(arg => keyOf(arg, depth - 1)).join(',') ?? ''})`;
    case 'typed':
      return `typed:${numberOf(value.m)}#${JSON.stringify(value.type).slice(0, 200)}`;
    case 'object':
      return `obj:${numberOf(value.m)}#${value.e}@${value.env?.id ?? ''}${value.over ? `<${keyOf(value.over)}` : ''}`;
    case 'namespace':
      return `ns:${numberOf(value.m)}`;
    case 'written':
      return `written:${numberOf(value.m)}#${value.e}`;
    case 'list':
      return `[${keyOf(value.of, depth - 1)}]`;
    case 'lit':
      return `lit:${typeof value.v}:${String(value.v)}`;
    case 'oneOf':
      return `(${value.of.map(each => keyOf(each, depth - 1)).join('|')})`;
    case 'param':
      return `param:${numberOf(value.m)}#${value.v}`;
    case 'plain':
      return value.kinds ? 'kinds' : 'plain';
    case 'unknown':
      return 'unknown';
  }
}

function scopeKey(scope: TypeScope, depth = 2): string {
  if (depth === 0) return '…';
  return `<${[...scope].map(([name, { m, type, scope: inner }]) => `${name}=${numberOf(m)}#${JSON.stringify(type).slice(0, 200)}${inner ? scopeKey(inner, depth - 1) : ''}`).join(',')}>`;
}

/** Equal for functions that are entered with the same bindings. */
export function keyOfCallee({ m, f, env }: { m: ModuleId; f: F; env?: Env | undefined }): string {
  return `${numberOf(m)}#${f}@${env?.id ?? ''}`;
}

/** Applies a question to each alternative of a value. */
export function each(value: Value, ask: (value: Value) => Value): Value {
  return value.k === 'oneOf' ? join(value.of.map(ask)) : ask(value);
}
