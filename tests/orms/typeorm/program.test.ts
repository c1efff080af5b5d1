import { describe, expect, it } from 'vitest';

import { findingsOf, lint, type Files } from '../../analysis/harness.ts';

const ENTITIES = `
import { Column, Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn, BaseEntity, Index, PrimaryColumn, Unique } from 'typeorm';
@Entity()
export class User {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column({ unique: true }) email: string;
  @Column() teamId: string;
  @OneToMany(() => Post, (post) => post.author) posts: Post[];
}
@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column() authorId: string;
  @ManyToOne(() => User, (user) => user.posts) author: User;
}
@Entity()
@Unique(['userId', 'slug'])
export class Note extends BaseEntity {
  @PrimaryColumn() slug: string;
  @Column() userId: string;
  async publish() { this.slug = 'x'; await this.save(); }
  static latest(userId: string) { return this.findOne({ where: { userId }, order: { slug: 'DESC' } }); }
}
`;

const COMMON: Files = {
  'package.json': JSON.stringify({ name: 'app', dependencies: { typeorm: '^0.3.0', '@nestjs/typeorm': '^11.0.0' } }),
  'prisma/schema.prisma': '',
  'src/db.ts': "import { DataSource } from 'typeorm';\nexport const dataSource = new DataSource({ type: 'postgres' });",
  'src/entities.ts': ENTITIES,
};

/** What is reported in `src/service.ts`, as `line: kind subject → queries`. */
function service(code: string, more: Files = {}): readonly string[] {
  const found = findingsOf({ code: { ...COMMON, ...more, 'src/service.ts': code } });
  return found.filter(({ file }) => file === 'src/service.ts').map(({ kind, subject, queries }) => `${kind} ${subject} → ${queries.join(', ')}`);
}

const nest = (body: string): string => `
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, EntityManager, In, Repository } from 'typeorm';
import { Note, Post, User } from './entities';
@Injectable()
export class Service {
  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    @InjectRepository(Post) private readonly posts: Repository<Post>,
    private readonly dataSource: DataSource,
    private readonly manager: EntityManager,
  ) {}
  ${body}
}`;

