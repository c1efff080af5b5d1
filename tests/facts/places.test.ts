import { expect, it } from 'vitest';

import { calleeIn, shortName } from '../../src/facts/places.ts';

it.each([
  ['src/members/members.service.ts', 'members.service.ts'],
  ['src/members/index.ts', 'members/index.ts'],
])('%s is called %s', (file, name) => {
  expect(shortName(file)).toBe(name);
});

it('names the file of a callee where it is another one, whichever way the system writes paths', () => {
  expect(calleeIn('load', { file: 'src/b.ts' }, '/app/src/a.ts')).toBe('`load` (b.ts)');
  expect(calleeIn('load', { file: 'src/a.ts' }, '/app/src/a.ts')).toBe('`load`');
  expect(calleeIn('load', { file: 'src/a.ts' }, 'C:\\app\\src\\a.ts')).toBe('`load`');
  expect(calleeIn('load', undefined, '/app/src/a.ts')).toBe('`load`');
});
