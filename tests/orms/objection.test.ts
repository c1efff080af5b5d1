import { describe, expect, it } from 'vitest';

import { objection } from '../../src/orms/objection/index.ts';
import type { Outcome, Place } from '../../src/vocabulary/orm.ts';
import type { OrmValue, Value } from '../../src/vocabulary/value.ts';
import { check, lint, type Case } from '../analysis/harness.ts';
import { checkSituations } from './situations.ts';
import { argumentsOf, classNamed, opaque } from './views.ts';

const PLACE: Place = { importer: '/app/src/a.ts', schemas: () => [] };
const USER: OrmValue = { ...objection.client('proved', 'client'), role: 'model', model: 'User', declared: { m: '/User.ts', e: 0, c: 0 } };
const ROW: OrmValue = { ...USER, role: 'row' };

function ormOf(value: Value | undefined): OrmValue {
  if (value?.k !== 'orm') throw new Error(`no value of the ORM: ${JSON.stringify(value)}`);
  return value;
}

function on(value: Value | undefined, method: string, ...args: readonly unknown[]): Outcome | undefined {
  return objection.call(ormOf(value), method, argumentsOf(...args));
}

/** `User.query().where(…)`: each step on what the one before gave. */
function query(...steps: readonly (readonly [method: string, ...args: unknown[]])[]): Outcome | undefined {
  return steps.reduce<Outcome | undefined>((outcome, [method, ...args]) => on(outcome?.value, method, ...args), on(USER, 'query'));
}

const id = opaque('id');
const row = { name: opaque('name'), teamId: 1 };
const NO_STATEMENTS = { notOffered: 'statements are Knex’s' };

describe('situations', () => {
  checkSituations({
    'reads one row by key': () => query(['findById', id]),
    'reads many rows by a column': () => query(['where', 'teamId', id]),
    'reads many rows by a list of keys': () => query(['findByIds', opaque('ids')]),
    'reads every row': () => query(),
    'reads the first row of many': () => query(['where', { teamId: id }], ['orderBy', 'name'], ['first']),
    'reads a few of many rows': () => query(['where', { teamId: id }], ['limit', 3]),
    'counts rows': () => query(['where', { teamId: id }], ['resultSize']),
    'sums a column': () => query(['where', 'User.teamId', id], ['sum', 'score']),
    'writes one new row': () => query(['insert', row]),
    'writes many new rows': () => query(['insertGraph', [row]]),
    'changes one row by key': () => query(['patchAndFetchById', id, { name: 'x' }]),
    'changes many rows': () => query(['patch', { name: 'x' }], ['where', { teamId: id }]),
    'writes a row or changes it': () => query(['upsertGraph', row]),
    'deletes one row by key': () => query(['deleteById', id]),
    'deletes many rows': () => query(['delete'], ['where', { teamId: id }]),
    'reads by a statement': NO_STATEMENTS,
    'writes by a statement': NO_STATEMENTS,
    'reads inside a transaction': () => on(on(USER, 'query', opaque('trx'))?.value, 'findById', id),
  });
});

