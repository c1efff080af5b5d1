import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FactStore } from '../../src/project/fact-store.ts';
import { Files } from '../../src/project/files.ts';
import { factsOfText } from '../../src/project/lower/index.ts';
import { parse } from '../../src/project/parse.ts';
import { Project, type ProjectView } from '../../src/project/project.ts';
import { fixture, folderWith, write } from './on-disk.ts';

function open(project: Project, path: string, text = readFileSync(path, 'utf8')): ProjectView {
  return project.open(path, text);
}

/** The names a module exports. */
function namesIn(view: ProjectView, path: string): string[] | undefined {
  return view.facts(path)?.exports.map(each => each.as);
}

describe('facts', () => {
  test('one parse per version of a file, however often and from wherever it is asked for', () => {
    const dir = folderWith({ 'a.ts': 'export const a = 1;', 'b.ts': 'export const b = 1;' });
    const project = new Project();
    for (const name of ['a.ts', 'b.ts', 'a.ts', 'b.ts']) {
      const view = open(project, join(dir, name));
      expect(namesIn(view, join(dir, 'a.ts'))).toEqual(['a']);
      expect(namesIn(view, join(dir, 'b.ts'))).toEqual(['b']);
    }
    expect(project.work.parses).toBe(2);
    expect(project.work.generations).toBe(1);
  });

  test('the tree of the linted text is read instead of parsing it, as long as the linter has it', () => {
    const dir = folderWith({ 'a.ts': 'export const a = 1;' });
    const tree = parse('a.ts', 'export const b = 1;');
    const given = new FactStore(new Files(), factsOfText);
    expect(given.factsAt(join(dir, 'a.ts'), { text: 'export const a = 1;', lent: { tree } })?.exports.map(each => each.as)).toEqual(['b']);
    expect([given.lowered, given.parses]).toEqual([1, 0]);
    const gone = new FactStore(new Files(), factsOfText);
    expect(gone.factsAt(join(dir, 'a.ts'), { text: 'export const a = 1;', lent: { tree: undefined } })?.exports.map(each => each.as)).toEqual(['a']);
    expect([gone.lowered, gone.parses]).toEqual([1, 1]);
  });

  test('what cannot be parsed or does not exist has no facts, and is not tried again', () => {
    const dir = folderWith({ 'a.ts': '', 'broken.ts': 'export const = ;;{' });
    const project = new Project();
    const view = open(project, join(dir, 'a.ts'));
    for (const name of ['broken.ts', 'gone.ts', 'broken.ts', 'gone.ts']) expect(view.facts(join(dir, name))).toBeUndefined();
    expect(project.work.parses).toBe(1);
  });

  test('a lowering that throws is unknown', () => {
    const dir = folderWith({ 'a.ts': 'export {}' });
    const project = new Project({
      factsOfText: () => {
        throw new Error('no');
      },
    });
    expect(open(project, join(dir, 'a.ts')).facts(join(dir, 'a.ts'))).toBeUndefined();
  });

  test.each([
    ['JSON text', 1_000_000],
    ['compressed text', 0],
  ])('cold facts are the same after they were kept as %s', (_, plain) => {
    const textOf = (name: string): string => `export async function ${name}(x: number) { for (const y of [x]) await f(y, "é\\u0000"); }`;
    const dir = folderWith(Object.fromEntries(['a', 'b', 'c'].map(name => [`${name}.ts`, textOf(name)])));
    const store = new FactStore(new Files(), factsOfText, { hot: 1, plain, left: false });
    for (const name of ['a', 'b', 'c', 'a', 'a', 'b', 'c']) {
      const path = join(dir, `${name}.ts`);
      expect(store.factsAt(path)).toEqual(factsOfText(path, textOf(name)));
    }
    expect([store.parses, store.decodes]).toEqual([3, 3]);
  });

  test('facts that were put away are taken back as they are until the garbage collector comes by', () => {
    const dir = folderWith({ 'a.ts': 'export {}', 'b.ts': 'export {}' });
    const store = new FactStore(new Files(), factsOfText, { hot: 1 });
    const first = store.factsAt(join(dir, 'a.ts'));
    store.factsAt(join(dir, 'b.ts'));
    expect(store.factsAt(join(dir, 'a.ts'))).toBe(first);
    expect([store.parses, store.decodes]).toEqual([2, 0]);
  });

  test('one file reaches a bounded number of others, and says when it is cut off', () => {
    const dir = folderWith({ 'a.ts': 'export {}', 'b.ts': 'export {}', 'c.ts': 'export {}' });
    const view = open(new Project({ maxFiles: 2 }), join(dir, 'a.ts'));
    expect(view.facts(join(dir, 'b.ts'))).toBeDefined();
    expect(view.truncated).toBe(false);
    expect(view.facts(join(dir, 'c.ts'))).toBeUndefined();
    expect(view.truncated).toBe(true);
    expect(view.facts(join(dir, 'b.ts'))).toBeDefined();
    expect(view.facts(join(dir, 'a.ts'))).toBeDefined();
  });

  test('cyclic imports are harmless', () => {
    const dir = fixture('resolve-cycle');
    const view = open(new Project(), join(dir, 'a.ts'));
    expect(view.resolve(join(dir, 'a.ts'), './b.ts')).toBe(join(dir, 'b.ts'));
    expect(view.resolve(join(dir, 'b.ts'), './a.ts')).toBe(join(dir, 'a.ts'));
    for (const name of ['a.ts', 'b.ts', 'index.ts', 'again.ts']) expect(view.facts(join(dir, name))).toBeDefined();
  });

  test('two paths of one file have one set of facts', () => {
    const dir = folderWith({ 'real/a.ts': 'export const a = 1;', 'b.ts': '' });
    symlinkSync(join(dir, 'real'), join(dir, 'link'));
    const project = new Project();
    const view = open(project, join(dir, 'b.ts'));
    expect(view.facts(join(dir, 'link/a.ts'))).toBe(view.facts(join(dir, 'real/a.ts')));
    expect(open(project, join(dir, 'link/a.ts')).path).toBe(join(dir, 'real/a.ts'));
    expect(project.work.parses).toBe(1);
  });
});

