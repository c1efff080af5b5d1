import { describe, expect, it } from 'vitest';

import { check, lint, lintFile, projectWith, type Files } from './harness.ts';

const STORE: Files = {
  'src/types/posts-store-type.ts': `export interface IPostsStore {
  countOf(authorId: string): Promise<number>;
}
`,
  'src/types/index.ts': `export * from './posts-store-type';
`,
  'src/teams.ts': `import type { IPostsStore } from './types';
type Stores = { postsStore: IPostsStore };
export class Teams {
  private postsStore: IPostsStore;
  constructor({ postsStore }: Pick<Stores, 'postsStore'>) {
    this.postsStore = postsStore;
  }
  async all(ids: string[]) {
    for (const id of ids) console.log(await this.postsStore.countOf(id));
  }
}
`,
};

/** A store that asks the database, as a class of this name. */
const asking = (name: string, from = '../types'): string => `import { prisma } from '../db';
import type { IPostsStore } from '${from}';
export class ${name} implements IPostsStore {
  async countOf(authorId: string) {
    return prisma.post.count({ where: { authorId } });
  }
}
`;

/** A store that asks nobody. */
const counting = (name: string): string => `import type { IPostsStore } from '../types';
export class ${name} implements IPostsStore {
  async countOf(authorId: string) {
    return authorId.length;
  }
}
`;

describe('implementers in another module', () => {
  check([
    {
      name: 'a class in a file of the name of the interface, behind a barrel, beside a stand-in of the tests',
      code: { ...STORE, 'src/db/pg-posts-store.ts': asking('PgPostsStore'), 'src/db/fake-posts-store.ts': counting('FakePostsStore') },
      reports: ['src/teams.ts: driven this.postsStore.countOf'],
    },
    {
      name: 'a folder may have the name, and the class another',
      code: { ...STORE, 'src/posts-store/index.ts': asking('Pg') },
      reports: ['src/teams.ts: driven this.postsStore.countOf'],
    },
    {
      name: 'a class that implements an interface of this name, declared elsewhere',
      code: {
        ...STORE,
        'src/other/posts.ts': `export interface IPostsStore {
  countOf(authorId: string): Promise<number>;
}
`,
        'src/db/pg-posts-store.ts': asking('PgPostsStore', '../other/posts'),
      },
      reports: [],
    },
    {
      name: 'a class of this name that implements nothing',
      code: { ...STORE, 'src/db/posts-store.ts': asking('PostsStore').replace(' implements IPostsStore', '') },
      reports: [],
    },
    {
      name: 'a class in a file of another name is not looked for',
      code: { ...STORE, 'src/db/pg.ts': asking('PgPostsStore') },
      reports: [],
    },
    {
      name: 'an abstract class that another module fills',
      code: {
        'src/users.repository.ts': `export abstract class UsersRepository {
  abstract nameOf(id: string): Promise<string>;
}
`,
        'src/relational/users.repository.ts': `import { prisma } from '../db';
import { UsersRepository } from '../users.repository';
export class RelationalUsersRepository extends UsersRepository {
  async nameOf(id: string) {
    return (await prisma.user.findFirstOrThrow({ where: { id } })).name;
  }
}
`,
        'src/teams.ts': `import { UsersRepository } from './users.repository';
export class Teams {
  constructor(private readonly users: UsersRepository) {}
  async all(ids: string[]) {
    for (const id of ids) console.log(await this.users.nameOf(id));
  }
}
`,
      },
      reports: ['src/teams.ts: driven this.users.nameOf'],
    },
    {
      name: 'a package of the workspace that depends on the one of the interface',
      code: {
        'package.json': JSON.stringify({ name: 'root', private: true, workspaces: ['packages/*'], dependencies: { '@prisma/client': '^6.0.0' } }),
        'packages/types/package.json': JSON.stringify({ name: '@acme/types', main: 'src/index.ts' }),
        'packages/types/src/index.ts': STORE['src/types/posts-store-type.ts']!,
        'packages/stores/package.json': JSON.stringify({ name: '@acme/stores', dependencies: { '@acme/types': '*', '@prisma/client': '^6.0.0' } }),
        'packages/stores/src/pg/posts-store.ts': asking('PostsStore', '@acme/types').replace('../db', '../../../../src/db'),
        'packages/teams/package.json': JSON.stringify({ name: '@acme/teams', dependencies: { '@acme/types': '*' } }),
        'packages/teams/src/teams.ts': STORE['src/teams.ts']!.replace('./types', '@acme/types'),
      },
      reports: ['packages/teams/src/teams.ts: driven this.postsStore.countOf'],
    },
  ]);

  it('is found where only some paths lead when another implementer asks nobody', () => {
    const sure = (files: Files): readonly boolean[] => lint({ ...STORE, ...files }).map(each => !each.onSomePaths);
    expect(sure({ 'src/db/pg-posts-store.ts': asking('PgPostsStore') })).toEqual([true]);
    expect(sure({ 'src/db/pg-posts-store.ts': asking('PgPostsStore'), 'src/db/cached-posts-store.ts': counting('CachedPostsStore') })).toEqual([false]);
  });

  it('is the same whatever was linted before', () => {
    const files = { ...STORE, 'src/db/pg-posts-store.ts': asking('PgPostsStore') };
    const inOrder = (paths: readonly string[]): readonly string[] => {
      const dir = projectWith(files);
      return paths.flatMap(path => lintFile(dir, path, files[path as keyof typeof files])).map(({ subject }) => subject);
    };
    expect(inOrder(['src/teams.ts', 'src/db/pg-posts-store.ts'])).toEqual(inOrder(['src/db/pg-posts-store.ts', 'src/teams.ts']));
  });
});
