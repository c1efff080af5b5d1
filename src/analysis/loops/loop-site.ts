import { declaredType, elementType } from '../../facts/declared-type.ts';
import { numberGiven } from '../../facts/chain.ts';
import { indexOf } from '../../facts/index-of.ts';
import type { E, ModuleFacts, R } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { LoopSite, Rewrites } from '../../vocabulary/rewrite.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import { modelIn } from '../queries/declared-schema.ts';
import { holdsTypes } from '../queries/written-at.ts';
import type { Effect } from '../queries/effect.ts';
import { ormOf } from '../link/join.ts';

/** What a judged query says of the loop that it stands in. */
type InLoop = { m: ModuleId; at: E; region: R; effect: Effect; repetition: Repetition; kind: LoopSite['kind']; samePayload: boolean };

/** A query that a rewrite may take out of its loop: it stands in the loop itself, and the round waits for it. */
export function loopSite(an: Analysis, { m, at, region, effect, repetition, kind, samePayload }: InLoop, text: string): LoopSite | undefined {
  const { query } = effect;
  const rewrites = an.link.orms.find(({ name }) => name === query.orm)?.words.rewrites;
  const facts = an.link.facts(m)!;
  const { region: loop, over } = repetition;
  if (!rewrites || effect.hops.length > 0 || repetition.kind !== 'of' || loop === undefined || over === undefined || repetition.m !== m) return undefined;
  if (facts.regions[loop]!.fn !== facts.regions[region]!.fn) return undefined;
  const wait = awaitAround(facts, at);
  const call = wait === undefined ? undefined : facts.exprs[wait]!;
  if (wait === undefined || call?.k !== 'await' || call.of === undefined) return undefined;
  const model = modelIn(an.link, m, query);
  return {
    written: { facts, text, call: call.of, query, typed: holdsTypes(m), ...(model && { model }) },
    rewrites, kind, wait, loop, samePayload,
    collection: collectionOf(an, m, facts, over),
    transaction: effect.transaction && isInTransaction(an, m, facts, loop, call.of, rewrites),
    ...calledIn(an, m, facts, query),
  };
}

/** The variable of the module that holds the class of a query's model. */
function calledIn(an: Analysis, m: ModuleId, { vars }: ModuleFacts, { declared, model }: QueryCall): { called?: string } {
  if (!declared) return {};
  const v = vars.findIndex(({ name, fn }) => name === model && fn === 0);
  const value = v < 0 ? undefined : an.link.valueOfVar(m, v);
  const isModel = value?.k === 'class' ? value.m === declared.m && value.c === declared.c : value?.k === 'orm' && value.declared?.m === declared.m && value.declared.e === declared.e;
  return isModel ? { called: vars[v]!.name } : {};
}

/** The `await` around a chain of calls that begins with the call of `callee`. */
function awaitAround(facts: ModuleFacts, callee: E): E | undefined {
  const { parent } = indexOf(facts);
  for (let at = parent[callee] ?? -1; at >= 0; at = parent[at] ?? -1) {
    const expr = facts.exprs[at]!;
    if (expr.k === 'await') return at;
    if (expr.k !== 'call' && expr.k !== 'get') return undefined;
  }
  return undefined;
}

const GIVES_ARRAY = new Set(['map', 'filter', 'flatMap', 'slice', 'concat', 'toSorted']);
const OF_OBJECT = new Set(['keys', 'values', 'entries', 'from']);

/** What is known of a collection. */
function collectionOf(an: Analysis, m: ModuleId, facts: ModuleFacts, e: E): LoopSite['collection'] {
  const expr = facts.exprs[e]!;
  switch (expr.k) {
    case 'array':
      return { isArray: true, ...(expr.items.every(item => !item.spread) && { most: expr.items.length }) };
    case 'await': {
      const query = expr.of === undefined ? undefined : an.link.callAt(m, expr.of).query;
      if (query?.operation !== 'read' || query.cardinality !== 'many' || query.method.startsWith('$')) return { isArray: false };
      const model = modelIn(an.link, m, query);
      const limit = an.link.orms.find(({ name }) => name === query.orm)?.words.rewrites?.limit;
      const most = limit === undefined ? undefined : numberGiven(facts, expr.of!, limit);
      return { isArray: true, ...(model && { model }), ...(most !== undefined && { most }) };
    }
    case 'call': {
      const callee = facts.exprs[expr.callee]!;
      const owner = callee.k === 'get' ? facts.exprs[callee.of]! : undefined;
      if (callee.k !== 'get' || callee.name === undefined) return { isArray: false };
      if (owner?.k === 'global') return { isArray: (owner.name === 'Object' || owner.name === 'Array') && OF_OBJECT.has(callee.name) };
      const of = GIVES_ARRAY.has(callee.name) ? collectionOf(an, m, facts, callee.of) : { isArray: false };
      return { isArray: of.isArray, ...(callee.name === 'filter' && of) };
    }
    case 'var': {
      const { defs, kind } = facts.vars[expr.v]!;
      if (elementType(declaredType(facts, expr.v))) return { isArray: true };
      const [def] = defs;
      return kind === 'const' && def?.how === 'init' && def.path.length === 0 && def.e !== undefined ? collectionOf(an, m, facts, def.e) : { isArray: false };
    }
    default:
      return { isArray: false };
  }
}

/** Whether the loop stands directly in the callback of a transaction, and the query runs on what that callback is given. */
function isInTransaction(an: Analysis, m: ModuleId, facts: ModuleFacts, loop: R, call: E, { transactions }: Rewrites): boolean {
  const index = indexOf(facts);
  const { fn } = facts.regions[loop]!;
  const literal = index.exprOfFn(fn);
  const opened = literal === undefined ? -1 : (index.parent[literal] ?? -1);
  if (opened < 0 || facts.exprs[opened]!.k !== 'call') return false;
  const { receiver, method } = an.link.callAt(m, opened);
  const given = facts.vars.flatMap((each, v) => (each.kind === 'param' && each.fn === fn ? [v] : []));
  const { at, end } = facts.exprs[call]!;
  return ormOf(receiver) !== undefined && transactions.has(method) && facts.exprs.some(expr => expr.k === 'var' && given.includes(expr.v) && expr.at >= at && expr.end <= end);
}
