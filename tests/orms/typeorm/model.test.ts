import { expect, it } from 'vitest';

import { makeLink } from '../../../src/analysis/link/index.ts';
import { viewOf } from '../../../src/analysis/link/views.ts';
import { typeorm } from '../../../src/orms/typeorm/index.ts';
import { factsOfText } from '../../../src/project/lower/index.ts';
import { readSettings } from '../../../src/settings.ts';

const facts = factsOfText('/user.ts', `
  import { Column, DeleteDateColumn, Entity, Index, ManyToOne, OneToMany, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
  abstract class Base { @PrimaryGeneratedColumn('uuid') id: string; @DeleteDateColumn() deletedAt: Date; }
  @Entity() class Team extends Base { @OneToMany(() => User, (user) => user.team) users: User[]; }
  @Entity()
  @Unique(['teamId', 'name'])
  @Index('by_name', ['name'], { unique: true })
  class User extends Base {
    @Column({ unique: true }) email: string;
    @Column('varchar', { nullable: true }) name: string | null;
    @Column({ type: 'simple-array' }) tags: string[];
    @Column() teamId: string;
    @ManyToOne(() => Team, (team) => team.users, { nullable: false }) team: Team;
    notAColumn: number;
  }
  @Entity() class Membership { @PrimaryColumn() userId: string; @ManyToOne(() => Team, (team) => team.users, { primary: true }) team: Team; }
  class Plain { x = 1; }`)!;
const link = makeLink({ facts: () => facts, exports: () => facts.exports, resolve: () => undefined, list: () => [], named: () => [], mentioning: () => [], manifests: () => [], unaliased: (_, specifier) => specifier }, [typeorm], readSettings({}), { for: () => [] });
const read = (name: string) => typeorm.model!(viewOf(link, '/user.ts', facts.exprs.findIndex(expr => expr.k === 'class' && facts.classes[expr.c]!.name === name), undefined));

it('reads columns, keys and relations of an entity, inherited ones too', () => {
  const model = read('User')!.model;
  expect(model.name).toBe('User');
  expect(model.columns.map(({ name, type, nullable, list, relation }) => `${name} ${type}${nullable ? '?' : ''}${list ? '[]' : ''}${relation === undefined ? '' : ` → ${relation}`}`)).toEqual([
    'email string', 'name varchar?', 'tags simple-array[]', 'teamId string', 'team Team → Team', 'id uuid', 'deletedAt Date?',
  ]);
  expect(model.keys).toEqual([
    { columns: ['id'], primary: true },
    { columns: ['email'], primary: false },
    { columns: ['teamId', 'name'], primary: false },
    { columns: ['name'], primary: false },
  ]);
});

it('reads a relation that is a part of the key', () => {
  expect(read('Membership')!.model.keys).toEqual([{ columns: ['userId', 'team'], primary: true }]);
});

it('leads to the entities of its relations', () => {
  expect(read('Team')!.model.columns[0]).toMatchObject({ name: 'users', relation: 'User', list: true });
  expect(read('Team')!.related).toHaveLength(1);
});

it('says nothing of a class that is no entity', () => {
  expect(read('Plain')).toBeUndefined();
});
