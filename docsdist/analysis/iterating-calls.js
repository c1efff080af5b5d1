const EACH = { callback: 0, elements: [0, 1] };
const OVER_FIRST = { callback: 1, over: 0, elements: [0, 1] };
/**
 * Methods of arrays and of what works like one.
 * https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Array
 */
export const ARRAY_METHODS = new Map(Object.entries({
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
    reduce: { callback: 0, elements: [1, 2], sequential: true },
    reduceRight: { callback: 0, elements: [1, 2], sequential: true },
    sort: { callback: 0, elements: [0, 1], sequential: true },
    toSorted: { callback: 0, elements: [0, 1], sequential: true },
}));
const LODASH = {
    forEach: OVER_FIRST, each: OVER_FIRST, forEachRight: OVER_FIRST, map: OVER_FIRST, flatMap: OVER_FIRST, filter: OVER_FIRST, reject: OVER_FIRST, some: OVER_FIRST, every: OVER_FIRST, find: OVER_FIRST,
    forOwn: OVER_FIRST, forIn: OVER_FIRST, mapValues: OVER_FIRST, mapKeys: OVER_FIRST, times: OVER_FIRST, partition: OVER_FIRST, mapAsync: OVER_FIRST, forEachAsync: OVER_FIRST, filterAsync: OVER_FIRST,
    flatMapAsync: OVER_FIRST, reduce: { callback: 1, over: 0, elements: [1, 2], sequential: true }, reduceAsync: { callback: 1, over: 0, elements: [1, 2], sequential: true },
};
const SERIES = { callback: 1, over: 0, elements: [0, 1], sequential: true };
const LIMITED = { callback: 2, over: 0, elements: [0, 1] };
/** https://caolan.github.io/async/v3/docs.html#controlflow */
const ASYNC = Object.fromEntries(['each', 'forEach', 'eachOf', 'forEachOf', 'map', 'mapValues', 'filter', 'select', 'reject', 'some', 'any', 'every', 'all', 'detect', 'find', 'concat', 'groupBy', 'sortBy', 'flatMap', 'times'].flatMap(name => [
    [name, OVER_FIRST],
    [`${name}Series`, SERIES],
    [`${name}Limit`, LIMITED],
]));
/** http://bluebirdjs.com/docs/api-reference.html#collections */
const BLUEBIRD = { map: OVER_FIRST, each: SERIES, mapSeries: SERIES, filter: OVER_FIRST, reduce: { callback: 1, over: 0, elements: [1, 2], sequential: true } };
/** Functions of packages that run their callback once for each element, by package and export. */
const PACKAGES = {
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
    'p-reduce': { default: { callback: 1, over: 0, elements: [1, 2], sequential: true } },
    'modern-async': { asyncMap: OVER_FIRST, map: OVER_FIRST, mapSeries: SERIES, mapLimit: LIMITED, forEach: OVER_FIRST, forEachSeries: SERIES, forEachLimit: LIMITED },
    '@supercharge/promise-pool': {},
};
/** How the export `name` (or a member of the default export) of a package iterates. */
export function packageIteration(from, name, path) {
    const single = /^(lodash(?:-es)?|async|bluebird)[./](\w+)$/.exec(from);
    if (single)
        return PACKAGES[single[1]]?.[single[2]];
    const table = PACKAGES[from];
    if (!table)
        return undefined;
    const called = path.at(-1) ?? name;
    return Object.hasOwn(table, called) ? table[called] : undefined;
}
/** Globals that run their callback later, and elsewhere. */
export const LATER = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame']);
/** Methods that keep their callback for an event or a request. */
export const REGISTERS = new Set(['on', 'once', 'addListener', 'addEventListener', 'subscribe', 'use', 'schedule', 'nextTick', 'register', 'after', 'defer', 'waitUntil']);
