import type { Arguments, Outcome, View } from '../../vocabulary/orm.ts';
import type { Payload, QueryCall } from '../../vocabulary/query.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
import { exportOf } from './claims.ts';
import { onCollection, onFound } from './collections.ts';
import { modelMethods, rowMethods } from './methods.ts';
import { modelName } from './names.ts';
import { populatedAt } from './populated.ts';
import { aggregate, ask, builtOf, onQuery, rowsOf } from './queries.ts';
import { about, PLAIN, without } from './values.ts';

const PLAIN_STATICS: ReadonlySet<string> = new Set(['schema', 'modelName', 'baseModelName', 'collectionName', 'init', 'createIndexes', 'ensureIndexes', 'syncIndexes', 'listIndexes', 'on', 'castObject', 'validate', 'createCollection', 'diffIndexes', 'watch', 'events', 'applyDefaults']);
const PLAIN_OF_ROWS: ReadonlySet<string> = new Set(['toObject', 'toJSON', 'set', 'get', 'id', 'isModified', 'markModified', 'validate', 'validateSync', 'depopulate', 'populated', 'equals', 'isNew', '_id', 'inspect', 'invalidate', 'modifiedPaths', 'overwrite', 'unmarkModified', 'toString', '$isNew', '$session', '$set', '$locals', 'execPopulate', 'increment']);

/** The value of `value.name`. */
export function get(value: OrmValue, name: string): Value | undefined {
  switch (value.role) {
    case 'library':
      return name === 'connections' ? { k: 'list', of: without('connection', value) } : name === 'mongo' || name === 'Types' ? PLAIN : connectionMember(value, name) ?? exportOf(name) ?? PLAIN;
    case 'connection':
      return connectionMember(value, name) ?? PLAIN;
    case 'models':
      return name === '*' ? undefined : { ...without('model', value), model: name };
    case 'model':
      if (name === 'collection') return about('collection', value);
      if (name === 'db') return without('connection', value);
      if (name === 'prototype') return about('row', value);
      if (name === 'modelName' && value.model !== undefined) return { k: 'lit', v: value.model };
      return PLAIN_STATICS.has(name) ? PLAIN : undefined;
    case 'row':
      if (name === 'constructor') return about('model', value);
      if (name === 'collection') return about('collection', value);
      return rowMethods.has(name) || name === 'model' ? undefined : PLAIN;
    case 'schema':
    case 'session':
    case 'cursor':
      return PLAIN;
    default:
      return undefined;
  }
}

function connectionMember(value: OrmValue, name: string): Value | undefined {
  if (name === 'models') return without('models', value);
  // `connection.db` and `connection.getClient().db()` are the driver's database: its collections.
  return name === 'db' || name === 'connection' ? without('connection', value) : undefined;
}

/** What a call on one of Mongoose's values gives. */
export function call(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  switch (value.role) {
    case 'library':
    case 'connection':
      return onConnection(value, method, args);
    case 'library-class':
      return { value: without('library', value) };
    case 'library-function':
      return { value: without('library', value) };
    case 'connect-function':
      return { value: without('connection', value) };
    case 'model-function':
      return method === '' ? makeModel(value, args) : undefined;
    case 'class-function':
      return method === '' ? fromClass(value, args) : undefined;
    case 'schema-class':
      return method === 'new' || method === '' ? schema(value, args) : { value: PLAIN };
    case 'schema-factory':
      return method === 'createForClass' ? schema(value, args) : { value: PLAIN };
    case 'session-function':
      return { value: without('session', value) };
    case 'schema':
      return { value: method === 'clone' || method === 'loadClass' || method === 'plugin' ? value : PLAIN };
    case 'base':
    case 'model':
      return onModel(value, method, args);
    case 'row':
      return onRow(value, method, args);
    case 'query':
      return onQuery(value, method, args);
    case 'collection':
      return onCollection(value, method, args);
    case 'found':
      return onFound(value, method, args);
    case 'session':
      return { value: method === 'withTransaction' ? (args.at(0)?.result() ?? PLAIN) : PLAIN };
    case 'cursor':
      return { value: PLAIN };
    default:
      return undefined;
  }
}

function onConnection(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  switch (method) {
    case 'model':
      return makeModel(value, args);
    case 'Schema':
      return schema(value, args);
    case 'new':
    case 'set':
    case 'connect':
    case 'asPromise':
    case 'openUri':
      return { value };
    case 'createConnection':
    case 'useDb':
    case 'db':
    case 'getClient':
      return { value: without('connection', value) };
    case 'collection':
      return { value: { ...without('collection', value), ...nameAt(args.at(0)) } };
    case 'startSession':
      return { value: without('session', value) };
    case 'transaction':
      return { value: args.at(0)?.result() ?? PLAIN };
    default:
      return { value: PLAIN };
  }
}

function nameAt(view: View | undefined): Pick<OrmValue, 'model'> {
  const name = view?.text();
  return name === undefined ? {} : { model: name };
}

