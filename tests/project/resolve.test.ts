import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Files } from '../../src/project/files.ts';
import { Manifests } from '../../src/project/manifests.ts';
import { Resolver } from '../../src/project/resolve.ts';
import { Workspaces } from '../../src/project/workspace.ts';
import { fixture, folderWith } from './on-disk.ts';

function resolverOf(): Resolver {
  const files = new Files();
  const manifests = new Manifests(files);
  return new Resolver(files, manifests, new Workspaces(files, manifests));
}

function resolveIn(dir: string, from: string, specifier: string): string | undefined {
  const found = resolverOf().resolve(join(dir, from), specifier);
  return found === undefined ? undefined : relative(dir, found).replaceAll('\\', '/');
}

type Case = [from: string, specifier: string, expected: string | undefined];

const CASES: { [name: string]: Case[] } = {
  'resolve-relative': [
    ['src/a.ts', './b', 'src/b.ts'],
    ['src/a.ts', './b.js', 'src/b.ts'],
    ['src/a.ts', './b.ts', 'src/b.ts'],
    ['src/a.ts', './view.js', 'src/view.tsx'],
    ['src/a.ts', './view.jsx', 'src/view.tsx'],
    ['src/a.ts', './esm.mjs', 'src/esm.mts'],
    ['src/a.ts', './lib', 'src/lib/index.ts'],
    ['src/a.ts', './lib/', 'src/lib/index.ts'],
    ['src/a.ts', './lib/index.js', 'src/lib/index.ts'],
    ['src/a.ts', './both', 'src/both.ts'],
    ['src/a.ts', './both/', 'src/both/index.ts'],
    ['src/lib/deep.ts', '..', 'src/index.ts'],
    ['src/lib/deep.ts', '.', 'src/lib/index.ts'],
    ['src/lib/deep.ts', '../a', 'src/a.ts'],
    ['src/a.ts', './twin', 'src/twin.ts'],
    ['src/a.ts', './twin.js', 'src/twin.ts'],
    ['src/a.ts', './old', 'src/old.js'],
    ['src/a.ts', './old.d.ts', 'src/old.js'],
    ['src/a.ts', './only', 'src/only.d.ts'],
    ['src/a.ts', './name.service', 'src/name.service.ts'],
    ['src/a.ts', './page.vue', 'src/page.vue'],
    ['src/a.ts', './styles.css', 'src/styles.css.ts'],
    ['src/a.ts', '../dist/b.js', 'src/b.ts'],
    ['src/a.ts', './data.json', undefined],
    ['src/a.ts', './page.css', undefined],
    ['src/a.ts', './b?raw', undefined],
    ['src/a.ts', './gone', undefined],
    ['src/a.ts', './gone/deep/er', undefined],
    ['src/a.ts', '../../../../../../../../../../../x', undefined],
    ['src/a.ts', 'node:fs', undefined],
    ['src/a.ts', 'react', undefined],
    ['src/a.ts', '@scope', undefined],
    ['src/a.ts', '', undefined],
  ],
  'resolve-paths': [
    ['app/src/main.ts', '@/a', 'app/src/a.ts'],
    ['app/src/main.ts', '@/a.js', 'app/src/a.ts'],
    ['app/src/main.ts', 'config', 'app/src/config/index.ts'],
    ['app/src/main.ts', '@/db/client', 'app/database/client.ts'],
    ['app/src/main.ts', '@/db/pool', 'app/fallback/pool.ts'],
    ['app/src/main.ts', '@/gone', undefined],
    ['app/src/main.ts', 'outer/shared', 'outer/shared.ts'],
    ['outer/shared.ts', '@/gone', 'outer/gone.ts'],
  ],
  'resolve-base-url': [
    ['nest/src/main.ts', 'src/users/users.service', 'nest/src/users/users.service.ts'],
    ['web/src/pages/home.js', 'constants', 'web/src/constants.js'],
    ['web/src/pages/home.js', 'events', undefined],
    ['plain/src/main.js', 'src/db', 'plain/src/db/index.js'],
    ['plain/src/main.js', '@/db', 'plain/src/db/index.js'],
    ['plain/src/main.js', '@/gone', undefined],
  ],
  'resolve-extends': [
    ['apps/member/src/main.ts', '~/a', 'apps/member/src/a.ts'],
    ['apps/missing/src/main.ts', '$src/a', 'apps/missing/src/a.ts'],
    ['apps/list/src/main.ts', '~/a', 'apps/list/src/a.ts'],
    ['apps/self/src/main.ts', '$src/a', 'apps/self/src/a.ts'],
  ],
  'resolve-exports': [
    ['apps/api/src/main.ts', '@acme/db', 'packages/db/src/index.ts'],
    ['apps/api/src/main.ts', '@acme/db/client', 'packages/db/src/client.mts'],
    ['apps/api/src/main.ts', '@acme/db/models/user', 'packages/db/src/models/user.ts'],
    ['apps/api/src/main.ts', '@acme/db/models/secret/key', undefined],
    ['apps/api/src/main.ts', '@acme/db/schema', 'packages/db/src/schema.ts'],
    ['apps/api/src/main.ts', '@acme/db/forgotten', 'packages/db/src/forgotten.ts'],
    ['apps/api/src/main.ts', '@acme/db/styles.css', undefined],
    ['apps/api/src/main.ts', '@acme/db/package.json', undefined],
    ['apps/api/src/main.ts', '@acme/shared', 'packages/shared/lib/main.ts'],
    ['apps/api/src/main.ts', '@acme/shared/text', 'packages/shared/lib/text.ts'],
    ['apps/api/src/main.ts', '@acme/legacy', 'packages/deep/legacy/src/index.ts'],
    ['apps/api/src/main.ts', '@acme/legacy/build/util', 'packages/deep/legacy/src/util.ts'],
    ['apps/api/src/main.ts', '@acme/legacy/util', 'packages/deep/legacy/src/util.ts'],
    ['apps/api/src/main.ts', '@acme/bare', 'packages/bare/index.ts'],
    ['apps/api/src/main.ts', '@acme/ignored', undefined],
    ['apps/api/src/main.ts', 'exports-root', undefined],
  ],
  'resolve-imports': [
    ['packages/api/src/main.ts', '#db', 'packages/api/src/db.ts'],
    ['packages/api/src/main.ts', '#lib/text.js', 'packages/api/src/lib/text.ts'],
    ['packages/api/src/main.ts', '#shared', 'packages/shared/index.ts'],
    ['packages/api/src/main.ts', '#react', undefined],
    ['packages/api/src/main.ts', '#gone', undefined],
  ],
  'resolve-workspaces': [
    ['apps/api/src/main.ts', 'db', 'libs/db/src/index.ts'],
    ['apps/api/src/main.ts', 'db/client', 'libs/db/src/client/index.ts'],
    ['apps/api/src/main.ts', 'api', 'apps/api/src/main.ts'],
    ['apps/api/src/main.ts', 'linked', 'elsewhere/linked/lib/start.js'],
    ['apps/api/src/main.ts', 'old-db', undefined],
    ['apps/api/src/main.ts', 'root', undefined],
  ],
  'resolve-nx': [
    ['apps/api/src/main.ts', '@acme/db', 'libs/db/src/index.ts'],
    ['apps/api/src/main.ts', '@acme/db/client', 'libs/db/src/lib/client.ts'],
    ['apps/api/src/main.ts', '@acme/ui', 'libs/ui/index.ts'],
    ['apps/api/src/main.ts', '@acme/util', 'libs/util/index.ts'],
    ['apps/api/src/main.ts', 'app/a', 'apps/api/src/a.ts'],
  ],
  'resolve-broken': [
    ['packages/a/main.ts', './b', 'packages/a/b.ts'],
    ['packages/a/main.ts', '@/b', 'packages/a/b.ts'],
    ['packages/a/main.ts', 'x', undefined],
    ['packages/a/main.ts', '#x', undefined],
    ['packages/a/main.ts', 'c', 'packages/a/b.ts'],
    ['packages/a/main.ts', 'a', undefined],
  ],
};