describe('receivers', () => {
  it.each([
    ['a repository that is injected', 'async f(ids: string[]) { for (const id of ids) await this.users.findOneBy({ id }); }', ['driven this.users.findOneBy → this.users.findOneBy']],
    ['a data source', 'async f(ids: string[]) { for (const id of ids) await this.dataSource.getRepository(User).delete(id); }', ['driven this.dataSource.getRepository(User).delete → this.dataSource.getRepository(User).delete']],
    ['a manager', 'async f(ids: string[]) { for (const id of ids) await this.manager.findOne(User, { where: { id } }); }', ['driven this.manager.findOne → this.manager.findOne']],
    ['the manager of a transaction', 'async f(ids: string[]) { await this.manager.transaction(async (m) => { for (const id of ids) await m.getRepository(User).findOneBy({ id }); }); }', ['driven m.getRepository(User).findOneBy → m.getRepository(User).findOneBy']],
    ['the manager of a query runner', "async f(ids: string[]) { const runner = this.dataSource.createQueryRunner(); await runner.startTransaction('READ COMMITTED'); for (const id of ids) await runner.manager.save(User, { id, teamId: 'x' }); await runner.release(); }", ['driven runner.manager.save → runner.manager.save']],
    ['inserts, which put nothing into the manager', 'async f(ids: string[]) { await this.dataSource.transaction(async (m) => { for (const id of ids) { await m.findOneBy(User, { id }); await m.insert(Post, { authorId: id }); } }); }', ['driven m.findOneBy → m.findOneBy', 'driven m.insert → m.insert']],
    ['rows that are written', 'async f(names: string[]) { for (const email of names) { const user = this.users.create({ email }); await this.users.save(user); } }', ['driven this.users.save → this.users.save']],
    ['`for await` over an array of something unknown', 'async f(body: any) { const chosen = body.rows.filter((row: any) => row.ok); for await (const { id } of chosen) await this.users.findOneBy({ id }); }', ['driven this.users.findOneBy → this.users.findOneBy']],
    ['what the rows of a query lead to, in their own table', 'async f() { const users = await this.users.find(); for (const user of users) { if (user.teamId) await this.users.findOneBy({ id: user.teamId }); } }', ['driven this.users.findOneBy → this.users.findOneBy']],
    ['`for await` over what is used as an array', 'async f(body: any) { const ids = body.ids; if (ids.length === 0) return; for await (const id of ids) await this.users.findOneBy({ id }); }', ['driven this.users.findOneBy → this.users.findOneBy']],
    ['`for await` over what an array method leaves', 'async f(api: any) { let ids = await api.load(); ids = ids.filter(Boolean); for await (const id of ids) await this.users.findOneBy({ id }); }', ['driven this.users.findOneBy → this.users.findOneBy']],
    ['rows put back where they stood', 'async f(rows: User[]) { for (const at in rows) { const found = await this.users.findOneBy({ id: rows[at].id }); if (found) rows[at] = found; } }', ['driven this.users.findOneBy → this.users.findOneBy']],
    ['rows of one of two lists', 'make(names: string[]) { if (names.length > 1) return names.map(() => new Note()); return names.map((slug) => Note.create({ slug })); }\n async f(names: string[]) { await Promise.all(this.make(names).sort().map((note) => note.save())); }', ['driven note.save → note.save']],
    ['a save in `Promise.all`', 'async f(rows: User[]) { await Promise.all(rows.map((row) => this.users.save(row))); }', ['driven this.users.save → this.users.save']],
  ])('%s', (_, body, reports) => {
    expect(service(nest(body))).toEqual(reports);
  });

  it.each([
    ['what only makes objects', 'f(rows: object[]) { return rows.map((row) => this.users.create(row)); }'],
    ['one query for all', 'async f(ids: string[]) { return this.users.findBy({ id: In(ids) }); }'],
    ['one save for all', 'async f(rows: object[]) { const made = rows.map((row) => this.users.create(row)); await this.users.save(made); }'],
    ['what a look-up did not find', 'async f(ids: string[]) { const known = new Map((await this.users.findBy({ id: In(ids) })).map((user) => [user.id, user])); for (const id of ids) { if (!known.has(id)) await this.users.findOneBy({ id }); } }'],
    ['`for await` over something unknown', 'async f(body: any) { for await (const { id } of body) await this.users.findOneBy({ id }); }'],
    ['a cursor kept in an array', 'async f(rows: any[]) { for (let i = 0; i < 9; i++) { rows[0] = await this.users.findOneBy({ id: rows[0].teamId }); } }'],
    ['what has the names of queries', 'f(ids: string[]) { const m = new Map<string, string>(); const found = []; for (const id of ids) { found.push(ids.find((each) => each === id)); m.delete(id); m.get(id); } return found; }'],
    ['builders that run once', "async f(ids: string[]) { const qb = this.users.createQueryBuilder('u'); for (const id of ids) qb.orWhere('u.id = :id', { id }); return qb.getMany(); }"],
    ['rows that are locked by an option', "async f(ids: string[], m: EntityManager) { for (const id of ids) await m.findOne(User, { where: { id }, lock: { mode: 'pessimistic_write' } }); }"],
    ['rows that a builder locks', "async f(ids: string[]) { for (const id of ids) await this.users.createQueryBuilder('u').setLock('pessimistic_write').where('u.id = :id', { id }).getOne(); }"],
    ['tables that the element names', 'async f(tables: string[]) { for (const table of tables) await this.dataSource.query(`DELETE FROM "${table}" WHERE old`); }'],
    ['statements about transactions', 'async f(ids: string[]) { const runner = this.dataSource.createQueryRunner(); for (const id of ids) { await runner.startTransaction(); console.log(id); await runner.commitTransaction(); } }'],
  ])('is silent about %s', (_, body) => {
    expect(service(nest(body))).toEqual([]);
  });
});

