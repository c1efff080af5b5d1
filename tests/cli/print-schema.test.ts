import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import { printSchema } from '../../src/cli/print-schema.ts';
import { readSettings } from '../../src/settings.ts';

const EXAMPLES = resolve(import.meta.dirname, '../../examples');
const settings = readSettings(undefined);

describe('the models of the examples', () => {
  it.each(['express-sequelize', 'hono-drizzle', 'nestjs-prisma', 'nestjs-typeorm', 'trpc-next-prisma'])('%s', name => {
    expect(printSchema([], join(EXAMPLES, name), settings)).toMatchSnapshot();
  });
});

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The rows of relations, and the lines below the names of models, of a project with these files. */
function printed(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'orm-schema-')));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return printSchema(['.'], folder, settings);
}

const relationsOf = (text: string): readonly string[] => text.split('\n').flatMap(line => /^\| (\w+) \| .* \| (.+) \|$/.exec(line)?.slice(1, 3).join(': ') ?? []).filter(line => !line.endsWith('Relation') && !line.endsWith('---'));
const manifest = (name: string): string => JSON.stringify({ name: 'app', dependencies: { [name]: '1.0.0' } });

describe('what is understood of relations', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['Prisma', {
      'package.json': manifest('@prisma/client'),
      'prisma/schema.prisma': `
model User {
  id       Int    @id
  posts    Post[] @relation("writes")
  reviewed Post[] @relation("reviews")
  tags     Tag[]
}
model Post {
  id         Int   @id
  authorId   Int
  author     User  @relation("writes", fields: [authorId], references: [id])
  reviewerId Int?
  reviewer   User? @relation(name: "reviews", fields: [reviewerId], references: [id])
  @@index([authorId, id(sort: Desc)])
  @@map("posts")
}
model Tag {
  id    Int    @id
  users User[]
}`,
    }, [
      'author: to one User, back by posts, key here (authorId)',
      'reviewer: to one User, back by reviewed, key here (reviewerId)',
      'users: many to many User, back by tags, table between',
      'posts: to many Post, back by author, key there (authorId)',
      'reviewed: to many Post, back by reviewer, key there (reviewerId)',
      'tags: many to many Tag, back by users, table between',
    ]],
    ['TypeORM, classes and an EntitySchema', {
      'package.json': manifest('typeorm'),
      'src/user.ts': `
        import { Entity, JoinTable, ManyToMany, OneToMany, PrimaryGeneratedColumn } from 'typeorm';
        import { Post } from './post';
        @Entity('users') export class User {
          @PrimaryGeneratedColumn() id: number;
          @OneToMany(() => Post, post => post.author) posts: Promise<Post[]>;
          @ManyToMany(() => User) @JoinTable({ name: 'friends' }) friends: User[];
        }`,
      'src/post.ts': `
        import { Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
        import { User } from './user';
        @Entity() export class Post { @PrimaryGeneratedColumn() id: number; @ManyToOne(() => User, user => user.posts, { eager: true }) @JoinColumn({ name: 'author_id' }) author: User; }`,
      'src/tag.ts': `
        import { EntitySchema } from 'typeorm';
        export const Tag = new EntitySchema({ name: 'Tag', columns: { id: { type: Number, primary: true } }, relations: { post: { type: 'many-to-one', target: 'Post', inverseSide: 'tags' } } });`,
    }, ['author: to one User, back by posts, key here (author_id), loaded by find methods', 'post: to one Post, back by tags, key here (postId)', 'posts: to many Post, back by author, key there, lazy', 'friends: many to many User, table between (friends)']],
    ['Sequelize, relations in another file', {
      'package.json': manifest('sequelize'),
      'src/tables.js': "const { Sequelize, DataTypes } = require('sequelize');\nconst sequelize = new Sequelize();\nexports.User = sequelize.define('User', { name: DataTypes.STRING });\nexports.Tag = sequelize.define('Tag', { name: DataTypes.STRING });",
      'src/relations.js': "const { User, Tag } = require('./tables');\nUser.belongsToMany(Tag, { as: 'tags', through: 'UserTags' });\nTag.belongsTo(User, { as: 'owner', foreignKey: 'ownerId' });",
    }, ['owner: to one User, back by tags, key here (ownerId)', 'tags: many to many Tag, back by owner, table between (UserTags)']],
    ['Drizzle, both ways', {
      'package.json': manifest('drizzle-orm'),
      'src/db/schema.ts': `
        import { pgTable, integer, text } from 'drizzle-orm/pg-core';
        import { relations } from 'drizzle-orm';
        export const users = pgTable('users', { id: integer().primaryKey(), name: text() });
        export const posts = pgTable('posts', { id: integer().primaryKey(), authorId: integer() });
        export const usersRelations = relations(users, ({ many }) => ({ posts: many(posts) }));
        export const postsRelations = relations(posts, ({ one }) => ({ author: one(users, { fields: [posts.authorId], references: [users.id] }) }));`,
    }, ['author: to one users, back by posts, key here (authorId)', 'posts: to many posts, back by author, key there (authorId)']],
    ['Drizzle, defineRelations', {
      'package.json': manifest('drizzle-orm'),
      'src/db/schema.ts': `
        import { pgTable, integer, text } from 'drizzle-orm/pg-core';
        import { defineRelations } from 'drizzle-orm';
        export const users = pgTable('users', { id: integer().primaryKey(), name: text() });
        export const posts = pgTable('posts', { id: integer().primaryKey(), authorId: integer() });
        export const all = defineRelations({ users, posts }, r => ({
          users: { posts: r.many.posts() },
          posts: { author: r.one.users({ from: r.posts.authorId, to: r.users.id }) },
        }));`,
    }, ['author: to one users, back by posts, key here (authorId)', 'posts: to many posts, back by author, key there (authorId)']],
    ['Mongoose, keys and a virtual', {
      'package.json': manifest('mongoose'),
      'src/post.ts': `
        import { model, Schema } from 'mongoose';
        const postSchema = new Schema({ author: { type: Schema.Types.ObjectId, ref: 'User', autopopulate: true } });
        export const Post = model('Post', postSchema);`,
      'src/user.ts': `
        import { model, Schema } from 'mongoose';
        const userSchema = new Schema({ name: String });
        userSchema.virtual('posts', { ref: 'Post', localField: '_id', foreignField: 'author' });
        export const User = model('User', userSchema);`,
    }, ['author: to one User, back by posts, key here (author), loaded by every query', 'posts: to many Post, back by author, key there (author)']],
    ['MikroORM, decorators, EntitySchema and defineEntity', {
      'package.json': manifest('@mikro-orm/core'),
      'src/a.ts': `
        import { Collection, Entity, ManyToOne, OneToMany, PrimaryKey } from '@mikro-orm/core';
        @Entity() export class Author { @PrimaryKey() id: number; @OneToMany(() => Book, book => book.author) books = new Collection<Book>(this); }
        @Entity() export class Book { @PrimaryKey() id: number; @ManyToOne(() => Author, { inversedBy: 'books' }) author: Author; }`,
      'src/b.ts': `
        import { EntitySchema } from '@mikro-orm/core';
        export const Page = new EntitySchema({ name: 'Page', properties: { id: { type: 'number', primary: true }, book: { kind: 'm:1', entity: 'Book' } } });`,
      'src/c.ts': `
        import { defineEntity, p } from '@mikro-orm/core';
        export const Note = defineEntity({ name: 'Note', properties: { id: p.integer().primary(), page: () => p.manyToOne('Page').nullable() } });`,
    }, ['books: to many Book, back by author, key there', 'author: to one Author, back by books, key here (author_id)', 'page: to one Page, key here (page_id)', 'book: to one Book, key here (book_id)']],
    ['Objection', {
      'package.json': manifest('objection'),
      'src/models.js': `
        const { Model } = require('objection');
        class Person extends Model {
          static get tableName() { return 'persons'; }
          static get relationMappings() { return { pets: { relation: Model.HasManyRelation, modelClass: Pet, join: { from: 'persons.id', to: 'pets.ownerId' } } }; }
        }
        class Pet extends Model {
          static relationMappings = { owner: { relation: Model.BelongsToOneRelation, modelClass: Person, join: { from: 'pets.ownerId', to: 'persons.id' } } };
        }
        module.exports = { Person, Pet };`,
    }, ['pets: to many Pet, back by owner, key there (ownerId)', 'owner: to one Person, back by pets, key here (ownerId)']],
  ])('%s', (_, files, relations) => {
    expect(relationsOf(printed(files))).toEqual(relations);
  });
});

