import type { Aggregate } from '../../vocabulary/aggregate.ts';
import type { Arguments, Outcome, View } from '../../vocabulary/orm.ts';
import type { Condition, Operation, QueryCall } from '../../vocabulary/query.ts';
import type { OrmState, OrmValue, Ref, Value } from '../../vocabulary/value.ts';
import { aggregateOf } from '../sql-aggregate.ts';
import { builderEnds, relationEnds } from './methods.ts';
import { readPayload } from './payload.ts';
import { about, entityAt, entityOf, PLAIN, rowsOf, type Entity } from './values.ts';
import { readRelations, readWhere } from './filter.ts';
import { columnOf, comparisonsOf } from './where-text.ts';

/** What a builder's calls have said so far. */
type Said = {
  kind: string;
  alias?: string;
  /** The numbers that it selects; `undefined` among them is one that is not told, or a column. */
  selects: readonly (Aggregate | undefined)[];
  /** A comparison waits for its parameter, which may be given later. */
  where: readonly (Condition & { param?: string })[];
  params: { readonly [name: string]: Ref };
  open: boolean;
  loads: readonly string[];
  /** The same as paths of relations, and which of them an alias stands for. */
  paths: readonly string[];
  aliases: { readonly [alias: string]: string };
  /** The aliases of which columns are selected: a plain join loads them then. */
  selected: readonly string[];
  options: readonly string[];
  limit?: Ref;
  payload?: QueryCall['payload'];
  conflict: boolean;
};

const ROWS_AT: { readonly [method: string]: readonly string[] } = { getOne: [], getOneOrFail: [], getMany: ['[]'], getManyAndCount: ['[]', '[]'] };
const KINDS: { readonly [method: string]: string } = { update: 'update', insert: 'insert', delete: 'delete', softDelete: 'soft-delete', restore: 'restore', relation: 'relation' };
const OPERATIONS: { readonly [kind: string]: Operation } = { update: 'update', insert: 'create', delete: 'delete', 'soft-delete': 'delete', restore: 'update' };
const TEXTS: ReadonlySet<string> = new Set(['getQuery', 'getSql', 'getQueryAndParameters', 'getParameters', 'printSql', 'escape']);
const LIMITS: ReadonlySet<string> = new Set(['take', 'skip', 'limit', 'offset', 'orderBy', 'addOrderBy', 'groupBy', 'addGroupBy', 'having', 'distinctOn', 'select', 'addSelect', 'setLock', 'distinct']);

const NEEDS_JOIN = /^(?:innerJoin|(?:add)?(?:[oO]rderBy|[gG]roupBy|[sS]elect)|having|distinctOn)$/;

/** A builder of an entity; `alias` is how its text calls it. */
export function builderOf(from: OrmValue, entity: Entity, alias: string | undefined): OrmValue {
  const said: Said = { kind: 'select', selects: [], where: [], params: {}, open: false, loads: [], paths: [], aliases: {}, selected: [], options: [], conflict: false, ...(alias !== undefined && { alias }) };
  return withState(about('builder', entity, { ...from, state: {} }), said);
}

/** A call on a builder: it grows, or it runs. */
export function callBuilder(builder: OrmValue, method: string, args: Arguments): Outcome {
  const said = saidOf(builder);
  const end = builderEnds.get(method);
  if (end && !(said.kind === 'relation' && method === 'execute')) return runs(builder, method, said, end);
  if (said.kind === 'relation' && relationEnds.has(method)) return runsRelation(builder, method, said, args);
  if (TEXTS.has(method)) return { value: PLAIN };
  return { value: grow(builder, method, said, args) };
}

