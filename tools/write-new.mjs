import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Ends a generator with one line and exit code 1. */
export function fail(message) {
  console.error(message);
  process.exit(1);
}

/** Writes new files and changed ones, all or none, relative to the working folder, and says so. */
export function writeNew(files, changes) {
  const there = Object.keys(files).filter(file => existsSync(file));
  if (there.length > 0) fail(`${there.join(', ')}: exists already.`);
  const changed = Object.entries(changes).map(([file, change]) => [file, change(readFileSync(file, 'utf8'))]);
  for (const [file, text] of [...Object.entries(files), ...changed]) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`${file in files ? 'new    ' : 'changed'}  ${file}`);
  }
}

/** `a-b` as `aB`. */
export const camelCase = name => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
