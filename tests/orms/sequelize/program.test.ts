import { describe } from 'vitest';

import { check, type Case, type Files } from '../../analysis/harness.ts';

const PROJECT: Files = {
  'package.json': JSON.stringify({ name: 'app', private: true, dependencies: { sequelize: '^6.37.0', 'sequelize-typescript': '^2.1.0' } }),
  'src/sequelize.ts': "import { Sequelize } from 'sequelize';\nexport const sequelize = new Sequelize('sqlite::memory:');\n",
  'src/user.ts': `import { DataTypes, Model, type InferAttributes } from 'sequelize';
import { sequelize } from './sequelize';
export class User extends Model<InferAttributes<User>> {
  declare id: number;
  declare teamId: number;
  static inTeam(teamId: number) { return this.findAll({ where: { teamId } }); }
  async leave() { await this.update({ teamId: null }); }
}
User.init({ id: { type: DataTypes.INTEGER, primaryKey: true }, teamId: DataTypes.INTEGER }, { sequelize, modelName: 'User' });
`,
  'src/post.ts': `import { BelongsTo, Column, ForeignKey, HasMany, Model, Table } from 'sequelize-typescript';
@Table
export class Post extends Model {
  @Column title: string;
  @HasMany(() => Comment) comments: Comment[];
}
@Table
export class Comment extends Model {
  @ForeignKey(() => Post) @Column postId: number;
  @BelongsTo(() => Post) post: Post;
}
`,
};

/** One module of a project with Sequelize. */
function module(name: string, code: string, ...reports: readonly string[]): Case {
  const text = `import { Op } from 'sequelize';\nimport { sequelize } from './sequelize';\nimport { Comment, Post } from './post';\nimport { User } from './user';\n${code}\n`;
  return { name, code: { ...PROJECT, 'src/service.ts': text }, reports: reports.map(each => `src/service.ts: ${each}`) };
}

describe('classes', () => {
  check([
    module('statics of `Model`', 'export async function f(ids: number[]) { for (const id of ids) await User.findByPk(id); }', 'driven User.findByPk'),
    module('statics of the class', 'export async function f(ids: number[]) { for (const id of ids) await User.inTeam(id); }', 'driven User.inTeam'),
    module('rows', 'export async function f() { const users = await User.findAll(); await Promise.all(users.map(user => user.destroy())); }', 'driven user.destroy'),
    module('methods of rows', 'export async function f() { for (const user of await User.findAll()) await user.leave(); }', 'driven user.leave'),
    module('a row that is saved with hooks', 'export async function f(rows: User[]) { for (const row of rows) { row.teamId = row.id; await row.save(); } }', 'row-by-row row.save'),
    module('silent: rows that are only built', 'export const f = (ids: number[]) => User.bulkCreate(ids.map(id => User.build({ id }).get()));'),
    module('silent: one statement for a chunk', 'export async function f(ids: number[]) { for (let at = 0; at < ids.length; at += 100) await User.destroy({ where: { id: { [Op.in]: ids.slice(at, at + 100) } } }); }'),
  ]);
});

describe('models by decorators', () => {
  check([
    module('statics', 'export async function f(ids: number[]) { for (const id of ids) await Comment.count({ where: { postId: id } }); }', 'driven Comment.count'),
    module('rows, and what their relations give', "export async function f() { for (const post of await Post.findAll()) { await post.$get('comments'); await post.destroy(); } }", 'driven post.$get', 'driven post.destroy'),
    module('silent: rows of relations that were loaded', 'export async function f() { for (const post of await Post.findAll({ include: [Comment] })) console.log(post.comments.map(each => each.postId)); }'),
  ]);
});

describe('transactions', () => {
  check([
    module('a managed one', 'export const f = (ids: number[]) => sequelize.transaction(async transaction => { for (const id of ids) await User.destroy({ where: { id }, transaction }); });', 'driven User.destroy'),
    module('one that is found by itself', "import { createNamespace } from 'cls-hooked';\nsequelize.constructor.useCLS(createNamespace('app'));\nexport const f = (ids: number[]) => sequelize.transaction(async () => { for (const id of ids) await User.destroy({ where: { id } }); });", 'driven User.destroy'),
    module('an unmanaged one', 'export async function f(ids: number[]) { const transaction = await sequelize.transaction(); for (const id of ids) await User.destroy({ where: { id }, transaction }); await transaction.commit(); }', 'driven User.destroy'),
  ]);
});

