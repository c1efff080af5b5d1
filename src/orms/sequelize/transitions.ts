import type { ClassView } from '../../vocabulary/declaration.ts';
import type { Arguments, Outcome } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Model } from '../../vocabulary/schema.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
import { readAggregates } from './aggregates.ts';
import { readArguments } from './arguments.ts';
import { callClient } from './client.ts';
import { associationMethods, modelKeepers, modelMethods, relating, rowMethods } from './methods.ts';
import type { Method } from './methods.ts';
import { associationOf, findModel, pluralOf } from './names.ts';
import { bareRow, classOf, PLAIN, rowOf } from './values.ts';

/** What of the package is a value of its own; everything else in it is plain. */
const LIBRARY: { readonly [name: string]: string } = { Sequelize: 'library', default: 'library', Model: 'base', Op: 'operators' };
const PLAIN_STATICS: ReadonlySet<string> = new Set(['rawAttributes', 'options', 'associations', 'tableName', 'primaryKeyAttribute', 'getTableName', 'getAttributes', 'sync', 'drop', 'truncate', 'describe', 'addHook', 'addScope', 'removeAttribute']);
const PLAIN_OF_ROWS: ReadonlySet<string> = new Set(['get', 'getDataValue', 'set', 'setDataValue', 'setAttributes', 'toJSON', 'changed', 'previous', 'validate', 'equals', 'where', 'dataValues', 'isNewRecord', 'isSoftDeleted']);

/** The value of `value.name`. */
export function get(value: OrmValue, name: string, models: () => readonly Model[] = () => []): Value | undefined {
  switch (value.role) {
    case 'library':
      return Object.hasOwn(LIBRARY, name) ? { ...value, role: LIBRARY[name]! } : PLAIN;
    case 'client':
      if (name === 'models') return { ...value, role: 'models' };
      return name === 'Sequelize' || name === 'constructor' ? { ...value, role: 'library' } : undefined;
    case 'operators':
      return { ...value, role: 'operator', state: { name } };
    case 'models':
      return name === '*' ? undefined : { ...value, role: 'model', model: name };
    case 'model':
      if (name === 'sequelize') return clientOf(value);
      if (name === 'name' && value.model !== undefined) return { k: 'lit', v: value.model };
      if (name === 'prototype') return bareRow(value);
      return PLAIN_STATICS.has(name) ? PLAIN : undefined;
    case 'row':
      return getOfRow(value, name, models);
    case 'page':
      return name === 'rows' ? { k: 'list', of: rowOf({ ...value, role: 'model' }) } : PLAIN;
    case 'transaction':
      return PLAIN;
    default:
      return undefined;
  }
}

/** A column, or a relation that was loaded with the row. */
function getOfRow(row: OrmValue, name: string, models: () => readonly Model[]): Value | undefined {
  if (name === 'sequelize') return clientOf(row);
  if (name === 'constructor') return classOf({ ...row, role: 'model' });
  if (PLAIN_OF_ROWS.has(name)) return PLAIN;
  const column = findModel(models(), row.model)?.columns.find((each) => each.name === name);
  if (column?.relation === undefined) return column ? PLAIN : undefined;
  const related = bareRow({ ...bare(row), model: column.relation });
  return column.list ? { k: 'list', of: related } : related;
}

/** What a call on one of Sequelize's values gives. */
export function call(value: OrmValue, method: string, args: Arguments, models: () => readonly Model[] = () => []): Outcome | undefined {
  switch (value.role) {
    case 'library':
      return method === 'new' ? { value: { ...value, role: 'client' } } : { value: PLAIN };
    case 'client':
      return callClient(value, method, args);
    case 'base':
    case 'model':
      return callModel(value, method, args, models);
    case 'row':
      return callRow(value, method, args, models);
    case 'mixin':
      return callMixin(value, args);
    case 'transaction':
      return { value: PLAIN };
    default:
      return undefined;
  }
}

