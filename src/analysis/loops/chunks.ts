import { assignmentsOf } from '../../facts/assignments.ts';
import { withoutCast } from '../../facts/cast.ts';
import { indexOf } from '../../facts/index-of.ts';
import { heldValue } from '../../facts/held-value.ts';
import type { E, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import { isEmptyList } from './filled-list.ts';
import { isSlice } from '../queries/inputs.ts';
import type { Link } from '../link/link.ts';
import { FILLS, methodOf } from '../queries/reach.ts';
import { isRepeated } from '../runs/repetition.ts';

/** Functions that cut a list into chunks, by their last name: `chunk`, `chunkArray`, `splitIntoChunks`. */
const CHUNKER = /^(?:splitEvery|chunksOf|cluster|batch|partitionAll|(?:(?:split|divide|cut)?(?:in|into|to)?|array|make|get|create)chunk(?:s|ed|ify|array|list|items)?)$/i;
/** `chunkDateRange`, of the program's own functions. */
const CHUNKS_SOMETHING = /^chunk[A-Z]/;
const FARTHEST = 6;

/** Whether a repetition goes over a list chunk by chunk: a query straight in it is one per chunk, one per element stands in a loop inside. */
export function goesByChunks(an: Analysis, repetition: Repetition): boolean {
  const facts = an.link.facts(repetition.m)!;
  const region = repetition.region === undefined ? undefined : facts.regions[repetition.region]!;
  if (region?.k === 'for') return region.step !== undefined && stepsFar(an.link, repetition.m, facts, region.step);
  if (region?.k === 'while' || region?.k === 'do') return repetition.slices.size > 0;
  return repetition.over !== undefined && isListOfChunks(an.link, repetition.m, repetition.over, 0);
}

const EMPTIES = new Set(['splice', 'clear']);

/** Whether a variable from outside of a loop is emptied in it: `batch.push(row); if (batch.length === SIZE) { await write(batch); batch = []; }`. */
export function isRefilled(facts: ModuleFacts, repetition: Repetition, v: V): boolean {
  const { at, defs } = facts.vars[v]!;
  if (isRepeated(repetition, at)) return false;
  const { memberSets, memberCalls } = assignmentsOf(facts);
  const inLoop = (e: E): boolean => isRepeated(repetition, facts.exprs[e]!.at);
  return (
    defs.some(({ how, e }) => how === 'assign' && e !== undefined && inLoop(e) && isEmptyList(facts, withoutCast(facts, e))) ||
    (memberSets.get(v) ?? []).some(e => inLoop(e) && isLength(facts, e)) ||
    (memberCalls.get(v) ?? []).some(e => inLoop(e) && EMPTIES.has(nameOfMethod(facts, e) ?? ''))
  );
}

function isLength(facts: ModuleFacts, set: E): boolean {
  const expr = facts.exprs[set]!;
  const to = expr.k === 'set' && expr.to !== undefined ? facts.exprs[expr.to]! : undefined;
  return to?.k === 'get' && to.name === 'length';
}

function nameOfMethod(facts: ModuleFacts, e: E): string | undefined {
  const call = facts.exprs[e]!;
  return call.k === 'call' ? methodOf(facts, call.callee) : undefined;
}

/** `i += size`: a counter that moves by more than one. */
function stepsFar(link: Link, m: ModuleId, facts: ModuleFacts, step: E): boolean {
  const expr = facts.exprs[step]!;
  if (expr.k !== 'set' || expr.value === undefined) return false;
  if (expr.op === '=') {
    // i = i + size
    const sum = facts.exprs[expr.value]!;
    return sum.k === 'op' && sum.op === '+' && sum.of.some(of => facts.exprs[of]!.k !== 'lit' && !(facts.exprs[of]!.k === 'var' && (facts.exprs[of] as { v: number }).v === expr.v));
  }
  if (expr.op !== '+=' && expr.op !== '-=') return false;
  const by = link.valueOf(m, expr.value);
  return !(by.k === 'lit' && by.v === 1);
}

/** A list whose elements are cut out of another: by a package's `chunk`, by a function that slices, or pushed as slices. */
function isListOfChunks(link: Link, m: ModuleId, e: E, hops: number): boolean {
  const facts = link.facts(m);
  const expr = facts?.exprs[e];
  if (!facts || !expr || hops > FARTHEST) return false;
  switch (expr.k) {
    case 'as':
      return isListOfChunks(link, m, expr.of, hops + 1);
    case 'await':
      return expr.of !== undefined && isListOfChunks(link, m, expr.of, hops + 1);
    case 'var': {
      const { memberCalls } = assignmentsOf(facts);
      const pushed = (memberCalls.get(expr.v) ?? []).some(call => {
        const made = facts.exprs[call]!;
        return made.k === 'call' && FILLS.has(methodOf(facts, made.callee) ?? '') && made.args.some(arg => isSlice(facts, behindVariable(facts, arg.e)));
      });
      return pushed || facts.vars[expr.v]!.defs.some(def => def.how === 'init' && def.e !== undefined && def.path.length === 0 && isListOfChunks(link, m, def.e, hops + 1));
    }
    case 'call':
      return makesChunks(link, m, facts, e, hops);
    default:
      return false;
  }
}

/** What a variable is made to hold: `const chunk = ids.slice(i, i + size); chunks.push(chunk);`. */
function behindVariable(facts: ModuleFacts, e: E): E {
  const expr = facts.exprs[e]!;
  return (expr.k === 'var' ? heldValue(facts, expr.v) : undefined) ?? e;
}

function makesChunks(link: Link, m: ModuleId, facts: ModuleFacts, e: E, hops: number): boolean {
  const call = facts.exprs[e]!;
  if (call.k !== 'call') return false;
  const callee = facts.exprs[call.callee]!;
  if (callee.k === 'get' && (callee.name === 'entries' || callee.name === 'values' || callee.name === 'filter')) return isListOfChunks(link, m, callee.of, hops + 1);
  const target = link.valueOf(m, call.callee);
  if (target.k === 'external') return CHUNKER.test(target.path.at(-1) ?? target.name) || CHUNKER.test(/[./](\w+)$/.exec(target.from)?.[1] ?? '');
  // However the program's own `chunkArray(list, size)` does it.
  const name = callee.k === 'var' ? facts.vars[callee.v]!.name : undefined;
  if (name !== undefined && call.args.length === 2 && (CHUNKER.test(name) || CHUNKS_SOMETHING.test(name))) return true;
  return link.callAt(m, e).callees.some(({ m: where, f }) => {
    const inner = link.facts(where);
    const fn = inner?.fns[f];
    return inner !== undefined && fn !== undefined && inner.exprs.some((each, at) => each.k === 'call' && each.at >= fn.at && each.end <= fn.end && isSlice(inner, at) && isCollected(inner, f, at));
  });
}

/** Whether a slice is pushed, yielded, or returned for each round: it becomes an element of a list. */
function isCollected(facts: ModuleFacts, f: number, e: E): boolean {
  const index = indexOf(facts);
  const parent = index.parent[e] ?? -1;
  if (parent >= 0) {
    const around = facts.exprs[parent]!;
    return around.k === 'yield' || (around.k === 'call' && FILLS.has(methodOf(facts, around.callee) ?? ''));
  }
  const use = index.use(e);
  if (use.k === 'exit') return use.fn !== f && use.exit.kind === 'return';
  return use.k === 'def' && index.usesOf(use.v).some(read => isCollected(facts, f, read));
}
