import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { rewrite } from '../../rewriting.ts';

const FOLDER = join(import.meta.dirname, '../../.work/mongoose');

const MODEL = `import { model, Schema } from 'mongoose';

export const User = model('User', new Schema({ name: String, age: Number }));

interface Writing {
  title: string;
  author?: any;
}

export const Post = model<Writing>('Post', new Schema<Writing>({ title: String, author: { type: Schema.Types.ObjectId, ref: 'User' } }));
`;

const PROGRAMS = {
  'a document by key': 'const names: (string | null | undefined)[] = [];\n  for (const id of ids) {\n    const user = await User.findById(id);\n    names.push(user?.name);\n  }\n  return names;',
  'an insert of each document': 'for (const name of ids) {\n    await User.create({ name });\n  }',
  'the same update of each key': "for (const id of ids) {\n    await User.updateOne({ _id: id }, { name: 'x' });\n  }",
  'a delete of each key': 'for (const id of ids) {\n    await User.deleteOne({ _id: id });\n  }',
};

/** Programs of the rules about counts. */
const COUNTS = {
  'the length of documents': ['no-fetch-to-count', "return (await User.find({ name: ids[0] }).sort('name').lean()).length;"],
  'the length of documents, tested': ['no-fetch-to-count', 'const users = await User.find({ name: ids[0] });\n  if (users.length === 0) return 1;\n  return 2;'],
  'a count, tested': ['prefer-exists', 'return (await User.countDocuments({ name: ids[0] })) > 0;'],
  'the first of documents': ['no-fetch-to-count', "const [user] = await User.find({ name: ids[0] }).sort({ age: -1 });\n  return user?.name;"],
  'counts by the value of a column': ['prefer-single-aggregate', "const ann = await User.countDocuments({ name: 'ann' });\n  const bob = await User.countDocuments({ name: 'bob' });\n  return ann - bob;"],
  'counts by different conditions': ['prefer-single-aggregate', "const [all, old, named] = await Promise.all([User.countDocuments({ age: { $gt: 0 } }), User.countDocuments({ age: { $gt: 0 }, name: { $in: ['bob', 'eve'] } }), User.countDocuments({ age: { $gt: 0 }, name: 'ann' })]);\n  return { all, old, named };"],
  'a document, tested': ['prefer-exists', 'const user = await User.findById(ids[0]);\n  if (!user) throw new Error();'],
} as const;

/** Programs that read a path, or populate it document by document. */
const PATHS = {
  'a path that is read': 'const posts = await Post.find({ title: ids[0] }).lean();\n  return posts.map(post => post.author.name);',
  'a path that is populated for each document': "const posts = await Post.find().sort('title');\n  for (const post of posts) {\n    await post.populate('author');\n  }\n  return posts.map(post => post.author.name);",
};

const CASES = [...Object.entries(PATHS).map(([name, body]) => [name, 'require-eager-loading', body] as const), ...Object.entries(PROGRAMS).map(([name, body]) => [name, 'no-query-in-loop', body] as const), ...Object.entries(COUNTS).map(([name, [rule, body]]) => [name, rule, body] as const)];

/** There is no server for MongoDB to embed, so nothing is executed here, and nothing is a fix. */
it.each(CASES)('%s is offered and said to be unproven', async (name, rule, body) => {
  mkdirSync(join(FOLDER, 'src'), { recursive: true });
  writeFileSync(join(FOLDER, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies: { mongoose: '*' } }));
  writeFileSync(join(FOLDER, 'src/user.ts'), MODEL);
  const made = await rewrite(join(FOLDER, 'src/program.ts'), `import { ${/\bPost\b/.test(body) ? 'Post' : 'User'} } from './user.ts';\n\nexport async function run(ids: string[]) {\n  ${body}\n}\n`, rule);
  expect(made?.verdict, name).toBe('suggestion');
  expect(made?.differences).toContain('unproven');
  expect(made?.text).toMatchSnapshot();
});
