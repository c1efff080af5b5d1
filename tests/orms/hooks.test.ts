import { describe } from 'vitest';

import { check, type Files } from '../analysis/harness.ts';

// What runs for each row that is written is lost in bulk: such writes have no form that takes many.

const mongoose = (of: string, write: string): Files => ({
  'package.json': JSON.stringify({ dependencies: { mongoose: '^8.0.0', 'mongoose-sequence': '^6.0.0', 'mongoose-paginate-v2': '^1.0.0' } }),
  'src/models/user.ts': `import mongoose, { Schema } from 'mongoose';\nimport counted from 'mongoose-sequence';\nimport paginate from 'mongoose-paginate-v2';\nconst schema = new Schema({ name: String });\n${of}\nexport const User = mongoose.model('User', schema);\n`,
  'src/users.ts': `import { User } from './models/user';\nexport async function run(names: string[], ids: string[]) {\n  ${write}\n}\n`,
});
const create = 'for (const name of names) await User.create({ name });';
const update = "for (const id of ids) await User.updateOne({ _id: id }, { name: 'a' });";

describe('Mongoose', () => {
  check([
    { name: 'a hook of `save`', code: mongoose("schema.pre('save', function () { this.name = this.name.trim(); });", create), reports: ['src/users.ts: row-by-row User.create'] },
    { name: 'one among several', code: mongoose("schema.post(['remove', 'save'], () => {});", create), reports: ['src/users.ts: row-by-row User.create'] },
    { name: 'hooks that are not named', code: mongoose('schema.pre(/^(save|update)/, () => {});', create), reports: ['src/users.ts: row-by-row User.create'] },
    { name: 'a hook of something else', code: mongoose("schema.pre('deleteOne', () => {});\nschema.pre('validate', () => {});", create), reports: ['src/users.ts: driven User.create'] },
    { name: 'a plugin that counts up', code: mongoose("schema.plugin(counted, { inc_field: 'n' });", create), reports: ['src/users.ts: row-by-row User.create'] },
    { name: 'a plugin that pages', code: mongoose('schema.plugin(paginate);', create), reports: ['src/users.ts: driven User.create'] },
    { name: 'a hook of `updateOne`', code: mongoose("schema.pre('updateOne', () => {});", update), reports: ['src/users.ts: row-by-row User.updateOne'] },
    { name: 'a hook of `save` runs in no `updateOne`', code: mongoose("schema.pre('save', () => {});", update), reports: ['src/users.ts: driven User.updateOne'] },
    { name: 'a hook of `save` runs in `bulkSave`', code: mongoose("schema.pre('save', () => {});", "for (const user of await User.find({ _id: ids })) { user.name = 'a'; await user.save(); }"), reports: ['src/users.ts: driven user.save'] },
  ]);
});

const sequelize = (model: string, write: string): Files => ({
  'package.json': JSON.stringify({ dependencies: { sequelize: '^6.0.0', 'sequelize-typescript': '^2.0.0' } }),
  'src/models/user.ts': `import { DataTypes, Model, Sequelize } from 'sequelize';\nimport { AfterCreate, Column, Model as Base, Table } from 'sequelize-typescript';\nconst sequelize = new Sequelize('url');\n${model}\n`,
  'src/users.ts': `import { User } from './models/user';\nexport async function run(names: string[], ids: string[]) {\n  ${write}\n}\n`,
});
const defined = (options: string, more = ''): string => `export const User = sequelize.define('User', { name: DataTypes.STRING }, ${options});\n${more}`;

describe('Sequelize', () => {
  check([
    { name: 'a hook among the options', code: sequelize(defined('{ hooks: { afterCreate: user => console.log(user.id) } }'), create), reports: ['src/users.ts: row-by-row User.create'] },
    { name: 'a hook that is added', code: sequelize(defined('{}', "User.addHook('beforeSave', () => {});"), create), reports: ['src/users.ts: row-by-row User.create'] },
    { name: 'a hook that is added by its own name', code: sequelize(defined('{}', 'User.afterCreate(() => {});'), create), reports: ['src/users.ts: row-by-row User.create'] },
    { name: 'a hook of a class', code: sequelize('export class User extends Model {}\nUser.init({ name: DataTypes.STRING }, { sequelize, hooks: { beforeCreate() {} } });', create), reports: ['src/users.ts: row-by-row User.create'] },
    { name: 'a decorated hook', code: sequelize('@Table\nexport class User extends Base {\n  @Column name!: string;\n  @AfterCreate static tell(user: User) { console.log(user.id); }\n}', create), reports: ['src/users.ts: row-by-row User.create'] },
    { name: 'a hook of another event', code: sequelize(defined('{ hooks: { beforeUpdate() {}, beforeBulkCreate() {} } }'), create), reports: ['src/users.ts: driven User.create'] },
    { name: 'a write by a filter runs no hook of single rows', code: sequelize(defined('{ hooks: { beforeUpdate() {}, beforeDestroy() {} } }'), 'for (const id of ids) await User.destroy({ where: { id } });'), reports: ['src/users.ts: driven User.destroy'] },
    { name: 'a write of a row does', code: sequelize(defined('{ hooks: { beforeDestroy() {} } }'), 'for (const user of await User.findAll({ where: { id: ids } })) await user.destroy();'), reports: ['src/users.ts: row-by-row user.destroy'] },
  ]);
});
