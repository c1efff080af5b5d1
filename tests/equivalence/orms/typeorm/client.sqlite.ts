import 'reflect-metadata';
import { createRequire } from 'node:module';
import { DataSource, Column, Entity, EventSubscriber, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, type EntitySubscriberInterface } from 'typeorm';

/** What the subscribers of the program heard. */
export const heard: string[] = [];

@Entity('User')
export class User {
  @PrimaryColumn('integer') id!: number;
  @Column('text', { unique: true }) code!: string;
  /** Names are kept in small letters. */
  @Column('text', { nullable: true, transformer: { to: (name: unknown) => (typeof name === 'string' ? name.toLowerCase() : name), from: (name: unknown) => name } }) name!: string | null;
  @Column('integer', { nullable: true }) age!: number | null;
  @Column('boolean', { default: true }) active!: boolean;
  @Column('text', { default: 'new' }) status!: string;
  @OneToMany(() => Post, post => post.author, { lazy: true }) posts!: Promise<Post[]>;
}

@Entity('Post')
export class Post {
  @PrimaryColumn('integer') id!: number;
  @Column('text') title!: string;
  @Column('integer', { default: 0 }) views!: number;
  @Column('integer', { nullable: true }) authorId!: number | null;
  @Column('integer') editorId!: number;
  @ManyToOne(() => User, user => user.posts) @JoinColumn({ name: 'authorId' }) author!: User | null;
  @ManyToOne(() => User) @JoinColumn({ name: 'editorId' }) editor!: User;
}

@EventSubscriber()
class Listener implements EntitySubscriberInterface {
  afterUpdate(): void {
    heard.push('update');
  }
  afterRemove(): void {
    heard.push('remove');
  }
}

export const dataSource = new DataSource({ type: 'better-sqlite3', database: process.env['LAB_SQLITE'] ?? '', driver: createRequire(import.meta.url)('libsql') as unknown, entities: [User, Post], subscribers: [Listener] });
await dataSource.initialize();

export const users = dataSource.getRepository(User);
export const posts = dataSource.getRepository(Post);

export const close = (): Promise<void> => dataSource.destroy();
