import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

import { explain, printedFacts, type LintedFile } from '../analysis/index.ts';
import type { OrmSettings } from '../settings.ts';
import { UsageError } from './arguments.ts';

/** What `--explain file:line` prints. */
export function explainPlace(file: string, line: number, cwd: string, settings: OrmSettings): string {
  const linted = readLinted(file, cwd, settings);
  const explanations = explain(linted, line);
  const place = `${file}:${line}`;
  if (explanations.length === 0) return `${place}: no call that could reach a database is known here.\n`;
  return explanations.map(({ subject, facts }) => `${place}  ${subject}\n${facts.map(fact => `  - ${fact}\n`).join('')}`).join('\n');
}

/** What `--facts file` prints. */
export function factsOf(file: string, cwd: string, settings: OrmSettings): string {
  const printed = printedFacts(readLinted(file, cwd, settings));
  if (printed === undefined) throw new UsageError(`${file}: cannot be parsed.`);
  return `${printed.trimEnd()}\n`;
}

function readLinted(file: string, cwd: string, settings: OrmSettings): LintedFile {
  const filename = resolve(cwd, file);
  if (!statSync(filename, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`${file}: no such file.`);
  return { filename, text: readFileSync(filename, 'utf8').replace(/^\uFEFF/, ''), cwd, settings };
}
