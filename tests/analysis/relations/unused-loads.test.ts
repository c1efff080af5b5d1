import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { readSettings } from '../../../src/settings.ts';
import { projectWith, type Files } from '../harness.ts';

const { unusedLoadFindings } = await import('../../../src/analysis/index.ts');

type Around = { readonly files: Files; readonly head: string };
type Case = readonly [name: string, body: string, relations: readonly string[], advice?: string];

/** One `it` for each case: the body of a function, and the relations that are loaded and not read. */
function check({ files, head }: Around, cases: readonly Case[]): void {
  for (const [name, body, relations, advice] of cases) {
    it(name, () => {
      const text = `${head}\nexport async function run(id: number, unknown: any) {\n${body}\n}\n`;
      const dir = projectWith({ ...files, 'src/service.ts': text });
      const found = unusedLoadFindings({ filename: join(dir, 'src/service.ts'), text, cwd: dir, settings: readSettings(undefined) });
      expect(found.map(({ relation }) => relation)).toEqual(relations);
      if (advice !== undefined) expect(found[0]!.advice).toBe(advice);
    });
  }
}

const manifestWith = (dependency: string): string => JSON.stringify({ name: 'app', dependencies: { [dependency]: '1.0.0' } });

describe('prisma', () => {
  check({ files: {}, head: "import { prisma } from './db';\nconst withAuthor = { author: true } as const;\nconst withAuthors = { include: withAuthor } as const;" }, [
    ['an include', 'const rows = await prisma.post.findMany({ include: { author: true } });\nreturn rows.map(row => row.title);', ['author'], 'Leave `author` out of `include`.'],
    ['a select', 'const row = await prisma.post.findUnique({ where: { id }, select: { title: true, author: { select: { name: true } } } });\nreturn row?.title;', ['author'], 'Leave `author` out of `select`.'],
    ['one of two', 'const row = await prisma.post.findUnique({ where: { id }, include: { author: true, comments: true } });\nreturn row!.comments.length;', ['author']],
    ['behind one that is read', 'const row = await prisma.post.findUnique({ where: { id }, include: { author: { include: { team: true } } } });\nreturn row!.author.name;', ['author.team']],
    ['with what is behind it, once', 'const row = await prisma.post.findUnique({ where: { id }, include: { author: { include: { team: true } } } });\nreturn row!.title;', ['author']],
    ['read in a helper', 'const nameOfAuthor = (row: any) => row.author.name;\nconst row = await prisma.post.findUnique({ where: { id }, include: { author: true } });\nreturn nameOfAuthor(row);', []],
    ['near miss: another one is read in a helper', 'const titleOf = (row: any) => row.title;\nconst row = await prisma.post.findUnique({ where: { id }, include: { author: true } });\nreturn titleOf(row);', ['author']],
    ['returned', 'const row = await prisma.post.findUnique({ where: { id }, include: { author: true } });\nif (!row!.title) return null;\nreturn row;', []],
    ['serialized', 'const row = await prisma.post.findUnique({ where: { id }, include: { author: true } });\nif (row!.title) unknown.send(JSON.stringify(row));', []],
    ['spread', 'const row = await prisma.post.findUnique({ where: { id }, include: { author: true } });\nreturn { ...row, title: row!.title };', []],
    ['the rest of a row', 'const { title, ...rest } = (await prisma.post.findUnique({ where: { id }, include: { author: true } }))!;\nreturn { title, rest };', []],
    ['near miss: taken apart', 'const { title, status } = (await prisma.post.findUnique({ where: { id }, include: { author: true } }))!;\nreturn { title, status };', ['author']],
    ['given to unknown code', 'const row = await prisma.post.findUnique({ where: { id }, include: { author: true } });\nunknown(row, row!.title);', []],
    ['near miss: a column is given to unknown code', 'const row = await prisma.post.findUnique({ where: { id }, include: { author: true } });\nunknown(row!.title);', ['author']],
    ['a computed member', 'const row = await prisma.post.findUnique({ where: { id }, include: { author: true } });\nreturn row![unknown.key];', []],
    ['a member that is no column', 'const row = await prisma.post.findUnique({ where: { id }, include: { author: true } });\nreturn (row as any).byline;', []],
    ['options that cannot be read', 'const row = await prisma.post.findUnique({ where: { id }, include: { author: true, ...unknown } });\nreturn row!.title;', []],
    ['named by a constant that others share', 'const row = await prisma.post.findUnique({ where: { id }, include: withAuthor });\nreturn row!.title;', []],
    ['behind one that a shared constant names', 'const row = await prisma.comment.findUnique({ where: { id }, include: { post: withAuthors } });\nreturn row!.post.title;', []],
    ['rows that nobody looks at', 'await prisma.post.findMany({ include: { author: true } });', []],
    ['tested', 'const row = await prisma.post.findUnique({ where: { id }, include: { author: true } });\nreturn row!.author ? row!.title : null;', []],
  ]);
});

