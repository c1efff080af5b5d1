import { describe } from 'vitest';

import { checkCounted } from './counting.ts';

const inFunction = (body: string): string => `export async function run(id: string, email: string, log: (...all: unknown[]) => void) {\n${body}\n}\n`;

describe('counts that are only tested', () => {
  checkCounted([
    { name: 'more than none', code: inFunction('return (await prisma.post.count({ where: { authorId: id } })) > 0;'), reports: ['count prisma.post.count'] },
    { name: 'none', code: inFunction('const posts = await prisma.post.count({ where: { authorId: id } });\nif (posts === 0) throw new Error("none");\nlog(id);'), reports: ['count prisma.post.count'] },
    { name: 'truth and negation', code: inFunction('const posts = await prisma.post.count();\nif (!posts) log(1);\nreturn Boolean(posts);'), reports: ['count prisma.post.count'] },
    { name: 'at least one, mirrored', code: inFunction('return 1 <= (await prisma.post.count());'), reports: ['count prisma.post.count'] },
    { name: 'one of several', code: inFunction('const [posts, users] = await Promise.all([prisma.post.count(), prisma.user.count()]);\nreturn { any: posts > 0, users };'), reports: ['count prisma.post.count'] },
    { name: 'an amount', code: inFunction('return (await prisma.post.count()) > 3;'), reports: [] },
    { name: 'a number that is shown too', code: inFunction('const posts = await prisma.post.count();\nif (posts > 0) log(`${posts} posts`);'), reports: [] },
    { name: 'a number that is returned', code: inFunction('const posts = await prisma.post.count();\nif (posts > 0) log(id);\nreturn posts;'), reports: [] },
    { name: 'by a unique key there is one at most', code: inFunction('return (await prisma.user.count({ where: { email } })) > 0;'), reports: [] },
    { name: 'by both columns of a key there is one at most', code: inFunction('return (await prisma.setting.count({ where: { orgId: id, key: email } })) > 0;'), reports: [] },
    { name: 'by a column of which no schema says whether it is a key', code: inFunction('return (await prisma.anonymous.count({ where: { siret: id } })) > 0;'), reports: [] },
    { name: 'by no key, schema or not', code: inFunction('return (await prisma.anonymous.count({ where: { siret: { gt: id } } })) > 0;'), reports: ['count prisma.anonymous.count'] },
    { name: 'a number that is given to a function which may be another one', code: "export class Texts {\n  private readonly say: any;\n  constructor(given: any) { this.say = given || ((key: string) => key); }\n  text(key: string, values: any) { return this.say(key, values); }\n}\nexport async function run(texts: Texts, id: string) {\n  const posts = await prisma.post.count({ where: { authorId: id } });\n  return posts > 0 ? texts.text('used', { count: posts }) : '';\n}\n", reports: [] },
    { name: 'by one column of a key', code: inFunction('return (await prisma.setting.count({ where: { orgId: id } })) > 0;'), reports: ['count prisma.setting.count'] },
    { name: 'by a key and more', code: inFunction('return (await prisma.user.count({ where: { id, teamId: email } })) > 0;'), reports: [] },
    { name: 'a limited count', code: inFunction('return (await prisma.post.count({ take: 1 })) > 0;'), reports: [] },
    { name: 'nothing is asked', code: inFunction('await prisma.post.count();'), reports: [] },
  ]);
});

describe('rows that are only tested', () => {
  checkCounted([
    { name: 'with what is loaded with it', code: inFunction('const user = await prisma.user.findUnique({ where: { id }, include: { posts: true } });\nif (!user) throw new Error("unknown");\nlog(id);'), reports: ['row prisma.user.findUnique'] },
    { name: 'without anything', code: inFunction('const user = await prisma.user.findUnique({ where: { id } });\nif (user === null) throw new Error("unknown");\nlog(id);'), reports: [] },
    { name: 'a row that is used later', code: inFunction('const user = await prisma.user.findUnique({ where: { id }, include: { posts: true } });\nif (!user) throw new Error("unknown");\nlog(user.posts);'), reports: [] },
    { name: 'a row that must be there', code: inFunction('await prisma.user.findUniqueOrThrow({ where: { id }, include: { posts: true } });\nlog(id);'), reports: [] },
  ]);
});
