import type { Aggregate } from '../../vocabulary/aggregate.ts';
import type { Arguments, Outcome, View } from '../../vocabulary/orm.ts';
import type { Operation } from '../../vocabulary/query.ts';
import type { OrmValue } from '../../vocabulary/value.ts';
import { aggregateNamed, aggregateOf } from '../sql-aggregate.ts';
import { builtOf, holding, queryOf, type Built } from './built.ts';
import { readFilter } from './filter.ts';
import { readPayload } from './payload.ts';
import { compiled, rowsOf } from './statements.ts';
import { expression, isIn, PLAIN, said } from './values.ts';

/** Methods that run a statement. https://kysely-org.github.io/kysely-apidoc/interfaces/SelectQueryBuilder.html */
const RUNS: ReadonlySet<string> = new Set(['execute', 'executeTakeFirst', 'executeTakeFirstOrThrow', 'stream', 'explain']);
/** Methods that leave a statement what it is, as far as an analysis needs to know. */
const NEUTRAL: ReadonlySet<string> = new Set(['$castTo', '$narrowType', '$assertType', '$asTuple', '$notNull', '$asScalar', 'withPlugin', 'modifyFront', 'modifyEnd', 'clearOrderBy', 'clearReturning', 'comment']);
const AGGREGATES: ReadonlySet<string> = new Set(['count', 'countAll', 'sum', 'avg', 'min', 'max', 'agg', 'jsonAgg', 'toJson', 'json_agg', 'array_agg', 'string_agg', 'bool_or', 'bool_and']);

/** A call on a statement: what it adds to it, or that it runs it. */
export function onBuilder(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  const built = builtOf(value);
  if (!built) return undefined;
  if (RUNS.has(method)) return run(value, built, method);
  if (method === 'compile') return { value: compiled(value) };
  if (method === 'as') return { value: expression() };
  if (method === 'toOperationNode' || method === 'isSelectQueryBuilder' || method === 'expressionType') return { value: PLAIN };
  return { value: holding(value, added(value, built, method, args), value.model) };
}

function run(value: OrmValue, built: Built, method: string): Outcome {
  const first = method.startsWith('executeTakeFirst');
  const cardinality = first && built.operation === 'read' ? 'one' : built.cardinality;
  // Columns of joined tables, and what is explained, are no rows of one table.
  const rowsAt = built.operation !== 'read' || method === 'explain' || built.options.some(option => /join/i.test(option)) ? undefined : first ? [] : ['[]'];
  return { value: rowsOf(method), query: { ...queryOf(value, { ...built, cardinality }), ...(rowsAt && { rowsAt }) } };
}

function added(value: OrmValue, built: Built, method: string, args: Arguments): Built {
  const first = args.at(0);
  const options = [...built.options, method];
  if (NEUTRAL.has(method)) return built;
  switch (method) {
    case 'where': {
      const { conditions, open } = readFilter(args, { model: value.model, alias: built.alias });
      return { ...built, conditions: [...built.conditions, ...conditions], open: built.open || open };
    }
    case 'whereRef':
      return { ...built, conditions: [...built.conditions, { field: '*', op: 'column' }] };
    case 'clearWhere':
      return { ...built, conditions: [], open: false };
    case '$if':
    case '$call':
      return conditional(built, args.at(args.count - 1));
    case 'limit':
    case 'top':
    case 'fetch':
      return { ...built, options, ...(first && { limit: first.ref }), ...(first?.literal() === 1 && { cardinality: 'one' as const }) };
    case 'select':
      return { ...built, options: [...built.options, 'select'], ...selected(built, first), aggregates: numbersIn(built, first) };
    case 'groupBy':
      return { ...built, options, cardinality: 'many', ...(built.operation === 'count' && { operation: 'aggregate' as const }) };
    case 'values':
      return inserted(built, first);
    case 'expression':
      return { ...built, options, cardinality: 'many', assignments: first ? [{ field: '*', value: first.ref }] : [], payloadOpen: true, list: true };
    case 'set':
      return updated(built, args);
    case 'onConflict':
      return { ...built, ...onConflict(built, first) };
    case 'onDuplicateKeyUpdate':
      return { ...built, operation: 'upsert', options };
    default:
      return { ...built, options };
  }
}

