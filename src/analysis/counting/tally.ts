import { indexOf } from '../../facts/index-of.ts';
import type { At, E, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { Asked } from '../../vocabulary/asked.ts';

/** A piece of code that goes through rows, by where it stands, with the variables that hold a row. */
export type Round = { at: At; end: At; rows: ReadonlySet<V> };

/** What the rounds add up and do nothing besides: a sum, a count of some of them, or a count for each key. */
export function tallyOf(facts: ModuleFacts, round: Round, result: E | undefined): Asked | undefined {
  const within = exprsIn(facts, round);
  if (within.some(e => isOther(facts, e)) || leaves(facts, round, result)) return undefined;
  const sets = within.filter(e => facts.exprs[e]!.k === 'set');
  if (sets.length === 0) return result === undefined ? undefined : addedTo(facts, round, result);
  const tallies = sets.map(e => setOf(facts, round, e));
  const [first, ...rest] = tallies;
  if (!first || tallies.includes(undefined)) return undefined;
  if (rest.length === 0) return first;
  // Several counters, one for each of the values of a column, are a group-by written out.
  const columns = [...new Set(tallies.flatMap(each => (each?.what === 'passing' ? each.columns : ['', ' '])))];
  return columns.length === 1 ? { what: 'tally', by: columns } : undefined;
}

/** Whether a round may end before its end, or end all of them. */
function leaves(facts: ModuleFacts, { at, end }: Round, result: E | undefined): boolean {
  return facts.fns.some(({ exits }) => exits.some(exit => exit.at >= at && exit.at < end && (exit.kind !== 'return' || result === undefined || exit.value !== result)));
}

/** `sum + row.total` as what a round of `reduce` gives. */
function addedTo(facts: ModuleFacts, { rows }: Round, e: E): Asked | undefined {
  const expr = facts.exprs[strip(facts, e)]!;
  if (expr.k !== 'op' || expr.op !== '+' || expr.of.length !== 2) return undefined;
  const columns = expr.of.flatMap(each => columnOf(facts, rows, each) ?? []);
  const others = expr.of.filter(each => columnOf(facts, rows, each) === undefined && facts.exprs[each]!.k === 'var');
  return columns.length === 1 && others.length === 1 ? { what: 'sum', column: columns[0]! } : undefined;
}

function setOf(facts: ModuleFacts, round: Round, e: E): Asked | undefined {
  const set = facts.exprs[e]!;
  if (set.k !== 'set') return undefined;
  const added = addend(facts, set);
  if (added === undefined) return undefined;
  const column = added === 'one' ? undefined : columnOf(facts, round.rows, added);
  if (added !== 'one' && column === undefined) return undefined;
  if (set.v !== undefined) {
    if (column !== undefined) return testsAround(facts, round, e).length > 0 ? undefined : { what: 'sum', column };
    const tested = testsAround(facts, round, e);
    return tested.length > 0 ? { what: 'passing', columns: tested } : undefined;
  }
  const target = set.to === undefined ? undefined : facts.exprs[set.to]!;
  const by = target?.k === 'get' && target.key !== undefined ? columnOf(facts, round.rows, target.key) : undefined;
  return by === undefined ? undefined : { what: 'tally', by: [by], ...(column !== undefined && { sum: column }) };
}

/** What is added: `n++`, `n += row.total`, `n = n + 1`, `counts[key] = (counts[key] ?? 0) + 1`. */
function addend(facts: ModuleFacts, set: ModuleFacts['exprs'][number] & { k: 'set' }): E | 'one' | undefined {
  if (set.op === '++') return 'one';
  if (set.value === undefined) return undefined;
  if (set.op === '+=') return isOne(facts, set.value) ? 'one' : set.value;
  const sum = set.op === '=' ? facts.exprs[strip(facts, set.value)]! : undefined;
  if (sum?.k !== 'op' || sum.op !== '+' || sum.of.length !== 2) return undefined;
  const [before = -1, more = -1] = sum.of;
  if (!isSamePlace(facts, set, strip(facts, before))) return undefined;
  return isOne(facts, more) ? 'one' : more;
}

/** `counts[key]` of `(counts[key] ?? 0) + 1`, as far as its variable says. */
function isSamePlace(facts: ModuleFacts, { v, to }: { v?: V; to?: E }, e: E): boolean {
  const expr = facts.exprs[e]!;
  if (v !== undefined) return expr.k === 'var' && expr.v === v;
  const target = to === undefined ? undefined : facts.exprs[to]!;
  if (expr.k !== 'get' || target?.k !== 'get') return false;
  const [one, other] = [facts.exprs[expr.of]!, facts.exprs[target.of]!];
  return one.k === 'var' && other.k === 'var' && one.v === other.v;
}

function isOne(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  return expr.k === 'lit' && expr.v === 1;
}

/** `row.total`, `Number(row.total)`, `row.total ?? 0`: the column of a row that an expression is. */
export function columnOf(facts: ModuleFacts, rows: ReadonlySet<V>, e: E): string | undefined {
  const expr = facts.exprs[strip(facts, e)]!;
  if (expr.k === 'get' && expr.name !== undefined) {
    const of = facts.exprs[strip(facts, expr.of)]!;
    return of.k === 'var' && rows.has(of.v) ? expr.name : undefined;
  }
  if (expr.k !== 'var') return undefined;
  const def = facts.vars[expr.v]!.defs[0];
  const [name] = def?.path ?? [];
  return rows.has(expr.v) && def?.path.length === 1 && typeof name === 'string' ? name : undefined;
}

const NUMBERS: ReadonlySet<string> = new Set(['Number', 'parseInt', 'parseFloat', 'BigInt', 'String']);

/** What stands under casts, defaults and `Number(…)`. */
function strip(facts: ModuleFacts, e: E): E {
  const expr = facts.exprs[e]!;
  if (expr.k === 'as') return strip(facts, expr.of);
  if (expr.k === 'choice' && expr.test === undefined && expr.op !== '&&') return strip(facts, expr.of[0]!);
  if (expr.k === 'op' && expr.op === '+' && expr.of.length === 1) return strip(facts, expr.of[0]!);
  const callee = expr.k === 'call' && !expr.new ? facts.exprs[expr.callee]! : undefined;
  return expr.k === 'call' && callee?.k === 'global' && NUMBERS.has(callee.name) && expr.args[0] ? strip(facts, expr.args[0].e) : e;
}

/** The columns that are tested around a place, inside of the round. */
function testsAround(facts: ModuleFacts, round: Round, e: E): readonly string[] {
  const index = indexOf(facts);
  const columns = new Set<string>();
  for (let r: number | undefined = index.regionAt(facts.exprs[e]!.at); r !== undefined; r = facts.regions[r]!.parent) {
    const region: ModuleFacts['regions'][number] = facts.regions[r]!;
    if (region.at < round.at) break;
    const test = region.k === 'then' || region.k === 'else' || region.k === 'case' ? region.test : region.k === 'switch' ? region.on : undefined;
    if (test === undefined) continue;
    const { at, end } = facts.exprs[test]!;
    for (const each of exprsIn(facts, { at, end })) {
      const column = columnOf(facts, round.rows, each);
      if (column !== undefined) columns.add(column);
    }
  }
  return [...columns];
}

/** What no adding up needs: another call, a wait, a new function. */
function isOther(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'await' || expr.k === 'yield' || expr.k === 'yield*' || expr.k === 'fn' || expr.k === 'class' || expr.k === 'unknown') return true;
  if (expr.k !== 'call') return false;
  const callee = facts.exprs[expr.callee]!;
  return !(callee.k === 'global' && NUMBERS.has(callee.name) && !expr.new);
}

function exprsIn(facts: ModuleFacts, { at, end }: { at: At; end: At }): readonly E[] {
  return facts.exprs.flatMap((expr, e) => (expr.at >= at && expr.end <= end ? [e] : []));
}
