import parser from '@typescript-eslint/parser';
import { RuleTester } from 'eslint';
import { describe, it } from 'vitest';

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

/** For code in TypeScript; a case that needs a schema says with `filename` which fixture it stands in: in a folder of tests, which is offline. */
export const ruleTester = new RuleTester({ languageOptions: { parser }, settings: { orm: { includeOffline: true } } });

/** Every error states its message, its data and all of its position. */
export const strict = { requireMessage: 'messageId', requireLocation: true, requireData: true } as const;
