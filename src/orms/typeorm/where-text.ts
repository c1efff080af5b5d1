/** One comparison of a where clause with a named parameter, or with what stands in the text: `post.authorId = :id`, `post.status = 'open'`. */
export type Comparison = { field: string; op: string; param?: string; literal?: string | number | boolean };

const COMPARISON = /^\(*\s*(?:LOWER\s*\(\s*)?["'`]?([\w.?"'`]+?)["'`]?\s*\)?\s*(=|!=|<>|<=|>=|<|>|IN|NOT IN|LIKE|ILIKE)\s*\(?\s*(?:LOWER\s*\(\s*)?:(?:\.\.\.)?(\w+)\s*\)?\s*\)*$/i;

const LITERAL = /^\(*\s*["'`]?([\w.?"'`]+?)["'`]?\s*(=|!=|<>|<=|>=|<|>)\s*(?:'([^']*)'|(-?\d+(?:\.\d+)?)|(true|false))\s*\)*$/i;
const NULL = /^\(*\s*["'`]?([\w.?"'`]+?)["'`]?\s+IS(\s+NOT)?\s+NULL\s*\)*$/i;

/** The comparisons of a where clause, and whether a part of it is something else. */
export function comparisonsOf(text: string, alias: string | undefined): { comparisons: readonly Comparison[]; open: boolean } {
  if (/\bor\b/i.test(text)) return { comparisons: [], open: true };
  const parts = text.split(/\s+and\s+/i);
  const comparisons = parts.flatMap((part) => comparisonIn(part.trim(), alias) ?? []);
  return { comparisons, open: comparisons.length < parts.length };
}

function comparisonIn(part: string, alias: string | undefined): Comparison | undefined {
  const [, path = '', op = '', param = ''] = COMPARISON.exec(part) ?? [];
  if (param !== '') return { field: columnOf(path, alias), op: op.toLowerCase(), param };
  const [, column, not] = NULL.exec(part) ?? [];
  if (column !== undefined) return { field: columnOf(column, alias), op: not === undefined ? 'is null' : 'is not null' };
  const [, left = '', sign = '', text, number, word] = LITERAL.exec(part) ?? [];
  const literal = text ?? (number !== undefined ? Number(number) : word !== undefined ? word.toLowerCase() === 'true' : undefined);
  return literal === undefined ? undefined : { field: columnOf(left, alias), op: sign, literal };
}

/** The column without the alias of the entity itself; `?` is a hole in a template, mostly that alias. */
export function columnOf(path: string, alias: string | undefined): string {
  const names = path.replace(/["'`]/g, '').split('.');
  return names.length > 1 && (names[0] === alias || names[0] === '?' || alias === undefined) ? names.slice(1).join('.') : names.join('.');
}