/** What Sequelize hands to a callback: the transaction of a managed one. */
export function callbackParam(value: OrmValue, method: string, argument: number, parameter: number): Value | undefined {
  if (parameter !== 0) return undefined;
  if (value.role === 'client' && method === 'transaction' && argument < 2) return { ...value, role: 'transaction' };
  // Hooks run for a row that is written: `User.afterCreate(async (user) => …)`.
  if (value.role === 'model' && /^(?:before|after)(?!Bulk)[A-Z]/.test(method) && argument < 2) return rowOf(value);
  return undefined;
}

/** `class User extends Model`: the model `User`, named as `init` says. */
export function inherit(parent: OrmValue, by: ClassView): OrmValue | undefined {
  if (parent.role !== 'base' && parent.role !== 'model') return undefined;
  const named = by.called('init')?.at(1)?.object()?.get('modelName')?.text();
  const model = named ?? by.name;
  return { ...bare(parent), role: 'model', ...(model !== undefined && { model }), declared: by.declared, ...(by.name !== undefined && by.name !== model && { state: { called: by.name } }) };
}

/** Where a program gives members to models and to rows; `classMethods` and `instanceMethods` are of version 3. */
export function own(value: OrmValue): readonly (readonly string[])[] {
  if (value.role === 'model') return [[], ['classMethods']];
  return value.role === 'row' ? [['prototype'], ['Instance', 'prototype'], ['instanceMethods']] : [];
}

/** What `this` is in a member of a model or of a row. */
export function self(model: OrmValue, path: readonly string[]): Value | undefined {
  const [first] = path;
  if (model.role !== 'model') return undefined;
  if (first === undefined || first === 'classMethods' || first === 'scopes') return model;
  return first === 'prototype' || first === 'Instance' || first === 'instanceMethods' || first === 'getterMethods' || first === 'hooks' ? rowOf(model) : undefined;
}

function callModel(value: OrmValue, method: string, args: Arguments, models: () => readonly Model[]): Outcome | undefined {
  if (method === 'new' || method === 'build') return { value: method === 'new' ? fresh(value) : rowOf(value) };
  if (method === 'bulkBuild') return { value: { k: 'list', of: rowOf(value) } };
  // What a scope loads is not read.
  if (method === 'scope' || method === 'withScope') return { value: { ...value, role: 'model', state: { ...value.state, scoped: true } } };
  if (method === 'init' || modelKeepers.has(method)) return { value: classOf(value) };
  if (relating.has(method) || PLAIN_STATICS.has(method)) return { value: PLAIN };
  const known = modelMethods.get(method);
  if (!known) return undefined;
  const read = readArguments(known, args, findModel(models(), value.model));
  const aggregates = readAggregates(method, known, args);
  const rowsAt = known.operation === 'read' && !read.options.includes('raw') ? ROWS_AT[known.result] : undefined;
  return { value: resultOf(value, known), query: { ...common(value, method, known), ...read, ...(aggregates && { aggregates }), ...(rowsAt && { rowsAt }), ...(value.state?.['scoped'] === true && { paths: ['…'], options: [...read.options, 'scope'] }) } };
}

const ROWS_AT: { readonly [result: string]: readonly string[] } = { row: [], rows: ['[]'], page: ['rows', '[]'], pair: ['[]'] };

/** A row that is not in the database yet. */
function fresh(model: OrmValue): OrmValue {
  const row = bareRow(model);
  return { ...row, state: { ...row.state, fresh: true } };
}

function resultOf(model: OrmValue, { result }: Method): Value {
  switch (result) {
    case 'row':
      return rowOf(model);
    case 'rows':
    case 'pair':
      return { k: 'list', of: rowOf(model) };
    case 'page':
      return { ...model, role: 'page' };
    case 'plain':
      return PLAIN;
  }
}

function callRow(row: OrmValue, method: string, args: Arguments, models: () => readonly Model[]): Outcome | undefined {
  if (PLAIN_OF_ROWS.has(method)) return { value: PLAIN };
  const known = rowMethods.get(method);
  if (known) {
    const { filter: _, ...read } = readArguments(known, args, undefined);
    const isNew = method === 'save' && row.state?.['fresh'] === true;
    const query: QueryCall = { ...common(row, method, known), ...read, onRow: true, ...(isNew && { operation: 'create' }) };
    return { value: known.result === 'row' ? rowOf(row) : PLAIN, query };
  }
  const own = associationOf(method, findModel(models(), row.model));
  if (own) return related(row, method, own.method, own.relation.list, own.relation.relation, args);
  return callByName(row, method, args, models);
}

