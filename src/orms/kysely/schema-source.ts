import type { SchemaSource } from '../../vocabulary/orm.ts';
import { readSchema } from './schema.ts';

/** Where projects keep the interface of their database. https://kysely.dev/docs/generating-types */
export const schemaSource: SchemaSource = {
  candidates: [
    ...['src', 'src/db', 'db', 'src/database', 'database', 'src/lib/db', 'src/server/db'].flatMap(folder => ['types', 'schema', 'db', 'db.d', 'database', 'index'].map(name => `${folder}/${name}.ts`)),
    ...['prisma/generated/types.ts', 'node_modules/kysely-codegen/dist/db.d.ts'],
  ],
  fromManifest,
  configs: ['.kysely-codegenrc.json', 'kysely-codegen.config.ts', 'kysely.config.ts'],
  fromConfig: text => [...text.matchAll(/["']?outFile["']?\s*:\s*["'`]([^"'`$]+)["'`]/g)].map(([, path = '']) => path),
  endings: ['.ts', '.mts'],
  read: readSchema,
};

/** `kysely-codegen --out-file src/db.d.ts` in the scripts. */
function fromManifest(manifest: { readonly [key: string]: unknown }): readonly string[] {
  const { scripts } = manifest;
  const lines = typeof scripts === 'object' && scripts !== null ? Object.values(scripts).filter(line => typeof line === 'string') : [];
  return lines.filter(line => line.includes('kysely-codegen')).flatMap(line => [...line.matchAll(/--out-file(?:=|\s+)["']?([^\s"'=&|;$]+)/g)].map(([, path = '']) => path));
}
