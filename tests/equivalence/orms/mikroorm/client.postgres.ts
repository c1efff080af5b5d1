import { MikroORM } from '@mikro-orm/postgresql';
import { Collection, type Ref } from '@mikro-orm/core';
import { Entity, ManyToOne, OneToMany, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

@Entity({ tableName: 'User' })
export class User {
  @PrimaryKey({ type: 'integer' }) id!: number;
  @Property({ type: 'text', unique: true }) code!: string;
  @Property({ type: 'text', nullable: true }) name!: string | null;
  @Property({ type: 'integer', nullable: true }) age!: number | null;
  @Property({ type: 'boolean', default: true }) active?: boolean = true;
  @Property({ type: 'text', default: 'new' }) status?: string;
  @OneToMany(() => Post, post => post.author) posts = new Collection<Post>(this);
}

@Entity({ tableName: 'Post' })
export class Post {
  @PrimaryKey({ type: 'integer' }) id!: number;
  @Property({ type: 'text' }) title!: string;
  @Property({ type: 'integer', default: 0 }) views!: number;
  @Property({ type: 'integer', nullable: true, fieldName: 'authorId', persist: false }) authorId!: number | null;
  @Property({ type: 'integer', fieldName: 'editorId', persist: false }) editorId!: number;
  @ManyToOne(() => User, { nullable: true, fieldName: 'authorId' }) author!: User | null;
  @ManyToOne(() => User, { ref: true, fieldName: 'editorId' }) editor!: Ref<User>;
}

const orm = await MikroORM.init({ clientUrl: process.env['LAB_POSTGRES'] ?? '', pool: { min: 1, max: 1 }, entities: [User, Post], debug: false });

/** Each run of a program has a unit of work of its own. */
export const context = (): unknown => orm.em.fork();

export const close = (): Promise<void> => orm.close();
