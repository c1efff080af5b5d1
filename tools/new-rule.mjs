#!/usr/bin/env node
// npm run new:rule <name>: source, test, page and registration of a rule.
import { camelCase, fail, writeNew } from './write-new.mjs';

const name = process.argv[2] ?? '';
if (!/^(?:no|prefer|require|max)(?:-[a-z][a-z0-9]*)+$/.test(name)) {
  fail("A rule is named for the situation in the user's code, in kebab-case, with no-, prefer-, require- or max- before it: npm run new:rule no-query-in-loop");
}
const title = name.split('-').join(' ');

const source = `import { createRule } from '../create-rule.ts';

export default createRule({
  name: '${name}',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Report ${title}',
      // Start in \`all\` alone; a preset is earned with numbers.
      presets: {},
    },
    messages: {
      found: '\`{{subject}}\` does what the rule speaks about: its cost. {{advice}}',
    },
    schema: [],
  },

  create(_file) {
    // Ask src/analysis/index.ts about the file, and give one report per answer: { at, end, messageId: 'found', data }.
    return [];
  },
});
`;

const test = `import rule from '../../src/rules/${name}.ts';
import { ruleTester, strict } from '../rule-tester.ts';

ruleTester.run('${name}', rule as never, {
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
`;

const page = `# orm/${name}

What happens in the database, and why it hurts later, in two or three sentences.

## Incorrect

\`\`\`ts
\`\`\`

## Correct

\`\`\`ts
\`\`\`

## Fix

None.

## What This Rule Does Not See

## When Not To Use It
`;

writeNew(
  {
    [`src/rules/${name}.ts`]: source,
    [`tests/rules/${name}.test.ts`]: test,
    [`docs/rules/${name}.md`]: page,
  },
  {
    'src/rules/index.ts': text => {
      const imports = [...text.matchAll(/^import \w+ from '\.\/.*$/gm)].map(match => match[0]);
      const entries = [...text.matchAll(/^ {2}'[\w-]+': \w+,$/gm)].map(match => match[0]);
      const byPath = (a, b) => (a.replace(/.*'\.\//, '') < b.replace(/.*'\.\//, '') ? -1 : 1);
      const withImport = [...imports, `import ${camelCase(name)} from './${name}.ts';`].sort(byPath).join('\n');
      const withEntry = [...entries, `  '${name}': ${camelCase(name)},`].sort().join('\n');
      return text.replace(imports.join('\n'), () => withImport).replace(entries.join('\n'), () => withEntry);
    },
  },
);
