// https://orm.drizzle.team/docs/operators
/** Operators that compare a column, and what a condition calls them. */
const COMPARISONS: { readonly [name: string]: string } = {
  eq: '=',
  ne: 'not',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  inArray: 'in',
  notInArray: 'not in',
  isNull: 'is null',
  isNotNull: 'is not null',
  like: 'like',
  ilike: 'like',
  notLike: 'not like',
  notIlike: 'not like',
  between: 'between',
  notBetween: 'not between',
  arrayContains: 'arrayContains',
  arrayContained: 'arrayContained',
  arrayOverlaps: 'arrayOverlaps',
};

/** What a condition calls an operator that compares a column. */
export const comparisons: ReadonlyMap<string, string> = new Map(Object.entries(COMPARISONS));

/** Every operator that makes part of a statement. */
export const operators: ReadonlySet<string> = new Set([
  ...comparisons.keys(),
  ...['and', 'or', 'not', 'exists', 'notExists', 'asc', 'desc', 'getTableColumns', 'getColumns', 'getViewSelectedFields', 'relations', 'defineRelations', 'defineRelationsPart'],
  ...['l2Distance', 'l1Distance', 'innerProduct', 'cosineDistance', 'hammingDistance', 'jaccardDistance', 'placeholder'],
]);

/** Functions over many rows. https://orm.drizzle.team/docs/select#aggregations */
export const aggregates: ReadonlySet<string> = new Set(['count', 'countDistinct', 'sum', 'sumDistinct', 'avg', 'avgDistinct', 'max', 'min']);

/** Operators of an object filter of relational queries v2, and what a condition calls them. https://orm.drizzle.team/docs/rqb-v2#select-filters */
export const objectOperators: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...COMPARISONS, in: 'in', notIn: 'not in' }).filter(([name]) => name !== 'inArray' && name !== 'notInArray' && !name.includes('etween')),
);
