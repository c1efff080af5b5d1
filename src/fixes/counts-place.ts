import { indexOf } from '../facts/index-of.ts';
import type { Span } from '../facts/within.ts';
import type { E, ModuleFacts, Path, V } from '../vocabulary/ir.ts';
import type { TextEdit } from '../vocabulary/rewrite.ts';
import { constBefore } from './const-before.ts';
import { waitForAll } from './promise-all.ts';
import { indentAt, styleOf } from './style.ts';

/** The constant that a count goes into, and which part of what the count gives it is. */
export type Holder = { readonly v: V; readonly path: Path };

/** Where counts stand that are waited for together: what holds them, and the changes that put one query, its pattern, and more lines in their place. */
export type CountsPlace = {
  readonly holders: readonly Holder[];
  readonly indent: string;
  /** The query stands in place of a whole statement. */
  readonly whole: boolean;
  readonly edits: (pattern: string, query: string, lines: string) => readonly TextEdit[];
};

/** `const open = await count(…);` and nothing else, one after the other. */
export function asStatements(facts: ModuleFacts, text: string, calls: readonly E[]): CountsPlace | undefined {
  const statements = calls.map(call => {
    const wait = indexOf(facts).parent[call] ?? -1;
    return wait >= 0 && facts.exprs[wait]!.k === 'await' ? statementOf(facts, text, wait) : undefined;
  });
  if (!statements.every(each => each !== undefined)) return undefined;
  const holders = statements.map(({ wait }) => holderOf(facts, wait, []));
  const [first] = statements;
  if (!first || !holders.every(each => each !== undefined) || statements.some(({ at }, n) => n > 0 && !/^\s*$/.test(text.slice(statements[n - 1]!.end, at)))) return undefined;
  return { holders, indent: first.indent, whole: true, edits: (pattern, query, lines) => [{ at: first.at, end: statements.at(-1)!.end, text: constant(text, pattern, query, lines) }] };
}

/** Elements of one `const […] = await Promise.all([…])`, all of them or some. */
export function inOneWait(facts: ModuleFacts, text: string, calls: readonly E[], others: ReadonlySet<string>): CountsPlace | undefined {
  const all = waitForAll(facts, calls[0]!, others);
  const statement = all && statementOf(facts, text, all.wait);
  const elements = statement && elementsOf(text, statement.pattern);
  if (!all || !statement || elements?.length !== all.items.length) return undefined;
  const places = calls.map(call => all.items.indexOf(call));
  const holders = places.map(at => (at < 0 ? undefined : holderOf(facts, all.wait, [at])));
  const first = Math.min(...places);
  if (!holders.every(each => each !== undefined)) return undefined;
  return {
    holders,
    indent: statement.indent,
    whole: places.length === all.items.length,
    edits: (pattern, query, lines) => {
      if (places.length === all.items.length) return [{ at: statement.at, end: statement.end, text: constant(text, pattern, query, lines) }];
      const items = all.items.map(e => facts.exprs[e]!);
      const cut = (spans: readonly Span[], what: string): readonly TextEdit[] => places.map(at => (at === first ? { at: spans[at]!.at, end: spans[at]!.end, text: what } : { at: spans[at - 1]!.end, end: spans[at]!.end, text: '' }));
      return [...cut(elements, pattern), ...cut(items, query), ...(lines === '' ? [] : [{ at: statement.end, end: statement.end, text: lines }])];
    },
  };
}

const constant = (text: string, pattern: string, query: string, lines: string): string => `const ${pattern} = await ${query}${styleOf(text).semicolon}${lines}`;

type Statement = Span & { readonly wait: E; readonly indent: string; readonly pattern: Span };

/** `const pattern = await …;` on lines of its own. */
function statementOf(facts: ModuleFacts, text: string, wait: E): Statement | undefined {
  const use = indexOf(facts).use(wait);
  const { at, end } = facts.exprs[wait]!;
  const start = constBefore(text, at);
  const rest = /^[ \t]*;?(?=[ \t]*(?:\r?\n|$))/.exec(text.slice(end));
  const indent = start ? indentAt(text, start.at) : undefined;
  if (use.k !== 'def' || use.def.how !== 'init' || !start || !rest || indent === undefined) return undefined;
  return { wait, at: start.at, end: end + rest[0].length, indent, pattern: start.pattern };
}

/** The one constant that holds the part of `e` at `path`. */
function holderOf(facts: ModuleFacts, e: E, path: Path): Holder | undefined {
  const holders = facts.vars.flatMap(({ defs }, v) => defs.flatMap(def => (def.e === e && path.every((step, at) => def.path[at] === step) && def.default === undefined ? [{ v, path: def.path.slice(path.length) }] : [])));
  return holders.length === 1 ? holders[0] : undefined;
}

/** The elements of a pattern `[a, { b }, c]`; nothing where it holds a comment or a default. */
function elementsOf(text: string, { at, end }: Span): readonly Span[] | undefined {
  const pattern = text.slice(at, end);
  if (!/^\[[^]*\]$/.test(pattern) || /[/=]|\.\.\./.test(pattern)) return undefined;
  const found: Span[] = [];
  let depth = 0;
  let from = 1;
  for (let n = 1; n < pattern.length; n++) {
    const letter = pattern[n]!;
    if ('[{'.includes(letter)) depth++;
    if ((letter === ',' && depth === 0) || n === pattern.length - 1) {
      const element = pattern.slice(from, n);
      const start = from + (/^\s*/.exec(element)?.[0].length ?? 0);
      if (element.trim() !== '') found.push({ at: at + start, end: at + start + element.trim().length });
      else if (letter === ',') return undefined;
      from = n + 1;
    }
    if (']}'.includes(letter)) depth--;
  }
  return found;
}
