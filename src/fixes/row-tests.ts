import { indexOf } from '../facts/index-of.ts';
import type { Span } from '../facts/within.ts';
import type { E, ModuleFacts } from '../vocabulary/ir.ts';
import type { AnswerSite, AnyRow } from '../vocabulary/rewrite.ts';

/** A test of an answer: where it stands, whether it is true without a row, and the expression that it is. */
export type RowTest = Span & { readonly e: E; readonly negative: boolean };

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const NONE: ReadonlySet<string> = new Set(['=== 0', '== 0', '<= 0', '< 1']);
const ANY: ReadonlySet<string> = new Set(['!== 0', '!= 0', '> 0', '>= 1']);

/** The test that an answer is part of; nothing where it may be more than that: the value of `posts.length && render()`. */
export function rowTest(facts: ModuleFacts, asked: AnswerSite['asked'], answer: E, { text }: AnyRow): RowTest | undefined {
  const parent = indexOf(facts).parent[answer] ?? -1;
  const around = parent < 0 ? undefined : facts.exprs[parent]!;
  if (around?.k === 'op' && around.of.length === 2) {
    const [first = answer, second = answer] = around.of;
    const other = facts.exprs[first === answer ? second : first]!;
    const negative = asked === 'row' ? isNothing(around.op, other) : comparesWithZero(first === answer ? around.op : (MIRRORED[around.op] ?? around.op), other, text === true && !isNumber(facts, answer));
    return negative === undefined ? undefined : { e: parent, at: around.at, end: around.end, negative };
  }
  return text && !isNumber(facts, answer) ? undefined : truthTest(facts, answer, false);
}

function comparesWithZero(op: string, other: ModuleFacts['exprs'][number], isText: boolean): boolean | undefined {
  if (other.k !== 'lit' || typeof other.v !== 'number' || (isText && /^[!=]==$/.test(op))) return undefined;
  const test = `${op} ${other.v}`;
  return NONE.has(test) ? true : ANY.has(test) ? false : undefined;
}

/** `=== null` asks of a row what `!row` asks. */
function isNothing(op: string, other: ModuleFacts['exprs'][number]): boolean | undefined {
  const isNull = other.k === 'lit' && other.v === null;
  if (!isNull && !(other.k === 'undef' && op.length === 2)) return undefined;
  return op.startsWith('=') ? true : op.startsWith('!') ? false : undefined;
}

/** `!rows.length`, or a bare `rows.length` where only its truth counts. */
function truthTest(facts: ModuleFacts, e: E, negative: boolean): RowTest | undefined {
  const { at, end } = facts.exprs[e]!;
  const parent = indexOf(facts).parent[e] ?? -1;
  const around = parent < 0 ? undefined : facts.exprs[parent]!;
  if (around?.k === 'op' && around.op === '!') return truthTest(facts, parent, !negative) ?? { e: parent, at: around.at, end: around.end, negative: !negative };
  return isTest(facts, e) ? { e, at, end, negative } : undefined;
}

/** Whether nothing but the truth of an expression counts where it stands. */
function isTest(facts: ModuleFacts, e: E): boolean {
  const index = indexOf(facts);
  const parent = index.parent[e] ?? -1;
  if (parent < 0) {
    const use = index.use(e);
    const region = use.k === 'region' ? facts.regions[use.r]! : undefined;
    return region !== undefined && (region.k === 'then' || region.k === 'while' || region.k === 'do' || (region.k === 'for' && region.test === e));
  }
  const around = facts.exprs[parent]!;
  if (around.k === 'op') return around.op === '!';
  if (around.k === 'call') return facts.exprs[around.callee]!.k === 'global' && (facts.exprs[around.callee] as { name: string }).name === 'Boolean' && !around.new;
  return around.k === 'choice' && (around.test === e || (around.test === undefined && around.op !== '??' && isTest(facts, parent)));
}

/** `Number(row.n)`. */
function isNumber(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  const callee = expr.k === 'call' ? facts.exprs[expr.callee]! : undefined;
  return (callee?.k === 'global' && /^(?:Number|parseInt|parseFloat)$/.test(callee.name)) || (expr.k === 'op' && expr.op === '+' && expr.of.length === 1);
}