const ENTITIES = `
  import { Column, Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn } from 'typeorm';
  @Entity() export class User { @PrimaryGeneratedColumn() id: number; @Column() name: string; @OneToMany(() => Post, post => post.author) posts: Post[]; }
  @Entity() export class Post {
    @PrimaryGeneratedColumn() id: number;
    @Column() title: string;
    @ManyToOne(() => User, user => user.posts) author: User;
    @ManyToOne(() => User, { eager: true }) category: User;
    get byline() { return this.author.name; }
  }`;

describe('typeorm', () => {
  check({ files: { 'package.json': manifestWith('typeorm'), 'src/entities.ts': ENTITIES }, head: "import { Repository } from 'typeorm';\nimport { Post, User } from './entities';\ndeclare const posts: Repository<Post>;" }, [
    ['a relation of a find', 'const rows = await posts.find({ relations: { author: true } });\nreturn rows.map(row => row.title);', ['author'], 'Leave `author` out of `relations`.'],
    ['a relation that is eager', 'const rows = await posts.find({ relations: { category: true } });\nreturn rows.map(row => row.title);', []],
    ['near miss: a builder leaves out what is eager', "const rows = await posts.createQueryBuilder('p').leftJoinAndSelect('p.category', 'c').getMany();\nreturn rows.map(row => row.title);", ['category']],
    ['a join of a builder', "const row = await posts.createQueryBuilder('p').leftJoinAndSelect('p.author', 'a').where('p.id = :id', { id }).getOne();\nreturn row!.title;", ['author'], "Leave out `.leftJoinAndSelect('….author', …)`."],
    ['a join that the rows are ordered by', "const rows = await posts.createQueryBuilder('p').leftJoinAndSelect('p.author', 'a').orderBy('a.name').getMany();\nreturn rows.map(row => row.title);", []],
    ['a join that says which rows there are', "const rows = await posts.createQueryBuilder('p').innerJoinAndSelect('p.author', 'a').getMany();\nreturn rows.map(row => row.title);", []],
    ['a getter of the entity', 'const rows = await posts.find({ relations: { author: true } });\nreturn rows.map(row => row.byline);', []],
    ['saved', 'const row = await posts.findOne({ where: { id }, relations: { author: true } });\nrow!.title = "new";\nawait posts.save(row!);', []],
    ['near miss: updated by its key', 'const row = await posts.findOne({ where: { id }, relations: { author: true } });\nawait posts.update(row!.id, { title: "new" });', ['author']],
    ['a condition on the relation', 'const rows = await posts.find({ where: { author: { name: "x" } }, relations: { author: true } });\nreturn rows.map(row => row.title);', []],
  ]);
});

describe('sequelize', () => {
  const models = "import { Sequelize, DataTypes } from 'sequelize';\nconst sequelize = new Sequelize('sqlite::memory:');\nexport const User = sequelize.define('User', { name: DataTypes.STRING });\nexport const Post = sequelize.define('Post', { title: DataTypes.STRING, byline: { type: DataTypes.VIRTUAL, get() { return this.author.name; } } });\nUser.hasMany(Post, { as: 'posts' });\nPost.belongsTo(User, { as: 'author' });";
  check({ files: { 'package.json': manifestWith('sequelize'), 'src/models.ts': models }, head: "import { Post, User } from './models';" }, [
    ['an include by its name', "const rows = await Post.findAll({ include: ['author'], order: [['createdAt', 'DESC']] });\nreturn rows.map(row => row.title);", ['author'], 'Leave `author` out of `include`.'],
    ['an include by its model', "const rows = await Post.findAll({ include: [{ model: User, as: 'author' }] });\nreturn rows.map(row => row.title);", ['author']],
    ['that says which rows there are', "const rows = await Post.findAll({ include: [{ model: User, as: 'author', where: { name: 'x' } }] });\nreturn rows.map(row => row.title);", []],
    ['an include by its model alone', "const rows = await Post.findAll({ include: [{ model: User }] });\nreturn rows.map(row => row.title);", ['author']],
    ['that says which rows there are, by its model alone', "const rows = await Post.findAll({ include: [{ model: User, where: { name: 'x' } }] });\nreturn rows.map(row => row.title);", []],
    ['that is required', "const rows = await Post.findAll({ include: [{ model: User, as: 'author', required: true }] });\nreturn rows.map(row => row.title);", []],
    ['that the rows are ordered by', "const rows = await Post.findAll({ include: ['author'], order: [['author', 'name', 'ASC']] });\nreturn rows.map(row => row.title);", []],
    ['an attribute with a getter', "const rows = await Post.findAll({ include: ['author'] });\nreturn rows.map(row => row.byline);", []],
    ['read by `get`', "const rows = await Post.findAll({ include: ['author'] });\nreturn rows.map(row => row.get('author'));", []],
  ]);
});

