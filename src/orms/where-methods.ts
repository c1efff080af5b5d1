import type { Arguments, ObjectView, View } from '../vocabulary/orm.ts';
import type { Condition } from '../vocabulary/query.ts';
import type { Value } from '../vocabulary/value.ts';
import { restOf } from './rest-of.ts';

/** The table that a query is of, the alias that it has there, and what the conditions of a query that stands in it are. */
export type Owner = { model?: string; alias?: string; within?: (value: Value) => readonly Condition[] | undefined };

/** What one call adds to a filter. */
export type Added = { conditions: readonly Condition[]; open: boolean };

const NONE: Added = { conditions: [], open: false };
/** `whereIn`, `andWhereNotBetween`, `orWhereNull` … https://knexjs.org/guide/query-builder.html#where-clauses */
const WHERE = /^(and|or)?where(Not)?(In|Null|Between|Exists|Raw|Column|Like|ILike|Json\w+)?$/i;
const COMPARED: { readonly [kind: string]: string } = { in: 'in', null: 'is null', between: 'between', like: 'like', ilike: 'like' };
const OPERATORS: { readonly [operator: string]: string } = { '=': '=', in: 'in', '!=': 'not', '<>': 'not', is: '=' };

/** Whether a method adds to the filter. */
export function isWhere(method: string): boolean {
  return WHERE.test(method);
}

/** Reads the condition that a `where…` method adds. */
export function readWhere(method: string, args: Arguments, table: Owner): Added {
  const [, joined = '', not, kind = ''] = WHERE.exec(method) ?? [];
  const added = readOne(kind.toLowerCase(), args, table);
  if (joined.toLowerCase() === 'or') return { conditions: added.conditions.map(each => ({ ...each, field: 'OR', op: 'or' })), open: true };
  return not === undefined ? added : { ...added, conditions: added.conditions.map(each => (each.op === '?' ? each : { ...each, op: `not ${each.op}` })) };
}

function readOne(kind: string, args: Arguments, table: Owner): Added {
  const first = args.at(0);
  if (!first || args.open) return { ...NONE, open: true };
  if (kind === 'column') return NONE;
  if (kind === 'raw' || kind === 'exists' || kind.startsWith('json')) return unread(args);
  const op = COMPARED[kind];
  const object = first.object();
  if (op === undefined && object) return readObject(object, table);
  if (op === 'in' && first.list()) return readTuple(first, args, table);
  const column = first.literal();
  if (column === true || column === 1) return NONE;
  if (typeof column !== 'string') return unread(args);
  const field = ownColumn(column, table);
  if (op === 'is null') return { conditions: [{ field, op }], open: false };
  const value = args.at(args.count - 1);
  if (args.count < 2 || !value) return { ...NONE, open: true };
  const inner = embedded(field, value, table);
  if (inner) return inner;
  if (op !== undefined) return { conditions: [{ field, op, value: value.ref }], open: false };
  const operator = args.count > 2 ? args.at(1)?.literal() : '=';
  const word = typeof operator === 'string' ? operator.toLowerCase() : '?';
  return { conditions: [{ field, op: OPERATORS[word] ?? word, value: value.ref }], open: false };
}

/** `whereIn('id', knex('t').select('id').whereIn('name', names))` takes what the sub-query takes; what a function adds is not known. */
function embedded(field: string, view: View, { within }: Owner): Added | undefined {
  const value = view.value();
  if (value.k === 'fn') return { conditions: [{ field: '*', op: '?', value: view.ref }], open: true };
  const inner = within?.(value);
  return inner && { conditions: inner.flatMap(each => (each.value ? [{ field: each.op === 'in' ? field : `${field}.${each.field}`, op: each.op, value: each.value }] : [])), open: true };
}

function readObject(object: ObjectView, table: Owner): Added {
  const conditions = object.names.flatMap(name => {
    const value = object.get(name);
    return value ? [{ field: ownColumn(name, table), op: '=', value: value.ref }] : [];
  });
  const keyed = object.keyed.map(({ value }) => ({ field: '*', op: '?', value: value.ref }));
  return { conditions: [...conditions, ...keyed], open: object.open };
}

/** `whereIn(['a', 'b'], pairs)`. */
function readTuple(columns: View, args: Arguments, table: Owner): Added {
  const value = args.at(1);
  const names = columns.list()?.items.map(item => item.literal()) ?? [];
  if (!value) return { ...NONE, open: true };
  return { conditions: names.map(name => ({ field: typeof name === 'string' ? ownColumn(name, table) : '*', op: 'in', value: value.ref })), open: names.length === 0 };
}

function unread(args: Arguments): Added {
  return { conditions: restOf(args, 0).map(view => ({ field: '*', op: '?', value: view.ref })), open: true };
}

/** A column without the name of the query's own table. */
export function ownColumn(column: string, { model, alias }: Owner): string {
  const dot = column.lastIndexOf('.');
  const owner = dot < 0 ? undefined : column.slice(0, dot);
  return owner !== undefined && (owner === model || owner === alias) ? column.slice(dot + 1) : column;
}
