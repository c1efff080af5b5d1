#!/usr/bin/env node
// npm run new:orm <name>: the folder of an ORM, its test with every situation still to be filled, and its registration.
import { readFileSync } from 'node:fs';

import { camelCase, fail, writeNew } from './write-new.mjs';

const name = process.argv[2] ?? '';
if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) fail('An ORM is named as its users name it, in kebab-case: npm run new:orm typeorm');
const identifier = camelCase(name);

const index = `import type { Orm } from '../../vocabulary/orm.ts';
import { call, claim, fromType, get, shape } from './transitions.ts';
import { words } from './words.ts';

/** ${name}. Link the ORM's manual here. */
export const ${identifier}: Orm = {
  name: '${name}',
  packages: ['${name}'],
  methods: new Set(),
  roles: ['client'],
  client: evidence => ({ k: 'orm', orm: '${name}', role: 'client', evidence }),
  claim,
  fromType,
  get,
  call,
  shape,
  words,
};
`;

const transitions = `import type { Orm } from '../../vocabulary/orm.ts';

// What follows from a value: data before code, and nothing where there is no certainty.

/** An import of the ORM's package: \`new Client()\` begins here. */
export const claim: Orm['claim'] = () => undefined;

/** A type of the ORM's package. */
export const fromType: Orm['fromType'] = () => undefined;

/** A member of a value: \`client.users\`. */
export const get: Orm['get'] = () => undefined;

/** A call on a value, and the query it is. */
export const call: Orm['call'] = () => undefined;

/** A call on an unknown receiver, in a form that no other library has. */
export const shape: Orm['shape'] = () => undefined;
`;

const words = `import type { Words } from '../../vocabulary/orm.ts';

/** What to write instead, exact enough to paste. Link the manual's page on each form. */
export const words: Words = {
  setBased: () => undefined,
  rowByRow: () => ({ text: 'This ORM has no set-based form for it.' }),
  recursion: () => ({ text: 'Read the tree level by level, all parents of a level in one \`IN\`.' }),
  singleAggregate: () => undefined,
  counted: () => undefined,
  exists: () => undefined,
  display: ({ model, method }) => (model === undefined ? method : \`\${model}.\${method}\`),
};
`;

const situations = [...readFileSync('tests/orms/situations.ts', 'utf8').matchAll(/^ {2}'([^']+)': \{/gm)].map(match => match[1]);
const test = `import { describe } from 'vitest';

import { checkSituations } from './situations.ts';

// Fill each one with a call of the ORM: () => ${identifier}.call(value, method, argumentsOf(…)).
describe('${name}', () => {
  checkSituations({
${situations.map(each => `    '${each}': { notOffered: 'not written yet' },`).join('\n')}
  });
});
`;

writeNew(
  {
    [`src/orms/${name}/index.ts`]: index,
    [`src/orms/${name}/transitions.ts`]: transitions,
    [`src/orms/${name}/words.ts`]: words,
    [`tests/orms/${name}.test.ts`]: test,
  },
  {
    'src/orms/index.ts': text => {
      const list = /= \[(.*)\];/.exec(text);
      const lastImport = [...text.matchAll(/^import .*$/gm)].at(-1);
      if (!list || !lastImport) fail('src/orms/index.ts: no list of ORMs found.');
      return text
        .replace(list[0], () => `= [${list[1]}, ${identifier}];`)
        .replace(lastImport[0], line => `${line}\nimport { ${identifier} } from './${name}/index.ts';`);
    },
  },
);