describe('query builders', () => {
  it.each([
    ['in one chain', "async f(ids: string[]) { for (const id of ids) await this.users.createQueryBuilder('u').where('u.id = :id', { id }).getOne(); }", ['driven']],
    ['over several statements', "async f(ids: string[], all: boolean) { for (const id of ids) { const qb = this.users.createQueryBuilder('u'); qb.where('u.teamId = :id', { id }); if (!all) qb.andWhere('u.email IS NOT NULL'); await qb.getMany(); } }", ['driven']],
    ['reassigned in branches', "async f(ids: string[], all: boolean) { for (const id of ids) { let qb = this.users.createQueryBuilder('u'); if (all) { qb = qb.where('u.teamId = :id', { id }); } else { qb = qb.where('u.id = :id', { id }); } await qb.getMany(); } }", ['driven']],
    ['whose clause cannot be read', "async f(ids: string[]) { for (const id of ids) { const qb = this.users.createQueryBuilder('u'); qb.andWhere(quote('u.id = :id'), { id }); await qb.getMany(); } }\n quote(s: string) { return s; }", ['row-by-row']],
    ['of an update', "async f(ids: string[]) { for (const id of ids) await this.dataSource.createQueryBuilder().update(User).set({ teamId: 'x' }).where('id = :id', { id }).execute(); }", ['driven']],
  ])('%s', (_, body, kinds) => {
    expect(service(nest(body)).map((report) => report.split(' ')[0])).toEqual(kinds);
  });
});

