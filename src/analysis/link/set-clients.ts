import type { E, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
import type { Link } from './link.ts';
import { chainOf } from './orm-calls.ts';

/** Whether `settings.orm.clients` names clients by how they are written. */
export function hasPatterns({ settings }: Pick<Link, 'settings'>): boolean {
  return settings.clients.some(client => 'member' in client);
}

/** The client that a setting makes of an expression of which the code says nothing: `ctx.db`, `*.getClient()`. */
export function setClient(link: Link, facts: ModuleFacts, e: E, value: Value): Value {
  return isOpen(value) ? (clientNamed(link, namesOf(facts, e)) ?? value) : value;
}

/** The same for a variable that a pattern takes out of something: `const { db } = ctx`, `({ ctx: { db } }) => …`. */
export function setVariable(link: Link, facts: ModuleFacts, v: V, value: Value): Value {
  if (!isOpen(value)) return value;
  for (const def of facts.vars[v]!.defs) {
    const path = def.path.filter(step => typeof step === 'string');
    if (path.length === 0 || path.length < def.path.length) continue;
    const found = clientNamed(link, def.how === 'param' ? path : def.e === undefined ? [] : [...namesOf(facts, def.e), ...path]);
    if (found) return found;
  }
  return value;
}

function isOpen({ k }: Value): boolean {
  return k === 'unknown' || k === 'param' || k === 'external';
}

/** `ctx.store().db` is `ctx`, `store`, `db`. */
function namesOf(facts: ModuleFacts, e: E): readonly string[] {
  const { base, members } = chainOf(facts, e);
  const expr = facts.exprs[base]!;
  const head = expr.k === 'var' ? facts.vars[expr.v]!.name : expr.k === 'this' ? 'this' : expr.k === 'global' ? expr.name : undefined;
  return head === undefined ? [] : [head, ...members];
}

function clientNamed(link: Link, names: readonly string[]): OrmValue | undefined {
  if (names.length === 0) return undefined;
  for (const client of link.settings.clients) {
    if (!('member' in client)) continue;
    const wanted = client.member.replaceAll('()', '').split('.');
    const [tail, isAny] = wanted[0] === '*' ? [wanted.slice(1), true] : [wanted, false];
    if (isAny ? names.length <= tail.length : names.length !== tail.length) continue;
    if (!tail.every((name, at) => names[names.length - tail.length + at] === name)) continue;
    const value = link.orms.find(orm => orm.name === client.orm)?.client('declared', client.role, client.model);
    if (value) return value;
  }
  return undefined;
}
