import { enclosing, isInside } from '../../facts/region.ts';
import type { FollowUpSilence } from '../../vocabulary/follow-up.ts';
import type { ModuleFacts } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Model } from '../../vocabulary/schema.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { modelIn } from '../queries/declared-schema.ts';
import type { StandingQuery } from '../queries/queries.ts';
import { reachOfAll } from '../queries/reach.ts';
import { keyOfPart } from '../queries/writers.ts';
import { isWrittenBetween } from '../queries/written-between.ts';
import { holdersOf, resultOf, usesOf } from '../results/result-uses.ts';
import { apartFrom, doesBetween, runsBefore } from './apart.ts';
import { isLocking, isSameClient } from './client-of.ts';
import { HeldKeys } from './held-keys.ts';

/** Two reads of one row by the same key; or why the second is not one too many. */
export type SameRow = { first: StandingQuery; second: StandingQuery; fields: readonly string[]; /** What the second has of the row and the first has not: relations by name, `…` for columns. */ more: readonly string[]; silence?: FollowUpSilence };

/** The rows that functions of a module read twice by the same key, each with the first read of it. */
export function sameRowsIn(an: Analysis, m: ModuleId, reads: readonly StandingQuery[]): readonly SameRow[] {
  const facts = an.link.facts(m)!;
  const byKey = new Map<string, StandingQuery>();
  return reads.flatMap(second => {
    const fields = keyFieldsOf(an, m, second.query);
    if (!fields) return [];
    const { model, orm, filter } = second.query;
    const conditions = filter!.conditions.map(({ field, value, literal }) => `${field}=${value ? keyOfPart(an.link, m, second.e, value) : JSON.stringify(literal)}`);
    const key = [facts.regions[second.region]!.fn, orm, model, ...conditions.sort()].join('|');
    const first = byKey.get(key);
    if (!first) {
      byKey.set(key, second);
      return [];
    }
    if (facts.exprs[second.e]!.at < facts.exprs[first.e]!.end || !runsBefore(facts, first, second)) return [];
    // What stands in a `catch` comes after a read that has failed.
    if (isAfterFailure(facts, first, second)) return [];
    const more = moreOf(first.query, second.query);
    // A column that is left out of every read is asked for apart. What the first row says goes into the second question, which could not be asked with it.
    if (asksForHidden(second.query, modelIn(an.link, m, second.query)) || isGivenRow(an, facts, first, second) || isReadToBeSaved(an, first.query, second)) return [];
    const silence = silenceOf(an, m, facts, first, second, more);
    // What comes after a write is another state of the row, and may be read twice again.
    if (silence === 'written') byKey.set(key, second);
    return [{ first, second, fields, more, ...(silence && { silence }) }];
  });
}

function isAfterFailure(facts: ModuleFacts, first: StandingQuery, second: StandingQuery): boolean {
  const tries = [...enclosing(facts, first.region)].filter(r => facts.regions[r]!.k === 'try' && !isInside(facts, second.region, r));
  return tries.some(r => [...enclosing(facts, second.region)].some(each => facts.regions[each]!.k === 'catch' && facts.regions[each]!.parent === facts.regions[r]!.parent));
}

/** The columns by which a query reads one row, where they are a key of the model. */
function keyFieldsOf(an: Analysis, m: ModuleId, query: QueryCall): readonly string[] | undefined {
  const { filter, onRow, target, rowsAt, model, orm } = query;
  if (!filter || filter.open || onRow || target || rowsAt === undefined || model === undefined || filter.conditions.length === 0) return undefined;
  if (!filter.conditions.every(({ op, field }) => op === '=' && !field.endsWith('*'))) return undefined;
  const fields = filter.conditions.map(({ field }) => field.split('.').at(-1)!);
  const known = modelIn(an.link, m, query);
  const keys = known?.keys.map(({ columns }) => columns) ?? [];
  const key = (keys.length > 0 ? keys : [['id'], ['_id']]).find(columns => columns.every(column => fields.includes(column)));
  if (!key) return undefined;
  const primary = known?.keys.find(({ columns }) => columns === key)?.primary ?? true;
  // A row that is there already is not asked for again.
  const rewrites = an.link.orms.find(({ name }) => name === orm)?.words.rewrites;
  return primary && rewrites?.identityMap ? undefined : fields;
}

/** Options that leave columns of the row out. */
const CHOOSES = /^(?:select(?!All$)\w*|attributes|columns?|fields|projection|omit|exclude|distinct)$/;

/** What the second of two reads has of a row and the first has not. */
function moreOf(first: QueryCall, second: QueryCall): readonly string[] {
  const known = new Set(first.paths ?? first.loads);
  const columns = first.options.some(option => CHOOSES.test(option)) || second.options.includes('...');
  return [...(second.paths ?? second.loads).filter(path => !known.has(path)), ...(columns ? ['…'] : [])];
}

