import { describe, expect, it } from 'vitest';

import { ORMS } from '../relations/orms.ts';
import { checkFollowUps, followUpsOf, type Around } from './harness.ts';

const typeorm = (eager: boolean): Around => ({
  files: {
    'package.json': JSON.stringify({ name: 'app', dependencies: { typeorm: '0.3.20' } }),
    'src/entities.ts': `
      import { Column, Entity, JoinColumn, ManyToOne, OneToMany, OneToOne, PrimaryGeneratedColumn } from 'typeorm';
      @Entity() export class Team { @PrimaryGeneratedColumn() id: number; }
      @Entity() export class Image { @PrimaryGeneratedColumn() id: number; }
      @Entity() export class User { @PrimaryGeneratedColumn() id: number; @Column() name: string; @Column() teamId: number; @ManyToOne(() => Team${eager ? ', { eager: true }' : ''}) team: Team; @ManyToOne(() => Image) image: Image; @OneToMany(() => Post, post => post.author) posts: Post[]; @OneToOne(() => Badge, badge => badge.user) badge: Badge; }
      @Entity() export class Badge { @PrimaryGeneratedColumn() id: number; @Column() userId: number; @OneToOne(() => User, user => user.badge) @JoinColumn({ name: 'userId' }) user: User; }
      @Entity() export class Post { @PrimaryGeneratedColumn() id: number; @Column() authorId: number; @ManyToOne(() => User, user => user.posts) author: User; }`,
  },
  head: "import { Repository } from 'typeorm';\nimport { Badge, Image, Post, Team, User } from './entities';\ndeclare const users: Repository<User>;\ndeclare const posts: Repository<Post>;\ndeclare const badges: Repository<Badge>;",
});

const CHILDREN = 'const user = await users.findOne({ where: { id } });\nconst all = await posts.find({ where: { authorId: user!.id } });\nreturn { user, all };';
const PARENT = (options = '', more = ''): string => `const post = await posts.findOne({ where: { id }${options} });\nconst author = await users.findOne({ where: { id: post!.authorId }${more} });\nreturn { post, author };`;

describe('relations that finds load by themselves, and builders do not', () => {
  checkFollowUps(typeorm(true), [['silent: the children of a row that has one', CHILDREN, []]]);
  checkFollowUps(typeorm(false), [['near miss: of a row that has none', CHILDREN, ['related posts.find user.id']]]);

  it('are kept by what is said to write', () => {
    expect(followUpsOf(typeorm(true), PARENT()).map(({ advice }) => advice)).toEqual(['Load it with the rows: `relations: { author: true }` in the options of `findOne`.']);
    expect(followUpsOf(typeorm(false), PARENT())[0]!.advice).toContain('createQueryBuilder');
  });
});

describe('rows of a relation that the first query loads in part', () => {
  checkFollowUps(typeorm(false), [
    ['silent: more is loaded with them', PARENT(', relations: { author: true }', ', relations: { image: true }'), []],
    ['near miss: the first loads nothing', PARENT('', ', relations: { image: true }'), ['related users.findOne post.authorId']],
  ]);
});

describe('the first of several by an order', () => {
  const badge = (order: string): string => `const user = await users.findOne({ where: { id } });\nconst badge = await badges.findOne({ where: { userId: user!.id }${order} });\nreturn { user, badge };`;
  checkFollowUps(typeorm(false), [
    ['silent: behind a relation to one', badge(", order: { id: 'DESC' }"), []],
    ['near miss: without an order', badge(''), ['related badges.findOne user.id']],
  ]);
});

describe('a row that is not the one of before', () => {
  checkFollowUps(typeorm(false), [
    ['silent: it is read after the first read has failed', 'let user;\ntry { user = await users.findOneOrFail({ where: { id } }); } catch { user = await users.findOneOrFail({ where: { id } }); }\nreturn user;', []],
    ['near miss: in the same `try`', 'try { const user = await users.findOneOrFail({ where: { id } });\nconst same = await users.findOneOrFail({ where: { id } });\nreturn { user, same }; } catch { return null; }', ['again users.findOneOrFail id']],
    ['silent: rows that it is read with are written in between', 'const user = await users.findOneOrFail({ where: { id } });\nawait badges.save({ userId: user.id });\nreturn users.findOneOrFail({ where: { id }, relations: { badge: true } });', []],
    ['near miss: others are', 'const user = await users.findOneOrFail({ where: { id } });\nawait badges.save({ userId: user.id });\nconst same = await users.findOneOrFail({ where: { id } });\nreturn { user, same };', ['again users.findOneOrFail id']],
    ['silent: the first has been given other values', 'const user = await users.findOneOrFail({ where: { id } });\nuser.name = me.name;\nconst before = await users.findOneOrFail({ where: { id } });\nreturn { user, before };', []],
    ['near miss: it is given them afterwards', 'const user = await users.findOneOrFail({ where: { id } });\nconst same = await users.findOneOrFail({ where: { id } });\nuser.name = me.name;\nreturn { user, same };', ['again users.findOneOrFail id']],
  ]);
});

describe('scopes of Sequelize', () => {
  const { files, head } = ORMS['Sequelize']!;
  checkFollowUps({ files, head }, [
    ['silent: a scope that has other columns', "const user = await User.findByPk(id);\nconst { password } = await User.scope('withPassword').findByPk(id);\nreturn { user, password };", []],
    ['near miss: without a scope', 'const user = await User.findByPk(id);\nconst { name } = await User.findByPk(id);\nreturn { user, name };', ['again User.findByPk id']],
  ]);

  it('leave the row where they leave out what belongs to it', () => {
    const code = 'const post = await Post.findByPk(id);\nconst author = await User.findByPk(post.authorId);\nreturn { post, author };';
    const scoped = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replace("'User', { name: DataTypes.STRING }", "'User', { name: DataTypes.STRING }, { defaultScope: { where: { deleted: false } } }")]));
    expect(followUpsOf({ files: scoped, head }, code)[0]!.advice).toContain("{ association: 'author', required: false }");
    expect(followUpsOf({ files, head }, code)[0]!.advice).toContain("include: ['author']");
  });
});
