import type { ExternalName } from '../../vocabulary/orm.ts';
import type { Evidence, OrmValue } from '../../vocabulary/value.ts';
import { make } from './values.ts';

/** The role of what a package exports, by driver, for imports and for types. */
type Exports = { readonly [name: string]: string };

const PG: Exports = { Pool: 'connection', PoolClient: 'connection', Client: 'connection', ClientBase: 'connection', BoundPool: 'connection' };
const MYSQL: Exports = { Pool: 'connection', PoolConnection: 'connection', Connection: 'connection', PoolNamespace: 'connection', PoolCluster: 'connection', createPool: 'maker', createConnection: 'maker', createPoolCluster: 'maker' };
const SQLITE: Exports = { Database: 'connection', Statement: 'statement' };
const MONGO: Exports = { MongoClient: 'client', Db: 'db', Collection: 'collection', FindCursor: 'cursor', AggregationCursor: 'cursor' };
const DRIVERS: { readonly [from: string]: { driver: string; exports: Exports } } = {
  pg: { driver: 'pg', exports: PG },
  'pg-pool': { driver: 'pg', exports: { default: 'connection', Pool: 'connection' } },
  mysql: { driver: 'mysql2', exports: MYSQL },
  mysql2: { driver: 'mysql2', exports: MYSQL },
  'mysql2/promise': { driver: 'mysql2', exports: MYSQL },
  'mysql2/promise.js': { driver: 'mysql2', exports: MYSQL },
  'better-sqlite3': { driver: 'better-sqlite3', exports: SQLITE },
  mongodb: { driver: 'mongodb', exports: MONGO },
};

/** Their npm packages. */
export const packages: readonly string[] = ['pg', 'pg-pool', 'mysql', 'mysql2', 'better-sqlite3', 'mongodb'];

/** The value of an import: classes and functions that make connections, or the module of them. */
export function claim({ from, name, path }: ExternalName): OrmValue | undefined {
  const known = Object.hasOwn(DRIVERS, from) ? DRIVERS[from] : undefined;
  if (!known) return undefined;
  const members = [name, ...path].filter(each => each !== '*' && each !== 'default');
  const [member, ...rest] = members;
  if (rest.length > 0) return undefined;
  return member === undefined ? make('module', known.driver, 'proved', { from }) : exportOf(from, member);
}

/** An export of a driver's module. */
export function exportOf(from: string, name: string): OrmValue | undefined {
  const known = DRIVERS[from];
  const role = known && Object.hasOwn(known.exports, name) ? known.exports[name] : undefined;
  if (known === undefined || role === undefined) return undefined;
  return role === 'maker' ? make('maker', known.driver) : make('class', known.driver, 'proved', { of: role });
}

/** The value of something annotated with a driver's type: `Pool`, `pg.PoolClient`, `Database.Database`, `Collection<User>`. */
export function fromType({ from, name, path }: ExternalName): OrmValue | undefined {
  const known = Object.hasOwn(DRIVERS, from) ? DRIVERS[from] : undefined;
  const members = [name, ...path].filter(each => each !== '*' && each !== 'default');
  const member = members.at(-1) ?? (from === 'better-sqlite3' ? 'Database' : from === 'pg-pool' ? 'Pool' : '');
  const role = known && Object.hasOwn(known.exports, member) ? known.exports[member] : undefined;
  return known === undefined || role === undefined || role === 'maker' || members.length > 2 ? undefined : make(role, known.driver, 'declared');
}

/** The first value of a driver that a setting names: a connection for statements. */
export function client(evidence: Evidence): OrmValue {
  return make('connection', 'pg', evidence);
}