describe('values', () => {
  it('are models that extend `Model`, and their rows', () => {
    const base = ormOf(objection.claim({ from: 'objection', name: 'Model', path: [] }, PLACE));
    expect(base).toMatchObject({ role: 'base', evidence: 'proved' });
    const view = argumentsOf(classNamed('User')).at(0)!.class()!;
    const model = ormOf(objection.inherit?.(base, view, []));
    expect(model).toMatchObject({ role: 'model', model: 'User' });
    expect(objection.stored?.(model)).toMatchObject({ role: 'row', model: 'User' });
    expect(objection.stored?.(base)).toBeUndefined();
    expect(objection.claim({ from: './objection', name: 'Model', path: [] }, PLACE)).toBeUndefined();
    expect(objection.fromType({ from: 'objection', name: 'QueryBuilder', path: [] }, PLACE)).toMatchObject({ role: 'part' });
    expect(objection.fromType({ from: 'objection', name: 'Transaction', path: [] }, PLACE)).toBeUndefined();
  });

  it('ask by rows', () => {
    expect(on(on(ROW, '$query')?.value, 'patch', { name: 'x' })?.query).toMatchObject({ operation: 'update', cardinality: 'one', onRow: true });
    expect(query(['patch', { name: 'x' }], ['findById', id])?.query).toMatchObject({ operation: 'update', method: 'patch', cardinality: 'one' });
    expect(on(ROW, '$relatedQuery', 'posts')?.query).toMatchObject({ operation: 'read', form: 'posts', onRow: true });
    expect(on(ROW, '$fetchGraph', 'posts')?.query).toMatchObject({ operation: 'read', loads: ['posts'], onRow: true });
    expect(on(USER, 'fetchGraph', opaque('rows'), 'posts')?.query).toMatchObject({ operation: 'read', loads: ['posts'] });
    expect(on(ROW, '$toJson')).toBeUndefined();
  });

  it('give rows when they are awaited', () => {
    expect(objection.awaited?.(ormOf(query()?.value))).toMatchObject({ k: 'list', of: { k: 'instance' } });
    expect(objection.awaited?.(ormOf(query(['findOne', { id }])?.value))).toMatchObject({ k: 'instance' });
    expect(objection.awaited?.(ormOf(query(['patch', row])?.value))).toEqual({ k: 'plain' });
  });

  it('bind a model to a transaction, and ask nothing else', () => {
    expect(on(USER, 'bindKnex', opaque('trx'))?.value).toEqual(USER);
    expect(on(USER, 'relatedQuery', 'posts')?.query).toBeUndefined();
    expect(on(USER, 'knex')?.query).toBeUndefined();
  });
});

const MODELS = `import { Model } from 'objection';
export class BaseModel extends Model {}
export class Post extends BaseModel {
  static tableName = 'posts';
}
export class User extends BaseModel {
  static tableName = 'users';
  static relationMappings = () => ({
    posts: { relation: Model.HasManyRelation, modelClass: Post, join: { from: 'users.id', to: 'posts.author_id' } },
  });
}
`;

function program(name: string, code: string, ...reports: readonly string[]): Case {
  return { name, code: { 'package.json': '{ "dependencies": { "objection": "3.1.5" } }', 'src/models.ts': MODELS, 'src/users.ts': `import { Post, User } from './models';\n${code}` }, reports: reports.map(each => `src/users.ts: ${each}`) };
}

