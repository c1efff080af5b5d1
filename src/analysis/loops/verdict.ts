import { baseVar } from '../../facts/assignments.ts';
import { indexOf } from '../../facts/index-of.ts';
import type { LoopFinding } from '../../vocabulary/finding.ts';
import type { E, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import { schemaOf } from '../queries/declared-schema.ts';
import { followsDeed, isClaim, isMadeInRound } from '../queries/deeds.ts';
import { FRESH, variableOf, type Effect } from '../queries/effect.ts';
import { isBesideOutside } from '../queries/outside.ts';
import { failsAlone } from '../queries/row-errors.ts';
import { asksByOwnWrites, dependsOnOwnModel, readsOwnWrites, seesEarlierWrites, writesOneRow } from './earlier-rounds.ts';
import { isInvariant } from './invariant.ts';
import { isDriven } from './judge.ts';
import { isOfRoundsOwnTransaction } from '../queries/transactions.ts';
import { isRepeated } from '../runs/repetition.ts';
import { ofVersion } from '../queries/written-at.ts';
import { receiverOf, writtenQuery } from '../queries/written-query.ts';
import type { Judged } from './judged.ts';

/** For statements in SQL that compare with something else than a key. */
const JOINED = 'It asks for no key: one statement for all elements joins its rows to the list of their values, `… JOIN (VALUES …) AS each ON …`.';

/** The words of an ORM. */
export function wordsOf(an: Analysis, orm: string) {
  return an.link.orms.find(each => each.name === orm)!.words;
}

/** Whether a judged query is a finding, of which kind, and what to write instead. */
export function verdictOf(an: Analysis, { running: { at, effect }, place, judgement, enclosing }: Judged): { kind: LoopFinding['kind']; advice: string } | undefined {
  if (judgement.report === 'none') return undefined;
  const { repetition } = judgement;
  const beside = (): boolean => isBesideOutside(an, effect, place.m, place.at, repetition);
  if (judgement.report === 'neither') return isInvariant(an, effect, place, repetition) ? (beside() ? { kind: 'row-by-row', advice: 'It asks the same in each round: ask once before the loop.' } : { kind: 'invariant', advice: '' }) : undefined;
  const own = ofVersion(an.link, effect.m, effect.hops.length > 0 || isOpenedAnew(an, place.m, at, repetition) ? effect.query : writtenQuery(an.link, place.m, at, effect.query));
  const words = wordsOf(an, own.orm);
  const nested = isWrite(effect) && effect.hops.length > 0 && handsNested(an.link.facts(place.m)!, at, words.nesting);
  const query = nested ? { ...own, nestedWrites: true } : own;
  const schema = schemaOf(an.link, effect.m, query);
  const driven = { ...drivenOf(an.link.facts(repetition.m)!, effect, repetition), used: effect.hops.length === 0 && isUsed(an.link.facts(place.m)!, at) };
  const setBased = words.setBased(query, driven, schema);
  const isRecursive = effect.hops.some(hop => hop.m === place.m && hop.f === enclosing);
  // What is written differs by node, and there is nothing to read by level.
  if (isRecursive) return isWrite(effect) && !setBased ? { kind: 'row-by-row', advice: words.rowByRow(query, driven, schema).text } : { kind: 'recursion', advice: words.recursion(query, schema).text };
  if (comparesInSql(driven)) return { kind: 'row-by-row', advice: JOINED };
  if (!setBased || overlaps(query, driven) || comparesOtherwise(driven)) return { kind: 'row-by-row', advice: words.rowByRow(query, driven, schema).text };
  if (readsOwnWrites(an, effect, place, repetition) || asksByOwnWrites(an, effect, place, repetition)) return { kind: 'row-by-row', advice: 'The round has just written what it reads: write all rows first, then read them with one query.' };
  if (seesEarlierWrites(an, effect, place, repetition)) return { kind: 'row-by-row', advice: 'A round changes which rows the next one finds: read them all before the loop, and keep in the program what each round takes.' };
  if (writesOneRow(an, effect, place, repetition)) return { kind: 'row-by-row', advice: 'Each round writes the same row: write it once after the loop, or now and then.' };
  if (isWrite(effect) && isClaim(an, effect)) return { kind: 'row-by-row', advice: words.rowByRow(query, driven, schema).text };
  if (keysAreMadeBehind(effect, repetition) || dependsOnOwnModel(an, effect, place, repetition) || recordsDeed(effect) || isOfRoundsOwnTransaction(an, effect, repetition)) return { kind: 'row-by-row', advice: setBased.text };
  const inTime = isWrite(effect) && effect.hops.length === 0 && followsDeed(an, effect, place, repetition);
  if (inTime) return { kind: 'row-by-row', advice: `${setBased.text} Do it in a \`finally\`, so that a round that fails does not lose what the rounds before it did.` };
  if (isWrite(effect) && failsAlone(an, effect, place, repetition)) return { kind: 'row-by-row', advice: `${setBased.text} It fails for all rows where one fails, and here the others go on.` };
  return { kind: repetition.deferred === true || beside() ? 'row-by-row' : 'driven', advice: setBased.text };
}

/** Whether numbers over a list of each element are asked for: the lists may overlap, and the numbers of the groups cannot be added up. */
function overlaps({ operation }: QueryCall, { conditions }: Driven): boolean {
  return (operation === 'count' || operation === 'aggregate') && conditions.some(({ op }) => op === 'in');
}

/** Whether everything that follows the element is compared in a way that no list of keys can take: in SQL, or by a pattern. */
function comparesOtherwise({ conditions }: Driven): boolean {
  return conditions.length > 0 && conditions.every(({ op }) => op === '~');
}

/** The same in the text of a statement, where no column is told. */
function comparesInSql(driven: Driven): boolean {
  return comparesOtherwise(driven) && driven.conditions.every(({ field }) => field === '*');
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

/** Whether a query changes rows. */
export function isWrite({ query: { operation } }: Effect): boolean {
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
  // A counter too: `order++`.
  return facts.vars[v]!.defs.some(({ how, at }) => how === 'assign' && isRepeated(repetition, at));
}

/** What of a query follows the element. */
export function drivenOf(facts: ModuleFacts, effect: Effect, repetition: Repetition): Omit<Driven, 'used'> {
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