/** `model('User', schema)`: the model, declared by this call; without a schema, one that is declared elsewhere. */
function makeModel(value: OrmValue, args: Arguments): Outcome {
  const first = args.at(0);
  const named = first?.value();
  const name = first?.text() ?? (named?.k === 'lit' && typeof named.v === 'string' ? named.v : undefined);
  const given = args.at(1)?.value();
  const values = given?.k === 'oneOf' ? given.of : given ? [given] : [];
  const made = values.find((each) => each.k === 'orm' && each.orm === 'mongoose' && each.role === 'schema');
  const ref = made?.k === 'orm' ? made.declared : undefined;
  const holder = args.holder?.();
  const called = holder !== undefined && /^[A-Z]/.test(holder) && holder !== name ? holder : undefined;
  const model = name ?? (made?.k === 'orm' ? made.model : undefined) ?? modelName(called);
  const state = { ...(ref && { schema: { m: ref.m, e: ref.e } }), ...(called !== undefined && { called }) };
  // `model('User', loadUserClass(models))`: that function gives the schema its members.
  const loader = args.at(1)?.call()?.receiver;
  return { value: { ...without('model', value), ...(model !== undefined && { model }), ...(args.of && args.count > 1 && { declared: args.of }), ...(loader?.k === 'fn' && { within: [loader.m] }), ...(Object.keys(state).length > 0 && { state }) } };
}

/** Typegoose's `getModelForClass(User)`. */
function fromClass(value: OrmValue, args: Arguments): Outcome {
  const view = args.at(0)?.class() ?? args.at(1)?.class();
  return { value: { ...without('model', value), ...(view?.name !== undefined && { model: view.name }), ...(args.of && { declared: args.of }) } };
}

/** A schema, declared by this call. */
function schema(value: OrmValue, args: Arguments): Outcome {
  const name = args.at(0)?.class()?.name ?? modelName(args.holder?.());
  return { value: { ...without('schema', value), ...(name !== undefined && { model: name }), ...(args.of && { declared: args.of }) } };
}

function onModel(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  if (method === 'new' || method === 'hydrate') return { value: method === 'new' ? fresh(value, args) : about('row', value) };
  if (method === 'discriminator') return discriminator(value, args);
  if (method === 'where' || method === '$where') return onQuery(holdingFind(value), method, args);
  if (method === 'startSession') return { value: without('session', value) };
  if (method === 'populate') return populateRows(value, args);
  const known = modelMethods.get(method);
  if (!known) return PLAIN_STATICS.has(method) ? { value: PLAIN } : undefined;
  return method === 'aggregate' ? aggregate(value, method, known, args) : ask(value, method, known, args);
}

function holdingFind(value: OrmValue): OrmValue {
  const found = ask(value, 'find', modelMethods.get('find')!, { count: 0, open: false, at: () => undefined }).value;
  return found.k === 'orm' ? found : value;
}

/** `User.populate(rows, 'team')`. */
function populateRows(value: OrmValue, args: Arguments): Outcome {
  const rows = args.at(0);
  const filter = { conditions: rows ? [{ field: '*', op: '?', value: rows.ref }] : [], open: true };
  return { ...ask(value, 'populate', modelMethods.get('populate')!, args, { filter, loads: [args.at(1)?.text() ?? '…'] }), value: rows?.value() ?? PLAIN };
}

/** `Event.discriminator('Login', schema)` is a model of its own in the same collection. */
function discriminator(value: OrmValue, args: Arguments): Outcome {
  return makeModel(value, args);
}

/** A row that is not in the database yet. */
function fresh(model: OrmValue, args: Arguments): OrmValue {
  const query = ask(model, 'create', modelMethods.get('create')!, args).query;
  return about('row', model, { fresh: true, ...(query?.payload && { payload: query.payload }) });
}

function onRow(row: OrmValue, method: string, args: Arguments): Outcome | undefined {
  if (method === 'model' || method === '$model') return args.count > 0 ? makeModel(row, args) : { value: about('model', row) };
  if (PLAIN_OF_ROWS.has(method)) return { value: method === 'set' || method === 'depopulate' || method === 'execPopulate' ? row : PLAIN };
  const known = rowMethods.get(method);
  if (!known) return { value: PLAIN };
  const made = ask(row, method, known, args, { onRow: true, ...(method === 'save' && ofFresh(row)), ...(method === 'populate' && { loads: [args.at(0)?.text() ?? '…'], ...relationAt(args.at(0)) }) });
  return known.result === 'row' ? { ...made, value: row } : made;
}

/** The one relation that `row.populate('author')` loads. */
function relationAt(view: View | undefined): Pick<QueryCall, 'relation'> {
  const [relation, ...more] = populatedAt(view);
  return relation === undefined || relation.includes('…') || more.length > 0 ? {} : { relation };
}

/** `new User({ … }).save()` inserts what it was made of. */
function ofFresh({ state }: OrmValue): Partial<QueryCall> {
  const payload = state?.['payload'] as Payload | undefined;
  return state?.['fresh'] === true ? { operation: 'create', ...(payload && { payload }) } : {};
}

/** What Mongoose hands to a callback: rows in version 6 and before, the row of a hook. */
export function callbackParam(value: OrmValue, method: string, argument: number, parameter: number): Value | undefined {
  if (value.role === 'query' && method === 'then') return argument === 0 && parameter === 0 ? awaited(value) : undefined;
  if (value.role === 'query' && method === 'exec') return parameter === 1 ? awaited(value) : undefined;
  if (value.role === 'schema' && method === 'post' && parameter === 0) return about('row', value);
  if (value.role === 'model' && parameter === 1 && argument > 0) {
    const known = modelMethods.get(method);
    return known && rowsOf(value, { query: UNASKED, result: known.result });
  }
  return undefined;
}

const UNASKED = { orm: 'mongoose', method: '', operation: 'read', cardinality: 'unknown', loads: [], nestedWrites: false, options: [], runs: 'called', batched: false, evidence: 'declared' } as const;

/** What waiting for a query gives. */
export function awaited(value: OrmValue): Value | undefined {
  const built = value.role === 'query' || value.role === 'found' ? builtOf(value) : undefined;
  return built && rowsOf(value, built);
}
