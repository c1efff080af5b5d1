import type { Block } from './blocks.ts';

const CLIENT_PROVIDERS: ReadonlySet<string> = new Set(['prisma-client-js', 'prisma-client']);

/** Where a `generator` block writes a client, when it writes one outside of the package. */
export function outputsOf(block: Block): string[] {
  if (block.kind !== 'generator' || !CLIENT_PROVIDERS.has(settingOf(block, 'provider') ?? '')) return [];
  const output = settingOf(block, 'output');
  return output === undefined ? [] : [resolve(block.file, output)];
}

/** The database that a `datasource` block names: `sqlite`. */
export function databaseOf(block: Block): string | undefined {
  return block.kind === 'datasource' ? settingOf(block, 'provider') : undefined;
}

function settingOf(block: Block, name: string): string | undefined {
  for (const { text } of block.lines) {
    const value = new RegExp(`^\\s*${name}\\s*=\\s*"((?:[^"\\\\]|\\\\.)*)"`).exec(text)?.[1];
    if (value !== undefined) return value.replaceAll('\\\\', '\\');
  }
  return undefined;
}

/** A path relative to a file's folder, made absolute with the separator of that file's path. */
function resolve(file: string, relative: string): string {
  const separator = file.includes('\\') && !file.startsWith('/') ? '\\' : '/';
  const path = relative.replaceAll('\\', '/');
  const absolute = path.startsWith('/') || /^[A-Za-z]:\//.test(path);
  const parts = absolute ? [] : file.split(separator).slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 1) parts.pop();
    else if (part !== '.' && part !== '..' && (part !== '' || parts.length === 0)) parts.push(part);
  }
  return parts.join(separator).replace(/\.[cm]?[jt]s$/, '');
}