/** What a callback adds when a condition holds, or always: its result is a builder that may say more. */
function conditional(built: Built, callback: View | undefined): Built {
  const given = callback?.returned()?.value() ?? callback?.result();
  const next = isIn('builder', given) ? builtOf(given) : undefined;
  const value = callback?.ref;
  return next ?? { ...built, open: true, conditions: value ? [...built.conditions, { field: '*', op: '?', value }] : built.conditions };
}

/** A count or another aggregate, when all that is selected is one. */
function selected(built: Built, view: View | undefined): Partial<Built> {
  const names = expressionsOf(view).map(nameOfFunction);
  const before = built.options.includes('select') ? built.operation : undefined;
  if (names.length === 0 || names.some(name => !AGGREGATES.has(name)) || before === 'read') return before === undefined ? {} : { operation: 'read', cardinality: 'many' };
  const operation: Operation = names.every(name => name === 'count' || name === 'countAll') && before !== 'aggregate' ? 'count' : 'aggregate';
  // One group of all rows is one row.
  return built.options.includes('groupBy') ? { operation: 'aggregate' } : { operation, cardinality: 'one' };
}

/** The numbers over rows that a `select` adds; nothing as soon as something else is selected. */
function numbersIn(built: Built, view: View | undefined): readonly Aggregate[] {
  const before = built.options.includes('select') ? built.aggregates : [];
  const numbers = expressionsOf(view).map(numberOf);
  return before === undefined || numbers.length === 0 || numbers.includes(undefined) || (built.options.includes('select') && before.length === 0) ? [] : [...before, ...numbers.flatMap(each => each ?? [])];
}

function numberOf(view: View): Aggregate | undefined {
  const value = (view.returned() ?? view).value();
  if (!isIn('expression', value) || value.state?.['filtered'] === true) return undefined;
  const text = said(value, 'text');
  const number = text === '' ? aggregateNamed(said(value, 'function'), said(value, 'column') || undefined) : aggregateOf(text);
  return number && value.state?.['distinct'] === true ? { ...number, distinct: true } : number;
}

function expressionsOf(view: View | undefined): readonly View[] {
  const given = view?.returned() ?? view;
  const list = given?.list();
  return list ? (list.open ? [] : list.items) : given ? [given] : [];
}

function nameOfFunction(view: View): string {
  const value = (view.returned() ?? view).value();
  return isIn('expression', value) ? said(value, 'function') : '';
}

function inserted(built: Built, view: View | undefined): Built {
  if (!view) return built;
  const { assignments, open, list, of } = readPayload(view);
  const one = (view.returned() ?? view).object() !== undefined;
  return { ...built, assignments, payloadOpen: open, list, written: of, cardinality: list ? 'many' : one ? 'one' : 'unknown' };
}

/** `set({ name })`, `set(eb => ({ … }))`, `set('name', value)`. */
function updated(built: Built, args: Arguments): Built {
  const [first, second] = [args.at(0), args.at(1)];
  const column = first?.literal();
  const before = built.assignments ?? [];
  if (typeof column === 'string' && second) return { ...built, assignments: [...before, { field: column, value: second.ref }] };
  const payload = first && readPayload(first);
  return { ...built, assignments: [...before, ...(payload?.assignments ?? [])], payloadOpen: payload?.open ?? true, ...(payload && { written: payload.of }) };
}

/** `onConflict(oc => oc.column('id').doUpdateSet(…))`. */
function onConflict({ options }: Built, callback: View | undefined): Partial<Built> {
  const value = callback?.returned()?.value() ?? callback?.result();
  const does = isIn('conflict', value) ? said(value, 'does') : '';
  return does === 'doNothing' ? { options: [...options, 'doNothing'] } : { operation: 'upsert', options: [...options, 'onConflict'] };
}
