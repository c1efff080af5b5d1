import { join } from 'node:path';

import rule from '../../src/rules/prefer-include.ts';
import { fixture } from '../project/on-disk.ts';
import { ruleTester, strict } from '../rule-tester.ts';

const filename = join(fixture('snippets'), 'src', 'service.ts');
const CLIENT = "import { PrismaClient } from '@prisma/client';\n\nconst prisma = new PrismaClient();\n\n";

ruleTester.run('prefer-include', rule as never, {
  assertionOptions: strict,

  valid: [
    { name: 'no query at all', code: 'export const answer = 42;' },
    {
      name: 'two queries that do not go by each other',
      filename,
      code: `${CLIENT}export async function show(id: string, other: string) {
  const post = await prisma.post.findUnique({ where: { id } });
  const author = await prisma.user.findUnique({ where: { id: other } });
  return { post, author };
}`,
    },
  ],

  invalid: [
    {
      name: 'a row that the first query could have loaded',
      filename,
      code: `${CLIENT}export async function show(id: string) {
  const post = await prisma.post.findUnique({ where: { id } });
  const author = await prisma.user.findUnique({ where: { id: post!.authorId } });
  return { post, author };
}`,
      errors: [
        {
          messageId: 'related',
          data: {
            subject: 'prisma.user.findUnique',
            key: 'post.authorId',
            first: '`prisma.post.findUnique`',
            advice: 'Load it with `include: { author: true }` in `prisma.post.findUnique`: one call, and one statement with the preview feature `relationJoins`.',
          },
          line: 7,
          column: 24,
          endLine: 7,
          endColumn: 46,
        },
      ],
    },
    {
      name: 'two relations of one row',
      filename,
      code: `${CLIENT}export async function show(id: string) {
  const user = await prisma.user.findUnique({ where: { id } });
  const team = await prisma.team.findUnique({ where: { id: user!.teamId } });
  const posts = await prisma.post.findMany({ where: { authorId: user!.id } });
  return { user, team, posts };
}`,
      errors: [
        {
          messageId: 'related',
          data: {
            subject: 'prisma.team.findUnique',
            key: 'user.teamId',
            first: '`prisma.user.findUnique`',
            advice: 'Load it with `include: { team: true }` in `prisma.user.findUnique`: one call, and one statement with the preview feature `relationJoins`. The same goes for `posts`.',
          },
          line: 7,
          column: 22,
          endLine: 7,
          endColumn: 44,
        },
      ],
    },
    {
      name: 'a row that is read for its key alone',
      filename,
      code: `${CLIENT}export async function posts(email: string) {
  const user = await prisma.user.findUnique({ where: { email } });
  return prisma.post.findMany({ where: { authorId: user!.id } });
}`,
      errors: [
        {
          messageId: 'filtered',
          data: {
            subject: 'prisma.post.findMany',
            key: 'user.id',
            first: '`prisma.user.findUnique`',
            advice: 'Ask by the relation: `where: { author: { email: … } }` in `prisma.post.findMany`, in place of `authorId`, and without `prisma.user.findUnique`.',
          },
          line: 7,
          column: 10,
          endLine: 7,
          endColumn: 30,
        },
      ],
    },
    {
      name: 'the same row twice',
      filename,
      code: `${CLIENT}export async function show(id: string) {
  const user = await prisma.user.findUnique({ where: { id } });
  const again = await prisma.user.findUnique({ where: { id }, include: { posts: true } });
  return { user, again };
}`,
      errors: [
        {
          messageId: 'again',
          data: { subject: 'prisma.user.findUnique', key: 'id', first: '`prisma.user.findUnique`', advice: 'Load `posts` with the first one, and use `user`.' },
          line: 7,
          column: 23,
          endLine: 7,
          endColumn: 45,
        },
      ],
    },
  ],
});