/** `row.$get('posts')`, as `sequelize-typescript` has it. */
function callByName(row: OrmValue, method: string, args: Arguments, models: () => readonly Model[]): Outcome | undefined {
  const known = method.startsWith('$') ? associationMethods.get(method.slice(1)) : undefined;
  const name = args.at(0)?.text();
  if (!known) return undefined;
  const relation = findModel(models(), row.model)?.columns.find((each) => each.name === name && each.relation !== undefined);
  return related(row, method, known, relation?.list, relation?.relation, args);
}

/** `row.getPosts()` where the class declares `getPosts: HasManyGetAssociationsMixin<Post>`. */
function callMixin(mixin: OrmValue, args: Arguments): Outcome | undefined {
  const verb = mixin.state?.['verb'];
  const known = typeof verb === 'string' ? associationMethods.get(verb) : undefined;
  if (typeof verb !== 'string' || !known) return undefined;
  const { state, ...target } = mixin;
  const row = rowOf({ ...target, role: 'model' });
  const { model: _, declared: __, ...anonymous } = mixin;
  const name = typeof state?.['name'] === 'string' ? state['name'] : verb + (state?.['many'] === true ? pluralOf(mixin.model ?? '') : (mixin.model ?? ''));
  const query = relatedQuery(anonymous, name, known, state?.['many'] === true, args);
  return { value: known.result === 'rows' ? (state?.['many'] === true ? { k: 'list', of: row } : row) : known.result === 'row' ? row : PLAIN, query };
}

/** The method of a row that a field is, which goes by the name of its relation and not of the model that it leads to. */
export function named(value: OrmValue, name: string): OrmValue | undefined {
  return value.role === 'mixin' ? { ...value, state: { ...value.state, name } } : undefined;
}

function related(row: OrmValue, method: string, known: Method, many: boolean | undefined, target: string | undefined, args: Arguments): Outcome {
  const one = target === undefined ? PLAIN : bareRow({ ...bare(row), model: target });
  const value: Value = known.result === 'rows' ? (many === false ? one : { k: 'list', of: one }) : known.result === 'row' ? one : PLAIN;
  return { value, query: relatedQuery(row, method, known, many, args) };
}

function relatedQuery(row: OrmValue, method: string, known: Method, many: boolean | undefined, args: Arguments): QueryCall {
  const { filter: _, payload, ...read } = readArguments(known, args, undefined);
  const cardinality = known.cardinality === 'unknown' && many !== undefined ? (many ? 'many' : 'one') : known.cardinality;
  const written = payload && { payload: payload.assignments.length > 0 ? payload : { assignments: [], open: true, list: false } };
  const relation = /^(?:read|count|exists)$/.test(known.operation) ? relationIn(method, args) : undefined;
  return { ...common(row, method, { ...known, cardinality }), ...read, ...written, onRow: true, ...(relation !== undefined && { relation }) };
}

/** `getPosts` → `posts`, `$get('posts')` → `posts`. */
function relationIn(method: string, args: Arguments): string | undefined {
  const name = method.startsWith('$') ? args.at(0)?.text() : /^(?:get|count|has)_?(\w+)$/.exec(method)?.[1];
  return name === undefined || name === '' ? undefined : name.slice(0, 1).toLowerCase() + name.slice(1);
}

function common({ evidence, model, declared, state }: OrmValue, method: string, { operation, cardinality }: Method) {
  return {
    orm: 'sequelize',
    method,
    operation,
    cardinality,
    ...(model !== undefined && { model }),
    ...(declared && { declared }),
    ...(typeof state?.['called'] === 'string' && { called: state['called'] }),
    runs: 'called',
    batched: false,
    evidence,
  } as const;
}

function clientOf(value: OrmValue): OrmValue {
  return { ...bare(value), role: 'client' };
}

/** The value without what it says of one model. */
function bare({ model: _, declared: __, state: ___, ...value }: OrmValue): OrmValue {
  return value;
}
