import { indexOf } from '../../facts/index-of.ts';
import { isWithin } from '../../facts/within.ts';
import { heldValue } from '../../facts/held-value.ts';
import { isNothing } from '../../facts/nothing.ts';
import type { FollowUp, FollowUpSilence } from '../../vocabulary/follow-up.ts';
import type { E, ModuleFacts, R } from '../../vocabulary/ir.ts';
import type { Condition, QueryCall } from '../../vocabulary/query.ts';
import type { Column } from '../../vocabulary/schema.ts';
import type { ModuleId, Ref } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import type { StandingQuery } from '../queries/queries.ts';
import { holdersOf, usesOf } from '../results/result-uses.ts';
import { rowSourcesOf, type RowSource } from '../results/row-sources.ts';
import { ELEMENT_OF } from '../results/result-use.ts';
import { nodeOf } from '../relations/model-graph.ts';
import { apartFrom, type Placed } from './apart.ts';
import { HeldKeys } from './held-keys.ts';
import { wayBetween } from './way-between.ts';

/** A query whose rows the function has when the second one is asked, and what is known of the two; or why nothing is said. */
export type Pair = { source: RowSource; first: Placed; second: StandingQuery; followUp: FollowUp; /** The first is asked for the key alone. */ keyOnly: boolean; silence?: FollowUpSilence };

/** Options that cut a page out of what belongs to a row. */
const PAGES: ReadonlySet<string> = new Set(['skip', 'offset', 'cursor', 'page', 'range', 'after', 'before']);

const ORDERS = /^(?:add)?order(?:By(?:Raw)?)?$|^sort$/i;

/** The queries of a module that go by the rows of one before them in the same function; `asked` are all that it asks the database. */
export function pairsIn(an: Analysis, m: ModuleId, asked: readonly StandingQuery[]): readonly Pair[] {
  const facts = an.link.facts(m)!;
  const keyed = asked.filter(({ query }) => query.operation === 'read' && keysOf(query).length > 0);
  if (keyed.length === 0) return [];
  const fns = new Set(keyed.map(({ region }) => facts.regions[region]!.fn));
  return rowSourcesOf(an, m).flatMap(source => {
    const first = placed(facts, m, source);
    const seconds = first && fns.has(facts.regions[first.region]!.fn) ? keyed.filter(second => isAfter(facts, first, second)) : [];
    if (!first || seconds.length === 0) return [];
    const held = new HeldKeys(an, source);
    // What a function makes of its rows, or asks for on its way, is its own affair.
    if (source.start.entered.length > 1 || !held.isAll({ m, e: first.e })) return [];
    return seconds.flatMap(second => pairOf(an, m, source, first, second, held, asked) ?? []);
  });
}

/** The conditions of a read that compare a column with one value, or with a list of them. */
function keysOf({ filter, onRow, target }: QueryCall): readonly Condition[] {
  return onRow || target || filter?.open !== false ? [] : filter.conditions.filter(({ op, value, field }) => value !== undefined && (op === '=' || op === 'in') && !field.endsWith('*'));
}

/** Where the module calls what gives the rows. */
function placed(facts: ModuleFacts, m: ModuleId, { m: from, e, start, query }: RowSource): Placed | undefined {
  const [entered] = start.entered;
  const call = entered && entered.m === m ? entered.call : from === m && !entered ? e : undefined;
  const region = call === undefined ? undefined : regionOf(facts, call);
  return call === undefined || region === undefined ? undefined : { e: call, region, query };
}

function regionOf(facts: ModuleFacts, e: E): R | undefined {
  const expr = facts.exprs[e]!;
  return expr.k === 'call' ? facts.sites[expr.site]?.region : undefined;
}

function isAfter(facts: ModuleFacts, first: Placed, second: StandingQuery): boolean {
  return facts.regions[first.region]!.fn === facts.regions[second.region]!.fn && facts.exprs[second.e]!.at >= facts.exprs[first.e]!.end;
}

