import { calledName } from '../../facts/called-name.ts';
import { dirname, join as joinPath, relative, resolve } from 'node:path';

import type { E } from '../../vocabulary/ir.ts';
import type { Env, ModuleId } from '../../vocabulary/value.ts';
import type { Link } from './link.ts';

const DEEPEST = 12;

/** The text of a path that a module puts together: `path.join(__dirname, file)`, `` `${__dirname}/${file}` ``, `'./' + file`. */
export function pathAt(link: Link, m: ModuleId, e: E, env: Env | undefined, depth = 0): string | undefined {
  const facts = link.facts(m);
  const expr = facts?.exprs[e];
  if (!facts || !expr || depth > DEEPEST) return undefined;
  const inner = (each: E): string | undefined => pathAt(link, m, each, env, depth + 1);
  switch (expr.k) {
    case 'global':
      return expr.name === '__dirname' ? dirname(m) : expr.name === '__filename' ? m : undefined;
    case 'text': {
      const parts = expr.quasis.flatMap((text, at) => (at === 0 ? [text] : [inner(expr.of[at - 1]!), text]));
      return parts.includes(undefined) ? undefined : parts.join('');
    }
    case 'op': {
      const parts = expr.op === '+' ? expr.of.map(inner) : [undefined];
      return parts.includes(undefined) ? undefined : parts.join('');
    }
    case 'call': {
      const name = calledName(facts, expr.callee);
      const parts = (name === 'join' || name === 'resolve' || name === 'normalize') && !expr.args.some(arg => arg.spread) ? expr.args.map(arg => inner(arg.e)) : [undefined];
      if (parts.some(part => part === undefined)) return undefined;
      return name === 'resolve' ? resolve(dirname(m), ...(parts as string[])) : joinPath(...(parts as string[]));
    }
    default: {
      const value = link.valueOf(m, e, env);
      if (value.k === 'lit') return typeof value.v === 'string' ? value.v : undefined;
      const held = expr.k === 'var' ? facts.vars[expr.v]!.defs : [];
      const [only] = held;
      return only?.how === 'init' && held.length === 1 && only.path.length === 0 && only.e !== undefined ? inner(only.e) : undefined;
    }
  }
}

/** The module at a path that a module puts together. */
export function moduleAt(link: Link, m: ModuleId, e: E, env: Env | undefined): ModuleId | undefined {
  const path = pathAt(link, m, e, env);
  if (path === undefined) return undefined;
  if (!path.startsWith('/') && !/^[A-Za-z]:[\\/]/.test(path)) return link.resolve(m, path);
  const from = relative(dirname(m), path).replaceAll('\\', '/');
  return link.resolve(m, from.startsWith('.') ? from : `./${from}`);
}
