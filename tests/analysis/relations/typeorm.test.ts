import { describe, expect, it } from 'vitest';

import { checkRelations, relationsIn, type Around } from './harness.ts';

const around: Around = {
  files: {
    'package.json': JSON.stringify({ name: 'app', dependencies: { typeorm: '1.0.0' } }),
    'src/entities.ts': `
      import { Column, Entity, JoinColumn, ManyToOne, OneToMany, OneToOne, PrimaryGeneratedColumn } from 'typeorm';
      @Entity() export class Company { @PrimaryGeneratedColumn() id: number; @Column() name: string; }
      @Entity() export class User {
        @PrimaryGeneratedColumn() id: number;
        @Column() name: string;
        @ManyToOne(() => Company) company: Company;
        @OneToOne(() => Company, { eager: true }) @JoinColumn() employer: Company;
        @OneToMany(() => Post, post => post.author) posts: Post[];
        @OneToMany(() => Post, post => post.editor) edited: Promise<Post[]>;
      }
      @Entity() export class Post {
        @PrimaryGeneratedColumn() id: number;
        @Column() title: string;
        @Column() authorId: number;
        @ManyToOne(() => User, user => user.posts) author: User;
        @ManyToOne(() => User, user => user.edited) editor: User;
        @Column({ type: 'integer' }) @ManyToOne(() => User) @JoinColumn({ name: 'reader' }) reader: number;
      }`,
  },
  head: `
    import { In, Repository } from 'typeorm';
    import { Company, Post, User } from './entities';
    declare const posts: Repository<Post>;
    declare const users: Repository<User>;
    declare const unknown: any;`,
};

describe('relations that are read and not loaded', () => {
  checkRelations(around, [
    ['in a callback', 'export async function run() { const rows = await posts.find(); return rows.map(row => row.author.name); }', ['unloaded row.author']],
    ['on one row', 'export async function run(id: number) { const post = await posts.findOneBy({ id }); return post!.author.name; }', ['unloaded post.author']],
    ['destructured', 'export async function run() { for (const { author } of await posts.find()) unknown(author.name); }', ['unloaded author']],
    ['through optional chaining', 'export async function run(id: number) { const post = await posts.findOneBy({ id }); return post?.author?.name; }', ['unloaded post?.author']],
    ['a list, through `?.map`', 'export async function run(id: number) { const user = await users.findOneBy({ id }); return user?.posts?.map(post => post.title); }', ['unloaded user?.posts']],
    ['behind one that is loaded', "export async function run() { const rows = await posts.find({ relations: { author: true } }); return rows.map(row => row.author.company.name); }", ['unloaded row.author.company']],
    ['in a pair', 'export async function run() { const [rows] = await posts.findAndCount({ take: 10 }); return rows.map(row => row.author.name); }', ['unloaded row.author']],
    ['in a helper', 'const nameOf = (post: Post) => post.author.name;\nexport async function run() { return (await posts.find()).map(post => nameOf(post)); }', ['unloaded post.author']],
    ['in a spread', 'export async function run(id: number) { const post = await posts.findOneBy({ id }); const all = { ...post!, seen: true }; return all.author.name; }', ['unloaded all.author']],
    ['a builder does not load what is eager', "export async function run() { const rows = await users.createQueryBuilder('u').getMany(); return rows.map(row => row.employer.name); }", ['unloaded row.employer']],
    ['a lazy relation, in a loop', 'export async function run() { for (const user of await users.find()) unknown((await user.edited).length); }', ['per-row user.edited']],
    ['once for a query and a relation', 'export async function run() { const rows = await posts.find(); rows.map(row => row.author.name); return rows.map(row => row.author.id); }', ['unloaded row.author']],
    ['rows of a service of another file', {
      'src/posts.service.ts': 'export class PostsService { list() { return posts.find(); } }',
      'src/feed.ts': "import { PostsService } from './posts.service';\nexport class Feed { constructor(private readonly all: PostsService) {}\n async run() { const rows = await this.all.list(); return rows.map(row => row.author.name); } }",
    }, ['src/feed.ts: unloaded row.author']],
    ['a function of another file that is handed the rows', {
      'src/dto.ts': 'export function toDto(post: Post) { return { author: post.author.name }; }',
      'src/feed.ts': "import { toDto } from './dto';\nexport async function run() { return (await posts.find()).map(toDto); }",
    }, ['src/feed.ts: read-elsewhere posts.find → author']],
  ]);
});

