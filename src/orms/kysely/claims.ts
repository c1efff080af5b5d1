import type { ExternalName } from '../../vocabulary/orm.ts';
import type { OrmValue } from '../../vocabulary/value.ts';
import { begin, holding } from './built.ts';
import { make } from './values.ts';

/** Makers of clients in packages around Kysely. */
const CLIENT_MAKERS: ReadonlySet<string> = new Set(['@vercel/postgres-kysely createKysely']);
const HELPERS = /^kysely\/helpers\//;

/** The value of an import from `kysely`. */
export function claim({ from, name, path }: ExternalName): OrmValue | undefined {
  if (CLIENT_MAKERS.has(`${from} ${name}`) && path.length === 0) return make('client-maker');
  if (HELPERS.test(from)) return name === '*' ? make('helpers') : make('helper');
  if (from !== 'kysely') return undefined;
  const [member, ...rest] = name === '*' || name === 'default' ? path : [name, ...path];
  if (rest.length > 0) return undefined;
  return member === undefined ? make('module') : exportOf(member);
}

/** The export `name` of the package. */
export function exportOf(name: string): OrmValue | undefined {
  switch (name) {
    case 'Kysely':
      return make('client-class');
    case 'sql':
      return make('sql-tag');
    case 'CompiledQuery':
      return make('compiled-class');
    case 'expressionBuilder':
      return make('expressions-maker');
    default:
      return undefined;
  }
}

const CLIENTS: ReadonlySet<string> = new Set(['Kysely', 'Transaction', 'ControlledTransaction', 'QueryCreator', 'AliasedQueryCreator']);
const STATEMENTS: { readonly [type: string]: Parameters<typeof begin> } = {
  SelectQueryBuilder: ['selectFrom', 'read'],
  InsertQueryBuilder: ['insertInto', 'create'],
  UpdateQueryBuilder: ['updateTable', 'update'],
  DeleteQueryBuilder: ['deleteFrom', 'delete'],
  MergeQueryBuilder: ['mergeInto', 'upsert'],
};

/** The value of something annotated with one of the package's types: `Kysely<DB>`, `Transaction<DB>`. */
export function fromType({ from, name, path }: ExternalName): OrmValue | undefined {
  if (from !== 'kysely') return undefined;
  const [member = '', ...rest] = name === '*' || name === 'default' ? path : [name, ...path];
  if (rest.length > 0) return undefined;
  if (CLIENTS.has(member)) return make('client', {}, 'declared');
  const statement = Object.hasOwn(STATEMENTS, member) ? STATEMENTS[member] : undefined;
  if (statement) return holding(make('client', {}, 'declared'), { ...begin(...statement), open: true }, undefined);
  if (member === 'ExpressionBuilder') return make('expressions', {}, 'declared');
  if (member === 'RawBuilder') return make('raw', {}, 'declared');
  if (member === 'CompiledQuery') return make('compiled', {}, 'declared');
  return member === 'Expression' || member === 'ExpressionWrapper' || member === 'AliasedExpression' ? make('expression', {}, 'declared') : undefined;
}
