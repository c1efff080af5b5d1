import { join } from 'node:path';

import rule from '../../src/rules/prefer-exists.ts';
import { fixture } from '../project/on-disk.ts';
import { ruleTester, strict } from '../rule-tester.ts';

const filename = join(fixture('snippets'), 'src', 'service.ts');
const CLIENT = "import { PrismaClient } from '@prisma/client';\n\nconst prisma = new PrismaClient();\n\n";

ruleTester.run('prefer-exists', rule as never, {
  assertionOptions: strict,

  valid: [
    { name: 'fine: the first row by its key', filename, code: `${CLIENT}export const has = async () => (await prisma.post.findFirst({ select: { id: true } })) !== null;\n` },
    { name: 'fine: the number is used', filename, code: `${CLIENT}export const posts = () => prisma.post.count();\n` },
    { name: 'silent: a setting says that the table is small', filename, settings: { orm: { smallTables: ['Post'] } }, code: `${CLIENT}export const has = async () => (await prisma.post.count()) > 0;\n` },
  ],

  invalid: [
    {
      name: 'a count that is compared with 0',
      filename,
      code: `${CLIENT}export const has = async () => (await prisma.post.count()) > 0;\n`,
      errors: [
        {
          messageId: 'countTested',
          data: { subject: 'prisma.post.count', advice: 'Ask for the first one: `prisma.post.findFirst({ select: { id: true } }) !== null`.' },
          line: 5,
          column: 39,
          endLine: 5,
          endColumn: 56,
        },
      ],
      output: `${CLIENT}export const has = async () => (await prisma.post.findFirst({ select: { id: true } })) !== null;\n`,
    },
    {
      name: 'a row with what is loaded with it',
      filename,
      code: `${CLIENT}export async function check(id: string) {\n  const user = await prisma.user.findFirst({ where: { id }, include: { posts: true } });\n  if (!user) throw new Error('unknown');\n}\n`,
      errors: [
        {
          messageId: 'rowTested',
          data: { subject: 'prisma.user.findFirst', advice: 'Leave the relations out: `prisma.user.findFirst({ where: …, select: { id: true } })`.' },
          line: 6,
          column: 22,
          endLine: 6,
          endColumn: 43,
        },
      ],
      output: `${CLIENT}export async function check(id: string) {\n  const user = await prisma.user.findFirst({ where: { id }, select: { id: true } });\n  if (!user) throw new Error('unknown');\n}\n`,
    },
  ],
});
