import type { ObjectView, View } from '../vocabulary/orm.ts';
import type { Condition } from '../vocabulary/query.ts';
import type { Ref } from '../vocabulary/value.ts';
import { textOf } from './sql-statement.ts';

const PLACEHOLDER = /\$(\d+)|(?<!:)[:@](\w+)|\?/g;
const CLAUSE = /\b(where|on|having|and|or|not|set|values|select|from|join|returning|limit|offset|by|when|then|else)\b/gi;
/** Where a value makes rows or columns, as in `FROM generate_series(?, ?)`: no list of keys could stand there. */
const MAKES: ReadonlySet<string> = new Set(['select', 'from', 'join']);
const READS = /^\s*select\b/i;
const FILTERS: ReadonlySet<string> = new Set(['where', 'on', 'having', 'and', 'or', 'not', 'by']);

/** `id = ?`, `lower(email) = lower(?)`, `id IN (?, ?)`, `id = ANY(?)`, `(a, b) IN ((?, ?))`: a list of keys could stand here. */
const EQUALS = /(?:(?<![<>!~])=|\bin\s*\(|\bany\s*\(|\bis\s+not\s+distinct\s+from)(?:\(|\b\w+\s*\(|\barray\s*\[|[$:@]\w+\s*,|\?(?:::[\w[\]]+)?\s*,|'|"|\s)*$/i;
/** The column that stands before a value: `status_id = `, `t."id" IN (`. */
const COMPARES = /(?:^|[\s(.])["`[]?(\w+)["`\]]?\s*(?:=|\bin\s*\(|=\s*any\s*\()\s*'?$/i;
const ENDS_RANGE = /\bbetween\b(?:(?!\b(?:and|or|where)\b)[^])*\band\s*$/i;
const BEGINS = /\b(?:where|and|or|not|on|having)\s*\(*\s*$/i;

/**
 * What a statement in SQL compares its values with: `=` where a list of keys could take their place, `~` for another comparison
 * (a range, a pattern, a function, what rows are made of), `?` where its text does not tell. The values stand in a template, or fill the placeholders of
 * the text in order, as one list or as an object of names.
 */
export function conditionsOf(statement: View | undefined, values: readonly View[] = [], text = textOf(statement)): readonly Condition[] {
  const holes = statement?.holes() ?? [];
  if (holes.length > 0 || text === undefined) {
    const inText = holes.map(({ value }, at) => compared(holes.slice(0, at + 1).map(({ before }) => before).join('?'), value));
    return [...(holes.length > 0 || !statement ? inText : [unread(statement.ref)]), ...values.map(view => unread(view.ref))];
  }
  const [only] = values;
  const list = values.length === 1 ? only?.list() : undefined;
  const named = values.length === 1 ? only?.object() : undefined;
  return list?.open || named?.open ? [unread(only!.ref)] : filled(text, list?.items ?? values, named);
}

/** The values of a statement, each at its placeholder. */
function filled(text: string, values: readonly View[], named: ObjectView | undefined): readonly Condition[] {
  const placed = [...text.matchAll(PLACEHOLDER)].flatMap((found, at) => {
    const view = found[2] === undefined ? values[found[1] === undefined ? at : Number(found[1]) - 1] : named?.get(found[2]);
    return view ? [compared(text.slice(0, found.index), view.ref)] : [];
  });
  const left = named ? [] : values.filter(({ ref }) => !placed.some(({ value }) => value === ref));
  return [...placed, ...left.map(view => unread(view.ref))];
}

function compared(before: string, value: Ref): Condition {
  const clause = [...before.matchAll(CLAUSE)].at(-1)?.[1]?.toLowerCase();
  if (clause !== undefined && MAKES.has(clause) && READS.test(before)) return { field: '*', op: '~', value };
  if (clause === undefined || !FILTERS.has(clause) || (BEGINS.test(before) && !ENDS_RANGE.test(before))) return unread(value);
  const column = COMPARES.exec(before)?.[1];
  return EQUALS.test(before) ? { field: '*', op: '=', value, ...(column !== undefined && { column }) } : { field: '*', op: '~', value };
}

function unread(value: Ref): Condition {
  return { field: '*', op: '?', value };
}
