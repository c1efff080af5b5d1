import type { ExternalName } from '../../vocabulary/orm.ts';
import type { Evidence, OrmValue } from '../../vocabulary/value.ts';

/** Names under which the package exports what makes a client. */
const MAKERS: ReadonlySet<string> = new Set(['knex', 'default']);
const CLIENT_TYPES: ReadonlySet<string> = new Set(['Knex', 'Transaction']);
const BUILDER_TYPES: ReadonlySet<string> = new Set(['QueryBuilder', 'QueryInterface', 'ChainableInterface', 'JoinClause', 'OnConflictQueryBuilder', 'Where', 'WhereBuilder']);

/** The value of an import from `knex`: `knex`, its default, or all of it (`require('knex')`). */
export function claim({ from, name, path }: ExternalName): OrmValue | undefined {
  if (from !== 'knex') return undefined;
  const members = [name, ...path].filter(each => each !== '*');
  return members.every(each => MAKERS.has(each)) ? make('maker') : undefined;
}

/** The value of something annotated with `Knex`, `Knex.Transaction` or `Knex.QueryBuilder`. */
export function fromType({ from, name, path }: ExternalName): OrmValue | undefined {
  if (from !== 'knex' && !from.startsWith('knex/')) return undefined;
  const [first, ...rest] = [name, ...path].filter(each => each !== '*' && each !== 'default');
  // Before 0.95 the type of a client is the default export: `import Knex from 'knex'`.
  if (first === undefined) return make('client', 'declared');
  const member = first === 'Knex' && rest.length === 1 ? rest[0]! : first;
  if (first !== member ? rest.length > 1 : rest.length > 0) return undefined;
  if (CLIENT_TYPES.has(member)) return make('client', 'declared');
  // A builder that is handed in was begun elsewhere, and is part of the query that is begun there.
  if (BUILDER_TYPES.has(member)) return make('part', 'declared');
  return member === 'Raw' || member === 'RawBuilder' ? make('part', 'declared') : undefined;
}

/** A value of this ORM. */
export function make(role: string, evidence: Evidence = 'proved'): OrmValue {
  return { k: 'orm', orm: 'knex', role, evidence };
}
