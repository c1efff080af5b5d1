import type { Arguments, CallView, View } from '../../vocabulary/orm.ts';
import type { Condition } from '../../vocabulary/query.ts';
import type { Value } from '../../vocabulary/value.ts';
import { columnIn } from './table-names.ts';
import { said } from './values.ts';

/** A filter as far as it could be read. */
export type ReadFilter = { conditions: readonly Condition[]; open: boolean };
/** The table whose columns need no prefix. */
type Table = { model: string | undefined; alias: string | undefined };
type State = { table: Table; conditions: Condition[]; open: boolean };

/** Operators under the names that conditions have everywhere. */
const OPERATORS: { readonly [written: string]: string } = { '==': '=', is: '=', '<>': '!=', 'is not': '!=', 'not in': 'not in' };

/** Reads what `where` is given: `'column', '=', value`, an expression, or a callback that gives one. */
export function readFilter(args: Arguments, table: Table): ReadFilter {
  const state: State = { table, conditions: [], open: false };
  if (args.open) state.open = true;
  readArguments(args, undefined, state);
  return { conditions: state.conditions, open: state.open };
}

/** `where(left, operator, right)`, or `where(expression)`. */
function readArguments(args: Arguments, whole: View | undefined, state: State): void {
  const [left, operator, right] = [args.at(0), args.at(1), args.at(2)];
  if (left && operator && right) readComparison(left, operator, right, state);
  else if (left && args.count === 1) readExpression(left, state);
  else {
    const unread = whole ?? left;
    if (unread) put(unread, state);
    state.open = true;
  }
}

function readComparison(left: View, operator: View, right: View, state: State): void {
  const column = columnOf(left);
  const op = operatorOf(operator.value());
  if (column === undefined) {
    state.open = true;
    state.conditions.push({ field: '*', op: '?', value: left.ref }, { field: '*', op: '?', value: right.ref });
  } else if (isColumn(right)) {
    // Two columns of a join: nothing comes from the program.
    state.conditions.push({ field: nameIn(column, state), op: 'column' });
  } else if (isStatement(right)) {
    state.open = true;
    state.conditions.push({ field: nameIn(column, state), op: '?', value: right.ref });
  } else state.conditions.push({ field: nameIn(column, state), op, value: right.ref });
}

/** `'='`, or `id ? '=' : 'is'`, which is the same. */
function operatorOf(value: Value): string {
  const words = (value.k === 'oneOf' ? value.of : [value]).map(each => (each.k === 'lit' && typeof each.v === 'string' ? (OPERATORS[each.v.toLowerCase()] ?? each.v.toLowerCase()) : '?'));
  const [first = '?'] = words;
  return words.every(word => word === first) ? first : '?';
}

function nameIn(column: string, { table }: State): string {
  return columnIn(column, table.model, table.alias);
}

/** The column that the left side of a comparison names: `'id'`, `eb.ref('id')`, `sql.ref('id')`. */
function columnOf(view: View): string | undefined {
  const name = view.literal();
  if (typeof name === 'string') return name;
  const call = view.call();
  const referred = call && methodOf(call) === 'ref' ? call.args.at(0)?.literal() : undefined;
  return typeof referred === 'string' ? referred : undefined;
}

function isColumn(view: View): boolean {
  const call = view.call();
  return call !== undefined && methodOf(call) === 'ref';
}

/** A sub-query, an SQL fragment, or a callback that makes one. */
function isStatement(view: View): boolean {
  const value = view.value();
  return view.returned() !== undefined || (value.k === 'orm' && value.orm === 'kysely');
}

/** The name of the method of an expression builder, of `sql` or of `dynamic` that a call is of. */
function methodOf({ receiver, method }: CallView): string | undefined {
  if (receiver.k !== 'orm' || receiver.orm !== 'kysely') return undefined;
  if (receiver.role === 'expressions' || receiver.role === 'sql-tag' || receiver.role === 'dynamic') return method;
  if (receiver.role === 'method' && method === '') return said(receiver, 'name');
  return receiver.role === 'condition' || receiver.role === 'expression' ? `.${method}` : undefined;
}

function readExpression(view: View, state: State): void {
  const given = view.returned();
  if (given) {
    readExpression(given, state);
    return;
  }
  const call = view.call();
  const method = call && methodOf(call);
  if (call && (method === '' || method === 'eb')) readArguments(call.args, view, state);
  else if (call && method === 'and') readAnd(call.args, view, state);
  else if (call && method === '.and') {
    // What stands before `.and` is part of the same expression.
    state.open = true;
    readArguments(call.args, view, state);
    put(view, state);
  } else if (call && (method === 'or' || method === '.or' || method === 'not')) {
    state.open = true;
    state.conditions.push({ field: method === 'not' ? 'NOT' : 'OR', op: method === 'not' ? 'not' : 'or', value: view.ref });
  } else put(view, state);
}

/** `eb.and([…])`, `eb.and({ column: value })`. */
function readAnd(args: Arguments, whole: View, state: State): void {
  const object = args.at(0)?.object();
  const list = args.at(0)?.list();
  if (object) {
    if (object.open) state.open = true;
    for (const name of object.names) {
      const value = object.get(name);
      if (value) state.conditions.push({ field: nameIn(name, state), op: '=', value: value.ref });
    }
  } else if (list) {
    for (const item of list.items) readExpression(item, state);
    if (list.open || list.each) put(whole, state);
  } else put(whole, state);
}

function put(view: View, state: State): void {
  state.open = true;
  state.conditions.push({ field: '*', op: '?', value: view.ref });
}
