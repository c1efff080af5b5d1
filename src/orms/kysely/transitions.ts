import type { Access, Arguments, Outcome, View } from '../../vocabulary/orm.ts';
import type { Condition, Operation } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
import { onBuilder } from './builders.ts';
import { begin, holding } from './built.ts';
import { exportOf } from './claims.ts';
import { executeCompiled, onRaw, rawQuery, sqlTag } from './statements.ts';
import { tableOf } from './table-names.ts';
import { expression, make, PLAIN, said } from './values.ts';

/** The methods that begin a statement. https://kysely-org.github.io/kysely-apidoc/classes/QueryCreator.html */
const BEGINS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['selectFrom', 'read'],
  ['selectNoFrom', 'read'],
  ['insertInto', 'create'],
  ['replaceInto', 'upsert'],
  ['updateTable', 'update'],
  ['deleteFrom', 'delete'],
  ['mergeInto', 'upsert'],
]);
/** Methods of a client that give a client. */
const SAME_CLIENT: ReadonlySet<string> = new Set([
  ...['withSchema', 'withPlugin', 'withoutPlugins', 'withTables', '$extendTables', '$omitTables', '$pickTables'],
]);
/** Methods of a controlled transaction: they are about no rows. */
const CONTROLS: ReadonlySet<string> = new Set(['commit', 'rollback', 'releaseSavepoint']);
const TRANSACTION_SETTINGS: ReadonlySet<string> = new Set(['setIsolationLevel', 'setAccessMode']);

/** The value of `value.name`. */
export function get(value: OrmValue, name: string): Value | undefined {
  switch (value.role) {
    case 'module':
      return exportOf(name) ?? PLAIN;
    case 'client':
      if (name === 'fn') return make('functions');
      if (name === 'dynamic') return make('dynamic');
      if (name === 'schema') return make('tables');
      return name === 'introspection' || name === 'isTransaction' ? PLAIN : undefined;
    case 'expressions':
      if (name === 'fn') return make('functions');
      return name === 'eb' ? value : { ...value, role: 'method', state: { name, of: 'expressions' } };
    case 'functions':
      return { ...value, role: 'method', state: { name, of: 'functions' } };
    case 'dynamic':
    case 'helpers':
      return make('helper');
    case 'sql-tag':
      return { ...value, role: 'method', state: { name, of: 'sql-tag' } };
    case 'expression':
      return PLAIN;
    default:
      return undefined;
  }
}

/** What a call on one of Kysely's values gives. */
export function call(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  switch (value.role) {
    case 'module': {
      const exported = exportOf(method);
      return exported ? call(exported, '', args) : undefined;
    }
    case 'client-class':
      return method === 'new' ? { value: make('client') } : undefined;
    case 'client-maker':
      return method === '' ? { value: make('client') } : undefined;
    case 'expressions-maker':
      return method === '' ? { value: make('expressions') } : undefined;
    case 'client':
      return onClient(value, method, args);
    case 'transaction':
      return TRANSACTION_SETTINGS.has(method) ? { value } : undefined;
    case 'controlled-transaction':
      return TRANSACTION_SETTINGS.has(method) ? { value } : method === 'execute' ? { value: make('client') } : undefined;
    case 'control':
      return method === 'execute' ? { value: value.state?.['gives'] === 'client' ? make('client') : PLAIN } : undefined;
    case 'tables':
      return method === 'execute' ? { value: PLAIN } : { value };
    case 'builder':
      return onBuilder(value, method, args);
    case 'method':
      return method === '' ? call(make(said(value, 'of')), said(value, 'name'), args) : undefined;
    case 'expressions':
      return BEGINS.has(method) ? onClient(value, method, args) : { value: method === '' || method === 'eb' ? make('condition') : expression({ name: method }) };
    case 'expression':
      return { value: method === 'distinct' ? { ...value, state: { ...value.state, distinct: true } } : method.startsWith('filterWhere') || method === 'over' ? { ...value, state: { ...value.state, filtered: true } } : value };
    case 'condition':
    case 'joining':
      return { value };
    case 'conflict':
      return { value: onConflict(value, method) };
    case 'functions':
      return { value: expression({ function: method === 'agg' ? String(args.at(0)?.literal() ?? 'agg') : method, column: args.at(method === 'agg' ? 1 : 0)?.literal() }) };
    case 'dynamic':
    case 'helper':
    case 'helpers':
      return { value: expression() };
    case 'sql-tag':
      return sqlTag(value, method, args);
    case 'raw':
      return onRaw(value, method, args);
    case 'compiled-class':
      return method === 'raw' ? { value: make('compiled', { text: args.at(0)?.text() }) } : undefined;
    default:
      return undefined;
  }
}

function onClient(client: OrmValue, method: string, args: Arguments): Outcome | undefined {
  const operation = BEGINS.get(method);
  if (operation !== undefined) {
    const { model, alias } = method === 'selectNoFrom' ? {} : tableOf(args.at(0));
    const built = { ...begin(method, operation), ...commonOf(client), ...(alias !== undefined && { alias }), ...(method === 'selectNoFrom' && { cardinality: 'one' as const }) };
    return { value: holding(client, built, model) };
  }
  if (SAME_CLIENT.has(method)) return { value: client };
  if (CONTROLS.has(method)) return { value: make('control') };
  switch (method) {
    case 'with':
    case 'withRecursive':
      return { value: withCommon(client, args.at(1)) };
    case 'transaction':
    case 'connection':
      return { value: { ...client, role: 'transaction' } };
    case 'startTransaction':
      return { value: make('controlled-transaction') };
    case 'savepoint':
    case 'rollbackToSavepoint':
      return { value: make('control', { gives: 'client' }) };
    case 'executeQuery':
      return executeCompiled(client, args) ?? rawQuery(client, method, undefined, args.at(0));
    case 'getExecutor':
      return { value: client };
    case 'case':
      return { value: expression() };
    case 'destroy':
      return { value: PLAIN };
    default:
      return undefined;
  }
}

/** A client that begins each statement with a common table expression: what that reads is part of the statement's filter. */
function withCommon(client: OrmValue, view: View | undefined): OrmValue {
  const { conditions = [] } = commonOf(client);
  const next: Condition[] = view ? [...conditions, { field: '*', op: '?', value: view.ref }] : [...conditions];
  return { ...client, builder: true, state: { ...client.state, common: next } };
}

function commonOf({ state }: OrmValue): { conditions?: readonly Condition[]; open?: true } {
  const common = state?.['common'] as readonly Condition[] | undefined;
  return common ? { conditions: common, open: true } : {};
}

/** `oc.column('id').doUpdateSet(…)`: what an insert does with rows that exist. */
function onConflict(value: OrmValue, method: string): OrmValue {
  return method === 'doUpdateSet' || method === 'doNothing' ? { ...value, state: { does: method } } : value;
}

/** A statement begun on an unknown receiver, over a table of the schema: no other library has these methods. */
export function shape({ method, args }: Access, schemas: readonly Schema[]): Outcome | undefined {
  if (!BEGINS.has(method) || method === 'selectNoFrom' || args.count !== 1) return undefined;
  const { model } = tableOf(args.at(0));
  const known = model !== undefined && schemas.some(({ orm, models }) => orm === 'kysely' && models.some(({ name }) => name === model));
  return known ? onClient(make('client', {}, 'shaped'), method, args) : undefined;
}
