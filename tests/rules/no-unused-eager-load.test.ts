import rule from '../../src/rules/no-unused-eager-load.ts';
import { ruleTester, strict } from '../rule-tester.ts';

ruleTester.run('no-unused-eager-load', rule as never, {
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
