import { assignmentsOf } from '../../facts/assignments.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Env, ModuleId, Ref } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { sourceKey, type Input, type Source, type Sources } from './effect.ts';
import { atCall, behindVariable, inputOf, outward, readOf, wholeList } from './inputs.ts';
import { alternatives, ormOf } from '../link/join.ts';
import type { Link } from '../link/link.ts';
import { reachOfAll } from './reach.ts';
import { sourcesOf } from './sources.ts';
import { writersOf } from './writers.ts';

/** A chain of builder calls longer than this is given up. */
const FARTHEST = 60;

/** The parts of a query's input: its receiver, each condition of its filter, what it writes, and everything together. */
export function partsOf(an: Analysis, m: ModuleId, facts: ModuleFacts, e: E, query: QueryCall, env: Env | undefined): { receiver: Input; conditions: Input[]; payload: Input; all: Sources } {
  const { link } = an;
  const call = facts.exprs[e]!;
  if (call.k !== 'call') return { receiver: { from: new Set() }, conditions: [], payload: { from: new Set() }, all: new Set() };
  const callee = facts.exprs[call.callee]!;
  const made = receiverOf(link, m, facts, callee.k === 'get' ? callee.of : call.callee, env);
  const read = query.statement && readOf(link, query.statement);
  const receiver = { from: query.target ? new Set([...made.from, ...inputOf(link, query.target).from]) : made.from, ...(read !== undefined && { read }) };
  const conditions = (query.filter?.conditions ?? []).map(condition => (condition.value ? written(an, m, e, env, condition.value) : { from: new Set<Source>() }));
  const payload = payloadOf(an, m, facts, e, call, query, env);
  const given = sourcesOf(link, m, reachOfAll(facts, [call.callee, ...call.args.map(arg => arg.e)]));
  const all = new Set([given, ...conditions.map(({ from }) => from), payload.from].flatMap(from => [...from]));
  return { receiver, conditions, payload, all };
}

/** What a query is asked of: for a builder, what it was made from. One that is handed in says nothing of that. */
function receiverOf(link: Link, m: ModuleId, facts: ModuleFacts, e: E, env: Env | undefined, hops = 0): Input {
  const value = link.valueOf(m, e, env);
  const isBuilder = alternatives(value).some(each => each.k === 'orm' && each.builder);
  if (!isBuilder) return inputOf(link, { m, e });
  const expr = facts.exprs[e]!;
  const callee = expr.k === 'call' ? facts.exprs[expr.callee] : undefined;
  // `tables.users(db)`, a function of the program, makes it of the client it is given; `db('users')` is asked of `db`.
  if (expr.k === 'call' && alternatives(link.valueOf(m, expr.callee, env)).some(({ k }) => k === 'fn')) {
    const clients = expr.args.filter(arg => hops <= FARTHEST && ormOf(link.valueOf(m, arg.e, env)));
    const owner = callee?.k === 'get' ? [...inputOf(link, { m, e: callee.of }).from] : [];
    return { from: new Set([...owner, ...clients.flatMap(arg => [...receiverOf(link, m, facts, arg.e, env, hops + 1).from])]) };
  }
  if (expr.k === 'call' && callee?.k === 'var') return inputOf(link, { m, e: expr.callee });
  const def = expr.k === 'var' ? facts.vars[expr.v]!.defs.find(({ how, path }) => how === 'init' && path.length === 0)?.e : undefined;
  const before = callee?.k === 'get' ? callee.of : expr.k === 'as' ? expr.of : def;
  return before === undefined || hops > FARTHEST ? { from: new Set() } : receiverOf(link, m, facts, before, env, hops + 1);
}

function payloadOf(an: Analysis, m: ModuleId, facts: ModuleFacts, e: E, call: ModuleFacts['exprs'][number] & { k: 'call' }, query: QueryCall, env: Env | undefined): Input {
  if (!query.payload) return { from: new Set() };
  const from = new Set<Source>();
  for (const { value } of query.payload.assignments) for (const key of written(an, m, e, env, value).from) from.add(key);
  const { whole: list } = query.payload;
  if (list && list.m !== m) return { from };
  const data = list?.e ?? dataOf(facts, call);
  if (data === undefined) return { from };
  if (query.payload.open || isFilledLater(facts, data)) for (const key of inputOf(an.link, { m, e: data }).from) from.add(key);
  const whole = query.payload.list ? wholeList(facts, data) : undefined;
  return { from, ...(whole !== undefined && { whole: sourceKey(m, whole) }) };
}

/** Whether an object is given more after it is made: `const data = { label }; if (spam) data.winner = false;`. */
function isFilledLater(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'as') return isFilledLater(facts, expr.of);
  const { memberSets, mixins } = assignmentsOf(facts);
  return expr.k === 'var' && (memberSets.has(expr.v) || mixins.has(expr.v));
}

/** The expression of what is written: the `data`, `create` or `values` of the options, else the argument itself. */
function dataOf(facts: ModuleFacts, call: ModuleFacts['exprs'][number] & { k: 'call' }): E | undefined {
  const [first] = call.args;
  const options = first && facts.exprs[behindVariable(facts, first.e)];
  if (options?.k !== 'object') return first?.e;
  return options.props.find(prop => prop.name === 'data' || prop.name === 'create' || prop.name === 'values')?.value ?? first?.e;
}

/** A part of the query that call `e` makes, in terms of the call: also where a function wrote it that the query is made with, `where: byAuthor(id)`. */
function written(an: Analysis, m: ModuleId, e: E, env: Env | undefined, part: Ref): Input {
  return writersOf(an.link, m, e, env, part).reduceRight((input, { m: at, e: by, callee }) => {
    const call = an.link.facts(at)!.exprs[by]!;
    return call.k === 'call' ? atCall(an.link, callee, at, call)(outward(an, callee)(input)) : input;
  }, inputOf(an.link, part));
}
