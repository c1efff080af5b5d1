import type { Arguments, CallView, ObjectView, View } from '../../vocabulary/orm.ts';
import type { Condition } from '../../vocabulary/query.ts';
import type { OrmValue } from '../../vocabulary/value.ts';
import { said } from './claims.ts';
import { comparisons, objectOperators } from './operators.ts';

/** A filter as far as it could be read; `placeholders` are the conditions whose value comes with `execute`, by name. */
export type ReadFilter = { conditions: readonly Condition[]; open: boolean; placeholders: { readonly [name: string]: string } };

export const NO_FILTER: ReadFilter = { conditions: [], open: false, placeholders: {} };

type State = { model: string | undefined; conditions: Condition[]; open: boolean; placeholders: { [name: string]: string } };

/** Reads what `where` is given: operators, a callback that gives them, or the object of relational queries v2. */
export function readFilter(view: View, model: string | undefined): ReadFilter {
  const state: State = { model, conditions: [], open: false, placeholders: {} };
  read(view, state);
  const { conditions, open, placeholders } = state;
  return { conditions, open, placeholders };
}

function read(view: View, state: State): void {
  const given = view.returned();
  const call = view.call();
  const operator = call && operatorOf(call);
  const object = view.object();
  if (given) read(given, state);
  else if (call && operator !== undefined) readOperator(operator, call.args, view, state);
  else if (object) readObject(object, '', state);
  else unread(view, state);
}

/** The name of the operator that a call is of: `eq(…)`, or `operators.eq(…)`. */
function operatorOf({ receiver, method }: CallView): string | undefined {
  if (receiver.k !== 'orm' || receiver.orm !== 'drizzle') return undefined;
  if (receiver.role === 'operator' && method === '') return said(receiver, 'name');
  return receiver.role === 'operators' || receiver.role === 'module' ? method : undefined;
}

function readOperator(name: string, args: Arguments, whole: View, state: State): void {
  const op = comparisons.get(name);
  if (args.open) state.open = true;
  if (op !== undefined) readComparison(op, args, whole, state);
  else if (name === 'and') {
    for (let at = 0; at < args.count; at++) {
      const part = args.at(at);
      if (part) read(part, state);
    }
  } else {
    state.open = true;
    state.conditions.push({ field: name === 'or' ? 'OR' : name === 'not' ? 'NOT' : '*', op: name === 'or' || name === 'not' ? name : '?', value: whole.ref });
  }
}

function readComparison(op: string, args: Arguments, whole: View, state: State): void {
  const [first, second, third] = [args.at(0), args.at(1), args.at(2)];
  const left = first && columnOf(first, state.model);
  const right = second && columnOf(second, state.model);
  const field = left ?? right;
  const value = left === undefined ? first : second;
  if (field === undefined || args.open) {
    unread(whole, state);
  } else if (left !== undefined && right !== undefined) {
    // Two columns of a join: nothing comes from the program.
    state.conditions.push({ field, op: 'column' });
  } else {
    put({ field, op, ...(value && { value: value.ref }) }, value, state);
    if (third) state.conditions.push({ field, op, value: third.ref });
  }
}

function put(condition: Condition, value: View | undefined, state: State): void {
  const placeholder = value && placeholderOf(value);
  if (placeholder !== undefined) state.placeholders[placeholder] = condition.field;
  state.conditions.push(condition);
}

/** `sql.placeholder('id')`. */
function placeholderOf(view: View): string | undefined {
  const value = view.value();
  const name = value.k === 'orm' && value.role === 'placeholder' ? value.state?.['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** The column that an expression is: `id`, or `posts.id` where it belongs to another table than the query's. */
export function columnOf(view: View, model: string | undefined): string | undefined {
  const value = view.value();
  if (value.k === 'external' && !value.called && value.path.length > 0) return value.path.at(-1);
  if (value.k !== 'orm' || value.role !== 'column') return undefined;
  const column = nameOfColumn(value);
  return column === undefined || value.model === undefined || model === undefined || value.model === model ? column : `${value.model}.${column}`;
}

function nameOfColumn({ state }: OrmValue): string | undefined {
  const column = state?.['column'];
  return typeof column === 'string' ? column : undefined;
}

function readObject(object: ObjectView, prefix: string, state: State): void {
  if (object.open) state.open = true;
  for (const name of object.names) {
    const value = object.get(name);
    if (!value) continue;
    if (name === 'AND') for (const part of value.list()?.items ?? []) read(part, state);
    else if (name === 'OR' || name === 'NOT' || name === 'RAW') {
      state.open = true;
      state.conditions.push({ field: name === 'RAW' ? '*' : prefix + name, op: name === 'RAW' ? '?' : name.toLowerCase(), value: value.ref });
    } else readField(prefix + name, value, state);
  }
}

function readField(field: string, value: View, state: State): void {
  const object = value.object();
  if (!object) put({ field, op: '=', value: value.ref }, value, state);
  else if (object.names.every(isFilterWord)) readOperators(field, object, state);
  else readObject(object, `${field}.`, state);
}

function isFilterWord(name: string): boolean {
  return objectOperators.has(name) || name === 'OR' || name === 'AND' || name === 'NOT';
}

function readOperators(field: string, object: ObjectView, state: State): void {
  if (object.open) state.open = true;
  for (const name of object.names) {
    const inner = object.get(name);
    const op = objectOperators.get(name);
    if (inner) put({ field, op: op ?? name.toLowerCase(), value: inner.ref }, inner, state);
    if (op === undefined) state.open = true;
  }
}

function unread(view: View, state: State): void {
  if (view.literal() === null) return;
  state.open = true;
  state.conditions.push({ field: '*', op: '?', value: view.ref });
}
