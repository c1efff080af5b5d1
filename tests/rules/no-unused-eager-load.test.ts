import { join } from 'node:path';

import rule from '../../src/rules/no-unused-eager-load.ts';
import { fixture } from '../project/on-disk.ts';
import { ruleTester, strict } from '../rule-tester.ts';

const filename = join(fixture('snippets'), 'src', 'service.ts');
const CLIENT = "import { PrismaClient } from '@prisma/client';\n\nconst prisma = new PrismaClient();\n\n";

ruleTester.run('no-unused-eager-load', rule as never, {
  assertionOptions: strict,

  valid: [
    { name: 'no query at all', code: 'export const answer = 42;' },
    { name: 'a relation that is read', filename, code: `${CLIENT}export const names = async () => (await prisma.post.findMany({ include: { author: true } })).map(post => post.author.email);\n` },
  ],

  invalid: [
    {
      name: 'a relation that nothing reads',
      filename,
      code: `${CLIENT}export const titles = async () => (await prisma.post.findMany({ include: { author: true } })).map(post => post.title);\n`,
      errors: [
        {
          messageId: 'unused',
          data: { subject: 'prisma.post.findMany', relation: 'author', costs: 'one query more', advice: 'Leave `author` out of `include`.' },
          line: 5,
          column: 42,
          endLine: 5,
          endColumn: 62,
          suggestions: [{ messageId: 'leaveOut', data: { relation: 'author', difference: '' }, output: `${CLIENT}export const titles = async () => (await prisma.post.findMany({})).map(post => post.title);\n` }],
        },
      ],
    },
  ],
});
