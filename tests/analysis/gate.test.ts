import { describe, expect, it } from 'vitest';

import { mayAggregate } from '../../src/analysis/aggregates/gate.ts';
import { isClientSide } from '../../src/analysis/client-side.ts';
import { isCompiled, mayBeTested, mayCount, mayRepeat, mayWait } from '../../src/analysis/gate.ts';

describe('files that a compiler has written', () => {
  it.each([['"use strict";\nvar __importDefault = (this && this.__importDefault) || function (mod) {};\nObject.defineProperty(exports, "__esModule", { value: true });'], ['"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\n'], ["Object.defineProperty(exports, '__esModule', { value: true });"]])('%j', text => {
    expect(isCompiled(text)).toBe(true);
  });
  it.each([["'use strict';\nconst db = require('./db');"], ['const x = 1;\nObject.defineProperty(exports, "__esModule", { value: true });'], ['']])('not %j', text => {
    expect(isCompiled(text)).toBe(false);
  });
});

describe('a text is told in one go, whatever it holds', () => {
  const long = 200_000;
  it.each([
    ['comments', '/* a */ // b\n'.repeat(long / 10)],
    ['one comment', `/*${' * /'.repeat(long)}*/`],
    ['a comment without an end', `/*${'*'.repeat(long)}`],
    ['a long word', `x${'mapeach'.repeat(long / 10)}`],
    ['another', `count${'Count'.repeat(long / 10)}`],
    ['type arguments without an end', '.map<a.count<a'.repeat(long / 10)],
    ['hooks without a call', 'useState<useState'.repeat(long / 10)],
    ['hooks and exports', `${'useState(\nexport { loaders '.repeat(long / 20)}export const loader = 1;`],
    ['space', `.map${' '.repeat(long)}`],
  ])('%s', (_, text) => {
    expect([isClientSide('a.tsx', text, () => []), mayRepeat(text)]).toEqual([false, false]);
    for (const ask of [mayCount, mayBeTested, mayWait, mayAggregate]) expect(() => ask(text)).not.toThrow();
  });
});
