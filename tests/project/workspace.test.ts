import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { Files } from '../../src/project/files.ts';
import { foldersMatching } from '../../src/project/folders-matching.ts';
import { Manifests } from '../../src/project/manifests.ts';
import { patternsOfPnpm, Workspaces } from '../../src/project/workspace.ts';
import { fixture, folderWith } from './on-disk.ts';

function workspaceOf(path: string) {
  const files = new Files();
  return new Workspaces(files, new Manifests(files)).workspaceOf(path);
}

test.each([
  ['resolve-exports', 'apps/api/src/main.ts', ['@acme/api', '@acme/bare', '@acme/db', '@acme/legacy', '@acme/shared', 'exports-root']],
  ['resolve-workspaces', 'apps/api/src/main.ts', ['api', 'db', 'root']],
  ['resolve-imports', 'packages/api/src/main.ts', ['api', 'shared']],
])('%s: the packages around %s', (name, from, expected) => {
  const dir = fixture(name);
  const workspace = workspaceOf(join(dir, from));
  expect(workspace?.root).toBe(dir);
  expect(workspace?.packages.map(each => each.name).sort()).toEqual(expected);
});

test('no declaration, no workspace', () => {
  expect(workspaceOf(join(fixture('resolve-paths'), 'app/src/main.ts'))).toBeUndefined();
});

test('an inner workspace is seen together with the outer one, and wins', () => {
  const dir = folderWith({
    'package.json': '{ "workspaces": ["packages/*", "inner"] }',
    'packages/db/package.json': '{ "name": "db" }',
    'packages/ui/package.json': '{ "name": "ui" }',
    'inner/package.json': '{ "name": "inner", "workspaces": ["*"] }',
    'inner/db/package.json': '{ "name": "db" }',
  });
  const workspace = workspaceOf(join(dir, 'inner/db/a.ts'));
  expect(workspace?.root).toBe(dir);
  expect(workspace?.byName.get('db')?.dir).toBe(join(dir, 'inner/db'));
  expect(workspace?.byName.get('ui')?.dir).toBe(join(dir, 'packages/ui'));
});

test('rush.json names its projects', () => {
  const dir = folderWith({ 'rush.json': '{ /* Rush */ "projects": [{ "packageName": "db", "projectFolder": "libs/db" }] }', 'libs/db/package.json': '{ "name": "db" }' });
  expect(workspaceOf(join(dir, 'a.ts'))?.packages.map(each => each.name)).toEqual(['db']);
});

test('manifests from a file to the root, the nearest first', () => {
  const dir = fixture('resolve-exports');
  const manifests = new Manifests(new Files()).manifestsAbove(join(dir, 'packages/deep/legacy/src/index.ts'));
  expect(manifests.slice(0, 2).map(each => each.name)).toEqual(['@acme/legacy', 'exports-root']);
});

test.each([
  ['a block', 'packages:\n  - "a/*"\n  - \'b\'\n  # c\n\n  - d/** # deep\nonlyBuiltDependencies:\n  - esbuild\n', ['a/*', 'b', 'd/**']],
  ['a block without indent, CRLF', 'x: 1\r\npackages:\r\n- a\r\n- "!b"\r\ncatalog: {}\r\n', ['a', '!b']],
  ['a flow list', 'packages: ["a/*", b]\n', ['a/*', 'b']],
  ['a flow list over lines', 'packages: [\n  "a/*",\n  b,\n]\n', ['a/*', 'b']],
  ['all of it some way in', ' packages:\n   - "a/*"\n   - b\n', ['a/*', 'b']],
  ['nothing', 'catalog:\n  packages: 1\n', []],
])('pnpm-workspace.yaml with %s', (_, yaml, expected) => {
  expect(patternsOfPnpm(yaml)).toEqual(expected);
});

test.each([
  [['a/*'], ['a/one', 'a/two']],
  [['./a/*/'], ['a/one', 'a/two']],
  [['*'], ['a', 'b', '@c']],
  [['{a,b}/one'], ['a/one', 'b/one']],
  [['**', '!**/deep', '!b/**'], ['', 'a', 'a/one', 'a/two', '@c']],
  [['a/!(one)', '@(b|x)/o?e'], ['a/two', 'b/one']],
  [['a/[a-o]*'], ['a/one']],
  [['@c'], ['@c']],
  [['gone/*', 'a/one/gone', '../..'], []],
])('the folders that %j names', (patterns, expected) => {
  const dir = folderWith({ 'a/one/deep/x': '', 'a/two/x': '', 'b/one/x': '', '@c/x': '', 'node_modules/m/x': '', '.hidden/x': '', 'file': '' });
  const found = foldersMatching(new Files(), dir, patterns, 100).map(each => relative(dir, each));
  expect(found.filter(each => !each.startsWith('..')).sort()).toEqual([...expected].sort());
});

test('the count of folders is bounded', () => {
  const dir = folderWith({ 'a/x': '', 'b/x': '', 'c/x': '' });
  expect(foldersMatching(new Files(), dir, ['*'], 2)).toHaveLength(2);
});