describe('generations', () => {
  test('a changed file, and only that, is parsed again', () => {
    const dir = folderWith({ 'a.ts': "import './b'", 'b.ts': 'export const b = 1;' });
    const [a, b] = [join(dir, 'a.ts'), join(dir, 'b.ts')];
    const project = new Project();
    const before = open(project, a);
    expect(namesIn(before, b)).toEqual(['b']);
    write(b, 'export const changed = 1;');
    const after = open(project, a);
    expect(after.generation).not.toBe(before.generation);
    expect(namesIn(after, b)).toEqual(['changed']);
    after.facts(a);
    expect(open(project, a).generation).toBe(after.generation);
    expect(project.work.parses).toBe(3);
  });

  test('a file that was missing appears, a better candidate appears, a file vanishes', () => {
    const dir = folderWith({ 'a.ts': '' });
    const a = join(dir, 'a.ts');
    const project = new Project();
    expect(open(project, a).resolve(a, './x/b')).toBeUndefined();
    write(join(dir, 'x/b/index.ts'), '');
    expect(open(project, a).resolve(a, './x/b')).toBe(join(dir, 'x/b/index.ts'));
    write(join(dir, 'x/b.ts'), 'export const b = 1;');
    const view = open(project, a);
    expect(view.resolve(a, './x/b')).toBe(join(dir, 'x/b.ts'));
    expect(namesIn(view, join(dir, 'x/b.ts'))).toEqual(['b']);
    rmSync(join(dir, 'x'), { recursive: true });
    const last = open(project, a);
    expect(last.resolve(a, './x/b')).toBeUndefined();
    expect(last.facts(join(dir, 'x/b.ts'))).toBeUndefined();
  });

  test('configuration that changes, appears or is repaired changes what imports mean', () => {
    const dir = folderWith({ 'a.ts': '', 'src/b.ts': '', 'tsconfig.json': '{', 'lib/db/index.ts': '' });
    const a = join(dir, 'a.ts');
    const project = new Project();
    expect(open(project, a).resolve(a, 'own/b')).toBeUndefined();
    expect(open(project, a).resolve(a, 'db')).toBeUndefined();
    write(join(dir, 'tsconfig.json'), '{ "compilerOptions": { "paths": { "own/*": ["./src/*"] } } }');
    write(join(dir, 'package.json'), '{ "workspaces": ["lib/*"] }');
    write(join(dir, 'lib/db/package.json'), '{ "name": "db" }');
    const view = open(project, a);
    expect(view.resolve(a, 'own/b')).toBe(join(dir, 'src/b.ts'));
    expect(view.resolve(a, 'db')).toBe(join(dir, 'lib/db/index.ts'));
    expect(view.workspace(a)?.packages.map(each => each.name)).toEqual(['db']);
    write(join(dir, 'lib/new/package.json'), '{ "name": "new", "dependencies": { "pg": "8" } }');
    expect(open(project, a).workspace(a)?.byName.get('new')?.manifest.dependencies.has('pg')).toBe(true);
  });

  test('a listed folder and a read file are followed; what nobody asked about is not', () => {
    const dir = folderWith({ 'a.ts': '', 'models/a.js': '', 'schema.prisma': 'model A {}' });
    const a = join(dir, 'a.ts');
    const project = new Project();
    const ask = (): [string[], string | undefined, boolean, number] => {
      const view = open(project, a);
      return [view.list(join(dir, 'models')), view.read(join(dir, 'schema.prisma')), view.exists(join(dir, 'gone')), view.generation];
    };
    const first = ask();
    expect(first.slice(0, 3)).toEqual([['a.js'], 'model A {}', false]);
    write(join(dir, 'unrelated.log'), '');
    expect(ask()).toEqual(first);
    write(join(dir, 'models/b.js'), '');
    expect(ask()[0]).toEqual(['a.js', 'b.js']);
    write(join(dir, 'schema.prisma'), 'model B {}');
    expect(ask()[1]).toBe('model B {}');
    mkdirSync(join(dir, 'gone'));
    expect(ask()[2]).toBe(true);
  });

  test('a file replaced by one with the same size and time is noticed', () => {
    const dir = folderWith({ 'a.ts': '', 'b.ts': 'export const one = 1;', 'next.ts': 'export const two = 2;' });
    const project = new Project();
    expect(namesIn(open(project, join(dir, 'a.ts')), join(dir, 'b.ts'))).toEqual(['one']);
    renameSync(join(dir, 'next.ts'), join(dir, 'b.ts'));
    expect(namesIn(open(project, join(dir, 'a.ts')), join(dir, 'b.ts'))).toEqual(['two']);
  });
});

