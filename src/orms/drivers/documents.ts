import type { Aggregate } from '../../vocabulary/aggregate.ts';
import type { Arguments, ObjectView, Outcome, View } from '../../vocabulary/orm.ts';
import type { Assignment, Cardinality, Condition, Operation, QueryCall } from '../../vocabulary/query.ts';
import type { OrmValue, Ref } from '../../vocabulary/value.ts';
import { readPipeline as readNumbers } from '../document-pipeline.ts';
import { readWrittenRows } from '../written-rows.ts';
import { make, driverOf, PLAIN, queryOf, ROWS } from './values.ts';

/** How a method of a collection asks: what it does, to how many, and where the filter and what is written stand among its arguments. */
type Method = { operation: Operation; cardinality: Cardinality; filter?: number; written?: number };

// https://mongodb.github.io/node-mongodb-native/6.0/classes/Collection.html
const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    findOne: { operation: 'read', cardinality: 'one', filter: 0 },
    distinct: { operation: 'read', cardinality: 'many', filter: 1 },
    countDocuments: { operation: 'count', cardinality: 'one', filter: 0 },
    count: { operation: 'count', cardinality: 'one', filter: 0 },
    estimatedDocumentCount: { operation: 'count', cardinality: 'one' },
    insertOne: { operation: 'create', cardinality: 'one', written: 0 },
    insertMany: { operation: 'create', cardinality: 'many', written: 0 },
    updateOne: { operation: 'update', cardinality: 'one', filter: 0, written: 1 },
    updateMany: { operation: 'update', cardinality: 'many', filter: 0, written: 1 },
    replaceOne: { operation: 'update', cardinality: 'one', filter: 0, written: 1 },
    findOneAndUpdate: { operation: 'update', cardinality: 'one', filter: 0, written: 1 },
    findOneAndReplace: { operation: 'update', cardinality: 'one', filter: 0, written: 1 },
    findOneAndDelete: { operation: 'delete', cardinality: 'one', filter: 0 },
    deleteOne: { operation: 'delete', cardinality: 'one', filter: 0 },
    deleteMany: { operation: 'delete', cardinality: 'many', filter: 0 },
    bulkWrite: { operation: 'raw', cardinality: 'many', written: 0 },
  } satisfies { [name: string]: Method }),
);
const CURSOR_RUNS: ReadonlySet<string> = new Set(['toArray', 'next', 'tryNext', 'hasNext', 'forEach', 'count', 'explain', 'stream']);
const OPERATORS: { readonly [name: string]: string } = { $eq: '=', $in: 'in', $ne: 'not', $nin: 'not in', $gt: '>', $gte: '>=', $lt: '<', $lte: '<=', $regex: 'like' };

/** The names of the methods that ask a collection something. */
export const documentMethods: readonly string[] = [...METHODS.keys(), 'find', 'aggregate', 'toArray', 'hasNext'];

/** A call on a client, a database, a collection or a cursor of MongoDB. */
export function onDocuments(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  switch (value.role) {
    case 'client':
      return { value: method === 'connect' ? value : method === 'db' ? { ...value, role: 'db' } : PLAIN };
    case 'db': {
      if (method !== 'collection') return { value: PLAIN };
      const name = args.at(0)?.literal();
      return { value: { ...make('collection', driverOf(value), value.evidence), ...(typeof name === 'string' && { model: name }) } };
    }
    case 'collection':
      return onCollection(value, method, args);
    default:
      return onCursor(value, method, args);
  }
}

function onCollection(value: OrmValue, name: string, args: Arguments): Outcome | undefined {
  if (name === 'find' || name === 'aggregate') return cursor(value, name, args);
  const method = METHODS.get(name);
  if (!method) return { value: PLAIN };
  const filter = method.filter === undefined ? undefined : readFilter(args.at(method.filter));
  const last = args.count - 1;
  const options = last === method.filter || last === method.written ? undefined : args.at(last)?.object();
  const upsert = options?.get('upsert')?.literal() === true;
  const query = queryOf(value, {
    method: name,
    operation: upsert ? 'upsert' : method.operation,
    cardinality: method.cardinality,
    ...((name === 'countDocuments' || name === 'count') && { aggregates: [{ fn: 'count' as const }] }),
    options: options?.names.filter(each => !each.startsWith('$')) ?? [],
    ...(filter && { filter }),
    ...(method.written !== undefined && { payload: readPayload(args.at(method.written), name) }),
  });
  return { value: name === 'distinct' ? ROWS : PLAIN, query };
}

