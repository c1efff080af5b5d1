import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { rewrite } from '../../rewriting.ts';

const FOLDER = join(import.meta.dirname, '../../.work/mongoose');

const MODEL = `import { model, Schema } from 'mongoose';

export const User = model('User', new Schema({ name: String, age: Number }));
`;

const PROGRAMS = {
  'a document by key': 'const names: (string | null | undefined)[] = [];\n  for (const id of ids) {\n    const user = await User.findById(id);\n    names.push(user?.name);\n  }\n  return names;',
  'an insert of each document': 'for (const name of ids) {\n    await User.create({ name });\n  }',
  'the same update of each key': "for (const id of ids) {\n    await User.updateOne({ _id: id }, { name: 'x' });\n  }",
  'a delete of each key': 'for (const id of ids) {\n    await User.deleteOne({ _id: id });\n  }',
};

/** There is no server for MongoDB to embed, so nothing is executed here, and nothing is a fix. */
it.each(Object.entries(PROGRAMS))('%s is offered and said to be unproven', async (name, body) => {
  mkdirSync(join(FOLDER, 'src'), { recursive: true });
  writeFileSync(join(FOLDER, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies: { mongoose: '*' } }));
  writeFileSync(join(FOLDER, 'src/user.ts'), MODEL);
  const made = await rewrite(join(FOLDER, 'src/program.ts'), `import { User } from './user.ts';\n\nexport async function run(ids: string[]) {\n  ${body}\n}\n`, 'no-query-in-loop');
  expect(made?.verdict, name).toBe('suggestion');
  expect(made?.differences).toContain('unproven');
  expect(made?.text).toMatchSnapshot();
});
