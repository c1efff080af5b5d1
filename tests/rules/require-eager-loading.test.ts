import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { Linter } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';

import plugin from '../../src/index.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'orm-eager-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILES = {
  'package.json': JSON.stringify({ name: 'app', dependencies: { sequelize: '6.0.0', graphql: '16.0.0' } }),
  'models/index.js': `
    const { Sequelize, DataTypes } = require('sequelize');
    const sequelize = new Sequelize('sqlite::memory:');
    const User = sequelize.define('User', { name: DataTypes.STRING });
    const Post = sequelize.define('Post', { title: DataTypes.STRING });
    User.hasMany(Post, { as: 'posts' });
    Post.belongsTo(User, { as: 'author' });
    module.exports = { User, Post };`,
  'src/list.js': "const { Post } = require('../models');\nexports.list = () => Post.findAll();",
  'src/to-dto.js': 'exports.toDto = post => ({ author: post.author.name });',
};
for (const [path, text] of Object.entries(FILES)) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function messagesOf(code: string, rules: Linter.RulesRecord = { 'orm/require-eager-loading': 'error' }): readonly string[] {
  const head = "const { User, Post } = require('../models');\n";
  return new Linter({ cwd: folder }).verify(head + code, { plugins: { orm: plugin }, languageOptions: { sourceType: 'commonjs' }, rules }, join(folder, 'src/main.js')).map(({ ruleId, message }) => `${ruleId ?? ''}: ${message}`);
}

describe('what it says', () => {
  it.each([
    ['a read', 'exports.run = async () => (await Post.findAll()).map(post => post.author.name);', "`post.author` is read, but `Post.findAll` does not load `author`: it is `undefined`. Load it with the rows: `include: ['author']` in the options of `findAll`."],
    ['a query of another file', "const { list } = require('./list');\nexports.run = async () => (await list()).map(post => post.author.name);", "`post.author` is read, but `Post.findAll` in `list` (list.js) does not load `author`: it is `undefined`. Load it with the rows: `include: ['author']` in the options of `findAll`."],
    ['a read of another file', "const { toDto } = require('./to-dto');\nexports.run = async () => (await Post.findAll()).map(toDto);", "`Post.findAll` does not load `author`, which `toDto` (to-dto.js) reads on its rows: it is `undefined`. Load it with the rows: `include: ['author']` in the options of `findAll`."],
    ['a relation that is loaded row by row', 'exports.run = async users => { for (const user of await User.findAll()) await user.getPosts(); };', '`user.getPosts` loads `posts` once for each of `User.findAll()`: 1 + N queries. Load `posts` with the rows themselves: `include: [{ model: …, as: \'…\' }]` in the query that reads them all; `separate: true` keeps one query per relation of many.'],
  ])('of %s', (_, code, message) => {
    expect(messagesOf(code)).toEqual([`orm/require-eager-loading: ${message}`]);
  });

  it('reports field resolvers where `resolvers` asks for them', () => {
    const code = "const { GraphQLObjectType, GraphQLString } = require('graphql');\nexports.type = new GraphQLObjectType({ name: 'Post', fields: () => ({ author: { type: GraphQLString, async resolve(post) { return User.findByPk(post.authorId); } } }) });";
    expect(messagesOf(code)).toEqual([]);
    expect(messagesOf(code, { 'orm/require-eager-loading': ['error', { resolvers: true }] })).toEqual([
      'orm/require-eager-loading: `User.findByPk` runs once for each object whose `author` is asked for. Batch it with a `DataLoader`: collect the keys of one tick, read them with one query, and give each object its rows.',
    ]);
  });
});

describe('beside orm/no-query-in-loop', () => {
  const code = 'exports.run = async () => { for (const user of await User.findAll()) { await user.getPosts(); await Post.findOne({ where: { slug: user.name } }); } };';

  it('a relation that is loaded row by row is reported once in each preset', () => {
    for (const preset of ['recommended', 'strict', 'all'] as const) {
      const rules = plugin.configs[preset].rules as Linter.RulesRecord;
      const ofRelation = messagesOf(code, rules).filter(message => message.includes('`user.getPosts`'));
      expect(ofRelation, preset).toHaveLength(1);
      expect(ofRelation[0], preset).toMatch(preset === 'all' ? /^orm\/require-eager-loading/ : /^orm\/no-query-in-loop/);
    }
  });

  it('hands over nothing else', () => {
    expect(messagesOf(code, plugin.configs['all'].rules as Linter.RulesRecord).filter(message => message.includes('`Post.findOne`'))).toEqual([expect.stringMatching(/^orm\/no-query-in-loop/)]);
  });
});