/** `find` gives a cursor, which asks when it is read. */
function cursor(value: OrmValue, method: string, args: Arguments): Outcome {
  const whole = args.at(0);
  const filter = method === 'find' ? readFilter(whole) : readPipeline(whole);
  const stages = method === 'aggregate' ? whole?.list() : undefined;
  const aggregates = !stages || stages.open || stages.each ? undefined : readNumbers(stages.items);
  const options = args.at(1)?.object();
  const limit = options?.get('limit');
  const told = { method, conditions: filter.conditions, open: filter.open, options: options?.names ?? [], ...(limit && { limit: limit.ref }), ...(aggregates && { aggregates }) };
  const made: OrmValue = { ...value, role: 'cursor', builder: true, state: { ...value.state, told } };
  return { value: made, query: cursorQuery(made, 'awaited') };
}

function onCursor(value: OrmValue, method: string, args: Arguments): Outcome {
  const told = toldOf(value);
  if (CURSOR_RUNS.has(method)) return { value: method === 'toArray' ? ROWS : PLAIN, query: cursorQuery(value, 'called') };
  const limit = method === 'limit' ? args.at(0) : undefined;
  const next: OrmValue = { ...value, builder: true, state: { ...value.state, told: { ...told, options: [...told.options, method], ...(limit && { limit: limit.ref }) } } };
  return { value: next, query: cursorQuery(next, 'awaited') };
}

type Told = { method: string; aggregates?: readonly Aggregate[]; conditions: readonly Condition[]; open: boolean; options: readonly string[]; limit?: Ref };

function toldOf({ state }: OrmValue): Told {
  return (state?.['told'] as Told | undefined) ?? { method: 'find', conditions: [], open: true, options: [] };
}

function cursorQuery(value: OrmValue, runs: QueryCall['runs']): QueryCall {
  const { method, aggregates, conditions, open, options, limit } = toldOf(value);
  return queryOf(value, { method, ...(aggregates && { aggregates }), operation: method === 'aggregate' ? 'aggregate' : 'read', cardinality: 'many', filter: { conditions, open }, ...(limit && { limit }), options, runs });
}

/** The filter of a pipeline is its first stage, when that is a `$match`; what the others do is not read. */
function readPipeline(pipeline: View | undefined): { conditions: Condition[]; open: boolean } {
  const match = pipeline?.list()?.items[0]?.object()?.get('$match');
  if (match) return readFilter(match);
  return { conditions: pipeline ? [{ field: '*', op: '?', value: pipeline.ref }] : [], open: true };
}

function readFilter(view: View | undefined): { conditions: Condition[]; open: boolean } {
  const filter = { conditions: [] as Condition[], open: false };
  const object = view?.object();
  if (view && !object) return { conditions: [{ field: '*', op: '?', value: view.ref }], open: true };
  if (object) readConditions(object, filter);
  return filter;
}

function readConditions(object: ObjectView, filter: { conditions: Condition[]; open: boolean }): void {
  filter.open ||= object.open;
  for (const { value } of object.keyed) filter.conditions.push({ field: '*', op: '?', value: value.ref });
  for (const name of object.names) {
    const value = object.get(name);
    if (!value) continue;
    if (name === '$and') for (const part of value.list()?.items ?? []) {
      const inner = part.object();
      if (inner) readConditions(inner, filter);
    }
    else if (name.startsWith('$')) {
      filter.open = true;
      filter.conditions.push({ field: name === '$or' ? 'OR' : '*', op: name === '$or' ? 'or' : '?', value: value.ref });
    } else readField(name, value, filter);
  }
}

function readField(field: string, view: View, filter: { conditions: Condition[] }): void {
  const object = view.object();
  const operators = object?.names.filter(name => name.startsWith('$')) ?? [];
  if (!object || operators.length === 0) filter.conditions.push({ field, op: '=', value: view.ref });
  for (const name of operators) {
    const value = object?.get(name);
    if (value) filter.conditions.push({ field, op: OPERATORS[name] ?? name, value: value.ref });
  }
}

/** What is written: a document, a list of them, or the fields of `$set` and the like. */
function readPayload(view: View | undefined, method: string): NonNullable<QueryCall['payload']> {
  if (!view) return { assignments: [], open: true, list: false };
  const object = view.object();
  const operators = object?.names.filter(name => name.startsWith('$')) ?? [];
  if (!object || operators.length === 0) {
    const { assignments, open, list, whole } = readWrittenRows(view);
    return { assignments, open, list: list || method === 'bulkWrite' || method === 'insertMany', whole };
  }
  const assignments: Assignment[] = [];
  let { open } = object;
  for (const name of operators) {
    const read = object.get(name);
    const fields = read && readWrittenRows(read);
    assignments.push(...(fields?.assignments ?? []));
    open ||= fields?.open ?? true;
  }
  return { assignments, open, list: false, whole: view.ref };
}
