import { calledName } from '../../facts/called-name.ts';
import type { E, F } from '../../vocabulary/ir.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Link } from '../link/link.ts';
import { numberOf } from '../link/module-number.ts';
import { FRESH, sourceKey, THIS, type Source, type Sources } from './effect.ts';
import { reachOf, type Reach } from './reach.ts';

/** What was found out of one generation: each effect that a call brings along asks the same of its arguments. */
type Known = { readonly sources: WeakMap<Reach, Sources>; readonly fresh: Map<number, boolean> };

const known = new WeakMap<Link, Known>();

function knownIn(link: Link): Known {
  let found = known.get(link);
  if (!found) known.set(link, (found = { sources: new WeakMap<Reach, Sources>(), fresh: new Map<number, boolean>() }));
  return found;
}

/** What an expression is derived from, as keys. */
export function sourcesOf(link: Link, m: ModuleId, reach: Reach): Sources {
  const { sources } = knownIn(link);
  let found = sources.get(reach);
  if (!found) sources.set(reach, (found = findSources(link, m, reach)));
  return found;
}

function findSources(link: Link, m: ModuleId, reach: Reach): Sources {
  const keys = new Set<Source>();
  for (const v of reach.vars) keys.add(sourceKey(m, v));
  if (reach.self) keys.add(THIS);
  for (const field of reach.fields) keys.add(`this.${field}`);
  if ([...reach.calls].some(e => isFresh(link, m, e))) keys.add(FRESH);
  return keys;
}

/** Makers of makers are followed this far. */
const FARTHEST_MAKER = 2;
/** No module has more expressions than this. */
const TABLE = 2 ** 24;
const MAKES_IDS = /^(?:nanoid|customAlphabet|uuid|uuidv\d|v[1-7]|ulid|cuid|createId|objectid|random\w*)$/i;

/** Whether a call makes something random: by a package's function of that name, or one of the language. */
function isFresh(link: Link, m: ModuleId, e: E, hops = 0): boolean {
  const { fresh } = knownIn(link);
  const key = (numberOf(m) * TABLE + e) * (FARTHEST_MAKER + 1) + hops;
  let found = fresh.get(key);
  if (found === undefined) fresh.set(key, (found = makesFresh(link, m, e, hops)));
  return found;
}

function makesFresh(link: Link, m: ModuleId, e: E, hops: number): boolean {
  const facts = link.facts(m)!;
  const call = facts.exprs[e]!;
  const callee = call.k === 'call' ? facts.exprs[call.callee]! : undefined;
  const name = call.k === 'call' ? calledName(facts, call.callee) : undefined;
  if (call.k !== 'call' || !callee || name === undefined) return false;
  if (callee.k === 'get' && facts.exprs[callee.of]!.k === 'global') return MAKES_IDS.test(name);
  const value = link.valueOf(m, call.callee);
  if (value.k === 'external') return MAKES_IDS.test(name) || (value.called === true && MAKES_IDS.test(value.name));
  return value.k === 'fn' && hops < FARTHEST_MAKER && givesFresh(link, value.m, value.f, hops + 1);
}

/** Whether a function of the program gives what something random makes: `const makeCode = () => nanoid(8)`. */
function givesFresh(link: Link, m: ModuleId, f: F, hops: number): boolean {
  const facts = link.facts(m);
  return facts?.fns[f]?.exits.some(({ kind, value }) => kind === 'return' && value !== undefined && [...reachOf(facts, value).calls].some(e => isFresh(link, m, e, hops))) ?? false;
}
