import { describe, expect, it } from 'vitest';

import { checkRelations, relationsIn, type Around } from './harness.ts';

const around: Around = {
  files: {
    'package.json': JSON.stringify({ name: 'app', dependencies: { sequelize: '6.0.0' } }),
    'models/index.js': `
      const { Sequelize, DataTypes } = require('sequelize');
      const sequelize = new Sequelize('sqlite::memory:');
      const User = sequelize.define('User', { name: DataTypes.STRING });
      const Post = sequelize.define('Post', { title: DataTypes.STRING });
      const Draft = sequelize.define('Draft', { title: DataTypes.STRING }, { defaultScope: { include: [{ association: 'author' }] } });
      User.hasMany(Post, { as: 'posts', foreignKey: 'authorId' });
      Post.belongsTo(User, { as: 'author' });
      Draft.belongsTo(User, { as: 'author' });
      module.exports = { sequelize, User, Post, Draft };`,
  },
  head: "const { User, Post, Draft } = require('../models');",
};

describe('relations that are read and not loaded', () => {
  checkRelations(around, [
    ['in a callback', 'async function run() { const rows = await Post.findAll(); return rows.map(row => row.author.name); }', ['unloaded row.author']],
    ['of a page', 'async function run() { const { rows } = await Post.findAndCountAll({ limit: 10 }); return rows.map(row => row.author.name); }', ['unloaded row.author']],
    ['of one row', 'async function run(id) { const post = await Post.findByPk(id); return post.author.name; }', ['unloaded post.author']],
    ['behind one that is loaded', "async function run() { const rows = await User.findAll({ include: ['posts'] }); return rows.flatMap(row => row.posts.map(post => post.author.name)); }", ['unloaded post.author → posts.author']],
  ]);
});

describe('silence', () => {
  checkRelations(around, [
    ['included by name', "async function run() { const rows = await Post.findAll({ include: ['author'] }); return rows.map(row => row.author.name); }", []],
    ['included by model, nested', "async function run() { const rows = await User.findAll({ include: [{ model: Post, as: 'posts', include: [{ model: User, as: 'author' }] }] }); return rows.map(row => row.posts[0].author.name); }", []],
    ['all of them', 'async function run() { const rows = await Post.findAll({ include: [{ all: true }] }); return rows.map(row => row.author.name); }', []],
    ['a list that is not known whole', 'async function run(more) { const rows = await Post.findAll({ include: [...more] }); return rows.map(row => row.author.name); }', []],
    ['a list that more is pushed into', "async function run() { const include = []; include.push({ model: User, as: 'author' }); const rows = await Post.findAll({ include }); return rows.map(row => row.author.name); }", []],
    ['near miss: a list that is as it is written', "async function run() { const include = []; const rows = await Post.findAll({ include }); return rows.map(row => row.author.name); }", ['unloaded row.author']],
    ['copied by another function, into what it gives a third', 'const emails = rows => { const all = []; for (const row of rows) unknown.send([].concat([{ title: row.title, author: row.author }])); }; async function run() { const rows = await Post.findAll(); emails(rows); }', []],
    ['near miss: copied by the function that reads the rows', 'async function run() { const rows = await Post.findAll(); for (const row of rows) unknown.send([].concat([{ title: row.title, author: row.author }])); }', ['unloaded row.author']],
    ['a default scope', 'async function run() { const rows = await Draft.findAll(); return rows.map(row => row.author.name); }', []],
    ['another scope', "async function run() { const rows = await Post.scope('withAuthor').findAll(); return rows.map(row => row.author.name); }", []],
    ['raw rows', 'async function run() { const rows = await Post.findAll({ raw: true }); return rows.map(row => row.author.name); }', []],
    ['reloaded', "async function run(id) { const post = await Post.findByPk(id); await post.reload({ include: ['author'] }); return post.author.name; }", []],
    ['near miss: saved', 'async function run(id) { const post = await Post.findByPk(id); await post.save(); return post.author.name; }', ['unloaded post.author']],
  ]);
});

it('merges what it says to load with what is there', () => {
  const found = relationsIn(around, "async function run() { const rows = await User.findAll({ include: ['posts'] }); return rows.flatMap(row => row.posts.map(post => post.author.name)); }");
  expect(found.advice).toEqual(["Load it with the rows: `include: [{ association: 'posts', include: ['author'] }]` in the options of `findAll`."]);
});