it('says keys, indexes, tables and what every query loads', () => {
  const text = printed({
    'package.json': manifest('sequelize'),
    'src/tables.js': "const { Sequelize, DataTypes } = require('sequelize');\nconst sequelize = new Sequelize();\nexports.User = sequelize.define('User', { email: { type: DataTypes.STRING, unique: true } }, { tableName: 'people', indexes: [{ fields: ['team', { name: 'age', order: 'DESC' }], using: 'gin' }], defaultScope: { include: ['team'] } });",
  });
  expect(text).toContain('src/tables.js · table people · primary (id) · unique (email) · index (team, age desc) gin · every query loads team\n');
});

it.each<[string, string, Readonly<Record<string, string>>]>([
  ['TypeORM', 'kind', { 'src/a.ts': "import { Column, Entity, PrimaryGeneratedColumn, TableInheritance } from 'typeorm';\n@Entity() @TableInheritance({ column: { type: 'varchar', name: 'kind' } }) export class Content { @PrimaryGeneratedColumn() id: number; @Column() title: string; }", 'package.json': manifest('typeorm') }],
  ['Mongoose', 'kind', { 'src/a.ts': "import { model, Schema } from 'mongoose';\nexport const Event = model('Event', new Schema({ at: Date }, { discriminatorKey: 'kind' }));", 'package.json': manifest('mongoose') }],
  ['MikroORM, a class', 'kind', { 'src/a.ts': "import { Entity, PrimaryKey } from '@mikro-orm/core';\n@Entity({ discriminatorColumn: 'kind', abstract: true }) export abstract class Person { @PrimaryKey() id: number; }", 'package.json': manifest('@mikro-orm/core') }],
  ['MikroORM, a schema', 'kind', { 'src/a.ts': "import { EntitySchema } from '@mikro-orm/core';\nexport const Person = new EntitySchema({ name: 'Person', discriminatorColumn: 'kind', properties: { id: { type: 'number', primary: true } } });", 'package.json': manifest('@mikro-orm/core') }],
])('says by which column %s tells the models of one table apart', (_, column, files) => {
  expect(printed(files)).toContain(` · discriminated by ${column}\n`);
});

it('says once, with file and line, what it does not understand', () => {
  const text = printed({ 'package.json': manifest('@prisma/client'), 'prisma/schema.prisma': 'model User {\n  id Int @id\n  !!!\n}\n', 'src/a.ts': 'export const a = 1;', 'src/b.ts': 'export const b = 1;' });
  expect(text.match(/Not understood: .*/g)).toEqual(['Not understood: prisma/schema.prisma:3: This line is no field and no attribute.']);
});

it('says that there is nothing', () => {
  expect(printed({ 'package.json': '{}', 'src/a.ts': 'export const a = 1;' })).toBe('No schema was found, and no model is declared in these files.\n');
});
