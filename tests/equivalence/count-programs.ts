import type { Cell, Demonstration, Difference, Phrases } from './cells.ts';
import { programOf } from './program.ts';
import { WORLD } from './worlds.ts';

const SHOWS: { readonly [difference in Difference]?: Demonstration } = {
  'read-hooks': { heard: true },
  'count-hooks': { heard: true },
  'raw-values': {},
  'row-order': { world: { users: Array.from({ length: 60 }, (_, at) => ({ id: 100 - at, code: `c${at}`, name: null, age: at, active: true, status: at % 3 === 1 ? 'new' : 'old' })), posts: [], touched: [] } },
  'null-values': { input: { codes: [null, 'x', 'y'] as never } },
  'many-keys': { only: 'sqlite', input: { ids: Array.from({ length: 40_000 }, (_, at) => at + 1) } },
  'value-compare': { world: { users: [...WORLD.users, { id: 7, code: 'c7', name: 'seven', age: 7, active: true, status: 'old' }] } },
};

/** The programs of one ORM that ask for a number, or whether there is a row. */
export function countCellsOf(orm: Phrases): readonly Cell[] {
  const { rows, posts, first: firsts, ordered, listed, count, counts = [], tested = [], together = [] } = orm.counting;
  const program = programOf(orm);
  const cell = (rule: string) => (rewrite: string, body: string): Cell => ({ rule, rewrite, program: program('codes', body), shows: SHOWS, saves: rule === 'prefer-exists' ? 'work' : 'rows' });
  const fetched = cell('no-fetch-to-count');
  const asked = cell('prefer-exists');
  const all = [...(count === undefined ? [] : [{ what: 'a count', query: count, bound: 'found', number: 'found' }]), ...counts];
  return [
    fetched('the length of rows: a count', `
// how many there are
return (await ${rows}).length;`),
    fetched('the length of rows in a constant: a count', `
const people = await ${rows};
const peopleCount = 1;
// both are the same
return [people.length + peopleCount, String(people.length)];`),
    ...(ordered === undefined ? [] : [fetched('the length of rows in an order: a count', `
const { status } = { status: 'old' };
const people = await ${ordered};
return people.length > 2 ? codes : people.length;`)]),
    ...(listed === undefined ? [] : [{ ...fetched('the length of rows of a list of keys: a count', ''), program: program('ids', `return (await ${listed}).length;`) }]),
    fetched('the lengths of rows that are read at once: counts', `
const [people, found] = await Promise.all([${rows}, ${posts}]);
return people.length * 100 + found.length;`),
    fetched('the length of rows, tested: the first row', `
return (await ${rows}).length > 0 ? 'some' : 'none';`),
    fetched('the length of rows in a constant, tested: the first row', `
const people = await ${rows};
// nobody is of that kind
if (!people.length) return 'none';
const both = people.length !== 0 && codes.length > 0;
return [both, !(people.length === 0), people.length ? 1 : 2];`),
    fetched('the first of rows in an order of their own: one row', `
const [person] = await ${firsts.total};
// nobody
return person?.id ?? 'nobody';`),
    fetched('the first of rows, and whether there is one: one row', `
const people = await ${firsts.total};
if (people.length === 0 || codes.length === 0) return 'nobody';
return [people[0]?.id, people[0]!.code];`),
    fetched('the first of rows, among which are equals: one row', `
return (await ${firsts.loose})[0]?.id;`),
    ...all.flatMap(({ what, query, bound, number }) => [
      asked(`${what}, tested: the first row`, `
const ${bound} = await ${query};
if (${number} > 0) return ['some', ${number} < 1];
return 'none';`),
      asked(`${what}, tested in a condition: the first row`, `
const ${bound} = await ${query};
while (0 >= ${number} || codes.length === 0) return 'none';
return 'some';`),
    ]),
    ...(count === undefined ? [] : [asked('a count, compared where it is asked for: the first row', `
return [(await ${count}) > 0, (await ${count}) === 0, codes];`)]),
    ...together.flatMap(({ what, count: counted, conditions, all: total, changes, bound = name => name, number = name => name, inside = query => `await ${query}` }) => {
      const [first = '', second = '', third = ''] = conditions.map(counted);
      const merged = (rewrite: string, body: string): Cell => ({ rule: 'prefer-single-aggregate', rewrite: `${what}, ${rewrite}`, program: program('codes', body), shows: SHOWS, ...(changes && { changes }) });
      const twoOfAll = conditions.length === 2;
      return [
        ...(twoOfAll ? [] : [merged('one after the other: one query', `
// each of them
const ${bound('one')} = await ${first};
const ${bound('two')} = await ${second};
const ${bound('three')} = await ${third};
return [codes, ${number('one')} + ${number('two')}, ${number('three')}];`), merged('in a `Promise.all`: one query', `
const [${bound('one')}, ${bound('two')}, ${bound('three')}] = await Promise.all([
  ${first},
  ${second},
  ${third},
]);
return { one: ${number('one')}, more: ${number('two')} - ${number('three')}, codes };`)]),
        merged('in an object that is returned: one query', `
// one object
return {
  codes,
  one: ${inside(first)},
  two: ${inside(second)},${third === '' && total === '' ? '' : `\n  rest: [${inside(third === '' ? total : third)}, codes.length],`}
};`),
        ...(total === '' ? [] : [merged('and of all rows, in what a call is given: one query', `
const counts = new Map([['all', ${inside(total)}], ['one', ${inside(first)}], ['two', ${inside(second)}]]);
return [...counts];`), merged('and of all rows, beside another query: one query', `
const [found, ${bound('all')}, ${bound('two')}, more, ${bound('three')}] = await Promise.all([
  ${posts},
  ${total},
  ${second},
  codes.length,
  ${twoOfAll ? first : third},
]);
return [found.at(0)?.id === codes.length, ${number('all')} - ${number('three')}, more, ${number('two')}];`)]),
      ];
    }),
    ...tested.flatMap(({ what, query }) => [
      asked(`${what}, tested: whether it is there`, `
const user = await ${query};
if (!user) throw new Error('nobody');
return user !== null ? 'somebody' : 'nobody';`),
      asked(`${what}, compared where it is asked for: whether it is there`, `
return (await ${query}) == null ? 'nobody' : 'somebody';`),
    ]),
  ];
}