function pairOf(an: Analysis, m: ModuleId, source: RowSource, first: Placed, second: StandingQuery, held: HeldKeys, asked: readonly StandingQuery[]): Pair | undefined {
  if (source.query.orm !== second.query.orm || second.query.rowsAt === undefined) return undefined;
  for (const { field, value, op } of keysOf(second.query)) {
    const key = held.at(value!);
    if (key?.column === undefined || (key.many && op !== 'in') || isChosen(an, value!.m, value!.e)) continue;
    const { column, many } = key;
    const way = wayBetween(an, source, second, column, field);
    const isLoaded = way.relation !== undefined && isLoadedAsIs(an, source, second.query, way.relation.name);
    const { known, ...ways } = { ...way, ...(isLoaded && { isLoaded }) };
    // What it loads of the relation already is less than the second asks for: there is a reason for that.
    if (!ways.isLoaded && (isShared(an, source) || isLoadedInPart(source.query, way.relation))) continue;
    // What else the first rows say goes into the question too, which could not be asked with them.
    if (isGivenMore(an, source, second, value!)) continue;
    const more = second.query.filter!.conditions.length > 1;
    if ((!known && (source.query.model === undefined || second.query.model === undefined)) || (more && isLookedUp(an, second, field, way.toMany)) || isOfItsOwn(second.query, many) || isFirstOfMany(second.query, way.relation) || isOpen(source.query)) continue;
    const followUp: FollowUp = { first: source.query, second: second.query, column, field, ...ways, ...ofModels(an, source, second), many, more };
    const silence = isReassigned(an.link.facts(m)!, value!.e) ? 'reassigned' : apartFrom(an, m, first, second, e => holdsKey(held, m, e, column));
    const keyOnly = !many && source.start.entered.length === 0 && isKeyOnly(an, source, column, asked) && !tellsOfNone(an, m, first, second);
    const paged = !keyOnly && second.query.options.some(option => PAGES.has(option));
    return { source, first, second, followUp, keyOnly, ...(silence ? { silence } : paged && { silence: 'paged' }) };
  }
  return undefined;
}

/** Options of a query that a relation which is loaded does without. */
const CHOOSES = /^(?:select|attributes|columns|transaction|where)$/;

/** Whether the call itself names a relation to be loaded, in any case, and the other query asks for no more than that. */
function isLoadedAsIs(an: Analysis, { m, e, query }: RowSource, other: QueryCall, relation: string): boolean {
  const facts = an.link.facts(m)!;
  const { exprs } = facts;
  if (!(query.paths ?? query.loads).includes(relation) || other.filter!.conditions.length > 1 || (other.paths ?? other.loads).length > 0 || !other.options.every(option => CHOOSES.test(option))) return false;
  const whole = exprs[endOfChain(facts, e)]!;
  return exprs.some(expr => {
    if (!isWithin(expr, whole)) return false;
    if (expr.k === 'lit') return typeof expr.v === 'string' && expr.v.split(/[^\w$]+/).includes(relation);
    return expr.k === 'object' && expr.props.some(({ name, value }) => { const given = exprs[value]!; return name === relation && (given.k === 'object' || (given.k === 'lit' && given.v === true)); });
  });
}

/** Whether a query loads a relation, as it is or with more of it. */
function isLoadedInPart({ loads, paths = loads }: QueryCall, relation: Column | undefined): boolean {
  return relation !== undefined && paths.some(path => path.split('.')[0] === relation.name);
}

/** What the models of two queries do by themselves. */
function ofModels(an: Analysis, first: RowSource, second: StandingQuery): Pick<FollowUp, 'filtered' | 'eager'> {
  const models = [first, second].map(({ m, query }) => nodeOf(an.link, m, query)?.model);
  const eager = models.some(model => model?.columns.some(({ link }) => link?.eager === 'find'));
  return { ...(models[1]?.filtered && { filtered: true }), ...(eager && { eager: true }) };
}

/** The last call of the chain that a call stands in: `User.findById(id).populate('posts')`. */
function endOfChain(facts: ModuleFacts, e: E): E {
  const around = indexOf(facts).parent[e] ?? -1;
  const expr = facts.exprs[around];
  return (expr?.k === 'get' && expr.of === e) || (expr?.k === 'call' && expr.callee === e) ? endOfChain(facts, around) : e;
}

/** Whether rows come out of a function that also says what happens where they are missing: it serves several callers, which need no relation. */
function isShared(an: Analysis, { start: { entered } }: RowSource): boolean {
  return entered.some(({ of, f }) => an.link.facts(of)!.fns[f]!.exits.length !== 1);
}

/** Whether a query is given more of the first rows than the key that it goes by. */
function isGivenMore(an: Analysis, { start }: RowSource, { m, e }: StandingQuery, key: Ref): boolean {
  const { exprs } = an.link.facts(m)!;
  const held = exprs[key.e]!;
  return [...holdersOf(an, start)].some(each => each.m === m && isWithin(exprs[each.e]!, exprs[e]!) && each.e !== e && !(key.m === m && (isWithin(exprs[each.e]!, held) || isWithin(held, exprs[each.e]!))));
}

