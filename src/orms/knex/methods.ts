// https://knexjs.org/guide/query-builder.html

/** Methods that ask for a number over rows. */
export const aggregates: ReadonlyMap<string, 'count' | 'aggregate'> = new Map([
  ['count', 'count'],
  ['countDistinct', 'count'],
  ...['min', 'max', 'sum', 'sumDistinct', 'avg', 'avgDistinct'].map(name => [name, 'aggregate'] as const),
]);

const JOINS = ['join', 'innerJoin', 'leftJoin', 'leftOuterJoin', 'rightJoin', 'rightOuterJoin', 'fullOuterJoin', 'outerJoin', 'crossJoin', 'joinRaw'];
const HAVINGS = ['having', 'havingIn', 'havingNotIn', 'havingNull', 'havingNotNull', 'havingExists', 'havingNotExists', 'havingBetween', 'havingNotBetween', 'havingRaw', 'andHaving', 'orHaving'];
const ANALYTICS = ['rank', 'denseRank', 'rowNumber', 'partitionBy'];

/** Methods that add to a query, and do nothing else that an analysis needs to know. */
export const additions: ReadonlySet<string> = new Set([
  ...JOINS,
  ...HAVINGS,
  ...ANALYTICS,
  ...['orderBy', 'orderByRaw', 'groupBy', 'groupByRaw', 'offset', 'union', 'unionAll', 'intersect', 'except'],
  ...['with', 'withRecursive', 'withMaterialized', 'withNotMaterialized', 'using', 'onConflict', 'ignore'],
  ...['forUpdate', 'forShare', 'forNoKeyUpdate', 'forKeyShare', 'skipLocked', 'noWait'],
]);

/** Methods that leave a query what it is. */
export const neutral: ReadonlySet<string> = new Set([
  ...['clone', 'transacting', 'withSchema', 'connection', 'timeout', 'options', 'debug', 'comment', 'hintComment', 'queryContext', 'on', 'abortOnError'],
  ...['clearSelect', 'clearOrder', 'clearGroup', 'clearHaving', 'clearCounters', 'clear', 'jsonExtract', 'jsonSet', 'jsonInsert', 'jsonRemove'],
]);

/** Methods after which there is a query: one of them stands in almost every query. Names that arrays and numbers have too (`join`, `max`) say nothing. */
export const methods: ReadonlySet<string> = new Set([
  ...['select', 'first', 'pluck', 'from', 'into', 'where', 'whereIn', 'andWhere', 'whereRaw', 'whereNull', 'whereNotNull', 'whereNot', 'whereNotIn'],
  ...['insert', 'update', 'upsert', 'del', 'delete', 'increment', 'decrement', 'returning', 'raw', 'batchInsert', 'transacting', 'count', 'countDistinct', 'sum', 'avg'],
]);
