import type { Arguments, Outcome } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
import { restOf } from '../rest-of.ts';
import { conditionsOf } from '../sql-conditions.ts';
import { operationOf, sentOf, textOf } from '../sql-statement.ts';
import { PLAIN, rowOf } from './values.ts';

/** Methods of an instance of `Sequelize` that ask for no row. */
const PLAIN_METHODS: ReadonlySet<string> = new Set([
  ...['sync', 'drop', 'truncate', 'authenticate', 'validate', 'close', 'addModels', 'addHook', 'isDefined', 'set', 'getDialect', 'getDatabaseName', 'getQueryInterface'],
  ...['literal', 'fn', 'col', 'where', 'cast', 'json', 'and', 'or', 'escape', 'random', 'log', 'showAllSchemas', 'createSchema', 'dropSchema'],
]);

/** What a call on an instance of `Sequelize` gives. */
export function callClient(client: OrmValue, method: string, args: Arguments): Outcome | undefined {
  switch (method) {
    case 'define':
      return define(client, args);
    case 'model': {
      const name = args.at(0)?.text();
      return name === undefined ? undefined : { value: { ...client, role: 'model', model: name } };
    }
    case 'import':
      return { value: { k: 'unknown', why: 'a model that is imported' }, loads: { path: args.at(0), given: [client, PLAIN] } };
    case 'getRepository':
      return { value: args.at(0)?.value() ?? PLAIN };
    case 'transaction':
      return { value: transaction(client, args) };
    case 'query':
      return callRaw(client, args);
    default:
      return PLAIN_METHODS.has(method) ? { value: PLAIN } : undefined;
  }
}

/** `sequelize.define('User', { … })`: the model, declared by this call. */
export function define(client: OrmValue, args: Arguments): Outcome | undefined {
  const name = args.at(0)?.text();
  const { k, orm, evidence } = client;
  const holder = args.holder?.();
  const called = holder !== undefined && /^[A-Z]/.test(holder) ? holder : undefined;
  return { value: { k, orm, evidence, role: 'model', ...(name !== undefined && { model: name }), ...(called !== undefined && called !== name && { state: { called } }), ...(args.of && { declared: args.of }) } };
}

/** A managed transaction gives what its callback gives; an unmanaged one is the transaction itself. */
function transaction(client: OrmValue, args: Arguments): Value {
  for (const at of [0, 1]) {
    const given = args.at(at)?.value();
    if (given?.k === 'fn') return args.at(at)!.result();
  }
  return { ...client, role: 'transaction' };
}

function callRaw(client: OrmValue, args: Arguments): Outcome {
  const first = args.at(0);
  const statement = first?.object()?.get('query') ?? first;
  const sql = textOf(statement);
  // https://sequelize.org/docs/v6/core-concepts/raw-queries/: what is asked for with this type gives rows.
  const operation = sql === undefined && args.at(1)?.object()?.get('type')?.name() === 'SELECT' ? 'read' : operationOf(sql);
  if (operation === undefined) return { value: PLAIN };
  const views = restOf(args, 0);
  const writes = operation !== 'read' && operation !== 'raw';
  const options = args.at(1)?.object();
  const values = options?.get('replacements') ?? options?.get('bind') ?? args.at(1);
  const query: QueryCall = {
    orm: 'sequelize',
    method: 'query',
    operation,
    cardinality: operation === 'read' ? 'many' : 'unknown',
    filter: { conditions: conditionsOf(statement, values ? [values] : [], sql), open: true },
    ...(writes && { payload: { assignments: views.map((view) => ({ field: '*', value: view.ref })), open: true, list: false } }),
    ...sentOf(statement),
    loads: [],
    nestedWrites: false,
    options: options?.names ?? [],
    runs: 'called',
    batched: false,
    evidence: client.evidence,
  };
  return { value: mapped(args) ?? { k: 'list', of: PLAIN }, query };
}

/** `{ model: User, mapToModel: true }` makes rows of what a statement gives. */
function mapped(args: Arguments): Value | undefined {
  const model = args.at(1)?.object()?.get('model');
  const value = model?.value();
  if (value?.k === 'orm' && value.role === 'model') return { k: 'list', of: rowOf(value) };
  return value?.k === 'class' ? { k: 'list', of: { k: 'instance', m: value.m, c: value.c, declared: true } } : undefined;
}
