import type { Cell, Demonstration, Difference, Phrases } from './cells.ts';
import { programOf } from './program.ts';

const RULE = 'require-eager-loading';

/** A join that has to sort gives its rows in the order of the key that it joins by. */
const MERGED: Demonstration = { only: 'postgres', prepare: ['SET enable_hashjoin = off', 'SET enable_nestloop = off'], undo: ['RESET enable_hashjoin', 'RESET enable_nestloop'] };

/** Runs that show what loading a relation with its rows changes. */
const SHOWS: { readonly [difference in Difference]?: Demonstration } = {
  'now-loaded': {},
  'whole-rows': {},
  'shared-rows': {},
  'null-for-none': {},
  // A post that a later round reads is written in an earlier one.
  'later-writes': {},
  'join-order': MERGED,
  unjoined: MERGED,
  'related-order': {
    only: 'postgres',
    prepare: [
      `INSERT INTO "User" ("id", "code") SELECT n, 'm' || n FROM generate_series(100, 899) n`,
      `INSERT INTO "Post" ("id", "title", "views", "authorId", "editorId") SELECT 5000 + n, 'p' || n, 5000 - n, 100 + n % 800, 0 FROM generate_series(1, 4000) n`,
      'CREATE INDEX IF NOT EXISTS posts_of ON "Post" ("authorId", "views")',
      'ANALYZE "Post"',
      'SET enable_bitmapscan = off',
    ],
    undo: ['DROP INDEX posts_of', 'RESET enable_bitmapscan'],
  },
};

/** The programs of one ORM that read relations of rows; `reads` show what one read of all rows changes. */
export function relationCellsOf(orm: Phrases, reads: Cell['shows']): readonly Cell[] {
  const { relating } = orm;
  if (!relating) return [];
  const program = programOf(orm);
  const { users, posts, unloaded = [], many = [], one, merged, keyed, unused, filled } = relating;
  const cell = (rewrite: string, body: string): Cell => ({ rule: RULE, rewrite, program: program('ids', body), shows: SHOWS });
  const keyedCell = (rewrite: string, body: string): Cell => ({ ...cell(rewrite, body), shows: reads });
  const changing = (rewrite: string, body: string): Cell => ({ ...cell(rewrite, body), changes: true });
  return [
    ...unloaded.map(({ what, rows, read, one: single }): Cell => ({
      ...changing(`${what}, read without being loaded: loaded with the rows`, single
        ? `
const row = await ${rows};
// nobody is a name too
return [ids.length, row ? ${read('row')} : 'none'];`
        : `
const rows = await ${rows};
const names: unknown[] = [];
for (const row of rows) {
  // nobody is a name too
  names.push(${read('row')} ?? 'nobody');
}
return [ids.length, ...names];`),
      saves: 'none',
    })),
    ...many.flatMap(({ what, load }) => [
      cell(`${what}, for each row: loaded with the rows`, `
const users = await ${users};
const titles: string[] = [];
for (const user of users) {
  // what they wrote
  const written = await ${load('user')};
  titles.push(written.map(each => each.title).join());
}
return [ids.length, ...titles];`),
      ...(merged
        ? []
        : [cell(`${what}, for each row in a \`Promise.all\`: loaded with the rows`, `
const users = await ${users};
const counts = await Promise.all(users.map(async user => (await ${load('user')}).length * 10 + user.id));
return [ids.length, ...counts];`)]),
      changing(`${what}, for each row that is returned: loaded with the rows`, `
const users = await ${users};
let found = 0;
for (const user of users) found += (await ${load('user')}).length;
return [found, ids.length, ...users];`),
      changing(`${what}, for each row, with writes in the round: loaded with the rows`, `
const users = await ${users};
const counts: number[] = [];
for (const user of users) {
  const written = await ${load('user')};
  await ${orm.setAuthor?.('4') ?? ''};
  counts.push(written.length);
}
return [ids.length, ...counts];`),
    ]),
    ...(one
      ? [
          cell('a row of one, for each row: loaded with the rows', `
const posts = await ${posts};
const names: string[] = [];
for (const post of posts) {
  const user = await ${one('post')};
  // nobody is a name too
  names.push(user?.name ?? String(user === undefined));
}
return [ids.length, ...names];`),
          cell('a row of one, for each row, changed there: loaded with the rows', `
const posts = await ${posts};
const names: string[] = [];
for (const post of posts) {
  const user = await ${one('post')};
  if (!user) continue;
  user.name = \`\${user.name}!\`;
  names.push(user.name);
}
return [ids.length, ...names];`),
        ]
      : []),
    ...(keyed
      ? [
          keyedCell('the row of a key that each row has: one read of all rows and a `Map`', `
const posts = await ${posts};
const names: string[] = [];
for (const post of posts) {
  // nobody is a name too
  const user = ${orm.user('post.editorId')};
  names.push(user?.name ?? 'nobody');
}
return [ids.length, ...names];`),
          keyedCell('the rows that have the key of each row: one read, grouped in a `Map`', `
const users = await ${users};
const counts: number[] = [];
for (const user of users) {
  // what they wrote
  const written = ${orm.written?.('user.id') ?? ''};
  counts.push(written.length);
}
return [ids.length, ...counts];`),
        ]
      : []),
    ...(unused
      ? [{
          ...cell('a relation that nothing reads: left out', `
const rows = await ${unused.rows};
// their columns alone
return [ids.length, ...rows.map(row => ${unused.read('row')})];`),
          rule: 'no-unused-eager-load',
          ...(unused.joined && { saves: 'none' as const, changes: true as const }),
        }]
      : []),
    ...(filled
      ? [
          cell('relations put into each row: loaded with the rows', `
const users = await ${users};
for (const user of users) {
  await ${filled.many('user')};
}
return [ids.length, ...users.map(user => ${filled.read('user')})];`),
          cell('relations put into each row, beside other things: loaded with the rows', `
const users = await ${users};
const titles: string[] = [];
for (const user of users) {
  await ${filled.many('user')};
  titles.push(${filled.read('user')});
}
return [ids.length, ...titles];`),
          ...(filled.chosen === undefined
            ? []
            : [cell('relations put into each row of a query that takes none: one load for all rows', `
const users = await ${filled.chosen[0]};
for (const user of users) {
  await ${filled.many('user')};
}
return [ids.length, ...users.map(user => ${filled.read('user')})];`), cell('a row of one, put into each row of a query that takes none: one load for all rows', `
const posts = await ${filled.chosen[1]};
for (const post of posts) {
  await ${filled.one?.('post') ?? ''};
}
for (const { editor } of posts) if (editor) editor.name = \`\${editor.name}!\`;
return [ids.length, ...posts.map(post => post.editor?.name ?? 'nobody')];`)]),
          ...(filled.one
            ? [cell('a row of one, put into each row: loaded with the rows', `
const posts = await ${posts};
for (const post of posts) await ${filled.one('post')};
return [ids.length, ...posts.map(post => post.editor?.name ?? 'nobody')];`)]
            : []),
        ]
      : []),
  ];
}
