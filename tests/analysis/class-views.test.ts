import { describe, expect, it } from 'vitest';

import { makeLink } from '../../src/analysis/link/index.ts';
import { factsOfText } from '../../src/project/lower/index.ts';
import { readSettings } from '../../src/settings.ts';
import type { ClassView } from '../../src/vocabulary/declaration.ts';

const FILES: { readonly [path: string]: string | undefined } = {
  '/base.ts': `
    import { Root } from 'orm';
    export abstract class Base<K> extends Root<K> {
      id: K;
      shared = 1;
      createdAt: Date | null;
    }`,
  '/user.ts': `
    import { Column, Entity, ManyToOne } from 'orm';
    import { Base } from './base';
    import type { Team } from './team';
    const options = { name: 'users' };
    @Entity(options)
    export class User extends Base<string> {
      static tableName = 'users';
      @Column({ nullable: true }) name?: string;
      @ManyToOne(() => User) manager: Promise<User>;
      friends: User[] | undefined;
      shared = 2;
      constructor(private readonly secret: string) { super(); }
      rename() {}
    }
    User.init({ name: 1 }, {});
    User.twice(); User.twice();`,
};

const factsOf = (path: string) => (FILES[path] === undefined ? undefined : factsOfText(path, FILES[path]));
const view = { facts: factsOf, exports: (path: string) => factsOf(path)?.exports, resolve: (_: string, to: string) => (to === './base' ? '/base.ts' : undefined), list: () => [], named: () => [], mentioning: () => [], manifests: () => [], unaliased: (_: string, specifier: string) => specifier };
const link = makeLink(view, [], readSettings({}), { for: () => [] });
const user = (): ClassView => link.classView('/user.ts', 0)!;
const member = (name: string) => user().members.find(each => each.name === name);

describe('a class as an ORM reads it', () => {
  it('has its name, its decorators with their arguments, and what decorates', () => {
    expect(user().name).toBe('User');
    const [entity] = user().decorators;
    expect(entity?.name).toBe('Entity');
    expect(entity?.value()).toMatchObject({ k: 'external', from: 'orm', name: 'Entity' });
    expect(entity?.args.at(0)?.object()?.get('name')?.literal()).toBe('users');
  });

  it('has its members and the inherited ones, an overridden one once', () => {
    expect(user().members.map(({ name, static: isStatic, kind }) => `${isStatic ? 'static ' : ''}${kind} ${name}`).sort()).toEqual([
      'field createdAt', 'field friends', 'field id', 'field manager', 'field name', 'field shared', 'method rename', 'param-property secret', 'static field tableName',
    ]);
    expect(member('shared')?.value?.literal()).toBe(2);
    expect(member('tableName')?.value?.text()).toBe('users');
  });

  it('says of each member what is declared', () => {
    expect(member('name')).toMatchObject({ optional: true, type: { text: 'string', nullable: false } });
    expect(member('createdAt')).toMatchObject({ optional: false, type: { text: 'Date', nullable: true } });
    expect(member('friends')?.type?.nullable).toBe(true);
    expect(member('friends')?.type?.class()?.name).toBe('User');
    expect(member('manager')?.type?.class()?.name).toBe('User');
    expect(member('manager')?.decorators[0]?.args.at(0)?.returned()?.class()?.name).toBe('User');
  });

  it('ends at what is no class of the program, with the type arguments seen from below', () => {
    expect(user().parent()?.name).toBe('Base');
    expect(user().root()?.value).toMatchObject({ k: 'external', from: 'orm', name: 'Root' });
    expect(user().root()?.types[0]?.value()).toEqual({ k: 'plain' });
  });

  it('knows the one call of a static method in its module', () => {
    expect(user().called('init')?.at(0)?.object()?.names).toEqual(['name']);
    expect(user().called('twice')).toBeUndefined();
    expect(user().called('other')).toBeUndefined();
  });
});