describe('silence', () => {
  checkRelations(around, [
    ['a key that is a column and a relation', 'export async function run() { return (await posts.find()).map(row => row.reader.toFixed()); }', []],
    ['loaded', "export async function run() { const rows = await posts.find({ relations: ['author'] }); return rows.map(row => row.author.name); }", []],
    ['loaded by a constant that is spread', 'const withAuthor = { relations: { author: true } } as const;\nexport async function run() { const rows = await posts.find({ ...withAuthor, take: 10 }); return rows.map(row => row.author.name); }', []],
    ['near miss: a constant that loads another one', 'const withEditor = { relations: { editor: true } } as const;\nexport async function run() { const rows = await posts.find({ ...withEditor, take: 10 }); return rows.map(row => row.author.name); }', ['unloaded row.author']],
    ['options that cannot be read', 'export async function run(options: object) { const rows = await posts.find({ ...options }); return rows.map(row => row.author.name); }', []],
    ['relations that cannot be read', 'export async function run(relations: string[]) { const rows = await posts.find({ relations }); return rows.map(row => row.author.name); }', []],
    ['joined by a builder, two steps', "export async function run() { const rows = await posts.createQueryBuilder('p').leftJoinAndSelect('p.author', 'a').leftJoinAndSelect('a.company', 'c').getMany(); return rows.map(row => row.author.company.name); }", []],
    ['near miss: joined without being selected', "export async function run() { const rows = await posts.createQueryBuilder('p').leftJoin('p.author', 'a').getMany(); return rows.map(row => row.author.name); }", ['unloaded row.author']],
    ['joined, with some of its columns selected', "export async function run() { const rows = await posts.createQueryBuilder('p').select(['p.id', 'a.name']).leftJoin('p.author', 'a').getMany(); return rows.map(row => row.author.name); }", []],
    ['a builder that is handed in', "import { SelectQueryBuilder } from 'typeorm';\nexport async function run(builder: SelectQueryBuilder<Post>) { const rows = await builder.getMany(); return rows.map(row => row.author.name); }", []],
    ['a condition that is a function', "export async function run() { const rows = await posts.find({ where: (qb: any) => { qb.leftJoinAndSelect('Post.author', 'author'); } } as any); return rows.map(row => row.author.name); }", []],
    ['eager by default', 'export async function run() { const rows = await users.find(); return rows.map(row => row.employer.name); }', []],
    ['the key of the relation', 'export async function run() { const rows = await posts.find(); return rows.map(row => row.authorId); }', []],
    ['written', 'export async function run(author: User) { const post = await posts.findOneBy({ id: 1 }); post!.author = author; unknown(post!.author.name); }', []],
    ['guarded', 'export async function run(id: number) { const post = await posts.findOneBy({ id }); return post!.author ? post!.author.name : unknown; }', []],
    ['guarded by what it would have', 'export async function run(id: number) { const post = await posts.findOneBy({ id }); return post!.author?.id ? post!.author : unknown.load(id); }', []],
    ['guarded by a question for what it would have', 'export async function run(id: number) { const post = await posts.findOneBy({ id }); if (!post!.author?.name) return unknown; return post!.author.name; }', []],
    ['near miss: a default for what it would have', "export async function run(id: number) { const post = await posts.findOneBy({ id }); return post!.author?.name ?? 'nobody'; }", ['unloaded post.author']],
    ['on one of two rows, which turns out at run time', "export async function run(id: number) { const full = await posts.findOne({ where: { id }, relations: { author: true } }); const bare = await posts.findOneBy({ id }); const post = full || bare; return post!.author.name; }", []],
    ['asked only where a column is missing', 'export async function run(id: number) { const post = await posts.findOneBy({ id }); return post!.authorId || post!.author?.id; }', []],
    ['a list with a default, in a function that may serve others', 'const dto = (user: User) => ({ posts: user.posts?.map(post => post.title) ?? [] });\nexport async function run() { return (await users.find()).map(dto); }', []],
    ['one that may be missing, in a function that may serve others', 'const dto = (post: Post) => ({ author: post.author?.name });\nexport async function run() { return (await posts.find()).map(dto); }', []],
    ['near miss: a list with a default, where it is asked for', 'export async function run(id: number) { const user = await users.findOneBy({ id }); return user!.posts?.length ?? 0; }', ['unloaded user.posts']],
    ['options behind the conditions, as up to 0.2', "export async function run(id: number) { const post = await posts.findOne({ id } as any, { relations: ['author'] } as any); return post!.author.name; }", []],
    ['near miss: options there that load another one', "export async function run(id: number) { const post = await posts.findOne({ id } as any, { relations: ['editor'] } as any); return post!.author.name; }", ['unloaded post.author']],
    ['options that are told more by and by', 'export async function run(id: number) { const options: any = { take: 5 }; options.relations = unknown; const rows = await posts.find(options); return rows.map(row => row.author.name); }', []],
    ['near miss: a condition that is', "export async function run(id: number) { const options: any = { where: {} }; options.where.id = id; const rows = await posts.find(options); return rows.map(row => row.author.name); }", ['unloaded row.author']],
    ['guarded by `in`', "export async function run(id: number) { const post = await posts.findOneBy({ id }); return 'author' in post! ? post.author.name : unknown; }", []],
    ['near miss: another one is guarded', 'export async function run(id: number) { const post = await posts.findOneBy({ id }); return post!.editor ? post!.author.name : unknown; }', ['unloaded post!.author'.replace('!', '')]],
    ['guarded by `??`', 'export async function run(id: number) { const user = await users.findOneBy({ id }); return (user!.posts ?? []).length; }', []],
    ['loaded in between', 'export async function run(id: number) { const post = await posts.findOneBy({ id }); await unknown.load(post); return post!.author.name; }', []],
    ['near miss: logged in between', 'export async function run(id: number) { const post = await posts.findOneBy({ id }); unknown.log(post); return post!.author.name; }', ['unloaded post.author']],
    ['read again in between', 'export async function run(id: number) { let post = await posts.findOneBy({ id }); post = await posts.findOne({ where: { id }, relations: { author: true } }); return post!.author.name; }', []],
    ['serialised whole', 'export async function run() { return JSON.stringify(await posts.find()); }', []],
    ['rows of unknown origin', 'export function run(rows: Post[]) { return rows.map(row => row.author.name); }', []],
    ['a lazy relation of one row', 'export async function run(id: number) { const user = await users.findOneBy({ id }); return (await user!.edited).length; }', []],
    ['a helper of another file that asks first', {
      'src/dto.ts': 'export function toDto(post: Post) { return { author: post.author?.name }; }',
      'src/feed.ts': "import { toDto } from './dto';\nexport async function run() { return (await posts.find()).map(toDto); }",
    }, []],
  ]);
});

it.each([
  ['posts.find()', "`relations: { author: true }` in the options of `find`"],
  ['posts.findBy({ title: unknown })', '`find({ where: …, relations: { author: true } })` in place of `findBy`'],
  ["posts.find({ relations: ['editor.company'] })", '`relations: { editor: { company: true }, author: true }` in the options of `find`'],
  ["posts.createQueryBuilder('p').getMany()", "`.leftJoinAndSelect('p.author', 'author')`"],
])('says how %s loads it', (query, advice) => {
  const found = relationsIn(around, `export async function run() { return (await ${query}).map(row => row.author.name); }`);
  expect(found.advice).toEqual([expect.stringContaining(advice)]);
});
