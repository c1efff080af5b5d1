import { describe, expect, it } from 'vitest';

import { checkRelations, relationsIn, type Around } from './harness.ts';

const around: Around = {
  files: {
    'package.json': JSON.stringify({ name: 'app', dependencies: { '@mikro-orm/core': '6.0.0' } }),
    'src/entities.ts': `
      import { Collection, Entity, ManyToOne, OneToMany, PrimaryKey, Property, Ref } from '@mikro-orm/core';
      @Entity() export class User { @PrimaryKey() id: number; @Property() name: string; @OneToMany(() => Post, post => post.author) posts = new Collection<Post>(this); }
      @Entity() export class Post {
        @PrimaryKey() id: number;
        @Property() title: string;
        @ManyToOne(() => User) author: User;
        @ManyToOne(() => User, { eager: true }) owner: User;
        @ManyToOne(() => User) editor: User;
        @ManyToOne(() => Tag) tag: Tag;
        @ManyToOne(() => Post) parent: Post;
      }
      @Entity() export class Tag { @PrimaryKey() id: number; @Property() name: string; }`,
  },
  head: "import { EntityManager } from '@mikro-orm/core';\nimport { Post, Tag, User } from './entities';\ndeclare const em: EntityManager;\ndeclare const unknown: any;",
};

describe('relations that are read and not loaded', () => {
  checkRelations(around, [
    ['a reference', 'export async function run() { const rows = await em.find(Post, {}); return rows.map(row => row.author.name); }', ['unloaded row.author.name → author']],
    ['a collection', 'export async function run(id: number) { const user = await em.findOneOrFail(User, { name: unknown }); return user.posts.getItems().length; }', ['unloaded user.posts']],
    ['another one is populated', "export async function run() { const rows = await em.find(Post, {}, { populate: ['tag'] }); return rows.map(row => row.author.name); }", ['unloaded row.author.name → author']],
  ]);
});

describe('silence', () => {
  checkRelations(around, [
    ['asked by its key, which the identity map may have with its relations', 'export async function run(id: number) { const user = await em.findOneOrFail(User, id); return user.posts.getItems().length; }', []],
    ['near miss: asked by its key, from the database', 'export async function run(id: number) { const user = await em.findOneOrFail(User, id, { refresh: true }); return user.posts.getItems().length; }', ['unloaded user.posts']],
    ['populated', "export async function run() { const rows = await em.find(Post, {}, { populate: ['author'] }); return rows.map(row => row.author.name); }", []],
    ['populated by a column that is asked for', "export async function run() { const rows = await em.find(Post, {}, { fields: ['title', 'author.name'] }); return rows.map(row => row.author.name); }", []],
    ['near miss: its own columns are asked for', "export async function run() { const rows = await em.find(Post, {}, { fields: ['title'] }); return rows.map(row => row.author.name); }", ['unloaded row.author.name → author']],
    ['another one of the same model is populated, whose row it may be', "export async function run() { const rows = await em.find(Post, {}, { populate: ['editor'] }); return rows.map(row => row.author.name); }", []],
    ['rows of its model are read before', 'export async function run() { await em.find(User, {}); const rows = await em.find(Post, {}); return rows.map(row => row.author.name); }', []],
    ['near miss: rows of another model are', 'export async function run() { await em.find(Tag, {}); const rows = await em.find(Post, {}); return rows.map(row => row.author.name); }', ['unloaded row.author.name → author']],
    ['a list that may hold its own parents', 'export async function run() { const rows = await em.find(Post, {}); return rows.map(row => row.parent.title); }', []],
    ['near miss: one row', 'export async function run() { const row = await em.findOneOrFail(Post, { title: unknown }); return row.parent.title; }', ['unloaded row.parent.title → parent']],
    ['all populated', "export async function run() { const rows = await em.find(Post, {}, { populate: ['*'] }); return rows.map(row => row.author.name); }", []],
    ['eager by default', 'export async function run() { const rows = await em.find(Post, {}); return rows.map(row => row.owner.name); }', []],
    ['the key of a reference', 'export async function run() { const rows = await em.find(Post, {}); return rows.map(row => row.author.id); }', []],
    ['populated afterwards', "export async function run() { const rows = await em.find(Post, {}); await em.populate(rows, ['author']); return rows.map(row => row.author.name); }", []],
    ['initialized afterwards', 'export async function run(id: number) { const user = await em.findOneOrFail(User, id); await user.posts.init(); return user.posts.getItems().length; }', []],
    ['added to', 'export async function run(id: number, post: Post) { const user = await em.findOneOrFail(User, id); user.posts.add(post); }', []],
    ['options that cannot be read', 'export async function run(options: object) { const rows = await em.find(Post, {}, options); return rows.map(row => row.author.name); }', []],
  ]);
});

const documents: Around = {
  files: {
    'package.json': JSON.stringify({ name: 'app', dependencies: { '@mikro-orm/mongodb': '6.0.0' } }),
    'src/base.ts': "import { PrimaryKey, SerializedPrimaryKey } from '@mikro-orm/core';\nexport abstract class Base { @PrimaryKey() _id: object; @SerializedPrimaryKey() id: string; }",
    'src/entities.ts': `
      import { Collection, Entity, ManyToMany, OneToMany, Property } from '@mikro-orm/core';
      import { Base } from './base';
      @Entity() export class Tag extends Base { @Property() name: string; @ManyToMany(() => Post, post => post.tags) posts = new Collection<Post>(this); }
      @Entity() export class Post extends Base { @Property() title: string; @ManyToMany(() => Tag) tags = new Collection<Tag>(this); }`,
  },
  head: "import { EntityManager } from '@mikro-orm/mongodb';\nimport { Post, Tag } from './entities';\ndeclare const em: EntityManager;",
};

describe('documents, which hold the keys of many', () => {
  checkRelations(documents, [
    ['how many there are', 'export async function run() { const rows = await em.find(Post, {}); return rows.map(row => row.tags.length); }', []],
    ['their keys', 'export async function run() { const rows = await em.find(Post, {}); return rows.map(row => row.tags.getItems().map(tag => tag.id)); }', []],
    ['near miss: the side that does not own them', 'export async function run() { const rows = await em.find(Tag, {}); return rows.map(row => row.posts.getItems().length); }', ['unloaded row.posts']],
  ]);
});

it('merges what it says to load with what is there', () => {
  const found = relationsIn(around, "export async function run() { const rows = await em.find(Post, {}, { populate: ['tag'] }); return rows.map(row => row.author.name); }");
  expect(found.advice).toEqual(["Load it with the rows: `populate: ['tag', 'author']` in the options of `find`."]);
});
