import type { Arguments, Outcome } from '../../vocabulary/orm.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
import { exportOf } from './claims.ts';
import { onDocuments } from './documents.ts';
import { connected, onConnection, onStatement } from './statements.ts';
import { driverOf, make, PLAIN, ROWS } from './values.ts';

/** The value of `value.name`: an export of a driver's module. */
export function get(value: OrmValue, name: string): Value | undefined {
  if (value.role !== 'module') return undefined;
  return name === 'default' ? value : (exportOf(fromOf(value), name) ?? PLAIN);
}

/** What a call on a value of a driver gives. */
export function call(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  switch (value.role) {
    case 'module':
      return onModule(value, method);
    case 'maker':
      return method === '' ? { value: make('connection', driverOf(value)) } : undefined;
    case 'class':
      // `new Pool()`, `MongoClient.connect(url)`.
      return method === 'new' || method === '' || method === 'connect' ? { value: make(roleMadeBy(value), driverOf(value)) } : undefined;
    case 'connection':
      return onConnection(value, method, args);
    case 'statement':
      return onStatement(value, method, args);
    case 'client':
    case 'db':
    case 'collection':
    case 'cursor':
      return onDocuments(value, method, args);
    default:
      return undefined;
  }
}

function roleMadeBy({ state }: OrmValue): string {
  const role = state?.['of'];
  return typeof role === 'string' ? role : '';
}

/** `mysql.createPool(…)`; the module of better-sqlite3 is its class. */
function onModule(value: OrmValue, method: string): Outcome | undefined {
  if (method === 'new' || method === '') {
    const itself = driverOf(value) === 'better-sqlite3' ? 'Database' : 'Pool';
    return exportOf(fromOf(value), itself) && fromOf(value) !== 'pg' ? { value: make('connection', driverOf(value)) } : undefined;
  }
  const exported = exportOf(fromOf(value), method);
  return exported?.role === 'maker' ? { value: make('connection', driverOf(value)) } : undefined;
}

function fromOf({ state }: OrmValue): string {
  const from = state?.['from'];
  return typeof from === 'string' ? from : '';
}

/** What a driver hands to a callback. */
export function callbackParam(value: OrmValue, method: string, _argument: number, parameter: number): Value | undefined {
  return value.role === 'connection' ? connected(value, method, parameter) : undefined;
}

/** What waiting for a cursor's rows gives. */
export function awaited(value: OrmValue): Value | undefined {
  return value.role === 'cursor' ? ROWS : undefined;
}
