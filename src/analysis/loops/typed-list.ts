import type { Path } from '../../vocabulary/ir.ts';
import type { Value } from '../../vocabulary/value.ts';
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
