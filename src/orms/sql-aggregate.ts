import type { Aggregate } from '../vocabulary/aggregate.ts';

const CALL = /^\s*(?:cast\s*\(\s*|coalesce\s*\(\s*)*(count|sum|avg|min|max)\s*\(\s*(distinct\b\s*)?\(?\s*([\w.*"'`]*)\s*\)/i;
/** With one of these it is no number over all rows of the filter, or one whose text is not all of it. */
const MORE = /\b(?:case|filter|over|select|group\s+by)\b|\?/i;

/** The number over rows that an SQL expression is, when nothing is left to be told: `COUNT(DISTINCT u.team_id)`. A column goes without the name of its table. */
export function aggregateOf(text: string | undefined): Aggregate | undefined {
  const [, fn = '', distinct, column = ''] = (text !== undefined && !MORE.test(text) && CALL.exec(text)) || [];
  if (fn === '' || column === '') return undefined;
  const field = column.replace(/["'`]/g, '').split('.').at(-1) ?? '';
  const known = fn.toLowerCase() as Aggregate['fn'];
  if (field === '*' || field === '1') return known === 'count' && distinct === undefined ? { fn: known } : undefined;
  return { fn: known, field, ...(distinct !== undefined && { distinct: true }) };
}

const NAMES: ReadonlyMap<string, Aggregate['fn']> = new Map([
  ...(['count', 'sum', 'avg', 'min', 'max'] as const).map(fn => [fn, fn] as const),
  ['countAll', 'count'], ['countDistinct', 'count'], ['sumDistinct', 'sum'], ['avgDistinct', 'avg'], ['average', 'avg'], ['minimum', 'min'], ['maximum', 'max'],
]);

/** The number that a method or function of that name asks for over a column: `countDistinct('team_id')`, `sum('total as all')`. */
export function aggregateNamed(name: string, column: string | undefined): Aggregate | undefined {
  const fn = NAMES.get(name);
  const field = column?.split(/\s+as\s+/i)[0]?.trim().split('.').at(-1);
  if (fn === undefined || (field === undefined && fn !== 'count')) return undefined;
  return { fn, ...(field !== undefined && field !== '*' && field !== '' && { field }), ...(name.endsWith('Distinct') && { distinct: true as const }) };
}
