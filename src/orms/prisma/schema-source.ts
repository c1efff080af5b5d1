import type { SchemaSource } from '../../vocabulary/orm.ts';
import { settingIn } from '../config-text.ts';
import { readSchema } from './schema.ts';

/** Where projects keep `schema.prisma`. https://www.prisma.io/docs/orm/prisma-schema/overview/location */
export const schemaSource: SchemaSource = {
  candidates: [
    'prisma/schema.prisma',
    'schema.prisma',
    'prisma/schema',
    'prisma',
    'src/prisma/schema.prisma',
    'src/prisma/schema',
    'src/prisma',
    'db/schema.prisma',
    'src/db/schema.prisma',
    'database/schema.prisma',
    'lib/prisma/schema.prisma',
    'src/lib/prisma/schema.prisma',
    'api/db/schema.prisma',
    'src/schema.prisma',
  ],
  fromManifest,
  configs: ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'].flatMap((end) => [`prisma.config.${end}`, `.config/prisma.${end}`]),
  fromConfig,
  endings: ['.prisma'],
  read: readSchema,
};

/** `"prisma": { "schema": "…" }`, and `--schema …` of the scripts. */
function fromManifest(manifest: { readonly [key: string]: unknown }): readonly string[] {
  const named = recordOf(manifest['prisma'])['schema'];
  const scripts = Object.values(recordOf(manifest['scripts'])).filter((script) => typeof script === 'string');
  const flagged = scripts
    .filter((script) => script.includes('prisma'))
    .flatMap((script) => [...script.matchAll(/--schema(?:=|\s+)["']?([^\s"'=&|;$]+)/g)].map((match) => match[1] ?? ''));
  return [...new Set([...(typeof named === 'string' ? [named] : []), ...flagged])];
}

/** `schema: 'a/b'`, `schema: path.join('a', 'b')` and `schema: new URL('./a', import.meta.url)`. */
function fromConfig(text: string): readonly string[] {
  const value = settingIn(text, 'schema');
  const plain = /^(["'`])([^"'`$]+)\1/.exec(value)?.[2];
  if (plain !== undefined) return [plain];
  const inCall = /^(?:new\s+)?[\w.]+\(([^)]*)\)/.exec(value)?.[1] ?? '';
  const parts = [...inCall.matchAll(/(["'`])([^"'`$]+)\1/g)].map((match) => match[2] ?? '');
  return parts.length > 0 ? [parts.join('/')] : [];
}

function recordOf(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null ? (value as { [key: string]: unknown }) : {};
}
