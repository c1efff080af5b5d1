import rule from '../../src/rules/no-fetch-to-count.ts';
import { ruleTester, strict } from '../rule-tester.ts';

ruleTester.run('no-fetch-to-count', rule as never, {
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
