/** One comparison of a where clause with a named parameter: `post.authorId = :id`. */
export type Comparison = { field: string; op: string; param: string };

const COMPARISON = /^\(*\s*(?:LOWER\s*\(\s*)?["'`]?([\w.?"'`]+?)["'`]?\s*\)?\s*(=|!=|<>|<=|>=|<|>|IN|NOT IN|LIKE|ILIKE)\s*\(?\s*(?:LOWER\s*\(\s*)?:(?:\.\.\.)?(\w+)\s*\)?\s*\)*$/i;

/** The comparisons of a where clause, and whether a part of it is something else. */
export function comparisonsOf(text: string, alias: string | undefined): { comparisons: readonly Comparison[]; open: boolean } {
  if (/\bor\b/i.test(text)) return { comparisons: [], open: true };
  const parts = text.split(/\s+and\s+/i);
  const comparisons = parts.flatMap((part) => {
    const [, path = '', op = '', param = ''] = COMPARISON.exec(part.trim()) ?? [];
    return param === '' ? [] : [{ field: columnOf(path, alias), op: op.toLowerCase(), param }];
  });
  return { comparisons, open: comparisons.length < parts.length };
}

/** The column without the alias of the entity itself; `?` is a hole in a template, mostly that alias. */
export function columnOf(path: string, alias: string | undefined): string {
  const names = path.replace(/["'`]/g, '').split('.');
  return names.length > 1 && (names[0] === alias || names[0] === '?' || alias === undefined) ? names.slice(1).join('.') : names.join('.');
}
