import type { FnType, Type } from '../../vocabulary/ir.ts';
import type { Arguments } from '../../vocabulary/orm.ts';
import type { ModuleId, OrmValue, TypeScope, Value } from '../../vocabulary/value.ts';
import { ormOf, unknown } from './join.ts';
import type { Link } from './link.ts';

/** A function type as `Parameters` and `ReturnType` take it apart. */
export type Signature = {
  parameter(at: number): Value;
  /** A parameter that is a function itself. */
  callback(at: number): Signature | undefined;
  returns(): Value;
};

/** A type where it is written, and how it is read; how deep is counted there. */
export type Written = {
  link: Link;
  m: ModuleId;
  scope?: TypeScope;
  depth: number;
  value(type: Type, at: { m: ModuleId; scope?: TypeScope }): Value;
  path(m: ModuleId, path: readonly string[]): Value;
};

const NO_ARGUMENTS: Arguments = { count: 0, open: false, at: () => undefined };
/** Types that a function type shines through. */
const WRAPPERS = new Set(['NonNullable', 'Required', 'Readonly', 'Extract', 'Exclude', 'OmitThisParameter']);
const DEEPEST = 16;

/** `Parameters<F>[1]`: the type of one parameter. */
export function parameterOf(written: Written, type: Type & { k: 'index' }): Value | undefined {
  const asked = parameterAsked(type);
  return asked && signatureOf(written, asked.fn)?.parameter(asked.at);
}

/** The function type that a type says. */
export function signatureOf(written: Written, type: Type): Signature | undefined {
  const { link, m, scope, depth } = written;
  if (depth > DEEPEST) return undefined;
  const inner = { ...written, depth: depth + 1 };
  const valueHere = (of: Type): Value => written.value(of, { m, ...(scope && { scope }) });
  if (type.k === 'index') {
    const asked = parameterAsked(type);
    if (asked) return signatureOf(inner, asked.fn)?.callback(asked.at);
    const owner = type.key.k === 'lit' && typeof type.key.v === 'string' ? ormOf(valueHere(type.of)) : undefined;
    if (owner && type.key.k === 'lit') return ofMethod(link, owner, String(type.key.v));
  }
  if (type.k === 'typeof' && type.path.length > 1) {
    const owner = ormOf(written.path(m, type.path.slice(0, -1)));
    if (owner) return ofMethod(link, owner, type.path.at(-1)!);
  }
  if (type.k === 'ref' && type.name.length === 1) {
    const [name = ''] = type.name;
    const bound = scope?.get(name);
    if (bound) return signatureOf(at(inner, bound), bound.type);
    const decl = link.facts(m)?.types[name];
    if (decl?.kind === 'alias' && decl.params.length === 0) return signatureOf(inner, decl.body);
    if (!decl && WRAPPERS.has(name) && type.args[0]) return signatureOf(inner, type.args[0]);
  }
  return ofValue(inner, valueHere(type));
}

/** The function and the position in `Parameters<F>[position]`. */
function parameterAsked({ of, key }: Type & { k: 'index' }): { fn: Type; at: number } | undefined {
  const [fn] = of.k === 'ref' && of.name[0] === 'Parameters' ? of.args : [];
  return fn && key.k === 'lit' && typeof key.v === 'number' ? { fn, at: key.v } : undefined;
}

/** A method of an ORM's value: what its callbacks are given is the ORM's to say. */
function ofMethod(link: Link, owner: OrmValue, method: string): Signature {
  const orm = link.orms.find(({ name }) => name === owner.orm);
  const given = (argument: number, parameter: number): Value => orm?.callbackParam?.(owner, method, argument, parameter) ?? unknown('a parameter');
  return {
    parameter: () => unknown('a parameter of a method'),
    callback: argument => ({ parameter: parameter => given(argument, parameter), callback: () => undefined, returns: () => unknown('what a callback returns') }),
    returns: () => orm?.call(owner, method, NO_ARGUMENTS)?.value ?? unknown('what a method returns'),
  };
}

function ofValue(written: Written, value: Value): Signature | undefined {
  const { link } = written;
  switch (value.k) {
    case 'orm':
      return ofMethod(link, value, '');
    case 'typed':
      return value.type.k === 'fn' ? ofType(written, value.type.fn, value) : undefined;
    case 'fn': {
      const { m, f, env } = value;
      const fn = link.facts(m)?.fns[f];
      const type: FnType = { params: fn?.params.map(param => (param.type ? { type: param.type } : {})) ?? [] };
      return { ...ofType(written, type, { m }), returns: () => link.returnOf({ m, f, ...(env && { env }) }) };
    }
    case 'external':
      return { parameter: () => unknown('a parameter'), callback: () => undefined, returns: () => ({ ...value, called: true }) };
    default:
      return undefined;
  }
}

function ofType(written: Written, { params, returns }: FnType, place: { m: ModuleId; scope?: TypeScope }): Signature {
  const there = at(written, place);
  const read = (type: Type | undefined): Value => (type ? written.value(type, place) : unknown('nothing is said of it'));
  return {
    parameter: position => read(params[position]?.type),
    callback: position => params[position]?.type && signatureOf(there, params[position].type),
    returns: () => read(returns),
  };
}

/** The same question in another place. */
function at({ scope: _, ...written }: Written, place: { m: ModuleId; scope?: TypeScope }): Written {
  return { ...written, m: place.m, ...(place.scope && { scope: place.scope }) };
}
