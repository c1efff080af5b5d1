import { describe } from 'vitest';

import { check, type Files } from './harness.ts';

// Programs that are wired up at run time.

const project = (files: Files): Files => ({ 'package.json': '{ "name": "app", "private": true, "dependencies": { "sequelize": "^6.0.0" } }', ...files });

const FACTORIES: Files = {
  'models/user.js': `module.exports = (sequelize, DataTypes) => {
  const User = sequelize.define('user', { name: { type: DataTypes.STRING } });
  User.associate = models => { User.hasMany(models.Post, { as: 'posts' }); };
  return User;
};`,
  'models/Post.js': `module.exports = (sequelize, DataTypes) => sequelize.define('Post', { title: DataTypes.STRING });`,
};
const CLIENT = `const Sequelize = require('sequelize');
const sequelize = new Sequelize(process.env.DATABASE_URL);
`;

describe('modules that are chosen at run time', () => {
  check([
    {
      name: '`sequelize.import` over a list of names',
      code: project({
        ...FACTORIES,
        'src/models.js': `${CLIENT}const models = {};
['user', 'Post'].forEach(name => { models[name] = sequelize.import(\`\${__dirname}/../models/\${name}\`); });
module.exports = models;`,
        'src/run.js': `const models = require('./models');
exports.run = async ids => { for (const id of ids) await models.user.findByPk(id); };
exports.none = async ids => { for (const id of ids) await models.other.find(id); };`,
      }),
      reports: ['src/run.js: driven models.user.findByPk'],
    },
    {
      name: 'a folder that a `for…of` reads',
      code: project({
        ...FACTORIES,
        'models/index.js': `${CLIENT}const fs = require('fs');
const db = {};
for (const file of fs.readdirSync(__dirname)) {
  if (file === 'index.js') continue;
  const model = require('./' + file)(sequelize, Sequelize.DataTypes);
  db[model.name] = model;
}
module.exports = db;`,
        'src/run.js': `const { Post } = require('../models');
exports.run = async ids => { for (const id of ids) await Post.destroy({ where: { id } }); };`,
      }),
      reports: ['src/run.js: driven Post.destroy'],
    },
    {
      name: 'models that an unknown function puts into an object are known by their shape',
      code: project({
        ...FACTORIES,
        'src/registry.js': `const db = {};
require('lodash').extend(db, require('some-loader')('./models'));
module.exports = db;`,
        'src/run.js': `const db = require('./registry');
exports.run = async ids => {
  for (const id of ids) await db.User.findOne({ where: { id } });
  for (const id of ids) await db.User.get(id);
  for (const id of ids) await db.Cache.findOne({ where: { id } });
};`,
      }),
      reports: ['src/run.js: driven db.User.findOne'],
    },
  ]);
});

describe('rows as receivers', () => {
  check([
    {
      name: 'through a package that iterates, and through a list that is filled',
      code: project({
        'src/run.js': `const Promise = require('bluebird');
const { Sequelize, DataTypes } = require('sequelize');
const User = new Sequelize('sqlite::memory:').define('User', { name: DataTypes.STRING });
exports.run = async () => {
  const users = await User.findAll();
  await Promise.map(users, user => user.destroy());
  const named = [];
  for (const user of users) if (user.name) named.push(user);
  for (const user of named) await user.reload();
};`,
      }),
      reports: ['src/run.js: driven user.destroy', 'src/run.js: driven user.reload'],
    },
    {
      name: 'a test of the element is no preload: the collection holds the elements, not their answers',
      code: project({
        'src/run.js': `const { Sequelize, DataTypes } = require('sequelize');
const Member = new Sequelize('sqlite::memory:').define('Member', { teamId: DataTypes.INTEGER });
exports.run = async () => {
  const members = await Member.findAll();
  for (const member of members) {
    if (member.teamId) await Member.findAll({ where: { teamId: member.teamId } });
  }
};`,
      }),
      reports: ['src/run.js: driven Member.findAll'],
    },
  ]);
});

describe('what a compiler makes of exports', () => {
  const STORE = `const Sequelize = require('sequelize');
const sequelize = new Sequelize(process.env.DATABASE_URL);
const User = sequelize.define('user', { name: Sequelize.STRING });
exports.find = id => User.findByPk(id);`;
  const RUN = `const store = require('./index');
exports.run = async ids => { for (const id of ids) await store.find(id); };`;
  const behind = (index: string): Files => project({ 'src/store.js': STORE, 'src/index.js': index, 'src/run.js': RUN });
  check([
    {
      name: 'a property with a getter',
      code: behind(`"use strict";
Object.defineProperty(exports, '__esModule', { value: true });
const store_1 = require('./store');
Object.defineProperty(exports, 'find', { enumerable: true, get: function () { return store_1.find; } });`),
      reports: ['src/run.js: driven store.find'],
    },
    { name: 'a property with a value', code: behind(`Object.defineProperty(module.exports, 'find', { value: require('./store').find });`), reports: ['src/run.js: driven store.find'] },
    { name: 'a star', code: behind(`const tslib_1 = require('tslib');
tslib_1.__exportStar(require('./store'), exports);`), reports: ['src/run.js: driven store.find'] },
    { name: 'a property of something else', code: behind(`const store_1 = require('./store');
Object.defineProperty(global, 'find', { get: () => store_1.find });`), reports: [] },
    { name: 'a property of another name', code: behind(`const store_1 = require('./store');
Object.defineProperty(exports, 'search', { get: () => store_1.find });`), reports: [] },
  ]);
});
