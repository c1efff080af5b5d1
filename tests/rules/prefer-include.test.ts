import rule from '../../src/rules/prefer-include.ts';
import { ruleTester, strict } from '../rule-tester.ts';

ruleTester.run('prefer-include', rule as never, {
  assertionOptions: strict,

  valid: [
    {
      name: 'no query at all',
      code: 'export const answer = 42;',
    },
  ],

  // The plainest case first, then one per branch; each with its data and all four positions.
  invalid: [],
});
