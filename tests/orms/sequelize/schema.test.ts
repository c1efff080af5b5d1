import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { makeLink } from '../../../src/analysis/link/index.ts';
import { sequelize } from '../../../src/orms/sequelize/index.ts';
import { factsOfText } from '../../../src/project/lower/index.ts';
import { readSettings } from '../../../src/settings.ts';
import type { Model } from '../../../src/vocabulary/schema.ts';

const FILES: { readonly [path: string]: string | undefined } = {
  '/models/user.js': `
    module.exports = (sequelize, DataTypes) => {
      const User = sequelize.define('User', {
        email: { type: DataTypes.STRING(100), allowNull: false, unique: true },
        firstName: { type: DataTypes.STRING, unique: 'fullName' },
        lastName: { type: DataTypes.STRING, unique: 'fullName' },
        score: DataTypes.INTEGER,
      }, { indexes: [{ unique: true, fields: ['email', 'score'] }, { fields: ['score'] }] });
      User.associate = models => {
        User.hasMany(models.Category, { as: 'topics' });
        User.hasMany(models.Category);
        User.belongsTo(models.Team);
      };
      return User;
    };`,
  '/models/category.js': `
    const { Model } = require('sequelize');
    module.exports = (sequelize, DataTypes) => {
      class Category extends Model {
        static associate({ User }) { this.belongsTo(User, { as: 'owner' }); }
      }
      Category.init({ slug: { type: DataTypes.UUID, primaryKey: true } }, { sequelize, modelName: 'Category' });
      return Category;
    };`,
  '/models/Team.ts': `
    import { BelongsToMany, Column, DataType, HasMany, Model, Table } from 'sequelize-typescript';
    import { Member } from './Member';
    @Table
    export class Team extends Model {
      @Column({ type: DataType.STRING, allowNull: false, unique: true }) name: string;
      @Column note?: string;
      @HasMany(() => Member) members: Member[];
    }`,
  '/models/Member.ts': `
    import { Column, Model, PrimaryKey, Table } from 'sequelize-typescript';
    @Table
    export class Member extends Model {
      @PrimaryKey @Column key: string;
    }`,
};

const factsOf = (path: string) => (FILES[path] === undefined ? undefined : factsOfText(path, FILES[path]));
const view = {
  facts: factsOf,
  exports: (path: string) => factsOf(path)?.exports,
  resolve: (from: string, to: string) => [join(dirname(from), `${to}.ts`), join(dirname(from), `${to}.js`)].find(path => FILES[path] !== undefined),
  list: (folder: string) => (folder === '/models' ? Object.keys(FILES).map(path => path.slice('/models/'.length)).sort() : []),
  named: () => [], mentioning: () => [], manifests: () => [], unaliased: (_: string, specifier: string) => specifier,
};
const link = makeLink(view, [sequelize], readSettings({}), { for: () => [], folders: () => [{ orm: 'sequelize', path: '/models' }] });
const model = (name: string): Model => link.schemas('/src/a.js').flatMap(({ models }) => models).find(each => each.name === name)!;
const columns = (name: string): readonly string[] => model(name).columns.map(each => `${each.name} ${each.type}${each.list ? '[]' : ''}${each.nullable ? '?' : ''}`);

describe('models that a folder declares', () => {
  it('reads `define`, with what relates it to others', () => {
    expect(columns('User')).toEqual(['id INTEGER', 'email STRING', 'firstName STRING?', 'lastName STRING?', 'score INTEGER?', 'topics Category[]?', 'Categories Category[]?', 'Team Team?']);
    expect(model('User').keys).toEqual([
      { columns: ['id'], primary: true },
      { columns: ['email'], primary: false },
      { columns: ['firstName', 'lastName'], primary: false },
      { columns: ['email', 'score'], primary: false },
    ]);
  });

  it('reads classes with `init`', () => {
    expect(columns('Category')).toEqual(['slug UUID', 'owner User?']);
    expect(model('Category').keys).toEqual([{ columns: ['slug'], primary: true }]);
  });

  it('reads classes with decorators', () => {
    expect(columns('Team')).toEqual(['id INTEGER', 'name STRING', 'note string?', 'members Member[]']);
    expect(model('Team').keys).toEqual([{ columns: ['id'], primary: true }, { columns: ['name'], primary: false }]);
    expect(model('Member').keys).toEqual([{ columns: ['key'], primary: true }]);
  });

  it('finds the folders that `.sequelizerc` names', () => {
    const folders = (text: string) => sequelize.schema!.modules!.foldersIn(text);
    expect(folders("module.exports = { 'models-path': path.resolve('src', 'models') };")).toEqual(['src/models']);
    expect(folders("module.exports = { config: 'x' };")).toEqual([]);
  });
});