function grow(builder: OrmValue, method: string, said: Said, args: Arguments): Value {
  const next = (change: Partial<Said>, entity = entityOf(builder)): Value => withState(about('builder', entity, builder), { ...said, ...change });
  const kind = KINDS[method];
  if (kind !== undefined) {
    const entity = entityAt(args.at(0)) ?? entityOf(builder);
    const data = method === 'update' ? args.at(entityAt(args.at(0)) ? 1 : 0) : undefined;
    return next({ kind, ...(data && { payload: readPayload(data) }) }, entity);
  }
  if (method === 'from' || method === 'into') {
    const alias = args.at(1)?.text();
    return next(alias === undefined ? {} : { alias }, entityAt(args.at(0)) ?? entityOf(builder));
  }
  if (/^(?:and|or)?[wW]here$/.test(method)) return next(whereSaid(said, method, args));
  if (/^(?:and|or)?[wW]hereInIds$/.test(method)) return next({ where: [...said.where, keysCondition(args.at(0))] });
  if (method === 'setParameter') return next({ params: { ...said.params, ...named(args.at(0)?.text(), args.at(1)) } });
  if (method === 'setParameters') return next(paramsSaid(said, args.at(0)));
  if (/^(?:left|inner)Join(?:AndSelect|AndMapOne|AndMapMany)?$/.test(method)) return next(joinSaid(said, method, args));
  if (method === 'values' || method === 'set') return next({ ...(args.at(0) && { payload: readPayload(args.at(0)!) }) });
  if (/^or(?:Ignore|Update)$|^onConflict$/.test(method)) return next({ conflict: true });
  if (method === 'of') return next({ where: [...said.where, keysCondition(args.at(0))] });
  if (method === 'setFindOptions') {
    const options = args.at(0)?.object();
    return next({ paths: [...said.paths, ...(options ? readRelations(options.get('relations')) : []), ...(options?.open === false ? [] : ['…'])] });
  }
  if (method === 'select' || method === 'addSelect') return next({ selected: [...(method === 'select' ? [] : said.selected), ...selectedAt(args.at(0))], options: [...new Set([...said.options, 'select'])], selects: [...(method === 'select' ? [] : said.selects), ...selectedIn(args)] });
  const limit = method === 'take' || method === 'limit' ? args.at(0) : undefined;
  return next(LIMITS.has(method) ? { ...(limit && { limit: limit.ref }), options: [...new Set([...said.options, method.replace(/^add(.)/, (_, first: string) => first.toLowerCase())])] } : {});
}

/** `select('COUNT(*)', 'count')`, `addSelect(['SUM(o.total) AS total'])`. */
function selectedIn(args: Arguments): readonly (Aggregate | undefined)[] {
  const first = args.at(0);
  const list = first?.list();
  return list ? [...list.items.map((item) => aggregateOf(item.text())), ...(list.open ? [undefined] : [])] : [aggregateOf(first?.text())];
}

/** The numbers that a builder asks for with its last call, when it asks for nothing else. */
function numbersOf(method: string, { kind, selects }: Said): readonly Aggregate[] | undefined {
  if (kind !== 'select') return undefined;
  if (method === 'getCount') return [{ fn: 'count' }];
  const told = selects.filter((each) => each !== undefined);
  return method.startsWith('getRaw') && told.length > 0 && told.length === selects.length ? told : undefined;
}

function whereSaid(said: Said, method: string, args: Arguments): Partial<Said> {
  const [clause, given] = [args.at(0), args.at(1)];
  if (!clause) return { open: true };
  const params = paramsSaid(said, given);
  const text = clause.text();
  if (text === undefined) {
    const read = clause.object() ? readWhere(clause) : { conditions: [unread(clause)], open: true };
    return { ...params, where: [...said.where, ...read.conditions, ...(given ? [unread(given)] : [])], open: said.open || read.open || method.startsWith('or') };
  }
  const { comparisons, open } = comparisonsOf(text, said.alias);
  const unreadParams = open && given ? [unread(given)] : [];
  return {
    ...params,
    where: [...said.where, ...comparisons, ...unreadParams, ...(open ? [unread(clause)] : [])],
    open: said.open || open || params.open === true || method.startsWith('or'),
  };
}

function paramsSaid(said: Said, view: View | undefined): Partial<Said> {
  if (!view) return {};
  const object = view.object();
  if (!object) return { where: [...said.where, unread(view)], open: true };
  return { params: { ...said.params, ...Object.assign({}, ...object.names.map((name) => named(name, object.get(name)))) as Said['params'] }, ...(object.open && { open: true }) };
}

function joinSaid(said: Said, method: string, args: Arguments): Partial<Said> {
  const path = args.at(0)?.text();
  const params = paramsSaid(said, args.at(3) ?? (method.includes('Map') ? args.at(4) : undefined));
  const loads = method.includes('Select') || method.includes('Map') ? [...said.loads, columnOf(path ?? '*', said.alias)] : said.loads;
  return { ...params, loads, ...pathsSaid(said, method, args), options: [...new Set([...said.options, 'join', ...(method.startsWith('inner') ? ['innerJoin'] : [])])] };
}

/** `'author'`, `'author.name'`, `['post', 'author.name']`: the aliases that are selected from. */
function selectedAt(view: View | undefined): readonly string[] {
  const all = view?.list() ? [...view.list()!.items.map((item) => item.text()), ...(view.list()!.open ? [undefined] : [])] : [view?.text()];
  return view ? all.map((text) => /^\w+/.exec(text ?? '')?.[0] ?? '…') : [];
}