/** Whether a query may have a column that is in no row but of those that ask for it, by name or by a scope. */
function asksForHidden({ options }: QueryCall, model: Model | undefined): boolean {
  return options.includes('scope') || (options.some(option => CHOOSES.test(option)) && model?.columns.some(({ hidden }) => hidden) === true);
}

/** Whether a part of the first row stands in the second query: `findUnique({ where: { id }, include: { posts: { where: { teamId: user.teamId } } } })`. */
function isGivenRow(an: Analysis, { exprs }: ModuleFacts, first: StandingQuery, second: StandingQuery): boolean {
  const { at, end } = exprs[second.e]!;
  return [...holdersOf(an, resultOf(first.m, first.e))].some(({ m, e }) => m === second.m && exprs[e]!.at > at && exprs[e]!.end <= end);
}

/** Whether the second row is changed, or given away, and the first has relations with it, which would be saved along. */
function isReadToBeSaved(an: Analysis, first: QueryCall, { m, e, query }: StandingQuery): boolean {
  const own = new Set(query.paths ?? query.loads);
  if ((first.paths ?? first.loads).every(path => own.has(path))) return false;
  return [...usesOf(an, resultOf(m, e))].some(use => use.kind === 'write' || (use.kind === 'escape' && use.path.length === 0 && use.how !== 'returned'));
}

function silenceOf(an: Analysis, m: ModuleId, facts: ModuleFacts, first: StandingQuery, second: StandingQuery, more: readonly string[]): FollowUpSilence | undefined {
  const from = facts.exprs[first.e]!.end;
  const to = facts.exprs[second.e]!.at;
  if (isLocking(first.query) || isLocking(second.query)) return 'locked';
  if (!isSameClient(an, m, first, second)) return 'transactions';
  if (changesBetween(an, m, facts, first, second)) return 'reassigned';
  if (isWrittenBetween(an, m, from, to, second.query) || isChangedBetween(an, first, second) || doesBetween(an, m, first, from, to)) return 'written';
  if (waitsBetween(an, m, facts, first, from, to)) return 'waited';
  // What only some paths need may be left to them.
  const held = more.length > 0 ? new HeldKeys(an, { ...first, start: resultOf(m, first.e) }) : undefined;
  return held && apartFrom(an, m, first, second, e => held.at({ m, e })?.column === undefined && held.at({ m, e }) !== undefined);
}

/** Whether the program gives the first row other values in between: the second is as the database has it. */
function isChangedBetween(an: Analysis, first: StandingQuery, { m, e }: StandingQuery): boolean {
  const { at } = an.link.facts(m)!.exprs[e]!;
  return [...usesOf(an, resultOf(m, first.e))].some(use => use.kind === 'write' && use.m === m && use.at < at);
}

/** Whether what the row is asked by may be another value the second time. */
function changesBetween(an: Analysis, m: ModuleId, facts: ModuleFacts, first: StandingQuery, second: StandingQuery): boolean {
  const values = second.query.filter!.conditions.flatMap(({ value }) => (value && value.m === m ? [value.e] : []));
  const { vars, calls } = reachOfAll(facts, values);
  const from = facts.exprs[first.e]!.at;
  if ([...calls].some(e => facts.exprs[e]!.at > from)) return true;
  return [...vars].some(v => facts.vars[v]!.defs.some(({ how, at }) => how === 'assign' && at > from));
}

/** Whether something of which nothing is known is waited for between two offsets: the second read may be there to see what it did. */
function waitsBetween(an: Analysis, m: ModuleId, facts: ModuleFacts, first: StandingQuery, from: number, to: number): boolean {
  const { fn } = facts.regions[first.region]!;
  return facts.exprs.some(expr => {
    if (expr.k !== 'await' || expr.at < from || expr.end > to || expr.of === undefined) return false;
    const call = facts.exprs[expr.of]!;
    if (call.k !== 'call' || facts.regions[facts.sites[call.site]!.region]!.fn !== fn) return call.k !== 'call';
    const known = an.link.callAt(m, expr.of);
    return !known.query && known.callees.length === 0 && known.receiver.k !== 'external' && known.receiver.k !== 'plain' && facts.exprs[call.callee]!.k !== 'global' && !isStatic(facts, call.callee);
  });
}

/** `Promise.all(…)`: what it is given is looked at by itself. */
function isStatic(facts: ModuleFacts, callee: number): boolean {
  const expr = facts.exprs[callee]!;
  return expr.k === 'get' && facts.exprs[expr.of]!.k === 'global';
}