describe('text that is not on disk', () => {
  test('is what the linted file says, and nobody else sees it', () => {
    const dir = folderWith({ 'a.ts': 'export const disk = 1;', 'b.ts': "import './a'" });
    const [a, b] = [join(dir, 'a.ts'), join(dir, 'b.ts')];
    const project = new Project();
    const onDisk = open(project, b);
    expect(namesIn(onDisk, a)).toEqual(['disk']);
    const edited = open(project, a, 'export const edited = 1;');
    expect(namesIn(edited, a)).toEqual(['edited']);
    expect(edited.read(a)).toBe('export const edited = 1;');
    expect(edited.generation).not.toBe(onDisk.generation);
    expect(open(project, a, 'export const edited = 1;').generation).toBe(edited.generation);
    expect(open(project, a, 'export const more = 1;').generation).not.toBe(edited.generation);
    const again = open(project, b);
    expect(namesIn(again, a)).toEqual(['disk']);
    expect(again.generation).toBe(onDisk.generation);
  });

  test('a byte order mark is no difference', () => {
    const dir = folderWith({ 'a.ts': '\uFEFFexport const a = 1;' });
    const project = new Project();
    const view = project.open(join(dir, 'a.ts'), 'export const a = 1;');
    expect(namesIn(view, join(dir, 'a.ts'))).toEqual(['a']);
    expect(view.generation).toBe(1);
  });

  test.each(['<input>', '<text>', '/nowhere/at/all.ts'])('%s has facts from its text alone', path => {
    const view = new Project().open(path, 'export const a = 1;');
    expect(view.facts(view.path)?.exports.map(each => each.as)).toEqual(['a']);
    expect(view.resolve(view.path, './gone')).toBeUndefined();
    expect(view.manifests('/nowhere/at/all.ts')).toEqual([]);
  });
});

