import { indexOf } from '../../facts/index-of.ts';
import { exprsOf } from '../../facts/kinds.ts';
import { memberOf } from '../../facts/member-of.ts';
import type { E, F, ModuleFacts } from '../../vocabulary/ir.ts';
import type { ModuleId, Ref, Value } from '../../vocabulary/value.ts';
import { alternatives } from './join.ts';
import type { Link } from './link.ts';

/** What is surely no object of the program. */
const ELSEWHERE: ReadonlySet<Value['k']> = new Set<Value['k']>(['orm', 'external', 'list', 'lit']);

/** A name that more modules mention says too little. */
const MOST_MODULES = 40;
/** A name of a class that is no word of its own: `UserDocuments`, not `User`. */
const LONG = 8;

/** A call of a function; `unsure` where it goes by the name of the function, and whether it is meant cannot be told. */
export type Caller = Ref & { readonly unsure?: true };

/**
 * Every call of a function in the program that it belongs to; nothing where somebody else may call it as well: it is handed on,
 * decorated, or exported as the whole module.
 */
export function callersOf(link: Link, m: ModuleId, f: F): readonly Caller[] | undefined {
  let known = kept.get(link);
  if (!known) kept.set(link, (known = new Map<string, readonly Caller[] | undefined>()));
  const key = `${m}#${f}`;
  if (!known.has(key)) known.set(key, findCallers(link, m, f));
  return known.get(key);
}

const kept = new WeakMap<Link, Map<string, readonly Caller[] | undefined>>();

function findCallers(link: Link, m: ModuleId, f: F): readonly Caller[] | undefined {
  const facts = link.facts(m)!;
  const name = nameOf(facts, f);
  if (name === undefined) return undefined;
  const own = callsIn(link, m, name, { m, f });
  // To ask who else says a name is to read all texts of the package.
  if (!own || isOfModule(facts, f)) return own;
  const modules = mentioning(link, m, f, name);
  if (modules.length === 0 || modules.length > MOST_MODULES) return undefined;
  const found = [...own];
  for (const each of modules.filter(other => other !== m)) {
    const calls = callsIn(link, each, name, { m, f });
    if (!calls) return undefined;
    found.push(...calls);
  }
  return found;
}

/** Whether a function goes by its name in its own module alone: a private method, and what a variable holds that is neither exported nor put into an object. */
function isOfModule(facts: ModuleFacts, f: F): boolean {
  const member = memberOf(facts, f)?.member;
  if (member) return member.private === true;
  const index = indexOf(facts);
  const e = index.exprOfFn(f);
  const held = e === undefined ? undefined : index.use(e);
  if (held?.k !== 'def' || held.def.path.length > 0) return false;
  return !facts.exports.some(each => each.v === held.v) && !index.usesOf(held.v).some(use => facts.exprs[index.parent[use]!]?.k === 'object');
}

/** The modules that may call a function: those that say its name, or, where too many do, that of its class: `create` of `UserDocuments`. */
function mentioning(link: Link, m: ModuleId, f: F, name: string): readonly ModuleId[] {
  const found = link.mentioning(m, name);
  const cls = found.length > MOST_MODULES ? memberOf(link.facts(m)!, f)?.cls.name : undefined;
  if (cls === undefined || cls.length < LONG) return found;
  const saysName = new Set(found);
  return [...new Set([cls, cls[0]!.toLowerCase() + cls.slice(1)].flatMap(each => link.mentioning(m, each)))].filter(each => saysName.has(each));
}

/** What others call a function by; nothing for one that a framework calls, and for one that goes by the name of its module. */
function nameOf(facts: ModuleFacts, f: F): string | undefined {
  const { name, kind } = facts.fns[f]!;
  if (name === undefined || (kind !== 'function' && kind !== 'arrow' && kind !== 'method')) return undefined;
  const e = indexOf(facts).exprOfFn(f);
  const isWhole = facts.exports.some(each => {
    const held = each.v === undefined ? undefined : facts.vars[each.v]!.defs[0]?.e;
    return (each.as === 'default' || each.as === '=') && e !== undefined && (each.e === e || held === e);
  });
  const isDecorated = (memberOf(facts, f)?.member.decorators.length ?? 0) > 0;
  return isWhole || isDecorated ? undefined : name;
}

function callsIn(link: Link, m: ModuleId, name: string, target: { m: ModuleId; f: F }): readonly Caller[] | undefined {
  const facts = link.facts(m);
  if (!facts) return undefined;
  const index = indexOf(facts);
  const found: Caller[] = [];
  for (const e of [...exprsOf(facts, 'var'), ...exprsOf(facts, 'get')]) {
    if (!isCalled(facts, e, name)) continue;
    const parent = index.parent[e] ?? -1;
    const around = facts.exprs[parent];
    if (around?.k !== 'call' || around.callee !== e) {
      if (isTarget(link.valueOf(m, e), target) && !isListed(facts, parent, e, name)) return undefined;
      continue;
    }
    const { callees, receiver, query } = link.callAt(m, parent);
    if (callees.some(each => each.m === target.m && each.f === target.f)) found.push({ m, e: parent });
    else if (!query && callees.length === 0 && !alternatives(receiver).every(({ k }) => ELSEWHERE.has(k))) found.push({ m, e: parent, unsure: true });
  }
  return found;
}

/** Whether an expression goes by a name, or by the one under which that name is imported. */
function isCalled(facts: ModuleFacts, e: E, name: string): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'get') return expr.name === name;
  if (expr.k !== 'var') return false;
  const held = facts.vars[expr.v]!;
  return held.name === name || held.defs.some(def => def.import !== undefined && facts.imports[def.import]!.name === name);
}

function isTarget(value: Value, { m, f }: { m: ModuleId; f: F }): boolean {
  return alternatives(value).some(each => each.k === 'fn' && each.m === m && each.f === f);
}

/** Whether it is a member of an object that is held or exported, under its own name: its members are called by theirs. */
function isListed(facts: ModuleFacts, parent: E, e: E, name: string): boolean {
  const object = facts.exprs[parent];
  return object?.k === 'object' && (indexOf(facts).parent[parent] ?? -1) < 0 && object.props.some(prop => prop.value === e && prop.name === name);
}
