import type { Arguments, Outcome, View } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
import { begin, builtOf, onBuilder, rowsOf } from './builder.ts';
import { exportOf } from './claims.ts';
import { pathsOf } from './graphs.ts';
import { bareRow, make, PLAIN } from './values.ts';

const FETCHES: ReadonlySet<string> = new Set(['fetchGraph', 'loadRelated', '$fetchGraph', '$loadRelated']);
/** Methods that give the model or the row bound to a transaction. */
const BINDS: ReadonlySet<string> = new Set(['bindKnex', 'bindTransaction', '$setJson', '$setDatabaseJson', '$set', '$clone']);

/** The value of `value.name`. */
export function get(value: OrmValue, name: string): Value | undefined {
  if (value.role === 'models') return { ...value, role: 'model', model: name };
  return value.role === 'module' ? (exportOf(name) ?? PLAIN) : undefined;
}

/** What a call on one of Objection's values gives. */
export function call(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  switch (value.role) {
    case 'base':
    case 'model':
      return onModel(value, method, args);
    case 'row':
      return onRow(value, method, args);
    case 'builder':
      return onBuilder(value, method, args);
    case 'transaction':
      return { value: given(args) };
    case 'part':
    case 'part-maker':
      return { value: make('part', value.evidence), embeds: true };
    default:
      return undefined;
  }
}

function onModel(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  if (method === 'new' || method === 'fromJson' || method === 'fromDatabaseJson') return { value: bareRow(value) };
  if (method === 'query') return begin(value, 'query', 'model');
  if (FETCHES.has(method)) return { value: args.at(0)?.value() ?? PLAIN, query: fetch(value, method, args.at(1), args) };
  if (method === 'relatedQuery') return { value: make('part', value.evidence), embeds: true };
  if (BINDS.has(method)) return { value };
  return { value: method === 'transaction' ? given(args) : PLAIN };
}

/** `transaction(async trx => …)` and `Model.transaction(knex, async trx => …)` give what the function gives. */
function given(args: Arguments): Value {
  for (let at = 0; at < args.count; at++) {
    const view = args.at(at);
    if (view?.value().k === 'fn') return view.result();
  }
  return PLAIN;
}

function onRow(row: OrmValue, method: string, args: Arguments): Outcome | undefined {
  if (method === '$query') return begin(row, '$query', 'row');
  if (method === '$relatedQuery') return begin(row, '$relatedQuery', 'relation', args.at(0)?.text());
  if (FETCHES.has(method)) return { value: row, query: { ...fetch(row, method, args.at(0), args), onRow: true, ...(args.at(0)?.text() !== undefined && { relation: args.at(0)!.text()! }) } };
  return BINDS.has(method) ? { value: row } : undefined;
}

/** `Model.fetchGraph(rows, 'posts')`, `row.$fetchGraph('posts')`. https://vincit.github.io/objection.js/guide/query-examples.html#eager-loading */
function fetch({ model, declared, evidence }: OrmValue, method: string, graph: View | undefined, args: Arguments): QueryCall {
  const rows = method.startsWith('$') ? undefined : args.at(0);
  const relation = graph?.text();
  const skipsLoaded = args.at(rows ? 2 : 1)?.object()?.get('skipFetched')?.literal() === true;
  return {
    orm: 'objection',
    method,
    operation: 'read',
    cardinality: 'many',
    ...(model !== undefined && { model }),
    ...(declared && { declared }),
    filter: { conditions: rows ? [{ field: '*', op: '?', value: rows.ref }] : [], open: false },
    loads: relation === undefined ? [] : [relation],
    paths: pathsOf(graph),
    ...(rows && { loadsOnto: true }),
    ...(skipsLoaded && { skipsLoaded }),
    nestedWrites: false,
    options: [],
    ...(relation !== undefined && { form: relation }),
    runs: 'awaited',
    batched: false,
    evidence,
  };
}

/** What Objection hands to a callback: a part of the query around it, or its rows. */
export function callbackParam(value: OrmValue, method: string, argument: number, parameter: number): Value | undefined {
  if (parameter !== 0) return undefined;
  if (method === 'then') return argument === 0 ? awaited(value) : undefined;
  return value.role === 'builder' || value.role === 'part' ? make('part', value.evidence) : undefined;
}

/** What waiting for a query gives. */
export function awaited(value: OrmValue): Value | undefined {
  const built = value.role === 'builder' ? builtOf(value) : undefined;
  return built && rowsOf(value, built);
}