describe('looking for changes', () => {
  test('takes a bounded share of the time in a long run, and happens every time in an editor', () => {
    const dir = folderWith({ 'a.ts': '', 'b.ts': '' });
    let clock = 0;
    // Each look at the clock is a millisecond later, so that each check costs one.
    const project = new Project({ now: () => clock++ });
    for (let i = 0; i < 2_000; i++) open(project, join(dir, 'a.ts'));
    expect(project.work.checks).toBeLessThan(160);
    clock += 60_000;
    const { checks } = project.work;
    for (let i = 0; i < 20; i++, clock += 100) open(project, join(dir, 'a.ts'));
    expect(project.work.checks - checks).toBe(20);
  });

  test('the linted file itself is always looked at', () => {
    const dir = folderWith({ 'a.ts': 'export const a = 1;' });
    const path = join(dir, 'a.ts');
    const project = new Project({ now: (() => { let clock = 0; return () => (clock += 50); })() });
    for (let i = 0; i < 50; i++) open(project, path);
    write(path, 'export const b = 1;');
    const view = open(project, path);
    expect(namesIn(view, path)).toEqual(['b']);
    expect(namesIn(open(project, path), path)).toEqual(['b']);
  });

  test('after a pause, or when the linted file itself moved, everything is looked at', () => {
    const dir = folderWith({ 'a.ts': 'export const a = 1;', 'b.ts': 'export const b = 1;' });
    const [a, b] = [join(dir, 'a.ts'), join(dir, 'b.ts')];
    let clock = 0;
    let step = 20;
    const project = new Project({ now: () => (clock += step) });
    const seen = () => namesIn(open(project, a), b);
    for (let i = 0; i < 50; i++) seen();
    write(b, 'export const c = 1;');
    expect(seen()).toEqual(['b']);
    step = 1_000;
    expect(seen()).toEqual(['c']);
    step = 20;
    for (let i = 0; i < 50; i++) seen();
    write(b, 'export const d = 1;');
    write(a, 'export const a = 2;');
    expect(seen()).toEqual(['d']);
  });

  test('after many pauses, looks are spared until one is long', () => {
    const dir = folderWith({ 'a.ts': 'export const a = 1;', 'b.ts': 'export const b = 1;' });
    const [a, b] = [join(dir, 'a.ts'), join(dir, 'b.ts')];
    let clock = 0;
    let step = 200;
    const project = new Project({ now: () => (clock += step) });
    const seen = () => namesIn(open(project, a), b);
    seen();
    const { checks } = project.work;
    for (let i = 0; i < 10; i++) seen();
    expect(project.work.checks).toBe(checks + 10);
    for (let i = 0; i < 200; i++) seen();
    expect(project.work.checks).toBeLessThan(checks + 150);
    write(b, 'export const c = 1;');
    step = 1_000;
    expect(seen()).toEqual(['c']);
  });

  test('the time that a file takes is no pause', () => {
    const dir = folderWith({ 'a.ts': '', 'b.ts': '' });
    let clock = 0;
    // Each look at the clock is ten milliseconds later, so that what is saved up for looking is soon gone.
    const project = new Project({ now: () => (clock += 10) });
    const lint = (own: number, between: number): void => {
      open(project, join(dir, 'a.ts'));
      clock += own;
      project.rest();
      clock += between;
    };
    for (let i = 0; i < 50; i++) lint(0, 0);
    const checksOf = (own: number, between: number): number => {
      const before = project.work.checks;
      for (let i = 0; i < 10; i++) lint(own, between);
      return project.work.checks - before;
    };
    // The one is what half a percent of two seconds allows.
    expect([checksOf(200, 0), checksOf(0, 200)]).toEqual([1, 9]);
  });

  test('after a short pause one that moved is enough to look at everything', () => {
    const dir = folderWith({ 'a.ts': 'export const a = 1;', 'b.ts': 'export const b = 1;', 'c.ts': '' });
    const [a, b] = [join(dir, 'a.ts'), join(dir, 'b.ts')];
    let clock = 0;
    const project = new Project({ now: () => (clock += 50) });
    const seen = () => namesIn(open(project, a), b);
    for (let i = 0; i < 50; i++) seen();
    const { checks } = project.work;
    for (let i = 0; i < 50; i++) seen();
    expect(project.work.checks).toBe(checks);
    write(b, 'export const c = 1;');
    seen();
    expect(seen()).toEqual(['c']);
    expect(project.work.checks).toBe(checks + 1);
  });
});

test('broken configuration never throws', () => {
  const dir = fixture('resolve-broken');
  const from = join(dir, 'packages/a/main.ts');
  const view = open(new Project(), from);
  expect(view.manifests(from).length).toBeGreaterThan(1);
  expect(() => view.workspace(from)).not.toThrow();
  expect(view.read(dir)).toBeUndefined();
  expect(view.list(from)).toEqual([]);
  expect(view.facts(dir)).toBeUndefined();
});