/** What a join says of relations: `'author.company'` goes on from the alias of an earlier join. */
function pathsSaid(said: Said, method: string, args: Arguments): Pick<Said, 'paths' | 'aliases'> {
  const path = args.at(0)?.text();
  const [head = '', relation] = path?.split('.') ?? [];
  const before = head === said.alias ? '' : said.aliases[head] === undefined ? undefined : `${said.aliases[head]}.`;
  const full = relation !== undefined && before !== undefined ? before + relation : undefined;
  const alias = args.at(method.includes('Map') ? 2 : 1)?.text();
  const selects = method.includes('Select') || method.includes('Map');
  return {
    paths: selects ? [...said.paths, full ?? '…'] : said.paths,
    aliases: full !== undefined && alias !== undefined ? { ...said.aliases, [alias]: full } : said.aliases,
  };
}

function runs(builder: OrmValue, method: string, said: Said, { operation, cardinality, result }: { operation: Operation; cardinality: QueryCall['cardinality']; result: 'row' | 'rows' | 'plain' }): Outcome {
  const written = OPERATIONS[said.kind];
  const upserts = written === 'create' && said.conflict;
  const isList = said.payload?.list === true;
  const numbers = numbersOf(method, said);
  const rowsAt = ROWS_AT[method];
  const query: QueryCall = {
    ...common(builder, method, said),
    ...(numbers && { aggregates: numbers }),
    operation: upserts ? 'upsert' : (written ?? operation),
    cardinality: written === 'create' ? (isList ? 'many' : 'one') : written ? 'many' : cardinality,
    ...(written && said.payload && { payload: said.payload }),
    ...(!written && rowsAt && { rowsAt }),
  };
  return { value: result === 'plain' || written ? PLAIN : rowsOf(builder, result === 'rows'), query };
}

function runsRelation(builder: OrmValue, method: string, said: Said, args: Arguments): Outcome {
  const data = args.at(0);
  return { value: PLAIN, query: { ...common(builder, method, said), operation: 'update', cardinality: 'unknown', ...(data && { payload: readPayload(data) }), nestedWrites: true } };
}

function common(builder: OrmValue, method: string, said: Said): Omit<QueryCall, 'operation' | 'cardinality'> {
  const conditions = said.where.map(({ param, ...condition }): Condition => {
    const value = param === undefined ? undefined : said.params[param];
    return value ? { ...condition, value } : condition;
  });
  const { active: _, ...entity } = entityOf(builder);
  return {
    orm: 'typeorm',
    method,
    ...entity,
    form: [said.alias ?? '', ...Object.entries(said.aliases).map(([alias, path]) => `${path}=${alias}`)].join(' '),
    filter: { conditions, open: said.open },
    loads: said.loads,
    paths: [...said.paths, ...said.selected.flatMap((alias) => (alias === '…' ? alias : (said.aliases[alias] ?? [])))],
    skipsEager: true,
    ...(isJoinNeeded(said) && { needs: ['…'] }),
    nestedWrites: false,
    ...(said.limit && { limit: said.limit }),
    options: [`${said.kind} builder`, ...said.options],
    runs: 'called',
    batched: false,
    evidence: builder.evidence,
  };
}

/** Whether a join may also say which rows there are, or in which order; conditions on the rows themselves have lost their alias. */
function isJoinNeeded({ paths, options, where, open }: Said): boolean {
  return paths.length > 0 && (open || where.some(({ field }) => /[.*]/.test(field)) || options.some(option => NEEDS_JOIN.test(option)));
}

function keysCondition(view: View | undefined): Condition {
  const isList = view?.list() !== undefined || view?.value().k === 'list';
  return { field: 'id', op: isList ? 'in' : '=', ...(view && { value: view.ref }) };
}

function unread(view: View): Condition {
  return { field: '*', op: '?', value: view.ref };
}

function named(name: string | undefined, view: View | undefined): Said['params'] {
  return name !== undefined && view ? { [name]: view.ref } : {};
}

function saidOf({ state }: OrmValue): Said {
  const { kind = 'select', selects = [], where = [], params = {}, open = false, loads = [], paths = [], aliases = {}, selected = [], options = [], conflict = false, ...rest } = (state ?? {}) as Partial<Said>;
  return { kind, selects, where, params, open, loads, paths, aliases, selected, options, conflict, ...(rest.alias !== undefined && { alias: rest.alias }), ...(rest.payload && { payload: rest.payload }) };
}

function withState(builder: OrmValue, said: Said): OrmValue {
  const active = builder.state?.['active'];
  return { ...builder, builder: true, state: { ...(said as unknown as OrmState), ...(active === true && { active }) } };
}
