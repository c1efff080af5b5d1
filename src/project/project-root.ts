import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const known = new Map<string, string>();

/** The outermost folder at or above a working directory that holds a manifest or a repository: the packages of a monorepo have one. */
export function projectRoot(cwd: string): string {
  let root = known.get(cwd);
  if (root === undefined) known.set(cwd, (root = outermost(cwd)));
  return root;
}

function outermost(cwd: string): string {
  let root = cwd;
  for (let dir = cwd; ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'package.json')) || existsSync(join(dir, '.git'))) root = dir;
    if (dirname(dir) === dir) return root;
  }
}
