import type { SchemaSource } from '../../vocabulary/orm.ts';
import { settingIn } from '../config-text.ts';
import { readSchema } from './schema.ts';

/** Where projects keep their tables. https://orm.drizzle.team/docs/sql-schema-declaration#organize-your-schema-files */
export const schemaSource: SchemaSource = {
  candidates: [
    ...['src/db/schema', 'src/db', 'db/schema', 'src/schema', 'src/server/db/schema', 'server/db/schema', 'src/lib/db/schema', 'lib/db/schema', 'src/database/schema', 'src/database/schemas', 'database/schema', 'schema'].flatMap(path => [`${path}.ts`, path]),
    ...['drizzle/schema.ts', 'db/schema/index.ts'],
  ],
  configs: ['ts', 'mts', 'js', 'mjs', 'cjs', 'json'].flatMap(end => [`drizzle.config.${end}`, `drizzle-dev.config.${end}`]),
  fromConfig,
  endings: ['.ts', '.mts', '.js', '.mjs'],
  read: readSchema,
};

/** `schema: './src/schema.ts'`, `schema: ['./a.ts', './b.ts']`; a glob stands for its folder. */
function fromConfig(text: string): readonly string[] {
  const value = settingIn(text, 'schema');
  const list = /^\[([^\]]*)\]/.exec(value)?.[1] ?? /^(?:[\w.]+\([^)]*\)|["'`][^"'`]*["'`])/.exec(value)?.[0] ?? '';
  return [...list.matchAll(/(["'`])([^"'`$]+)\1/g)].map(([, , path = '']) => path.replace(/\/?[^/]*\*.*$/, ''));
}
