import type { At, E, ModuleFacts } from '../vocabulary/ir.ts';
import type { TextEdit } from '../vocabulary/rewrite.ts';
import { keepsComments } from './edits.ts';

/** A relation that a query names to be loaded: the call, the option or method that names it, and the path to it from the rows. */
export type NamedLoad = { readonly facts: ModuleFacts; readonly call: E; readonly option: string; readonly path: readonly string[] };

/** Options that name what is loaded behind a relation. */
const INNER: readonly string[] = ['include', 'select', 'with', 'populate'];
/** Options that choose columns: of none that is left, all would come. */
const CHOOSES: ReadonlySet<string> = new Set(['select']);

/** The text without a relation that a query loads, when it is written out in the call; `undefined` where anything else may name it. */
export function leaveOutLoad(text: string, { facts, call, option, path }: NamedLoad): readonly TextEdit[] | undefined {
  const edit = ofMethod(facts, call, option, path) ?? ofOption(facts, call, option, path);
  return edit && keepsComments(text, [edit]) ? [edit] : undefined;
}

/** `.populate('author')`, `.withGraphFetched('author')`: the call goes out of the chain. */
function ofMethod({ exprs }: ModuleFacts, call: E, method: string, path: readonly string[]): TextEdit | undefined {
  for (let expr = exprs[call]!; expr.k === 'call'; ) {
    const callee = exprs[expr.callee]!;
    if (callee.k !== 'get') return undefined;
    const [only, ...others] = expr.args;
    if (callee.name === method && only && others.length === 0 && isText(exprs[only.e]!, path.join('.'))) return removal(exprs[callee.of]!.end, expr.end);
    expr = exprs[callee.of]!;
  }
  return undefined;
}

function isText(expr: ModuleFacts['exprs'][number], text: string): boolean {
  return expr.k === 'lit' && expr.v === text;
}

/** `include: { author: true }`, `relations: ['author']`: the property, or all of the option where it is the only one. */
function ofOption({ exprs }: ModuleFacts, call: E, option: string, path: readonly string[]): TextEdit | undefined {
  const expr = exprs[call]!;
  for (const { e, spread } of expr.k === 'call' ? expr.args : []) {
    const options = exprs[e]!;
    if (spread || options.k !== 'object') continue;
    const at = options.props.findIndex(({ name }) => name === option);
    if (at < 0) continue;
    const within = insideOf(exprs, options.props[at]!.value, path, CHOOSES.has(option));
    return within === 'all' ? (options.props.length === 1 ? whole(options, '{}') : without(partsOf(exprs, options), at)) : within;
  }
  return undefined;
}

/** What of a value that names relations goes away; `all` when nothing else is in it. */
function insideOf(exprs: ModuleFacts['exprs'], e: E, path: readonly string[], chooses: boolean): TextEdit | 'all' | undefined {
  const value = exprs[e]!;
  if (value.k === 'array') return ofList(exprs, value, path);
  if (value.k !== 'object' || value.props.some(({ spread, name }) => spread || name === undefined)) return undefined;
  const at = value.props.findIndex(({ name }) => name === path[0]);
  if (at < 0) return undefined;
  if (path.length === 1) return value.props.length > 1 ? without(partsOf(exprs, value), at) : chooses ? undefined : 'all';
  const inner = exprs[value.props[at]!.value]!;
  if (inner.k !== 'object') return undefined;
  const named = inner.props.findIndex(({ name }) => name !== undefined && INNER.includes(name));
  const within = named < 0 ? insideOf(exprs, value.props[at]!.value, path.slice(1), false) : insideOf(exprs, inner.props[named]!.value, path.slice(1), CHOOSES.has(inner.props[named]!.name!));
  if (within !== 'all') return within;
  return named < 0 || inner.props.length === 1 ? whole(inner, 'true') : without(partsOf(exprs, inner), named);
}

/** `['author', 'tags']`, `[{ model: User, as: 'author' }]`. */
function ofList(exprs: ModuleFacts['exprs'], list: ModuleFacts['exprs'][number] & { k: 'array' }, path: readonly string[]): TextEdit | 'all' | undefined {
  const text = path.join('.');
  const named = list.items.map(({ e }) => nameOf(exprs, e));
  const at = named.indexOf(text);
  // What is behind the relation would be named still.
  if (at < 0 || named.some(name => name === undefined || name.startsWith(`${text}.`))) return undefined;
  return list.items.length === 1 ? 'all' : without(list.items.map(({ e }) => exprs[e]!), at);
}

function nameOf(exprs: ModuleFacts['exprs'], e: E): string | undefined {
  const item = exprs[e]!;
  if (item.k === 'lit') return typeof item.v === 'string' ? item.v : undefined;
  const as = item.k === 'object' ? item.props.find(({ name }) => name === 'as' || name === 'association') : undefined;
  const text = as && exprs[as.value]!;
  return text?.k === 'lit' && typeof text.v === 'string' ? text.v : undefined;
}

type Span = { at: At; end: At };

function partsOf(exprs: ModuleFacts['exprs'], { props }: ModuleFacts['exprs'][number] & { k: 'object' }): readonly Span[] {
  return props.map(({ at, value }) => ({ at, end: exprs[value]!.end }));
}

/** One of several parts, with the comma that goes with it. */
function without(parts: readonly Span[], at: number): TextEdit {
  const next = parts[at + 1];
  return next ? removal(parts[at]!.at, next.at) : removal(parts[at - 1]!.end, parts[at]!.end);
}

function whole({ at, end }: Span, text: string): TextEdit {
  return { at, end, text };
}

function removal(at: At, end: At): TextEdit {
  return { at, end, text: '' };
}