describe('mikroorm', () => {
  const entities = "import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/core';\n@Entity() export class User { @PrimaryKey() id: number; @Property() name: string; }\n@Entity() export class Post { @PrimaryKey() id: number; @Property() title: string; @ManyToOne(() => User) author: User; }";
  check({ files: { 'package.json': manifestWith('@mikro-orm/core'), 'src/entities.ts': entities }, head: "import { EntityManager } from '@mikro-orm/core';\nimport { Post } from './entities';\ndeclare const em: EntityManager;" }, [
    ['what is populated', "const rows = await em.find(Post, {}, { populate: ['author'] });\nreturn rows.map(row => row.title);", ['author'], 'Leave `author` out of `populate`.'],
    ['read', "const rows = await em.find(Post, {}, { populate: ['author'] });\nreturn rows.map(row => row.author.name);", []],
  ]);
});

describe('mongoose', () => {
  check({ files: { 'package.json': manifestWith('mongoose') }, head: "import { model, Schema } from 'mongoose';\nconst User = model('User', new Schema({ name: String }));\nconst Post = model('Post', new Schema({ title: String, author: { type: Schema.Types.ObjectId, ref: 'User' } }));" }, [
    ['what is populated', "const rows = await Post.find().populate('author');\nreturn rows.map(row => row.title);", ['author'], 'Leave `author` out of `populate`.'],
    ['read as a key', "const rows = await Post.find().populate('author');\nreturn rows.map(row => row.author);", []],
    ['a virtual', "const rows = await Post.find().populate('author');\nreturn rows.map(row => row.byline);", []],
  ]);
});

describe('objection', () => {
  const models = "import { Model } from 'objection';\nexport class User extends Model { static tableName = 'users'; id!: number; name!: string; }\nexport class Post extends Model { static tableName = 'posts'; id!: number; title!: string; author!: User; static relationMappings = () => ({ author: { relation: Model.BelongsToOneRelation, modelClass: User, join: { from: 'posts.authorId', to: 'users.id' } } }); }";
  check({ files: { 'package.json': manifestWith('objection'), 'src/models.ts': models }, head: "import { Post } from './models';" }, [
    ['what is fetched', "const rows = await Post.query().withGraphFetched('author');\nreturn rows.map(row => row.title);", ['author'], 'Leave `author` out of `withGraphFetched`.'],
    ['what is joined may be asked by', "const rows = await Post.query().withGraphJoined('author');\nreturn rows.map(row => row.title);", []],
  ]);
});

describe('drizzle', () => {
  const schema = "import { integer, pgTable, serial, text } from 'drizzle-orm/pg-core';\nimport { relations } from 'drizzle-orm';\nexport const users = pgTable('users', { id: serial('id').primaryKey(), name: text('name') });\nexport const posts = pgTable('posts', { id: serial('id').primaryKey(), title: text('title'), authorId: integer('author_id') });\nexport const postsRelations = relations(posts, ({ one }) => ({ author: one(users, { fields: [posts.authorId], references: [users.id] }) }));";
  check({ files: { 'package.json': manifestWith('drizzle-orm'), 'drizzle.config.ts': "export default { schema: './src/schema.ts', dialect: 'postgresql' };", 'src/schema.ts': schema }, head: "import { drizzle } from 'drizzle-orm/node-postgres';\nimport * as schema from './schema';\nconst db = drizzle('', { schema });" }, [
    ['a relation of a relational query', 'const rows = await db.query.posts.findMany({ with: { author: true } });\nreturn rows.map(row => row.title);', ['author'], 'Leave `author` out of `with`.'],
    ['read', 'const rows = await db.query.posts.findMany({ with: { author: true } });\nreturn rows.map(row => row.author.name);', []],
  ]);
});
