import { indexOf } from '../facts/index-of.ts';
import { isLoop } from '../facts/region.ts';
import type { E, ModuleFacts } from '../vocabulary/ir.ts';
import type { CountsTogether, TextEdit } from '../vocabulary/rewrite.ts';
import type { CountHolder } from './count-holder.ts';
import { indentAt, styleOf } from './style.ts';

/** Where a statement begins that counts are parts of, so that one query can stand before it. */
export type CountsStatement = { readonly indent: string; readonly edits: (pattern: string, query: string, lines: string) => readonly TextEdit[] };

const START = /(?:\breturn|\b(?:const|let|var)\s+(?:[\w$]+(?:\s*:\s*[\w$.<>[\], |]+)?|[{[](?:(?!\bconst\b)[^=;()])*[}\]])\s*=)\s+$/;

/**
 * The one statement that waits for several counts in an object, a list or what a call is given: `return { open: await …, done: await … }`.
 * Nothing where a part of it may not run, or where something may run before the counts that they would now stand before.
 */
export function statementAround(facts: ModuleFacts, text: string, calls: readonly E[]): CountsStatement | undefined {
  const index = indexOf(facts);
  const waits = calls.map(call => index.parent[call] ?? -1);
  const roots = new Set(waits.map(wait => (wait >= 0 && facts.exprs[wait]!.k === 'await' ? rootOf(facts, wait) : undefined)));
  const [root, more] = roots;
  if (root === undefined || more !== undefined || roots.size !== 1) return undefined;
  const at = startOf(facts, text, root);
  const indent = at === undefined ? undefined : indentAt(text, at);
  const first = Math.min(...waits.map(wait => facts.exprs[wait]!.at));
  const last = Math.max(...waits.map(wait => facts.exprs[wait]!.end));
  if (at === undefined || indent === undefined || !isInBlock(facts, text, at) || has(facts, at, first, RUNS) || has(facts, first, last, SETS)) return undefined;
  const { newline, semicolon } = styleOf(text);
  return { indent, edits: (pattern, query, lines) => [{ at, end: at, text: `const ${pattern} = await ${query}${semicolon}${lines}${newline}${indent}` }] };
}

/** The whole that an expression is part of, when every part of it on the way always runs. */
function rootOf(facts: ModuleFacts, e: E): E | undefined {
  const { parent } = indexOf(facts);
  for (let at = e, around = parent[at] ?? -1; ; at = around, around = parent[at] ?? -1) {
    if (around < 0) return at;
    const expr = facts.exprs[around]!;
    const isPart = ['object', 'array', 'await', 'as', 'op', 'text'].includes(expr.k) || (expr.k === 'get' && expr.of === at) || (expr.k === 'call' && expr.callee !== at && !isOptional(facts, expr.callee)) || (expr.k === 'set' && expr.value === at && expr.op === '=');
    if (!isPart) return undefined;
  }
}

/** `a?.b`, `a?.b.c`: what is given to a call of it may never be asked for. */
function isOptional(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'call') return expr.optional === true || isOptional(facts, expr.callee);
  return expr.k === 'get' && (expr.optional === true || isOptional(facts, expr.of));
}

function startOf(facts: ModuleFacts, text: string, root: E): number | undefined {
  const { at } = facts.exprs[root]!;
  const use = indexOf(facts).use(root);
  if (use.k === 'statement' || facts.exprs[root]!.k === 'set') return at;
  const isReturned = use.k === 'exit' && use.exit.kind === 'return';
  if (!isReturned && !(use.k === 'def' && use.def.how === 'init')) return undefined;
  // A parenthesis may stand between: `return (await …)`.
  return START.exec(text.slice(0, at).replace(/[(\s]+$/, space => ' '.repeat(space.length)))?.index;
}

/** Whether a statement stands between braces, where another one may stand before it. */
function isInBlock(facts: ModuleFacts, text: string, at: number): boolean {
  const region = indexOf(facts).regionAt(at);
  const around = facts.regions[region]!;
  // A loop begins where its head does.
  if (isLoop(around)) return /[{};]\s*$/.test(text.slice(around.at, at));
  return around.k !== 'case' && ((around.fn === 0 && around.k === 'body') || text[around.at] === '{');
}

const SETS: ReadonlySet<string> = new Set(['yield', 'yield*', 'set', 'unknown']);
const RUNS: ReadonlySet<string> = new Set([...SETS, 'call', 'await']);

const has = (facts: ModuleFacts, from: number, to: number, kinds: ReadonlySet<string>): boolean => facts.exprs.some(({ k, at, end }) => at >= from && end <= to && kinds.has(k));

/** The number of a count where it is waited for, as the name that takes its place; nothing where a row is used for more than its number. */
export function countWithin(facts: ModuleFacts, call: E, { member, listed }: CountsTogether['came'][number], name: string): CountHolder | undefined {
  const { parent } = indexOf(facts);
  let e = parent[call]!;
  for (const step of [...(listed ? [0] : []), ...(member === undefined ? [] : [member])]) {
    const around = parent[e] ?? -1;
    const read = facts.exprs[around];
    if (read?.k !== 'get' || read.of !== e || (typeof step === 'string' ? read.name !== step : !isLiteral(facts, read.key, step))) return undefined;
    e = around;
  }
  const { at, end } = facts.exprs[e]!;
  const object = facts.exprs[parent[e] ?? -1];
  const prop = object?.k === 'object' ? object.props.find(({ value }) => value === e) : undefined;
  return { name, reads: [{ at: prop?.name === name && prop.key === undefined ? prop.at : at, end }] };
}

function isLiteral(facts: ModuleFacts, e: E | undefined, value: number): boolean {
  const expr = e === undefined ? undefined : facts.exprs[e]!;
  return expr?.k === 'lit' && expr.v === value;
}
