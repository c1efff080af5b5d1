import type { Arguments, Outcome, View } from '../../vocabulary/orm.ts';
import type { Condition } from '../../vocabulary/query.ts';
import type { OrmValue } from '../../vocabulary/value.ts';
import { conditionsOf } from '../sql-conditions.ts';
import { operationOf } from '../sql-statement.ts';
import { begin, builtOf, holding, queryOf, type Built } from './built.ts';
import { expression, PLAIN, ROWS, said } from './values.ts';

const AGGREGATE = /^\s*(?:cast\s*\(\s*|coalesce\s*\(\s*)*(count|sum|avg|min|max|bool_or|bool_and|array_agg|json_agg|string_agg)\s*\(/i;

/** A call of `sql`, or of one of its methods. https://kysely-org.github.io/kysely-apidoc/interfaces/Sql.html */
export function sqlTag(value: OrmValue, method: string, args: Arguments): Outcome {
  if (method !== '' && method !== 'raw') return { value: expression({ name: method }) };
  const first = args.at(0);
  return { value: { ...value, role: 'raw', builder: true, state: { text: first?.text(), ...(first && { written: first.ref, compared: conditionsOf(first) }) } } };
}

/** A call on `` sql`…` ``: `execute` runs it, on the client that it is given. */
export function onRaw(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  if (method === 'execute') {
    const client = args.at(0)?.value();
    return rawQuery(client?.k === 'orm' ? client : value, 'sql', textOf(value), undefined, value);
  }
  if (method === 'compile') return { value: { ...value, role: 'compiled' } };
  if (method === 'as') return { value: expression({ function: AGGREGATE.exec(said(value, 'text'))?.[1]?.toLowerCase() ?? '', text: said(value, 'text') }) };
  return { value };
}

type Written = NonNullable<Built['written']>;

function textOf({ state }: OrmValue): string | undefined {
  const text = state?.['text'];
  return typeof text === 'string' ? text : undefined;
}

function writtenOf(made: OrmValue | undefined): Written | undefined {
  return made?.state?.['written'] as Written | undefined;
}

function comparedOf(made: OrmValue | undefined): readonly Condition[] | undefined {
  return made?.state?.['compared'] as readonly Condition[] | undefined;
}

/** A statement in SQL: a query, unless its text says that it is about no rows. `made`: what the template gave. */
export function rawQuery(client: OrmValue, method: string, text: string | undefined, view: View | undefined, made?: OrmValue): Outcome {
  const operation = operationOf(text);
  if (operation === undefined) return { value: PLAIN };
  const writes = operation !== 'read' && operation !== 'raw';
  const written = writtenOf(made) ?? view?.ref;
  const built: Built = {
    ...begin(method, operation),
    cardinality: operation === 'read' ? 'many' : 'unknown',
    conditions: comparedOf(made) ?? conditionsOf(view),
    open: true,
    ...(writes && { assignments: written ? [{ field: '*', value: written }] : [], payloadOpen: true }),
  };
  return { value: PLAIN, query: queryOf(holding(client, built, undefined), built) };
}

/** `db.executeQuery(query)`, where `query` is a builder, or what `compile()` or `CompiledQuery.raw` gave. */
export function executeCompiled(client: OrmValue, args: Arguments): Outcome | undefined {
  const view = args.at(0);
  const value = view?.value();
  if (value?.k !== 'orm' || value.orm !== 'kysely') return undefined;
  if (value.role === 'raw') return rawQuery(client, 'executeQuery', textOf(value), view, value);
  const built = builtOf(value);
  if (!built) return rawQuery(client, 'executeQuery', textOf(value), view);
  return { value: PLAIN, query: queryOf({ ...value, evidence: client.evidence }, built) };
}

/** What running a builder gives. */
export function rowsOf(method: string): typeof PLAIN {
  return method === 'execute' || method === 'stream' ? ROWS : PLAIN;
}

/** A builder that has become a compiled query. */
export function compiled(value: OrmValue): OrmValue {
  return { ...value, role: 'compiled' };
}
