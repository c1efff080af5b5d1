import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { makeLink } from '../../src/analysis/link/index.ts';
import type { Callee, Link } from '../../src/analysis/link/link.ts';
import { modelAt } from '../../src/analysis/link/declared-models.ts';
import { orms } from '../../src/orms/index.ts';
import { factsOfText } from '../../src/project/lower/index.ts';
import { readSettings } from '../../src/settings.ts';
import type { E, ModuleFacts } from '../../src/vocabulary/ir.ts';
import type { Orm } from '../../src/vocabulary/orm.ts';
import type { Env } from '../../src/vocabulary/value.ts';

type Asked = { fromType: string[]; claim: string[]; models: number; exports: string[] };

/** A linker over texts that counts what it asks of the ORMs and of the files. */
function linkOver(files: { readonly [path: string]: string }): { link: Link; asked: Asked } {
  const asked: Asked = { fromType: [], claim: [], models: 0, exports: [] };
  const counted = orms.map((orm): Orm => ({
    ...orm,
    fromType: (external, place, types) => (asked.fromType.push(external.from), orm.fromType(external, place, types)),
    claim: (external, place) => (asked.claim.push(external.from), orm.claim(external, place)),
    ...(orm.model && { model: declaration => (asked.models++, orm.model!(declaration)) }),
  }));
  const facts = new Map<string, ModuleFacts>(Object.entries(files).map(([path, text]) => [path, factsOfText(path, text)!]));
  const resolve = (from: string, specifier: string): string | undefined => {
    const path = specifier.startsWith('.') ? `${join(dirname(from), specifier)}.ts` : undefined;
    return path !== undefined && facts.has(path) ? path : undefined;
  };
  const view = {
    facts: (m: string) => facts.get(m),
    exports: (m: string) => (asked.exports.push(m), facts.get(m)?.exports),
    resolve,
    unaliased: (_: string, specifier: string) => specifier,
    list: () => [],
    named: () => [],
    mentioning: () => [],
    manifests: () => [],
  };
  return { link: makeLink(view, counted, readSettings(undefined), { for: () => [] }), asked };
}

const typeOf = (link: Link, m: string, name: string) => link.valueOfType(m, { k: 'ref', name: [name], args: [] });

it('a type behind a barrel is looked for once, however many modules name it', () => {
  const many = Array.from({ length: 40 }, (_, at) => at);
  const { link, asked } = linkOver({
    '/index.ts': many.map(at => `export * from './c${at}';`).join('\n'),
    ...Object.fromEntries(many.map(at => [`/c${at}.ts`, `export class C${at} {}`])),
    ...Object.fromEntries(many.map(at => [`/user${at}.ts`, "import { C39 } from './index';\nexport const use = (c: C39) => c;"])),
  });
  const looked = many.map(at => {
    const before = asked.exports.length;
    expect(typeOf(link, `/user${at}.ts`, 'C39')).toEqual({ k: 'instance', m: '/c39.ts', c: 0, declared: true });
    return asked.exports.length - before;
  });
  expect(looked[0]).toBeGreaterThan(39);
  expect(Math.max(...looked.slice(1))).toBe(0);
});

it('types that name each other through their modules have an answer', () => {
  const { link } = linkOver({
    '/a.ts': "import { B } from './b';\nexport type A = B | string;",
    '/b.ts': "import { A } from './a';\nexport type B = A | C;\nexport class C {}",
  });
  const found = { k: 'instance', m: '/b.ts', c: 0, declared: true };
  expect([typeOf(link, '/a.ts', 'A'), typeOf(link, '/b.ts', 'B')]).toEqual([found, found]);
});

it('a relative import is asked only of the ORMs whose client may be generated, a package of all', () => {
  const { link, asked } = linkOver({
    '/a.ts': "import { one } from './b';\nimport { two, Three } from 'elsewhere';\nexport const run = (x: Three) => one(two, x);",
    '/b.ts': 'export const one = 1;',
  });
  link.valueOfImport('/a.ts', './b', 'one');
  link.valueOfImport('/a.ts', 'elsewhere', 'two');
  typeOf(link, '/a.ts', 'Three');
  const generating = orms.filter(({ generates }) => generates).length;
  expect(generating).toBeLessThan(orms.length / 2);
  expect(asked.claim.filter(from => from === './b')).toHaveLength(generating);
  expect(asked.claim.filter(from => from === 'elsewhere')).toHaveLength(orms.length);
  expect(asked.fromType.filter(from => from === 'elsewhere')).toHaveLength(orms.length);
});

it('a declared model is read once, however many queries ask for its rows', () => {
  const text = "import { Column, Entity, PrimaryColumn } from 'typeorm';\n@Entity()\nexport class User {\n  @PrimaryColumn() id: string;\n  @Column() name: string;\n}";
  const { link, asked } = linkOver({ '/user.ts': text });
  const e: E = link.facts('/user.ts')!.exprs.findIndex(({ k }) => k === 'class');
  const models = Array.from({ length: 5 }, () => modelAt(link, 'typeorm', { m: '/user.ts', e, c: 0 }));
  expect(models[0]?.model.columns.map(({ name }) => name)).toEqual(['id', 'name']);
  expect(new Set(models).size).toBe(1);
  expect(asked.models).toBe(1);
});

describe('a function is looked at again', () => {
  const SOURCE = `
class Key { constructor(readonly id: string) {} }
const plain = (id) => id;
export const typed = (key: Key, given: { key: Key; ids?: string[] }, { key: other }: { key: Key }) => key.id + given.key.id + other.id;
export const untyped = (key) => plain(key.id);
export const nested = (key) => { const inner = () => key.id; return inner(); };
export const all = () => [typed(new Key('a'), { key: new Key('b'), ids: [] }, { key: new Key('c') }), untyped(new Key('d')), nested(new Key('e'))];
`;
  const { link } = linkOver({ '/a.ts': SOURCE });
  const facts = link.facts('/a.ts')!;
  /** What the call of a function enters, where the function around it was entered with `env`. */
  const entered = (name: string, env?: Env): Callee => {
    const e = facts.exprs.findIndex(expr => {
      const callee = expr.k === 'call' ? facts.exprs[expr.callee]! : undefined;
      return callee?.k === 'var' && facts.vars[callee.v]!.name === name;
    });
    return link.callAt('/a.ts', e, env).callees[0]!;
  };

  it('for an argument that says more than its annotation', () => {
    expect(entered('untyped').env?.binds.size).toBe(1);
  });

  it('not for an instance of the class that is declared, in an object or taken out of one either', () => {
    expect(entered('typed')).toMatchObject({ m: '/a.ts' });
    expect(entered('typed').env).toBeUndefined();
  });

  it('for what the function around it was given, not for what another one was given that calls it', () => {
    expect(entered('inner', entered('nested').env).env?.outer?.binds.size).toBe(1);
    expect(entered('plain', entered('untyped').env).env).toBeUndefined();
  });
});
