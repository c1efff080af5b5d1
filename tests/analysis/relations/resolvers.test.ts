import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { readSettings } from '../../../src/settings.ts';
import { projectWith, type Files } from '../harness.ts';

const { resolverFindings } = await import('../../../src/analysis/index.ts');

const AROUND: Files = {
  'package.json': JSON.stringify({ name: 'app', dependencies: { sequelize: '6.0.0', graphql: '16.0.0', '@nestjs/graphql': '12.0.0' } }),
  'models/index.js': `
    const { Sequelize, DataTypes } = require('sequelize');
    const sequelize = new Sequelize('sqlite::memory:');
    const User = sequelize.define('User', { name: DataTypes.STRING });
    const Post = sequelize.define('Post', { title: DataTypes.STRING });
    Post.belongsTo(User, { as: 'author' });
    module.exports = { User, Post, sequelize };`,
};

/** The resolvers' queries that are found in the first of the files: `author: User.findByPk`. */
function found(files: Files, dependencies?: object): readonly string[] {
  const dir = projectWith({ ...AROUND, ...(dependencies && { 'package.json': JSON.stringify({ name: 'app', dependencies }) }), ...files });
  const [[path, text] = ['', '']] = Object.entries(files);
  return resolverFindings({ filename: join(dir, path), text, cwd: dir, settings: readSettings(undefined) }).map(({ field, subject }) => `${field}: ${subject}`);
}

const configOf = (body: string): string => `
  const { GraphQLObjectType, GraphQLString } = require('graphql');
  const { Op } = require('sequelize');
  const { User, Post, sequelize } = require('../models');
  async function countOf(authorId) { return Post.count({ where: { authorId } }); }
  async function pageOf(authorId, skip) { return { total: await Post.count({ where: { authorId } }), rows: await Post.findAll({ where: { authorId }, offset: skip, limit: 10 }) }; }
  const userOf = id => User.findByPk(id);
  async function authorOf(id, loaders) { return loaders ? loaders.user.load(id) : User.findByPk(id); }
  module.exports = new GraphQLObjectType({ name: 'Post', fields: () => ({ author: { type: GraphQLString, ${body} } }) });`;