describe('programs', () => {
  check([
    program('by key, by rows and by relations', `export async function load(ids: number[]) {
  for (const id of ids) console.log(await User.query().findById(id));
  const users = await User.query().where('active', true);
  for (const user of users) console.log(await user.$relatedQuery('posts'));
  for (const user of users) await user.$query().patch({ seen: true });
  for (const user of users) await user.$fetchGraph('posts');
}`, 'driven User.query().findById', 'driven user.$relatedQuery', 'driven user.$query().patch', 'driven user.$fetchGraph'),
    program('in a transaction', `export async function save(names: string[]) {
  await User.transaction(async trx => {
    for (const name of names) await User.query(trx).insert({ name });
  });
}`, 'driven User.query(trx).insert'),
    program('by a bound model, behind a helper', `const find = (trx: unknown, slug: string) => Post.bindKnex(trx).query().findOne({ slug });
export const load = (trx: unknown, slugs: string[]) => Promise.all(slugs.map(slug => find(trx, slug)));`, 'driven find'),
    program('once, with what belongs to it', `export async function load(words: string[]) {
  const query = User.query().whereIn('id', Post.query().select('author_id')).withGraphFetched('posts');
  for (const word of words) query.orWhere('name', word);
  return query.where(builder => { for (const word of words) builder.orWhere('email', word); });
}
export const make = (names: string[]) => names.map(name => User.fromJson({ name }));`),
  ]);

  it('are found where a setting says what holds the models', () => {
    const code = 'export async function load(names) {\n  for (const name of names) await WIKI.models.tags.query().insert({ name });\n}\n';
    const files = { 'package.json': '{ "dependencies": { "objection": "3.1.5" } }', 'src/a.js': code };
    expect(lint(files)).toEqual([]);
    expect(lint(files, { clients: [{ orm: 'objection', member: 'WIKI.models' }] }).map(({ subject }) => subject)).toEqual(['WIKI.models.tags.query().insert']);
  });

  describe('of an object that somebody filled with the models of a folder', () => {
    const MODEL = "const { Model } = require('objection');\nmodule.exports = class Page extends Model {\n  static get tableName() { return 'pages'; }\n};\n";
    const found = (query: string): readonly string[] =>
      lint({
        'package.json': '{ "dependencies": { "objection": "2.2.18" } }',
        'server/models/wikiPages.js': MODEL,
        'server/job.js': `/* global WIKI */\nmodule.exports = async (ids, trx) => {\n  for (const id of ids) await ${query};\n};\n`,
      }).map(({ subject }) => subject);

    it.each([
      ['the name of a class', 'WIKI.models.Page.query().deleteById(id)'],
      ['the name of a table', 'WIKI.models.pages.query().deleteById(id)'],
      ['the name of a file', 'WIKI.models.wikiPages.query().deleteById(id)'],
      ['in a transaction', 'WIKI.models.pages.query(trx).deleteById(id)'],
    ])('by %s', (_, query) => {
      expect(found(query)).toEqual([query.slice(0, query.lastIndexOf('('))]);
    });

    it.each([
      ['of another name', 'WIKI.models.users.query().deleteById(id)'],
      ['with a statement', "WIKI.pages.query('select 1')"],
      ['with a statement and its values', 'WIKI.pages.query(sql, [id])'],
      ['of a method that others have too', 'WIKI.models.pages.findById(id)'],
    ])('near miss: %s', (_, query) => {
      expect(found(query)).toEqual([]);
    });
  });

  it('of a relation that are written say what takes many', () => {
    const { code } = program('', `export async function move(ids: number[], user: User) {
  for (const id of ids) await user.$relatedQuery('posts').relate(id);
  for (const id of ids) await user.$relatedQuery('posts').unrelate().where('id', id);
  for (const id of ids) await user.$relatedQuery('posts').insert({ parent: id });
}`);
    expect(lint(code as { [path: string]: string }).map(({ kind, advice }) => `${kind}: ${advice}`)).toEqual([
      "row-by-row: All keys of a row are one `$relatedQuery('posts').relate(ids)` (through a join table in PostgreSQL and SQL Server only).",
      "row-by-row: Collect the keys: `whereIn` takes all `posts` of a row, and `User.relatedQuery('posts').for(ids)` those of many rows.",
      'row-by-row: Collect the rows with their foreign keys and write them with one `insert(rows)` of the model of `posts` (a list in PostgreSQL and SQL Server only).',
    ]);
  });

  it('are written row by row where each grows by another amount', () => {
    const kinds = (amount: string): readonly string[] => {
      const { code } = program('', `export async function take(rows: { id: number; n: number }[]) {
  for (const row of rows) await User.query().where('id', row.id).decrement('stock', ${amount});
}`);
      return lint(code as { [path: string]: string }).map(({ kind }) => kind);
    };
    expect(kinds('row.n')).toEqual(['row-by-row']);
    expect(kinds('1')).toEqual(['driven']);
  });

  it('say what replaces them', () => {
    const { code } = program('', `export async function load(ids: number[], users: User[]) {
  for (const id of ids) console.log(await User.query().findById(id).withGraphFetched('posts'));
  for (const user of users) console.log(await user.$relatedQuery('posts').orderBy('id'));
  for (const user of users) await user.$query().delete();
  for (const user of users) console.log(await Post.query().where('author_id', user.id).resultSize());
}`);
    expect(lint(code as { [path: string]: string }).map(({ advice }) => advice)).toEqual([
      "Read them all before the loop with `User.query().findByIds(ids).withGraphFetched('posts')` and look them up in a `Map` by `id`.",
      "Load `posts` with the rows themselves: `User.query().withGraphFetched('posts').modifyGraph('posts', query => query…)`, or of rows that are there with one `User.fetchGraph(rows, 'posts')`.",
      "Collect the keys and delete all rows with one `User.query().delete().whereIn('id', ids)`.",
      "Read all groups before the loop with `Post.query().select('author_id').count('* as count').whereIn('author_id', authorIds).groupBy('author_id')` and look them up in a `Map`; a key without rows has no group and counts 0.",
    ]);
  });
});
