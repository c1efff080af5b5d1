// Shows what the plugin does for the shop: reports, safe fixes, offers, and what each handler asks of the database before and after.
//   npm run demo:shop
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import ts from 'typescript';

import orm from '../../../dist/index.js';

const SHOP = fileURLToPath(new URL('..', import.meta.url));
const WORK = realpathSync(mkdtempSync(join(tmpdir(), 'shop-')));
const COMMAND = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));
const HANDLERS = ['prisma', 'drizzle'].flatMap(each => ['dashboard', 'export', 'sync'].map(handler => [each, handler]));

const lint = (folder, stdio, ...options) => spawnSync(process.execPath, [COMMAND, '--preset', 'strict', ...options, '.'], { cwd: folder, stdio });

/** A copy of the shop's sources, with the files around them that the plugin reads. */
function copyOf(name) {
  const folder = join(WORK, name);
  mkdirSync(folder, { recursive: true });
  for (const each of ['package.json', 'tsconfig.json', 'drizzle.config.ts', 'prisma', 'src']) cpSync(join(SHOP, each), join(folder, each), { recursive: true });
  symlinkSync(join(SHOP, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

/** Takes the first offer of each report, one after the other, as somebody in an editor would. */
async function acceptOffers(folder) {
  const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser } }, orm.configs.strict] });
  for (const path of sourcesOf(folder)) {
    for (let text = readFileSync(path, 'utf8'); ; writeFileSync(path, text)) {
      const [{ messages }] = await eslint.lintText(text, { filePath: path });
      const offer = messages.find(({ suggestions }) => suggestions?.length > 0)?.suggestions[0];
      if (!offer) break;
      console.log(`${path.slice(folder.length + 1)}: ${offer.desc}`);
      const { range: [at, end], text: written } = offer.fix;
      text = text.slice(0, at) + written + text.slice(end);
    }
  }
}

const sourcesOf = folder => readdirSync(join(folder, 'src'), { recursive: true }).filter(name => name.endsWith('.ts') && !name.includes('generated')).map(name => join(folder, 'src', name));

/** Compiles every module under `src`, the generated client too. */
function compiled(folder) {
  for (const name of readdirSync(join(folder, 'src'), { recursive: true }).filter(each => each.endsWith('.ts'))) {
    const path = join(folder, 'compiled', name.replace(/\.ts$/, '.js'));
    const { outputText } = ts.transpileModule(readFileSync(join(folder, 'src', name), 'utf8'), {
      compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, rewriteRelativeImportExtensions: true, verbatimModuleSyntax: false },
    });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, outputText);
  }
  return join(folder, 'compiled');
}

const run = (folder, each, handler) => JSON.parse(execFileSync(process.execPath, [join(SHOP, 'demo/handler.mjs'), folder, each, handler], { encoding: 'utf8' }));
const isSame = (a, b) => JSON.stringify([a.result, a.tables]) === JSON.stringify([b.result, b.tables]);
const heading = text => console.log(`\n${text}\n${'='.repeat(text.length)}\n`);

// Only the client is wanted: the engine for migrations would be downloaded.
execFileSync(process.execPath, [join(SHOP, 'node_modules/prisma/build/index.js'), 'generate'], { cwd: SHOP, env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath }, stdio: 'pipe' });

heading('What the plugin reports');
lint(copyOf('before'), 'inherit');

heading('What --fix leaves');
const fixed = copyOf('fixed');
lint(fixed, 'inherit', '--fix');

heading('The offers, taken');
const offered = copyOf('offered');
lint(offered, 'ignore', '--fix');
await acceptOffers(offered);

heading('What the handlers ask of the database');
const [before, after, withOffers] = ['before', 'fixed', 'offered'].map(name => compiled(join(WORK, name)));
const table = {};
let holds = true;
for (const [each, handler] of HANDLERS) {
  const [was, is, may] = [before, after, withOffers].map(folder => run(folder, each, handler));
  table[`${each} ${handler}`] = { 'queries before': was.statements, 'after --fix': is.statements, 'same result': isSame(was, is) ? 'yes' : 'no', 'after the offers': may.statements, 'same again': isSame(was, may) ? 'yes' : 'no' };
  // A fix never changes what a program does, and something is won in every handler.
  holds &&= isSame(was, is) && is.statements <= was.statements && may.statements < was.statements;
}
console.table(table);
rmSync(WORK, { recursive: true, force: true });
process.exitCode = holds ? 0 : 1;