describe('field resolvers', () => {
  it.each([
    ['of a type of `graphql`', 'async resolve(post) { return User.findByPk(post.authorId); }', ['author: User.findByPk']],
    ['through a variable', 'async resolve(post) { const id = post.authorId; return User.findByPk(id); }', ['author: User.findByPk']],
    ['that load a relation of the object', 'resolve(post) { return post.getAuthor(); }', ['author: post.getAuthor']],
    ['silent: the object reaches no query', 'async resolve(_, args) { return User.findByPk(args.id); }', []],
    ['silent: a loader', 'async resolve(post, _, { loaders }) { return loaders.user.load(post.authorId); }', []],
    ['silent: a method that is no relation', 'resolve(post) { return post.getTitle(); }', []],
    ['silent: a number beside a page', 'async resolve(user, { skip }) { return pageOf(user.id, skip); }', []],
    ['near miss: the number alone', 'async resolve(user) { return countOf(user.id); }', ['author: countOf']],
    ['silent: a page of what belongs to the object', 'async resolve(user, { skip }) { return Post.findAll({ where: { authorId: user.id }, offset: skip, limit: 10 }); }', []],
    ['near miss: all of it', 'async resolve(user) { return Post.findAll({ where: { authorId: user.id } }); }', ['author: Post.findAll']],
    ['silent: what is made of the object is no key', 'async resolve(span) { return Post.count({ where: { createdAt: { [Op.gt]: span.from } } }); }', []],
    ['silent: a field of what it gives', 'async resolve(user) { return { total: () => Post.count({ where: { authorId: user.id } }) }; }', []],
    ['near miss: in a callback', 'async resolve(user) { return [user].map(() => Post.count({ where: { authorId: user.id } })); }', ['author: Post.count']],
    ['silent: behind a function, in place of a loader', 'async resolve(post, _, { loaders }) { return authorOf(post.authorId, loaders); }', []],
    ['near miss: behind a function', 'async resolve(post) { return userOf(post.authorId); }', ['author: userOf']],
    ['silent: a statement', "async resolve(span) { return sequelize.query('SELECT count(*) FROM posts WHERE at > ?', { replacements: [span.from] }); }", []],
    ['silent: of all objects, that of the one who asks', 'async resolve(user, _, { me }) { if (me.id !== user.id) return []; return Post.findAll({ where: { authorId: user.id } }); }', []],
    ['silent: inside of that question', 'async resolve(user, _, { me }) { if (user.id === me.id) { return Post.findAll({ where: { authorId: user.id } }); } return []; }', []],
    ['near miss: of all objects, those of a kind', "async resolve(user) { if (user.kind !== 'author') return []; return Post.findAll({ where: { authorId: user.id } }); }", ['author: Post.findAll']],
    ['silent: what its list has loaded is given first', 'async resolve(post) { if (post.author) return post.author; return User.findByPk(post.authorId); }', []],
    ['silent: what its list has loaded, or', 'async resolve(post) { return post.author ?? (await User.findByPk(post.authorId)); }', []],
    ['near miss: something else is given first', 'async resolve(post) { if (!post.authorId) return null; return User.findByPk(post.authorId); }', ['author: User.findByPk']],
    ['silent: behind what may keep it', 'async resolve(post, _, { cache }) { return cache.get(post.authorId, () => User.findByPk(post.authorId)); }', []],
    ['near miss: behind what runs it', 'async resolve(post) { return sequelize.transaction(() => User.findByPk(post.authorId)); }', ['author: User.findByPk']],
    ['silent: it goes on for one object, and leaves by a call', 'async resolve(user, _, { me, forbid }) { if (me.id !== user.id) { forbid(); } return Post.findAll({ where: { authorId: user.id } }); }', []],
    ['silent: one of many that the client names', 'async resolve(user, { id }) { return Post.findOne({ where: { authorId: user.id, id } }); }', []],
    ['near miss: one of many that the program names', "async resolve(user) { return Post.findOne({ where: { authorId: user.id, title: 'first' } }); }", ['author: Post.findOne']],
    ['silent: a check', 'async resolve(post) { await userOf(post.authorId); return post.title; }', []],
    ['silent: a write', "async resolve(post) { return User.update({ name: '' }, { where: { id: post.authorId } }); }", []],
  ])('%s', (_, body, expected) => {
    expect(found({ 'src/post-type.js': configOf(body) })).toEqual(expected);
  });

  it('of NestJS, by their decorators', () => {
    const code = (field: string): string => `
      import { ResolveField, Parent } from '@nestjs/graphql';
      import { User } from '../models';
      export class PostResolver { ${field} async author(@Parent() post: { authorId: string }) { return User.findByPk(post.authorId); } }`;
    expect(found({ 'src/post.resolver.ts': code('@ResolveField()') })).toEqual(['author: User.findByPk']);
    expect(found({ 'src/post.resolver.ts': code('') })).toEqual([]);
  });

  it('of NestJS, of a type that is not given alone', () => {
    const code = (type: string): string => `
      import { Parent, Query, ResolveField, Resolver, Mutation } from '@nestjs/graphql';
      import { PostType } from './post.type';
      import { User, Post } from '../models';
      @Resolver(() => PostType)
      export class PostResolver {
        @Query(() => ${type}) posts() { return Post.findAll(); }
        @Mutation(() => Boolean) clear() { return true; }
        @ResolveField() async author(@Parent() post: { authorId: string }) { return User.findByPk(post.authorId); }
      }`;
    expect(found({ 'src/post.resolver.ts': code('PostType') })).toEqual([]);
    expect(found({ 'src/post.resolver.ts': code('[PostType]') })).toEqual(['author: User.findByPk']);
    expect(found({ 'src/post.resolver.ts': code('PostPage') }), 'which may have many').toEqual(['author: User.findByPk']);
  });

  it('of a map that an index puts under the name of a type', () => {
    const map = "import { User } from '../../models';\nexport default { author(post) { return User.findByPk(post.authorId); } };";
    expect(found({ 'src/resolvers/post.ts': map, 'src/resolvers/index.ts': "import Post from './post';\nexport default { Query: {}, Post };" })).toEqual(['author: User.findByPk']);
    expect(found({ 'src/resolvers/post.ts': map, 'src/resolvers/index.ts': "import post from './post';\nexport default { post };" })).toEqual([]);
    expect(found({ 'src/resolvers/post.ts': map, 'src/resolvers/index.ts': "import Query from './post';\nexport default { Query };" })).toEqual([]);
  });

  it('only where a package serves GraphQL', () => {
    expect(found({ 'src/post-type.js': configOf('async resolve(post) { return User.findByPk(post.authorId); }') }, { sequelize: '6.0.0' })).toEqual([]);
  });
});