describe('repositories of the program', () => {
  it('extend `Repository`', () => {
    const repository = `
      import { DataSource, Repository } from 'typeorm';
      import { User } from './entities';
      export class UserRepository extends Repository<User> {
        constructor(dataSource: DataSource) { super(User, dataSource.createEntityManager()); }
        byEmail(email: string) { return this.findOneBy({ email }); }
        async touch(id: string) { await super.update(id, { teamId: 'x' }); }
      }`;
    const code = `
      import { UserRepository } from './users';
      export class Service {
        constructor(private readonly users: UserRepository) {}
        async f(emails: string[]) { for (const email of emails) await this.users.byEmail(email); }
        async g(ids: string[]) { for (const id of ids) await this.users.touch(id); }
        async h(ids: string[]) { for (const id of ids) await this.users.delete(id); }
      }`;
    expect(service(code, { 'src/users.ts': repository })).toEqual([
      'driven this.users.byEmail → User.findOneBy',
      'driven this.users.touch → User.update',
      'driven this.users.delete → this.users.delete',
    ]);
  });

  it('are made with `extend`, and taken into a transaction', () => {
    const repository = `
      import { dataSource } from './db';
      import { User } from './entities';
      export const UserRepository = dataSource.getRepository(User).extend({
        async byEmail(email: string) { return this.findOneBy({ email }); },
        async all(emails: string[]) { for (const email of emails) await this.byEmail(email); },
      });`;
    const code = `
      import { EntityManager } from 'typeorm';
      import { UserRepository } from './users';
      type Injected = { userRepository: typeof UserRepository; manager: EntityManager };
      export class Service {
        protected readonly users_: typeof UserRepository;
        protected manager_: EntityManager;
        constructor({ userRepository, manager }: Injected) { this.users_ = userRepository; this.manager_ = manager; }
        async f(emails: string[]) {
          const repo = this.manager_.withRepository(this.users_);
          for (const email of emails) { await repo.byEmail(email); await repo.findOneBy({ email }); }
        }
      }`;
    expect(service(code, { 'src/users.ts': repository })).toEqual(['driven repo.byEmail → User.findOneBy', 'driven repo.findOneBy → repo.findOneBy']);
    const own = lint({ ...COMMON, 'src/users.ts': repository }).map(({ kind, subject }) => `${kind} ${subject}`);
    expect(own).toEqual(['driven this.byEmail']);
  });

  it('are classes with `@EntityRepository`', () => {
    const code = `
      import { EntityRepository, Repository, getCustomRepository } from 'typeorm';
      import { User } from './entities';
      @EntityRepository(User)
      class Users extends Repository<User> { byTeam(teamId: string) { return this.find({ where: { teamId } }); } }
      export async function f(ids: string[]) { for (const id of ids) await getCustomRepository(Users).byTeam(id); }`;
    expect(service(code)).toEqual(['driven getCustomRepository(Users).byTeam → User.find']);
  });

  it('stand behind generic services', () => {
    const crud = `
      import { Repository } from 'typeorm';
      export abstract class CrudService<T> {
        constructor(protected readonly repository: Repository<T>) {}
        findOneByIdString(id: string) { return this.repository.findOneBy({ id } as any); }
        async delete(id: string) { return this.repository.delete(id); }
      }`;
    const code = `
      import { InjectRepository } from '@nestjs/typeorm';
      import { Repository } from 'typeorm';
      import { CrudService } from './crud';
      import { Post, User } from './entities';
      export class Service extends CrudService<User> {
        constructor(@InjectRepository(User) repository: Repository<User>, private readonly posts: CrudService<Post>) { super(repository); }
        async f(ids: string[]) { for (const id of ids) { await this.findOneByIdString(id); await this.posts.findOneByIdString(id); } }
        async g(ids: string[]) { for (const id of ids) await super.delete(id); }
      }`;
    expect(service(code, { 'src/crud.ts': crud })).toEqual([
      'driven this.findOneByIdString → User.findOneBy',
      'driven this.posts.findOneByIdString → Post.findOneBy',
      'driven super.delete → User.delete',
    ]);
  });

  it('are given out by functions that take the entity', () => {
    const factory = `
      import { EntityManager, EntitySchema, Repository, DataSource } from 'typeorm';
      let connection: DataSource;
      export const databaseConnection = () => { connection ??= new DataSource({ type: 'postgres' }); return connection; };
      type Factory<T> = (entityManager?: EntityManager) => Repository<T>;
      export const repoFactory = <T>(entity: EntitySchema<T>): Factory<T> => {
        return (entityManager?: EntityManager) => entityManager?.getRepository(entity) ?? databaseConnection().getRepository(entity);
      };`;
    const code = `
      import { EntitySchema } from 'typeorm';
      import { repoFactory } from './factory';
      type Flow = { id: string };
      const FlowEntity = new EntitySchema<Flow>({ name: 'flow', columns: { id: { type: String, primary: true } } });
      const flowRepo = repoFactory(FlowEntity);
      export const flowService = (log: unknown) => ({
        async one(id: string) { return flowRepo().findOneBy({ id }); },
        async all(ids: string[]) { for (const id of ids) await this.one(id); },
        async each(ids: string[]) { await Promise.all(ids.map((id) => flowRepo().update(id, { id: 'x' }))); },
      });
      export async function f(ids: string[], log: unknown) { for (const id of ids) await flowService(log).one(id); }`;
    expect(service(code, { 'src/factory.ts': factory })).toEqual([
      'driven this.one → flow.findOneBy',
      'driven flowRepo().update → flowRepo().update',
      'driven flowService(log).one → flow.findOneBy',
    ]);
  });

  it('are types of their own', () => {
    const models = `
      import type { Repository } from 'typeorm';
      import type { User } from './entities';
      export interface More<T> { insertOne(entity: T): Promise<T> }
      export type UsersRepository = Repository<User> & More<User>;`;
    const code = `
      import { Inject } from '@nestjs/common';
      import type { UsersRepository } from './models';
      export class Service {
        constructor(@Inject('users') private usersRepository: UsersRepository, private readonly picked: Pick<UsersRepository, 'findOneBy'>) {}
        async f(ids: string[]) { for (const id of ids) { await this.usersRepository.findOneByOrFail({ id }); await this.picked.findOneBy({ id }); } }
        async g(ids: UsersRepository, keys: string[]) { for (const id of keys) await ids.delete({ id }); }
      }`;
    expect(service(code, { 'src/models.ts': models }).map((report) => report.split(' → ')[0])).toEqual([
      'driven this.usersRepository.findOneByOrFail', 'driven this.picked.findOneBy', 'driven ids.delete',
    ]);
  });

  it('come from a transaction helper, or the manager given', () => {
    const code = `
      import { EntityManager } from 'typeorm';
      import { dataSource } from './db';
      import { User } from './entities';
      export async function inTransaction<T>(run: (manager: EntityManager) => Promise<T>, manager?: EntityManager): Promise<T> {
        return manager ? run(manager) : dataSource.transaction((own) => run(own));
      }
      export async function f(ids: string[]) { await inTransaction(async (manager) => { for (const id of ids) await manager.softDelete(User, { id }); }); }
      export async function g(ids: string[], given?: EntityManager) {
        const repository = given ? given.getRepository(User) : dataSource.getRepository(User);
        for (const id of ids) await repository.restore(id);
      }`;
    expect(service(code).map((report) => report.split(' → ')[0])).toEqual(['driven manager.softDelete', 'driven repository.restore']);
  });

  it('are given out by a wrapper of the connection', () => {
    const connection = `
      import { DataSource, EntityManager, EntitySchema, ObjectType, Repository } from 'typeorm';
      export class RequestContext { manager?: EntityManager }
      export class Connection {
        constructor(private dataSource: DataSource) {}
        getRepository<E>(ctxOrTarget: RequestContext | ObjectType<E>, maybe?: ObjectType<E>): Repository<E> {
          if (ctxOrTarget instanceof RequestContext) {
            const manager = ctxOrTarget.manager;
            if (manager) return manager.getRepository(maybe!);
            return this.dataSource.getRepository(maybe!);
          }
          return this.dataSource.getRepository(ctxOrTarget ?? maybe!);
        }
      }`;
    const code = `
      import { Connection, RequestContext } from './connection';
      import { User } from './entities';
      export class Service {
        constructor(private connection: Connection) {}
        async f(ctx: RequestContext, ids: string[]) { for (const id of ids) await this.connection.getRepository(ctx, User).findOneBy({ id }); }
      }`;
    expect(service(code, { 'src/connection.ts': connection })).toEqual(['driven this.connection.getRepository(ctx, User).findOneBy → this.connection.getRepository(ctx, User).findOneBy']);
  });
});

