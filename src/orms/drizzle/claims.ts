import type { ExternalName } from '../../vocabulary/orm.ts';
import type { Evidence, OrmValue } from '../../vocabulary/value.ts';
import { aggregates, operators } from './operators.ts';

const PACKAGE = /^drizzle-orm(?:\/(.+))?$/;
/** Folders of the package that hold one dialect each, by the words in their names. */
const DIALECTS: readonly (readonly [RegExp, string])[] = [
  [/^(?:mysql|planetscale|tidb|singlestore)/, 'mysql'],
  [/sqlite|libsql|^d1$|^sql-js|durable/, 'sqlite'],
  [/^mssql/, 'mssql'],
  [/^(?:pg|node-postgres|postgres|neon|vercel|xata|aws-data-api|prisma\/pg|bun-sql|effect-postgres|cockroach|gel)/, 'pg'],
];
const TABLE_MAKER = /^(?:pg|mysql|sqlite|singlestore|mssql|cockroach|gel)(?:Table|View|MaterializedView)$/;
const SCHEMA_MAKER = /^(?:pg|mysql|singlestore|mssql|cockroach|gel)Schema$/;
const CREATOR_MAKER = /^(?:pg|mysql|sqlite|singlestore|mssql|cockroach|gel)TableCreator$/;
const SET_OPERATORS: ReadonlySet<string> = new Set(['union', 'unionAll', 'intersect', 'intersectAll', 'except', 'exceptAll']);

/** The value of an import from `drizzle-orm` or one of its folders. */
export function claim({ from, name, path }: ExternalName): OrmValue | undefined {
  const folder = PACKAGE.exec(from)?.[1];
  if (folder === undefined && from !== 'drizzle-orm') return undefined;
  const [member, ...rest] = name === '*' || name === 'default' ? path : [name, ...path];
  if (rest.length > 0) return undefined;
  return member === undefined ? make('module', { from }) : exportOf(from, member);
}

/** The export `name` of a folder of the package. */
export function exportOf(from: string, name: string): OrmValue | undefined {
  const dialect = dialectOf(from);
  if (name === 'drizzle') return make('drizzle', { dialect });
  if (name === 'sql') return make('sql-tag');
  if (TABLE_MAKER.test(name)) return make('table-maker', { view: name.endsWith('View') });
  if (SCHEMA_MAKER.test(name)) return make('schema-maker');
  if (CREATOR_MAKER.test(name)) return make('creator-maker');
  if (operators.has(name) || aggregates.has(name)) return make('operator', { name });
  if (SET_OPERATORS.has(name)) return make('set-operator', { name });
  if (name === 'alias' || name === 'aliasedTable') return make('alias');
  if (name === 'QueryBuilder') return make('query-builder-class', { dialect });
  return name === 'withReplicas' ? make('with-replicas') : undefined;
}

const CLIENT_TYPE = /(?:Database|Transaction|RemoteDatabase|Remote)$|^DrizzleD1Database$/;
const TABLE_TYPE = /^(?:Any)?(?:Pg|MySql|SQLite|SingleStore)?Table(?:WithColumns)?$|^(?:Pg|MySql|SQLite)View(?:WithSelection)?$/;
const COLUMN_TYPE = /^(?:Any)?(?:Pg|MySql|SQLite)?Column$/;
const SELECT_TYPE = /^(?:Pg|MySql|SQLite|SingleStore)Select(?:Base|QueryBuilder|Dynamic)?$/;

/** The value of something annotated with one of the package's types: `NodePgDatabase<typeof schema>`, `PgTransaction<…>`. */
export function fromType({ from, name, path }: ExternalName): OrmValue | undefined {
  if (!PACKAGE.test(from)) return undefined;
  const [member = '', ...rest] = name === '*' || name === 'default' ? path : [name, ...path];
  if (rest.length > 0) return undefined;
  if (CLIENT_TYPE.test(member)) return make('client', { dialect: dialectOf(from) || dialectIn(member) }, 'declared');
  if (TABLE_TYPE.test(member)) return make('table', {}, 'declared');
  if (COLUMN_TYPE.test(member)) return make('column', {}, 'declared');
  if (member === 'SQL' || member === 'SQLWrapper') return make('sql', {}, 'declared');
  return SELECT_TYPE.test(member) ? make('select-type', { dialect: dialectOf(from) }, 'declared') : undefined;
}

/** A value of this ORM. */
export function make(role: string, state: OrmValue['state'] = {}, evidence: Evidence = 'proved'): OrmValue {
  return { k: 'orm', orm: 'drizzle', role, state, evidence };
}

/** A word that a value's state holds. */
export function said({ state }: OrmValue, key: string): string {
  const word = state?.[key];
  return typeof word === 'string' ? word : '';
}

function dialectOf(from: string): string {
  const folder = PACKAGE.exec(from)?.[1] ?? '';
  return DIALECTS.find(([words]) => words.test(folder))?.[1] ?? '';
}

function dialectIn(type: string): string {
  return /mysql|planetscale|tidb/i.test(type) ? 'mysql' : /sqlite|d1|libsql/i.test(type) ? 'sqlite' : 'pg';
}
