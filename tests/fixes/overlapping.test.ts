import { join } from 'node:path';

import { Linter } from 'eslint';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

import plugin from '../../src/index.ts';
import { projectWith } from '../analysis/harness.ts';

const SCHEMA = `
model User {
  id     Int     @id
  age    Int
  open   Boolean
  name   String?
  posts  Post[]
}

model Post {
  id       Int  @id
  authorId Int
  author   User @relation(fields: [authorId], references: [id])
}
`;

const RULES = Object.fromEntries(Object.keys(plugin.rules).map(name => [`orm/${name}`, 'error' as const]));

/** What \`--fix\` makes of the body of a function, with every rule on; and what it makes of that. */
function fixed(...lines: readonly string[]): { text: string; again: string } {
  const dir = projectWith({ 'prisma/schema.prisma': SCHEMA });
  const linter = new Linter({ cwd: dir });
  const config = [{ files: ['**/*.js'], plugins: { orm: plugin as never }, rules: RULES }];
  const fix = (text: string): string => linter.verifyAndFix(text, config, join(dir, 'src/service.js')).output;
  const text = fix(`import { prisma } from './db.js';\n\nexport async function run(users) {\n${lines.map(line => `  ${line}\n`).join('')}}\n`);
  return { text, again: fix(text) };
}

const count = (where: string, model = 'user'): string => `prisma.${model}.count({ where: { ${where} } })`;

describe('fixes that stand in one another', () => {
  it.each([
    ['counts of two groups in one wait', [`const [a, b, c, d] = await Promise.all([${count('age: 1')}, ${count('authorId: 1', 'post')}, ${count('age: 2')}, ${count('authorId: 2', 'post')}]);`, 'return [a, b, c, d];']],
    ['counts beside rows that are counted', [`const [a, posts, b] = await Promise.all([${count('age: 1')}, prisma.post.findMany(), ${count('age: 2')}]);`, 'return [a, b, posts.length];']],
    ['counts and rows in one object', [`return { a: await ${count('age: 1')}, posts: (await prisma.post.findMany()).length, b: await ${count('age: 2')} };`]],
    ['a count within the condition of another one', [`if ((await ${count('age: 1')}) > 0 && (await prisma.post.findMany({ orderBy: { id: 'asc' } }))[0]) return (await prisma.post.findMany()).length;`, 'return 0;']],
    ['rows that are counted in a loop', ['const posts = await prisma.post.findMany({ where: { authorId: 1 } }), out = [];', 'for (const user of users) {', '  const found = await prisma.post.findMany({ where: { authorId: 1 } });', '  out.push(user, found.length);', '}', 'return [out, posts];']],
  ])('write what parses, and nothing the second time: %s', (_, lines) => {
    const { text, again } = fixed(...lines);
    expect(parseSync('service.js', text).errors).toEqual([]);
    expect(lines.every(line => text.includes(line))).toBe(false);
    expect(again).toBe(text);
  });

  it('write each of two groups as one query', () => {
    const { text } = fixed(`const [a, b, c, d] = await Promise.all([${count('age: 1')}, ${count('authorId: 1', 'post')}, ${count('age: 2')}, ${count('authorId: 2', 'post')}]);`, 'return [a, b, c, d];');
    expect(text.match(/groupBy/g)).toHaveLength(2);
    expect(text).not.toContain('count(');
  });
});
