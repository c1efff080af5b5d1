import type { Schema } from '../../vocabulary/schema.ts';
import { readRelations, related } from './relations.ts';
import { blanked, readTables } from './tables.ts';

/** Reads the tables and relations that files declare; what cannot be read is left out, and the rest still counts. */
export function readSchema(files: readonly { path: string; text: string }[]): Schema {
  const tables = files.flatMap(({ path, text }) => readTables(path, text));
  return { orm: 'drizzle', files: files.map(({ path }) => path), models: related(tables, files.flatMap(({ text }) => readRelations(blanked(text), text))), clients: [], problems: [] };
}