/** A CommonJS project whose `src/users.js` is `users`. */
function commonjs(name: string, users: string, use: string, ...reports: readonly string[]): Case {
  return {
    name,
    code: {
      'package.json': JSON.stringify({ name: 'app', dependencies: { sequelize: '^6.37.0' } }),
      'src/model.js': "const { DataTypes, Sequelize } = require('sequelize');\nmodule.exports = new Sequelize('sqlite::memory:').define('User', { name: DataTypes.STRING });\n",
      'src/users.js': users,
      'src/service.js': `async function all(ids) {\n  for (const id of ids) ${use};\n}\nmodule.exports = { all };\n`,
    },
    reports: reports.map(each => `src/service.js: ${each}`),
  };
}

const ONE = "{ return require('./model').findByPk(id); }";

describe('modules of CommonJS', () => {
  check([
    commonjs('an object', `function one(id) ${ONE}\nmodule.exports = { one };\n`, "await require('./users').one(id)", "driven require('./users').one"),
    commonjs('a function', `module.exports = async function (id) ${ONE};\n`, "await require('./users')(id)", "driven require('./users')"),
    commonjs('a member of both names', `exports = module.exports = {};\nexports.one = async id => ${ONE};\n`, "await require('./users').one(id)", "driven require('./users').one"),
    commonjs('a member of `module.exports`', `module.exports.one = async id => ${ONE};\n`, "await require('./users').one(id)", "driven require('./users').one"),
    commonjs('a class', `module.exports = class Users { one(id) ${ONE} };\n`, "await new (require('./users'))().one(id)", "driven new (require('./users'))().one"),
    commonjs('an instance', `class Users { one(id) ${ONE} }\nmodule.exports = new Users();\n`, "await require('./users').one(id)", "driven require('./users').one"),
    commonjs('what compilers write', `"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\nexports.one = void 0;\nconst one = async id => ${ONE};\nexports.one = one;\n`, "await require('./users').one(id)", "driven require('./users').one"),
    commonjs('all of another module', "module.exports = { ...require('./model'), all: id => require('./model').findAll({ where: { id } }) };\n", "await require('./users').all(id)", "driven require('./users').all"),
    commonjs('silent: a member that is not there', `exports.one = id => ${ONE};\n`, "await require('./users').two(id)"),
  ]);
});

describe('statements and locks', () => {
  check([
    module('a table that the element names is a partition', 'export async function f(tables: string[]) { for (const table of tables) await sequelize.query(`SELECT * FROM "${table}" WHERE id > 1`); }'),
    module('a statement that is the element is a partition', 'export async function f(statements: string[]) { for (const statement of statements) await sequelize.query(statement); }'),
    module('a statement whose text is made elsewhere may be anything', 'export async function f(ids: number[], made: { sql: string }) { for (const id of ids) await sequelize.query(made.sql, { replacements: { id } }); }', 'row-by-row sequelize.query'),
    module('near miss: it is asked for rows', 'export async function f(ids: number[], made: { sql: string }) { for (const id of ids) await sequelize.query(made.sql, { replacements: { id }, type: QueryTypes.SELECT }); }', 'driven sequelize.query'),
    module('near miss: a value that the element gives', 'export async function f(ids: number[]) { for (const id of ids) await sequelize.query(`SELECT * FROM users WHERE id = ${id}`); }', 'driven sequelize.query'),
    module('rows that are locked', 'export async function f(ids: number[], transaction: any) { for (const id of ids) await User.findByPk(id, { transaction, lock: transaction.LOCK.UPDATE }); }'),
    module('near miss: a column of that name', 'export async function f(ids: number[]) { for (const id of ids) await User.findOne({ where: { id, lock: true } }); }', 'driven User.findOne'),
  ]);
});
