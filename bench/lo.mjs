// One ESLint run over a folder in a process of its own; prints what it cost as JSON. Started by run.mjs.
import { pathToFileURL } from 'node:url';

import parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';

const [variant, folder] = process.argv.slice(2);
const FILES = ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'];
const IGNORES = ['**/{node_modules,dist,build,out,coverage,.next,generated,__generated__}/', '**/*.d.{ts,mts,cts}', '**/*.min.js'];

const fromDist = file => import(pathToFileURL(new URL(`../dist/${file}`, import.meta.url).pathname).href);

/** What a variant adds to the run without rules. */
const VARIANTS = {
  none: () => [],
  empty: () => [{ plugins: { bench: { rules: { empty: { meta: { type: 'problem', schema: [] }, create: () => ({ Program() {} }) } } } }, rules: { 'bench/empty': 'error' } }],
  recommended: async () => [(await fromDist('index.js')).default.configs.recommended],
  strict: async () => [(await fromDist('index.js')).default.configs.strict],
  async typed() {
    const { default: tseslint } = await import('typescript-eslint');
    const parserOptions = { projectService: true, tsconfigRootDir: folder };
    return [{ files: ['**/*.{ts,tsx,mts,cts}'], plugins: { ts: tseslint.plugin }, languageOptions: { parserOptions }, rules: { 'ts/no-floating-promises': 'error' } }];
  },
};

const eslint = new ESLint({
  cwd: folder,
  overrideConfigFile: true,
  overrideConfig: [
    { ignores: IGNORES },
    {
      files: FILES,
      languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    },
    ...(await VARIANTS[variant]()),
  ],
  errorOnUnmatchedPattern: false,
});

const results = await eslint.lintFiles(['.']);
const { userCPUTime, maxRSS } = process.resourceUsage();
const messages = results.flatMap(result => result.messages);
const counts = variant === 'recommended' || variant === 'strict' ? (await fromDist('analysis/index.js')).counters() : {};

import('node:fs').then(fs => process.env.MSG && fs.writeFileSync(process.env.MSG, JSON.stringify(results.flatMap(r => r.messages.filter(m => m.ruleId).map(m => r.filePath.slice(folder.length + 1) + ':' + m.line + ':' + m.column + ' ' + m.ruleId + ' ' + m.message)).sort(), null, 1)));
console.log(
  JSON.stringify({
    files: results.length,
    unparsed: messages.filter(message => message.fatal).length,
    reports: messages.filter(message => message.ruleId).length,
    counts,
    cpu: userCPUTime / 1e6,
    memory: maxRSS / 1024,
  }),
);
