/** How a call runs the function it is given. `elements`: which of that function's parameters change from round to round. */
export type Iteration = {
  /** The position of the function among the arguments. */
  callback: number;
  /** The argument that holds the collection; absent for a method of the collection. */
  over?: number;
  elements: readonly number[];
  /** The parameter in which a round hands on its result. */
  accumulator?: number;
  /** One round ends before the next begins. */
  sequential?: true;
};

const EACH: Iteration = { callback: 0, elements: [0, 1] };
const OVER_FIRST: Iteration = { callback: 1, over: 0, elements: [0, 1] };

/**
 * Methods of arrays and of what works like one.
 * https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Array
 */
export const ARRAY_METHODS: ReadonlyMap<string, Iteration> = new Map(
  Object.entries({
    map: EACH,
    forEach: EACH,
    flatMap: EACH,
    filter: EACH,
    some: EACH,
    every: EACH,
    find: EACH,
    findIndex: EACH,
    findLast: EACH,
    findLastIndex: EACH,
    reduce: { callback: 0, elements: [1, 2], accumulator: 0, sequential: true } satisfies Iteration,
    reduceRight: { callback: 0, elements: [1, 2], accumulator: 0, sequential: true } satisfies Iteration,
    sort: { callback: 0, elements: [0, 1], sequential: true } satisfies Iteration,
    toSorted: { callback: 0, elements: [0, 1], sequential: true } satisfies Iteration,
  }),
);

const LODASH: Readonly<Record<string, Iteration>> = {
  forEach: OVER_FIRST, each: OVER_FIRST, forEachRight: OVER_FIRST, map: OVER_FIRST, flatMap: OVER_FIRST, filter: OVER_FIRST, reject: OVER_FIRST, some: OVER_FIRST, every: OVER_FIRST, find: OVER_FIRST,
  forOwn: OVER_FIRST, forIn: OVER_FIRST, mapValues: OVER_FIRST, mapKeys: OVER_FIRST, times: OVER_FIRST, partition: OVER_FIRST, mapAsync: OVER_FIRST, forEachAsync: OVER_FIRST, filterAsync: OVER_FIRST,
  flatMapAsync: OVER_FIRST, reduce: { callback: 1, over: 0, elements: [1, 2], accumulator: 0, sequential: true }, reduceAsync: { callback: 1, over: 0, elements: [1, 2], accumulator: 0, sequential: true },
};
const SERIES: Iteration = { callback: 1, over: 0, elements: [0, 1], sequential: true };
const LIMITED: Iteration = { callback: 2, over: 0, elements: [0, 1] };

/** https://caolan.github.io/async/v3/docs.html#controlflow */
const ASYNC: Readonly<Record<string, Iteration>> = Object.fromEntries(
  ['each', 'forEach', 'eachOf', 'forEachOf', 'map', 'mapValues', 'filter', 'select', 'reject', 'some', 'any', 'every', 'all', 'detect', 'find', 'concat', 'groupBy', 'sortBy', 'flatMap', 'times'].flatMap(name => [
    [name, OVER_FIRST],
    [`${name}Series`, SERIES],
    [`${name}Limit`, LIMITED],
  ]),
);

/** http://bluebirdjs.com/docs/api-reference.html#collections */
const BLUEBIRD: Readonly<Record<string, Iteration>> = { map: OVER_FIRST, each: SERIES, mapSeries: SERIES, filter: OVER_FIRST, reduce: { callback: 1, over: 0, elements: [1, 2], accumulator: 0, sequential: true } };

/** Functions of packages that run their callback once for each element, by package and export. */
const PACKAGES: Readonly<Record<string, Readonly<Record<string, Iteration>>>> = {
  lodash: LODASH,
  'lodash-es': LODASH,
  underscore: LODASH,
  'es-toolkit': LODASH,
  'es-toolkit/array': LODASH,
  'es-toolkit/compat': LODASH,
  remeda: LODASH,
  radash: { map: OVER_FIRST, parallel: { callback: 2, over: 1, elements: [0] }, reduce: SERIES, iterate: SERIES },
  async: ASYNC,
  bluebird: BLUEBIRD,
  'p-map': { default: OVER_FIRST, pMapIterable: OVER_FIRST, pMap: OVER_FIRST },
  'p-each-series': { default: SERIES },
  'p-map-series': { default: SERIES },
  'p-filter': { default: OVER_FIRST },
  'p-times': { default: { callback: 1, over: 0, elements: [0] } },
  'p-reduce': { default: { callback: 1, over: 0, elements: [1, 2], accumulator: 0, sequential: true } },
  'modern-async': { asyncMap: OVER_FIRST, map: OVER_FIRST, mapSeries: SERIES, mapLimit: LIMITED, forEach: OVER_FIRST, forEachSeries: SERIES, forEachLimit: LIMITED },
};

/** Methods of what a call of a package gave, where they are not those of an array. */
const CALLED: Readonly<Record<string, Readonly<Record<string, Iteration>>>> = { '@supercharge/promise-pool': { process: EACH } };

/** How a method of what a package's function gave iterates: `PromisePool.for(ids).process(…)`. */
export function calledIteration(from: string, method: string): Iteration | undefined {
  const table = CALLED[from];
  return table && Object.hasOwn(table, method) ? table[method] : undefined;
}

/** How the export `name` (or a member of the default export) of a package iterates. */
export function packageIteration(from: string, name: string, path: readonly string[]): Iteration | undefined {
  const single = /^(lodash(?:-es)?|async|bluebird)[./](\w+)$/.exec(from);
  if (single) return PACKAGES[single[1]!]?.[single[2]!];
  const table = PACKAGES[from];
  if (!table) return undefined;
  const called = path.at(-1) ?? name;
  return Object.hasOwn(table, called) ? table[called] : undefined;
}

/** Globals that run their callback later, and elsewhere. */
export const LATER = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame']);
/** Methods that keep their callback for an event or a request. */
export const REGISTERS = new Set(['on', 'once', 'addListener', 'addEventListener', 'subscribe', 'use', 'schedule', 'scheduleJob', 'nextTick', 'register', 'after', 'defer', 'waitUntil']);

/** Functions of packages that only note what they are given: a worker runs it, https://useworkflow.dev/docs/api-reference/workflow-api/start. */
const WORKERS: Readonly<Record<string, ReadonlySet<string>>> = { 'workflow/api': new Set(['start']) };

/** Whether the export `name` of a package leaves the function that it is given to a worker, however long it is waited for. */
export function leavesToWorker(from: string, name: string): boolean {
  return WORKERS[from]?.has(name) ?? false;
}
