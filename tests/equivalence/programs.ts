import type { Cell, Demonstration, Difference, Phrases } from './cells.ts';
import { countCellsOf } from './count-programs.ts';
import { programOf } from './program.ts';
import { relationCellsOf } from './relation-programs.ts';
import { newUser, PLAIN_WORLD, WORLD } from './worlds.ts';

const RULE = 'no-query-in-loop';
const LONG = 33_000;

const seven = { id: 7, code: 'c7', name: 'seven', age: 7, active: true, status: 'old' };
const old = { ...WORLD.users[1]!, age: 99 };

/** Runs that show what a read of all rows, or a read before the loop, changes. */
const READS: { readonly [difference in Difference]?: Demonstration } = {
  'shared-rows': {},
  // A row that is read in a later round is written in an earlier one.
  'later-writes': {},
  'many-keys': { only: 'sqlite', input: { ids: Array.from({ length: LONG }, (_, at) => at + 10), codes: Array.from({ length: LONG }, (_, at) => `code-${at}`) } },
  // `'CODE-1' = 'code-1'` where case does not count, and `'c7' = 'c7    '` where blanks do not.
  'key-type': { world: { users: [...WORLD.users, seven] }, input: { codes: ['CODE-1', 'c7'], ids: ['3', '1'] as never } },
  'empty-list': { world: { users: [], posts: [], touched: [] }, input: { ids: [] } },
  'group-order': {
    only: 'postgres',
    prepare: [
      `INSERT INTO "User" ("id", "code") SELECT n, 'm' || n FROM generate_series(100, 899) n`,
      `INSERT INTO "Post" ("id", "title", "views", "authorId", "editorId") SELECT 5000 + n, 'p' || n, 5000 - n, 100 + n % 800, 0 FROM generate_series(1, 4000) n`,
      'UPDATE "Post" SET "editorId" = 100 + "id" % 100',
      'CREATE INDEX IF NOT EXISTS posts_of ON "Post" ("authorId", "views")',
      'ANALYZE "Post"',
    ],
    undo: ['DROP INDEX posts_of'],
  },
};

/** Runs that show what one write of many rows changes. */
const WRITES: { readonly [difference in Difference]?: Demonstration } = {
  'all-or-nothing': { world: { users: [WORLD.users[0]!, old, { ...WORLD.users[2]!, age: 98, status: 'seen' }, WORLD.users[3]!], touched: [] }, input: { ids: [4, 1, 2], rows: [newUser(21), newUser(1), newUser(22)] } },
  'left-out-columns': { input: { rows: [newUser(21), { id: 22, code: 'new-22', name: 'x' }] } },
  'missing-rows': { world: { posts: PLAIN_WORLD.posts.map((post, at) => ({ ...post, editorId: at === 1 ? 77 : post.editorId })) }, input: { ids: [4, 77] } },
  'repeated-keys': { input: { ids: [1, 1] } },
  hooks: { heard: true },
  'many-keys': { only: 'sqlite', input: { ids: Array.from({ length: LONG }, (_, at) => at + 10), rows: Array.from({ length: LONG / 3 }, (_, at) => newUser(at + 100, { code: `n${at}` })) } },
  'missing-keys': { input: { ids: [1, undefined] as never, rows: [newUser(21, { status: 'old' }), { id: 22, code: 'new-22', name: 'x' }] } },
};