for (const [name, cases] of Object.entries(CASES)) {
  test.each(cases)(`${name}: %s imports %j`, (from, specifier, expected) => {
    expect(resolveIn(fixture(name), from, specifier)).toBe(expected);
  });
}

describe('with what git does not keep', () => {
  const texts = {
    'package.json': '{ "workspaces": ["packages/*"] }',
    'api/main.ts': '',
    'packages/db/package.json': '{ "name": "db", "main": "dist/index.js", "types": "dist/index.d.ts" }',
    'packages/db/dist/index.js': '',
    'packages/db/dist/index.d.ts': '',
  };

  test('the source of a package wins over its build output', () => {
    expect(resolveIn(folderWith({ ...texts, 'packages/db/src/index.ts': '' }), 'api/main.ts', 'db')).toBe('packages/db/src/index.ts');
  });

  test('build output without a source is better than nothing', () => {
    expect(resolveIn(folderWith(texts), 'api/main.ts', 'db')).toBe('packages/db/dist/index.js');
  });

  test('a package in node_modules is outside', () => {
    const dir = folderWith({ 'main.ts': '', 'node_modules/pg/package.json': '{ "main": "index.js" }', 'node_modules/pg/index.js': '' });
    expect(resolveIn(dir, 'main.ts', 'pg')).toBeUndefined();
    expect(resolveIn(dir, 'main.ts', './node_modules/pg/index.js')).toBeUndefined();
  });

  test('a link in node_modules leads to its source, and a linked file to its real path', () => {
    const dir = folderWith({ 'api/main.ts': '', 'db/package.json': '{ "name": "db" }', 'db/index.ts': '', 'real/a.ts': '' });
    mkdirSync(join(dir, 'api/node_modules'));
    symlinkSync(join(dir, 'db'), join(dir, 'api/node_modules/db'));
    symlinkSync(join(dir, 'real/a.ts'), join(dir, 'api/a.ts'));
    symlinkSync(join(dir, 'real'), join(dir, 'api/folder'));
    expect(resolveIn(dir, 'api/main.ts', 'db')).toBe('db/index.ts');
    expect(resolveIn(dir, 'api/main.ts', './a')).toBe('real/a.ts');
    expect(resolveIn(dir, 'api/main.ts', './folder/a')).toBe('real/a.ts');
  });

  test('nothing above the root of the repository is looked at', () => {
    const dir = folderWith({ 'package.json': '{ "workspaces": ["*"] }', 'db/package.json': '{ "name": "db" }', 'db/index.ts': '', 'repo/.git/HEAD': '', 'repo/a.ts': '' });
    expect(resolveIn(dir, 'repo/a.ts', 'db')).toBeUndefined();
  });

  test('each specifier of a folder is resolved once, found or not', () => {
    const dir = fixture('resolve-relative');
    const resolver = resolverOf();
    for (const specifier of ['./b', './b', './gone', './gone']) resolver.resolve(join(dir, 'src/a.ts'), specifier);
    resolver.resolve(join(dir, 'src/view.tsx'), './b');
    expect(resolver.resolves).toBe(2);
  });
});