/** Whether a query looks for certain rows among those that belong to another: by a key of their own, for one of many, or whether the one is as it has to be. */
function isLookedUp(an: Analysis, { m, query }: StandingQuery, field: string, toMany: boolean): boolean {
  if (!toMany || query.cardinality === 'one') return true;
  const others = query.filter!.conditions.filter(each => each.field !== field && (each.op === '=' || each.op === 'in')).map(each => each.field.split('.').at(-1)!);
  const keys = nodeOf(an.link, m, query)?.model.keys.map(({ columns }) => columns) ?? [['id']];
  return keys.some(columns => columns.length > 0 && columns.some(column => others.includes(column)) && columns.every(column => column === field || others.includes(column)));
}

/** Whether a query has what a relation has not: a scope that cannot be read, an order over the rows of all. */
function isOfItsOwn(query: QueryCall, many: boolean): boolean {
  return isOpen(query) || (many && query.options.some(option => ORDERS.test(option)));
}

/** Whether an order says which row is read: a relation to one gives any of them. */
function isFirstOfMany({ cardinality, options }: QueryCall, relation: Column | undefined): boolean {
  return cardinality === 'one' && relation?.list === false && relation.link?.key?.side !== 'own' && options.some(option => ORDERS.test(option));
}

/** Whether functions, or options that cannot be read, add to a query what may not go with a relation more. */
function isOpen({ loads, paths = loads, options }: QueryCall): boolean {
  return paths.includes('…') || options.includes('...');
}

function holdsKey(held: HeldKeys, m: ModuleId, e: E, column: string): boolean {
  const key = held.at({ m, e });
  return key !== undefined && (key.column === undefined || key.column === column);
}

/** Methods and options by which a query raises an error where there is no row. */
const RAISES = /Or(?:Throw|Fail)$|^(?:rejectOnEmpty|throwIfNotFound)$/;

/** Whether it makes a difference that the first query finds nothing: an error, or something else that is given back. */
function tellsOfNone(an: Analysis, m: ModuleId, first: Placed, { e }: StandingQuery): boolean {
  const facts = an.link.facts(m)!;
  const { query: { method, options }, region } = first;
  const { end: from } = facts.exprs[first.e]!;
  const { at: to, end } = facts.exprs[e]!;
  const isBetween = (exit: ModuleFacts['fns'][number]['exits'][number]): boolean => exit.at >= from && exit.at < to && !(exit.value !== undefined && facts.exprs[exit.value]!.end >= end);
  return [method, ...options].some(name => RAISES.test(name)) || facts.fns[facts.regions[region]!.fn]!.exits.some(isBetween);
}

/** Whether the rows of the first query are used for nothing but the key that the second is given. */
function isKeyOnly(an: Analysis, { start, m, query: { rowsAt = [] } }: RowSource, column: string, asked: readonly StandingQuery[]): boolean {
  const { exprs } = an.link.facts(m)!;
  const spans = asked.map(({ e }) => exprs[e]!);
  let used = false;
  for (const use of usesOf(an, start)) {
    const names = use.path.slice(rowsAt.length).filter(step => step !== ELEMENT_OF).join('.');
    const handed = use.kind === 'escape' && use.how === 'argument' && use.m === m && spans.some(({ at, end }) => use.at >= at && use.end <= end);
    if (use.kind === 'element' || (use.kind === 'member' && names === column)) continue;
    if (!handed || names !== column) return false;
    used = true;
  }
  return used;
}

/** `post.editorId ?? post.authorId`, `versionOf(post)`: which relation it is turns out at run time. */
function isChosen(an: Analysis, m: ModuleId, e: E, hops = 0): boolean {
  const facts = an.link.facts(m)!;
  const expr = facts.exprs[e]!;
  if (expr.k === 'as') return isChosen(an, m, expr.of, hops);
  if (expr.k === 'var') {
    const held = heldValue(facts, expr.v);
    return held !== undefined && isChosen(an, m, held, hops);
  }
  if (expr.k === 'call') {
    return an.link.callAt(m, e).callees.some(({ m: of, f }) => {
      const [exit, more] = an.link.facts(of)?.fns[f]?.exits ?? [];
      return more !== undefined || (exit?.value !== undefined && hops < 3 && isChosen(an, of, exit.value, hops + 1));
    });
  }
  if (expr.k !== 'choice' || expr.op === '&&') return false;
  const given = expr.of.filter(each => facts.exprs[each]!.k !== 'lit' && facts.exprs[each]!.k !== 'undef');
  return given.length > 1 || given.some(each => isChosen(an, m, each, hops));
}

/** A variable that is given several values: which of them is read here is not known. */
function isReassigned(facts: ModuleFacts, e: E): boolean {
  let expr = facts.exprs[e]!;
  while (expr.k === 'get' || expr.k === 'as') expr = facts.exprs[expr.of]!;
  if (expr.k !== 'var') return false;
  return facts.vars[expr.v]!.defs.filter(({ how, e: given }) => how !== 'declare' && !(given !== undefined && isNothing(facts, given))).length > 1;
}
