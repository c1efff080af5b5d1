import { basename, dirname } from 'node:path';

/** Whether `file`, relative to a package, is another one than the linted file. */
export function isElsewhere(file: string, filename: string): boolean {
  return !filename.replaceAll('\\', '/').endsWith(`/${file}`);
}

/** A file as a reader calls it: `members.service.ts`, but `members/index.ts`. */
export function shortName(file: string): string {
  const name = basename(file);
  return /^index\./.test(name) ? `${basename(dirname(file))}/${name}` : name;
}

/** A callee as messages quote it, with the file it enters where that is another one. A line is never named: lines move, and a baseline would churn. */
export function calleeIn(subject: string, entered: { readonly file: string } | undefined, filename: string): string {
  return entered && isElsewhere(entered.file, filename) ? `\`${subject}\` (${shortName(entered.file)})` : `\`${subject}\``;
}
