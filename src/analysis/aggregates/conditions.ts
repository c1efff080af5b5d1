import { assignmentsOf } from '../../facts/assignments.ts';
import { renderExpr } from '../../facts/render.ts';
import { sourceOf } from '../../facts/same-source.ts';
import { heldValue } from '../../facts/held-value.ts';
import type { WrittenCondition } from '../../vocabulary/aggregate.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { Condition } from '../../vocabulary/query.ts';
import type { ModuleId, Ref } from '../../vocabulary/value.ts';
import type { Link } from '../link/link.ts';
import { keyOfPart, writersOf } from '../queries/writers.ts';
import type { Tally } from './tallies.ts';

/** A part of a filter: equal keys are the same condition. `selects` when it picks rows by a value that the program computes. */
export type Part = { key: string; condition: WrittenCondition; selects: boolean };

/** The filter of a tally in parts; `open` are parts that are no conditions of columns, by what they say. `unread` when there is something of which not even that is known. */
export type Parts = { list: readonly Part[]; open: readonly string[]; unread: boolean };

const FARTHEST = 8;
/** What comes with a filter and is none: operators that a condition without a value has. */
const ALONE = new Set(['is null', 'not is null', 'is not null', 'column', 'is']);

/** Reads the filter of a tally into parts that can be compared with those of another one. */
export function partsOf(link: Link, m: ModuleId, { e, query, chain }: Tally): Parts {
  const facts = link.facts(m)!;
  const list: Part[] = [];
  const open = chain.flatMap(call => spreadsIn(link, m, facts, call)).map(spread => sourceOf(facts, spread));
  let unread = false;
  for (const condition of query.filter?.conditions ?? []) {
    const { field, op, value, literal } = condition;
    if (op === '?' || field.endsWith('*') || (value === undefined && literal === undefined && !ALONE.has(op))) {
      if (value) open.push(keyOfPart(link, m, e, value));
      else unread = true;
      continue;
    }
    const constant = literal !== undefined || value === undefined || isConstant(link, value);
    const key = `${field} ${op} ${value ? keyOfPart(link, m, e, value) : JSON.stringify(literal)}`;
    list.push({ key, condition: { ...condition, text: constant || writersOf(link, m, e, undefined, value).length === 0 ? textOf(link, condition) : '…', constant }, selects: !constant && (op === '=' || op === 'in') });
  }
  if (query.filter?.open === true && open.length === 0 && list.every(part => !OPENS.has(part.condition.op))) unread = true;
  return { list: unique(list), open: [...new Set(open)].sort(), unread };
}

/** Conditions that stand for a part of a filter that is not read into columns: they say what it is. */
const OPENS = new Set(['or', 'not', 'nor', 'and', 'expr', 'where', 'text', 'jsonSchema']);

function unique(list: readonly Part[]): readonly Part[] {
  return list.filter((part, at) => list.findIndex(({ key }) => key === part.key) === at);
}

function textOf(link: Link, { value, literal }: Condition): string {
  const facts = value && link.facts(value.m);
  if (value && facts) return renderExpr(facts, value.e, 40);
  return typeof literal === 'string' ? `'${literal}'` : literal === undefined ? '' : String(literal);
}

/** Whether the code itself says a value: a literal, a member of an enum, of a class or of an object of the module or of another one. */
export function isConstant(link: Link, { m, e }: Ref): boolean {
  const facts = link.facts(m);
  const expr = facts?.exprs[e];
  if (!facts || !expr) return false;
  switch (expr.k) {
    case 'lit':
      return true;
    case 'undef':
      return false;
    case 'text':
      return expr.of.length === 0;
    case 'as':
      return isConstant(link, { m, e: expr.of });
    case 'op':
      return expr.of.length === 1 && isConstant(link, { m, e: expr.of[0]! });
    case 'array':
      return expr.items.every(item => !item.spread && isConstant(link, { m, e: item.e }));
    case 'get':
      return expr.name !== undefined && isOfModule(facts, expr.of);
    case 'var':
      return link.valueOf(m, e).k === 'lit' || isOfModule(facts, e);
    default:
      return false;
  }
}

/** `Status`, `constants.Status`: an enum, a class or an import, or a constant of the module. */
function isOfModule(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'get') return expr.name !== undefined && isOfModule(facts, expr.of);
  if (expr.k !== 'var') return false;
  const { kind, fn, defs } = facts.vars[expr.v]!;
  if (kind === 'enum' || kind === 'import') return true;
  const made = defs[0]?.e === undefined ? undefined : facts.exprs[defs[0].e]!;
  return fn === 0 && (kind === 'class' || (kind === 'const' && (made?.k === 'object' || made?.k === 'lit' || made?.k === 'as')));
}

/** The spreads in what a call is given that no object literal is known for: `{ ...where, status }`. */
function spreadsIn(link: Link, m: ModuleId, facts: ModuleFacts, e: E): readonly E[] {
  const call = facts.exprs[e]!;
  return call.k === 'call' ? call.args.flatMap(arg => spreadsOf(link, m, facts, arg.e, 0)) : [];
}

function spreadsOf(link: Link, m: ModuleId, facts: ModuleFacts, e: E, hops: number): readonly E[] {
  const expr = facts.exprs[e]!;
  const inner = (next: E): readonly E[] => (hops > FARTHEST ? [] : spreadsOf(link, m, facts, next, hops + 1));
  switch (expr.k) {
    case 'as':
      return inner(expr.of);
    case 'array':
      return expr.items.flatMap(item => inner(item.e));
    case 'var': {
      const held = heldValue(facts, expr.v);
      const made = held !== undefined && facts.exprs[held]!.k === 'object' ? inner(held) : [];
      // What is given to its members later is part of it.
      return assignmentsOf(facts).memberSets.has(expr.v) ? [...made, e] : made;
    }
    case 'object':
      return expr.props.flatMap(prop => (prop.spread && link.valueOf(m, prop.value).k !== 'object' ? [prop.value] : inner(prop.value)));
    default:
      return [];
  }
}
