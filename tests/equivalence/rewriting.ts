import { ESLint, type Linter } from 'eslint';
import parser from '@typescript-eslint/parser';
import ts from 'typescript';

import plugin from '../../src/index.ts';
import { differences } from '../../src/fixes/differences.ts';
import type { Difference } from '../../src/vocabulary/rewrite.ts';

/** What ESLint makes of a program: the text after its fix, or after its first suggestion. */
export type Rewritten = { readonly text: string; readonly verdict: 'fix' | 'suggestion'; readonly offer: string; readonly differences: readonly Difference[] };

/** Lints a program and rewrites it; nothing when the rule has no rewrite. */
export async function rewrite(path: string, text: string, rule: string): Promise<Rewritten | undefined> {
  const eslint = (fix: boolean): ESLint =>
    new ESLint({ cwd: path.slice(0, path.lastIndexOf('/')), overrideConfigFile: true, fix, overrideConfig: [{ files: ['**/*.ts'], plugins: { orm: plugin as never }, languageOptions: { parser: parser as Linter.Parser }, rules: { [`orm/${rule}`]: 'error' } }] });
  const [result] = await eslint(false).lintText(text, { filePath: path });
  const messages = result?.messages ?? [];
  if (messages.some(({ fatal }) => fatal)) throw new Error(`${path} cannot be linted: ${messages[0]?.message ?? ''}`);
  if (messages.some(({ fix }) => fix)) {
    const [fixed] = await eslint(true).lintText(text, { filePath: path });
    return { text: fixed?.output ?? text, verdict: 'fix', offer: '', differences: [] };
  }
  const offered = messages.flatMap(({ suggestions = [] }) => suggestions)[0];
  if (!offered) return undefined;
  const { range, text: written } = offered.fix;
  const said = offered.desc.toLowerCase();
  const named = (Object.keys(differences) as Difference[]).filter(each => said.includes(differences[each].toLowerCase()));
  return { text: text.slice(0, range[0]) + written + text.slice(range[1]), verdict: 'suggestion', offer: offered.messageId ?? '', differences: named };
}

/** The errors of type that the modules of a folder have. */
export function typeErrors(files: readonly string[]): readonly string[] {
  const program = ts.createProgram({
    rootNames: [...files],
    options: {
      strict: true, noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true, experimentalDecorators: true,
      target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, types: ['node'],
    },
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => `${file ? `${file.fileName}:${file.getLineAndCharacterOfPosition(start).line + 1}` : ''} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}