/** The programs of one ORM, each with one query in a loop. */
export function cellsOf(orm: Phrases): readonly Cell[] {
  const { client } = orm;
  const bound = (name: string): string => (orm.held ?? '%').replace('%', name);
  const program = programOf(orm);
  const read = (rewrite: string, parameters: string, body: string, shows = READS): Cell => ({ rule: RULE, rewrite, program: program(parameters, body), shows });
  const changing = (...given: Parameters<typeof read>): Cell => ({ ...read(...given), changes: true });
  const write = (rewrite: string, parameters: string, body: string): Cell => ({ rule: RULE, rewrite, program: program(parameters, body), shows: WRITES });

  return [
    ...countCellsOf(orm),
    ...relationCellsOf(orm, READS),
    read('the same read in each round: once before the loop', 'ids', `
let total = 0;
for (const id of ids) {
  // the same for all
  const ${bound('first')} = ${orm.constant};
  total += id + (first?.age ?? 0);
}
return total;`),
    changing('the same read in each round, changed there: once before the loop', 'ids', `
let total = 0;
for (const id of ids) {
  const ${bound('first')} = ${orm.constant};
  if (!first) continue;
  first.age = (first.age ?? 0) + 1;
  total += id + first.age;
}
return total;`),
    ...(orm.throwing === undefined
      ? []
      : [read('a read that fails without a row: once before the loop', 'ids', `
let total = 0;
for (const id of ids) {
  const first = ${orm.throwing};
  total += id + (first.age ?? 0);
}
return total;`)]),
    read('a row by key: one read of all rows and a `Map`', '', `
const posts = ${orm.posts(client)};
const names: string[] = [];
for (const post of posts) {
  const ${bound('editor')} = ${orm.user('post.editorId')};
  // nobody is a name too
  names.push(editor?.name ?? 'nobody');
}
return names;`),
    read('a row by key, changed there: one read of all rows and a `Map`', '', `
const posts = ${orm.posts(client)};
const names: string[] = [];
for (const post of posts) {
  const ${bound('editor')} = ${orm.user('post.editorId')};
  if (!editor) continue;
  editor.name = \`\${editor.name}!\`;
  names.push(editor.name);
}
return names;`),
    read('a row by a key of any list: one read of all rows and a `Map`', 'ids', `
let total = 0;
for (const id of ids) {
  const ${bound('user')} = ${orm.user('id')};
  total += user?.age ?? 1;
}
return total;`),
    ...(orm.userByCode
      ? [read('a row by a text: one read of all rows and a `Map`', 'codes', `
const names: string[] = [];
for (const code of codes) {
  const ${bound('user')} = ${orm.userByCode('code')};
  names.push(user?.name ?? 'nobody');
}
return names;`)]
      : []),
    read('the rows of each parent: one read, grouped in a `Map`', '', `
const posts = ${orm.posts(client)};
const titles: string[] = [];
for (const post of posts) {
  const written = ${orm.written('post.editorId')};
  titles.push(written.map(each => each.title).join());
  written.pop();
}
return titles;`),
    changing('a row by key, with writes in the round: one read of all rows and a `Map`', '', `
const posts = ${orm.posts(client)};
const ages: number[] = [];
for (const post of posts) {
  const ${bound('editor')} = ${orm.user('post.editorId')};
  if (!editor) continue;
  await ${orm.setAge('editor.id + 1', '77')};
  ages.push(editor.age ?? 0);
}
return ages;`),
    ...(orm.pushed === undefined
      ? []
      : [read('rows by key into a list: one statement by `Promise.all`', 'ids', `
const users = [];
for (const id of ids) {
  users.push(${orm.pushed('id')});
}
return users;`)]),
    ...(orm.insert
      ? [
          write('an insert of each row: one insert', 'rows', `
for (const row of rows) {
  await ${orm.insert(client, 'row')};
}`),
          write('an insert of each row in a transaction: one insert', 'rows', orm.transaction(`
  for (const { id, code, name } of rows) {
    await ${orm.insert(orm.inTransaction, "{ id, code, name, status: 'new' }")};
  }`)),
        ]
      : []),
    ...(orm.update
      ? [
          write('the same update of each key: one update', 'ids', `
for (const id of ids) {
  await ${orm.update(client, 'id')};
}`),
          write('the same update of each key in a transaction: one update', '', orm.transaction(`
  const posts = ${orm.posts(orm.inTransaction)};
  for (const post of posts) {
    await ${orm.update(orm.inTransaction, 'post.editorId')};
  }`)),
        ]
      : []),
    ...(orm.updateOf
      ? [write('the same update of each key that may be missing: one update', 'rows', `
for (const { status } of rows) {
  await ${orm.updateOf('status')};
}`)]
      : []),
    ...(orm.remove
      ? [
          write('a delete of each key: one delete', 'ids', `
for (const id of ids) {
  await ${orm.remove(client, 'id')};
}`),
          write('a delete of each key in a transaction: one delete', '', orm.transaction(`
  const posts = ${orm.posts(orm.inTransaction)};
  for (const post of posts) {
    await ${orm.remove(orm.inTransaction, 'post.editorId')};
  }`)),
        ]
      : []),
    ...(orm.add === undefined
      ? []
      : [write('an addition to each key: one update', 'ids', `
for (const id of ids) {
  await ${orm.add('id')};
}`)]),
  ];
}
