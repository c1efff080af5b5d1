import { basename, dirname } from 'node:path';

import { assignmentsOf } from '../../facts/assignments.ts';
import { calledName } from '../../facts/called-name.ts';
import type { E, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { Env, ModuleId, Value } from '../../vocabulary/value.ts';
import { leadsOn } from './join.ts';
import type { Link } from './link.ts';
import { pathAt } from './module-paths.ts';

/** A folder with more files than this is no folder of modules that belong together. */
const MOST = 400;
const SOURCE = /\.[cm]?[jt]sx?$/;
const NO_MODULE = /(?:\.d\.[cm]?ts|\.(?:test|spec)\.[cm]?[jt]sx?)$/;
const KEEPS_NAMES = new Set(['filter', 'sort', 'slice', 'reverse', 'concat']);
const TAKES_NAMES = new Set(['forEach', 'map', 'each']);

/**
 * What a loop over names puts into a variable's object: `fs.readdirSync(__dirname).forEach(file => { db[model.name] = … })`,
 * `['User', 'Post'].forEach(name => { db[name] = … })`. Each round is linked with its name.
 */
export function filledMembers(link: Link, m: ModuleId, v: V): ReadonlyMap<string, Value> {
  const facts = link.facts(m)!;
  const members = new Map<string, Value>();
  for (const e of assignmentsOf(facts).memberSets.get(v) ?? []) {
    const set = facts.exprs[e]!;
    const target = set.k === 'set' && set.to !== undefined ? facts.exprs[set.to]! : undefined;
    if (set.k !== 'set' || set.value === undefined || target?.k !== 'get' || target.key === undefined || facts.exprs[target.of]!.k !== 'var') continue;
    for (const { name, env } of roundsAround(link, m, facts, e)) {
      const value = link.valueOf(m, set.value, env);
      if (!leadsOn(value)) continue;
      const key = link.valueOf(m, target.key, env);
      const as = key.k === 'lit' && typeof key.v === 'string' ? key.v : basename(name).replace(SOURCE, '');
      if (!members.has(as)) members.set(as, value);
    }
  }
  return members;
}

type Round = { name: string; env: Env };

/** The rounds of the innermost loop over names around an expression. */
function roundsAround(link: Link, m: ModuleId, facts: ModuleFacts, e: E): readonly Round[] {
  const { at, end } = facts.exprs[e]!;
  for (const region of facts.regions.toReversed()) {
    if (region.k !== 'of' || region.at > at || region.end < end) continue;
    const [v] = region.vars;
    const names = v === undefined ? undefined : namesIn(link, m, facts, region.over);
    if (names) return names.map(name => ({ name, env: roundOf(link, m, v!, name) }));
  }
  const index = link.index(m);
  for (let f: number | undefined = index.fnAt(at); f !== undefined && f !== 0; f = facts.fns[f]!.outer) {
    const made = index.exprOfFn(f);
    const call = made === undefined ? undefined : facts.exprs[index.parent[made] ?? -1];
    const callee = call?.k === 'call' ? facts.exprs[call.callee]! : undefined;
    const v = facts.fns[f]!.params[0]?.v;
    if (callee?.k !== 'get' || v === undefined || !TAKES_NAMES.has(callee.name ?? '')) continue;
    const names = namesIn(link, m, facts, callee.of);
    if (names) return names.map(name => ({ name, env: roundOf(link, m, v, name) }));
  }
  return [];
}

function roundOf(link: Link, m: ModuleId, v: V, name: string): Env {
  const { fn } = link.facts(m)!.vars[v]!;
  return { id: link.numberOfBinding(`${m}~${v}=${name}`), depth: 1, m, f: fn, binds: new Map<V, Value>([[v, { k: 'lit', v: name }]]) };
}

/** The names that a list holds: written out, or of the files in a folder. What a filter leaves out is left in, the module itself apart. */
function namesIn(link: Link, m: ModuleId, facts: ModuleFacts, e: E, hops = 0): readonly string[] | undefined {
  const expr = facts.exprs[e]!;
  if (hops > MOST) return undefined;
  if (expr.k === 'as') return namesIn(link, m, facts, expr.of, hops + 1);
  if (expr.k === 'await' && expr.of !== undefined) return namesIn(link, m, facts, expr.of, hops + 1);
  if (expr.k === 'array') {
    const texts = expr.items.map(item => facts.exprs[item.e]!);
    return texts.every(text => text.k === 'lit' && typeof text.v === 'string') ? texts.map(text => String(text.k === 'lit' ? text.v : '')) : undefined;
  }
  if (expr.k === 'var') {
    const { defs } = facts.vars[expr.v]!;
    const [only] = defs;
    return only?.how === 'init' && defs.length === 1 && only.path.length === 0 && only.e !== undefined ? namesIn(link, m, facts, only.e, hops + 1) : undefined;
  }
  if (expr.k !== 'call') return undefined;
  const callee = facts.exprs[expr.callee]!;
  const name = calledName(facts, expr.callee);
  if (name !== undefined && KEEPS_NAMES.has(name) && callee.k === 'get') return namesIn(link, m, facts, callee.of, hops + 1);
  const [folder] = expr.args;
  if ((name !== 'readdirSync' && name !== 'readdir') || !folder) return undefined;
  const path = pathAt(link, m, folder.e, undefined);
  return path === undefined ? undefined : modulesIn(link, m, path);
}

function modulesIn(link: Link, m: ModuleId, folder: string): readonly string[] | undefined {
  const found = link.list(folder).filter(name => SOURCE.test(name) && !NO_MODULE.test(name) && !(folder.replace(/[\\/]$/, '') === dirname(m) && name === basename(m)));
  return found.length > 0 && found.length <= MOST ? found : undefined;
}
