import { basename, relative } from 'node:path';

import { baseVar } from '../../facts/assignments.ts';
import { indexOf } from '../../facts/index-of.ts';
import { positionOf } from '../../facts/position.ts';
import { renderExpr } from '../../facts/render.ts';
import type { LoopFinding, QueryBehind } from '../../vocabulary/finding.ts';
import type { E, F, ModuleFacts, R, V } from '../../vocabulary/ir.ts';
import type { Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import { awaitsIn } from './carried.ts';
import { schemaOf } from '../queries/declared-schema.ts';
import { followsDeed, isClaim, isMadeInRound } from '../queries/deeds.ts';
import { FRESH, variableOf, type Effect } from '../queries/effect.ts';
import { isBesideOutside } from '../queries/outside.ts';
import { awaitsBefore, runningAt, type Running } from '../queries/effects.ts';
import { isInvariant, readsOwnWrites } from './invariant.ts';
import { loopSite } from './loop-site.ts';
import { isDriven, judge, type Judgement, type Place } from './judge.ts';
import { isRunOnMiss } from '../queries/literal-paths.ts';
import { conditionsAround, isInCatch, isPassedOver, looksUp } from '../queries/paths.ts';
import { isPickedOut } from './picked-out.ts';
import { guardsAt } from './preload.ts';
import { reachOfAll } from '../queries/reach.ts';
import { isOfRoundsOwnTransaction } from '../queries/transactions.ts';
import { goesThrough, isRepeated, mayBeRepeated } from '../runs/repetition.ts';
import { mayIterate } from '../runs/runs.ts';
import { receiverOf, writtenQuery } from '../queries/written-query.ts';

/** One query behind a place of the linted file, and the verdict on it. */
export type Judged = { running: Running; place: Place; frames: readonly Repetition[]; enclosing: F; judgement: Judgement };

/** Every query of a module that a repetition may concern, with its verdict. */
export function* judgedIn(an: Analysis, m: ModuleId): Generator<Judged> {
  const facts = an.link.facts(m)!;
  for (const [s, site] of facts.sites.entries()) {
    if (!mayConcern(an, m, facts, s)) continue;
    const { list, fn } = an.framesOf(m, site.region, undefined);
    if (list.length === 0 && namedArguments(facts, s).length === 0) continue;
    for (const running of runningAt(an, m, s, undefined)) {
      const frames = running.own ? [running.own, ...list] : list;
      if (frames.length === 0) continue;
      const place: Place = { m, at: site.at, region: site.region };
      // What the calls of one tick share ends with the first await of the callback.
      const effect = { ...running.effect, sameTick: running.effect.sameTick && !awaitsEarlier(an, facts, frames, place) };
      yield { running: { ...running, effect }, place, frames, enclosing: fn, judgement: judge(an, effect, place, frames) };
    }
  }
}

/** Whether a repetition may concern the call at a site. The cheap questions first: what stands in the module alone, then the names, then what they are. */
function mayConcern(an: Analysis, m: ModuleId, facts: ModuleFacts, s: number): boolean {
  const { e, region } = facts.sites[s]!;
  if (mayBeRepeated(an.link, m, region)) return an.mayQueryIn(m, e);
  return mayIterate(an.link, m, facts, e) && namedArguments(facts, s).some(arg => an.mayQueryIn(m, arg));
}

/** The arguments of a call that may be functions given by name. */
function namedArguments(facts: ModuleFacts, s: number): readonly E[] {
  const call = facts.exprs[facts.sites[s]!.e]!;
  if (call.k !== 'call') return [];
  return call.args.flatMap(arg => {
    const { k } = facts.exprs[arg.e]!;
    return !arg.spread && (k === 'var' || k === 'get' || k === 'call') ? [arg.e] : [];
  });
}

function awaitsEarlier(an: Analysis, facts: ModuleFacts, [innermost]: readonly Repetition[], place: Place): boolean {
  return innermost?.callback !== undefined && awaitsBefore(an, place.m, facts, innermost.callback, place.at);
}

/** What the loop rule may report in a module: one finding per place, naming all queries behind it. */
export function findingsIn(an: Analysis, m: ModuleId, root: string, text: string): readonly LoopFinding[] {
  const byPlace = new Map<string, { kind: LoopFinding['kind']; judged: Judged; advice: string }[]>();
  for (const judged of judgedIn(an, m)) {
    const verdict = verdictOf(an, judged);
    if (!verdict) continue;
    const key = `${judged.running.at}`;
    const list = byPlace.get(key);
    if (list) list.push({ ...verdict, judged });
    else byPlace.set(key, [{ ...verdict, judged }]);
  }
  return [...byPlace.values()].map(list => findingOf(an, m, root, text, list)).sort((a, b) => a.at - b.at);
}

const ORDER: readonly LoopFinding['kind'][] = ['recursion', 'driven', 'row-by-row', 'invariant'];

function findingOf(an: Analysis, m: ModuleId, root: string, text: string, list: readonly { kind: LoopFinding['kind']; judged: Judged; advice: string }[]): LoopFinding {
  const facts = an.link.facts(m)!;
  const sure = list.filter(({ judged }) => !isUnsure(an, facts, judged));
  const byRow = staysRowByRow(list);
  const candidates = sure.length > 0 && !(byRow && sure.every(({ kind }) => kind !== 'row-by-row')) ? sure : list;
  const kind = byRow ? 'row-by-row' : ORDER.find(each => candidates.some(item => item.kind === each))!;
  const same = candidates.filter(item => item.kind === kind);
  const unsure = sure.length > 0 ? list.filter(item => item.kind === kind && !sure.includes(item)) : [];
  const [first] = same as [(typeof same)[number]];
  const expr = facts.exprs[first.judged.running.at]!;
  const { judgement } = first.judged;
  // A counter up to a number has rounds, and no elements.
  const over = judgement.report === 'none' || (judgement.repetition.kind === 'for' && !goesThrough(facts, judgement.repetition)) ? undefined : judgement.repetition.over;
  const { effect } = first.judged.running;
  // `db('users')`, where the client itself is called, goes by what it asks: `db` alone would say nothing.
  const subject = expr.k === 'var' && effect.hops.length === 0 ? wordsOf(an, effect.query.orm).display(effect.query) : renderExpr(facts, first.judged.running.at);
  return {
    at: expr.at,
    end: expr.end,
    kind,
    subject,
    ...(over !== undefined && { collection: renderExpr(facts, withoutAwait(facts, over)) }),
    queries: [...same, ...unsure].map(({ judged }) => ({ ...behind(an, m, root, judged.running.effect, subject), onSomePaths: isUnsure(an, facts, judged) })),
    onSomePaths: sure.length === 0,
    ...relationOf(kind, same),
    advice: first.advice,
    ...(list.length === 1 && siteOf(an, m, first, text)),
  };
}

/** Whether what a call enters writes its rows one by one: taking out what has a form that takes many leaves one statement per round, and takes an operation apart. */
function staysRowByRow(list: readonly { kind: LoopFinding['kind']; judged: Judged }[]): boolean {
  return list.some(({ kind, judged: { running: { effect } } }) => kind === 'row-by-row' && effect.hops.length > 0 && isWrite(effect)) && !list.some(({ kind }) => kind === 'recursion');
}

/** The relation that all queries of a finding load with a set-based form: that of the query that read the rows. */
function relationOf(kind: LoopFinding['kind'], list: readonly { judged: Judged }[]): Pick<LoopFinding, 'relation'> {
  const [relation, ...more] = [...new Set(list.map(({ judged }) => judged.running.effect.query.relation))];
  return kind === 'driven' && relation !== undefined && more.length === 0 ? { relation } : {};
}

/** The loop of a finding that is about one query, for its rewrites. */
function siteOf(an: Analysis, m: ModuleId, { kind, judged: { running, place, judgement } }: { kind: LoopFinding['kind']; judged: Judged }, text: string): Pick<LoopFinding, 'site'> | undefined {
  if (judgement.report === 'none' || (kind !== 'driven' && kind !== 'invariant')) return undefined;
  const { repetition } = judgement;
  const { effect, at } = running;
  const { payload } = drivenOf(an.link.facts(m)!, effect, repetition);
  const site = loopSite(an, { m, at, region: place.region, effect, repetition, kind, samePayload: payload !== 'driven' }, text);
  return site && { site };
}

/** Whether a query may be skipped in most rounds: it stands in a branch of what is entered, after an error, or behind a look-up that the loop fills. */
function isUnsure(an: Analysis, facts: ModuleFacts, { running: { effect }, place, judgement }: Judged): boolean {
  if (effect.onSomePaths) return true;
  if (judgement.report === 'none') return false;
  const { repetition } = judgement;
  if (isInCatch(facts, place.region, repetition.region) || isPickedOut(facts, place, repetition)) return true;
  if (guardsAt(facts, place, repetition).some(guard => looksUp(facts, guard))) return true;
  if (repetition.m === place.m && isPassedOver(facts, repetition, place.at)) return true;
  const { m, callback, region } = repetition;
  const body = callback ?? (region === undefined ? undefined : facts.regions[region]!.fn);
  return m === place.m && body !== undefined && isRunOnMiss(an, m, facts, facts.regions[place.region]!.fn, body, undefined);
}

function withoutAwait(facts: ModuleFacts, e: number): number {
  const expr = facts.exprs[e]!;
  return (expr.k === 'await' || expr.k === 'as') && expr.of !== undefined ? withoutAwait(facts, expr.of) : e;
}

function behind(an: Analysis, m: ModuleId, root: string, { query, hops, m: at, at: offset }: Effect, subject: string): Omit<QueryBehind, 'onSomePaths'> {
  const place = (module: ModuleId, position: number): { file: string; line: number } => {
    const facts = an.link.facts(module);
    return { file: relative(root, module) || basename(module), line: facts ? positionOf(facts, position).line : 0 };
  };
  return {
    query,
    display: hops.length === 0 && at === m ? subject : wordsOf(an, query.orm).display(query),
    hops: hops.map(hop => {
      const fn = an.link.facts(hop.m)?.fns[hop.f];
      return { symbol: fn?.name ?? 'a function', ...place(hop.m, fn?.at ?? 0) };
    }),
    ...place(at, offset),
  };
}

function wordsOf(an: Analysis, orm: string) {
  return an.link.orms.find(each => each.name === orm)!.words;
}

/** Whether a judged query is a finding, of which kind, and what to write instead. */
export function verdictOf(an: Analysis, { running: { at, effect }, place, judgement, enclosing }: Judged): { kind: LoopFinding['kind']; advice: string } | undefined {
  if (judgement.report === 'none') return undefined;
  const { repetition } = judgement;
  if (judgement.report === 'neither') return isInvariant(an, effect, place, repetition) ? { kind: 'invariant', advice: '' } : undefined;
  const own = effect.hops.length > 0 || isOpenedAnew(an, place.m, at, repetition) ? effect.query : writtenQuery(an.link, place.m, at, effect.query);
  const words = wordsOf(an, own.orm);
  const nested = isWrite(effect) && effect.hops.length > 0 && handsNested(an.link.facts(place.m)!, at, words.nesting);
  const query = nested ? { ...own, nestedWrites: true } : own;
  const schema = schemaOf(an.link, effect.m, query);
  if (effect.hops.some(hop => hop.m === place.m && hop.f === enclosing)) return { kind: 'recursion', advice: words.recursion(query, schema).text };
  const driven = { ...drivenOf(an.link.facts(repetition.m)!, effect, repetition), used: effect.hops.length === 0 && isUsed(an.link.facts(place.m)!, at) };
  const setBased = words.setBased(query, driven, schema);
  if (!setBased || overlaps(query, driven)) return { kind: 'row-by-row', advice: words.rowByRow(query, driven, schema).text };
  if (readsOwnWrites(an, effect, place, repetition)) return { kind: 'row-by-row', advice: 'The round has just written what it reads: write all rows first, then read them with one query.' };
  if (isWrite(effect) && isClaim(an, effect)) return { kind: 'row-by-row', advice: words.rowByRow(query, driven, schema).text };
  if (keysAreMadeBehind(effect, repetition) || dependsOnOwnModel(an, effect, place, repetition) || recordsDeed(effect) || isOfRoundsOwnTransaction(an, effect, repetition)) return { kind: 'row-by-row', advice: setBased.text };
  const inTime = isWrite(effect) && effect.hops.length === 0 && followsDeed(an, effect, place, repetition);
  if (inTime) return { kind: 'row-by-row', advice: `${setBased.text} Do it in a \`finally\`, so that a round that fails does not lose what the rounds before it did.` };
  return { kind: isBesideOutside(an, effect, place.m, place.at, repetition) ? 'row-by-row' : 'driven', advice: setBased.text };
}

/** Whether numbers over a list of each element are asked for: the lists may overlap, and the numbers of the groups cannot be added up. */
function overlaps({ operation }: QueryCall, { conditions }: Driven): boolean {
  return (operation === 'count' || operation === 'aggregate') && conditions.some(({ op }) => op === 'in');
}

/** Whether a call hands over rows with rows of other models in them: `create({ data: { project: { connect: { id } } } })`. */
function handsNested(facts: ModuleFacts, callee: E, nesting: ReadonlySet<string> | undefined): boolean {
  const call = facts.exprs[indexOf(facts).parent[callee] ?? -1];
  return nesting !== undefined && call?.k === 'call' && call.callee === callee && call.args.some(arg => holdsNested(facts, arg.e, nesting));
}

function holdsNested(facts: ModuleFacts, e: E, nesting: ReadonlySet<string>): boolean {
  const expr = facts.exprs[e]!;
  return expr.k === 'object' && expr.props.some(prop => !prop.spread && ((nesting.has(prop.name ?? '') && facts.exprs[prop.value]!.k === 'object') || holdsNested(facts, prop.value, nesting)));
}

function isWrite({ query: { operation } }: Effect): boolean {
  return operation === 'create' || operation === 'update' || operation === 'upsert' || operation === 'delete';
}

/** Whether what a query is asked of is made in each round, and is not there outside of it: the transaction of one round. */
function isOpenedAnew(an: Analysis, m: ModuleId, at: E, repetition: Repetition): boolean {
  const facts = an.link.facts(m)!;
  const receiver = receiverOf(an.link, m, at);
  const root = receiver === undefined ? undefined : baseVar(facts, receiver);
  return root !== undefined && repetition.m === m && isRepeated(repetition, facts.vars[root]!.at);
}

/** Whether a key is made, in the functions entered, from something that they wait for: their caller cannot list it. */
function keysAreMadeBehind({ hops, conditions }: Effect, repetition: Repetition): boolean {
  return hops.length > 0 && conditions.some(({ from, made }) => made !== undefined && isDriven(from, repetition));
}

/** A row behind a call that says what the functions entered have done outside: its caller has nothing to collect. */
function recordsDeed({ query: { operation }, hops, payload }: Effect): boolean {
  return hops.length > 0 && payload.made === 'outside' && (operation === 'create' || operation === 'upsert');
}

/** Whether the awaited result of the call of `callee` is held in a variable or used by an expression. */
function isUsed(facts: ModuleFacts, callee: E): boolean {
  const { parent } = indexOf(facts);
  let whole = parent[callee] ?? -1;
  if (facts.exprs[whole]?.k !== 'call') return false;
  for (let around = parent[whole] ?? -1; around >= 0; around = parent[whole] ?? -1) {
    const { k } = facts.exprs[around]!;
    if (k !== 'await' && k !== 'as') return facts.exprs[whole]!.k === 'await';
    whole = around;
  }
  return facts.exprs[whole]!.k === 'await' && facts.vars.some(held => held.defs.some(def => def.e === whole));
}

/** Whether a value that is written is made in the round, or given anew there, whether or not the element reaches it: an error, a time, a result. */
function isWrittenFromRound(facts: ModuleFacts, effect: Effect, repetition: Repetition): boolean {
  return [...effect.payload.from].some(source => {
    const v = variableOf(source, repetition.m);
    return v !== undefined && (isRepeated(repetition, facts.vars[v]!.at) || isSetIn(facts, repetition, v));
  });
}

function isSetIn(facts: ModuleFacts, repetition: Repetition, v: V): boolean {
  return facts.vars[v]!.defs.some(({ how, e }) => how === 'assign' && e !== undefined && isRepeated(repetition, facts.exprs[e]!.at));
}

function drivenOf(facts: ModuleFacts, effect: Effect, repetition: Repetition): Omit<Driven, 'used'> {
  const conditions = effect.query.filter?.conditions ?? [];
  const follows = conditions.map((_, at) => isDriven(effect.conditions[at]!.from, repetition));
  return {
    conditions: conditions.filter((_, at) => follows[at]),
    fixed: conditions.filter((_, at) => !follows[at]),
    late: conditions.some((_, at) => follows[at] && isMadeInRound(facts, effect.conditions[at]!, repetition)),
    open: effect.query.filter?.open ?? false,
    payload: !effect.query.payload ? 'none' : effect.payload.from.has(FRESH) || isDriven(effect.payload.from, repetition) || isWrittenFromRound(facts, effect, repetition) ? 'driven' : 'same',
  };
}

/** A row that is written only when an earlier query of the round did not find it, or whose values come from what its model holds so far. */
function dependsOnOwnModel(an: Analysis, effect: Effect, place: Place, repetition: Repetition): boolean {
  if (effect.query.operation !== 'create') return false;
  const facts = an.link.facts(place.m)!;
  if (effect.hops.length === 0 && derivesFromOwnModel(an, facts, effect, place, repetition)) return true;
  if (conditionsAround(facts, place.at).some(guard => awaitsIn(facts, repetition, guard))) return true;
  for (let region: R | undefined = place.region; region !== undefined && region !== repetition.region; region = facts.regions[region]!.parent) {
    const here: ModuleFacts['regions'][number] = facts.regions[region]!;
    if ((here.k === 'then' || here.k === 'else') && awaitsIn(facts, repetition, here.test)) return true;
  }
  return false;
}

function derivesFromOwnModel(an: Analysis, facts: ModuleFacts, effect: Effect, { m, at }: Place, repetition: Repetition): boolean {
  const site = facts.sites.find(each => each.at === at);
  const call = site && facts.exprs[site.e];
  if (call?.k !== 'call') return false;
  return [...reachOfAll(facts, call.args.map(arg => arg.e)).awaits].some(e => {
    const awaited = facts.exprs[e]!;
    if (!isRepeated(repetition, awaited.at)) return false;
    const inner = awaited.k === 'await' && awaited.of !== undefined ? facts.exprs[awaited.of]! : undefined;
    return inner?.k === 'call' && an.link.callAt(m, (awaited as { of: number }).of).query?.model === effect.query.model;
  });
}