describe('entities with queries of their own', () => {
  it.each([
    ['statics', 'export async function f(ids: string[]) { for (const userId of ids) await Note.findOneBy({ userId }); }', ['driven Note.findOneBy → Note.findOneBy']],
    ['statics of the class', 'export async function f(ids: string[]) { for (const id of ids) await Note.latest(id); }', ['driven Note.latest → Note.findOne']],
    ['rows', 'export async function f() { const notes = await Note.find(); for (const note of notes) { note.slug = "x"; await note.save(); } }', ['driven note.save → note.save']],
    ['methods of rows', 'export async function f() { const notes = await Note.find(); await Promise.all(notes.map((note) => note.publish())); }', ['driven note.publish → Note#save']],
    ['new rows', 'export async function f(names: string[]) { for (const slug of names) { const note = new Note(); note.slug = slug; await note.save(); } }', ['driven note.save → note.save']],
    ['rows of a repository', "import { dataSource } from './db';\nexport async function f() { for (const note of await dataSource.getRepository(Note).find()) await note.remove(); }", ['driven note.remove → note.remove']],
  ])('%s', (_, code, reports) => {
    expect(service(`import { Note } from './entities';\n${code}`)).toEqual(reports);
  });
});

describe('advice', () => {
  const adviceOf = (body: string): string | undefined => findingsOf({ code: { ...COMMON, 'src/service.ts': nest(body) } })[0]?.advice;

  it.each([
    ['async f(ids: string[]) { for (const id of ids) await this.users.findOneBy({ email: id }); }', 'Read them all before the loop with `this.users.findBy({ email: In(emails) })` and look them up in a `Map` by `email`.'],
    ['async f(ids: string[]) { for (const id of ids) await this.posts.find({ where: { author: { id } }, order: { id: "ASC" } }); }', 'Read them all before the loop with `this.posts.find({ where: { author: { id: In(authorIds) } }, relations: { author: true }, order: … })` and group them by `author.id` in a `Map`.'],
    ['async f(ids: string[]) { for (const id of ids) await this.users.update(id, { teamId: "x" }); }', "Collect the keys and write all rows with one `this.users.update({ id: In(ids) }, { teamId: … })`."],
    ['async f(rows: User[]) { for (const row of rows) await this.users.update(row.id, { email: row.email }); }', "`update` writes the same values to all rows. Collect the rows and write them with one `this.users.save(entities)`, or with one `this.users.upsert(rows, ['id'])` (one statement, no hooks)."],
    ['async f(ids: string[]) { for (const id of ids) { const note = await Note.findOneBy({ slug: id }); console.log(note); } }', 'Read them all before the loop with `Note.findBy({ slug: In(slugs) })` and look them up in a `Map` by `slug`.'],
    ['async f(ids: string[]) { for (const userId of ids) await Note.delete(userId); }', 'Collect the keys and delete all rows with one `Note.delete({ slug: In(slugs) })`.'],
    ['async f(ids: string[], manager: EntityManager) { for (const id of ids) await manager.delete(User, { teamId: id }); }', 'Collect the keys and delete all rows with one `manager.delete(User, { teamId: In(teamIds) })`.'],
    ['async f(ids: string[], manager: EntityManager) { for (const id of ids) await manager.save(manager.create(User, { email: id })); }', 'Collect the entities and write them with one `manager.save(entities)`: one transaction, inserts as one statement, hooks as before.'],
    ['async f(ids: string[], manager: EntityManager) { for (const id of ids) console.log(await manager.countBy(Post, { authorId: id })); }', "Read all groups before the loop with `manager.createQueryBuilder(Post, 'post').select('post.authorId', 'authorId').addSelect('COUNT(*)', 'n').where('post.authorId IN (:...authorIds)', { authorIds }).groupBy('post.authorId').getRawMany()` and look them up in a `Map`; a key without rows has no group and counts 0."],
    ['async f(ids: string[]) { for (const id of ids) console.log(await this.users.createQueryBuilder("u").where("u.teamId = :id", { id }).getMany()); }', "Read them all before the loop with `.where('u.teamId IN (:...teamIds)', { teamIds })` and one `getMany()`, and group them by `teamId` in a `Map`."],
    ['async page(where: object, take: number) { return this.users.find({ where, take }); }\n  async f(ids: string[]) { for (const id of ids) await this.page({ id }, 1); }', 'The filter of `find` is built for each element. One `userRepository.find({ where: [ … ] })`, with one condition for each element, reads them together.'],
    ['async f(ids: string[]) { for (const id of ids) await this.users.find({ where: { teamId: id }, take: 3 }); }', 'TypeORM has no limit per parent. One `query` with `ROW_NUMBER() OVER (PARTITION BY …)` or `LATERAL` reads the first rows of all elements.'],
    ['async f(ids: string[]) { for (const id of ids) await this.dataSource.transaction(async (manager) => { await manager.delete(User, { teamId: id }); }); }', 'Collect the keys and delete all rows with one `manager.delete(User, { teamId: In(teamIds) })`.'],
  ])('%s', (body, advice) => {
    expect(adviceOf(body)).toBe(advice);
  });
});
