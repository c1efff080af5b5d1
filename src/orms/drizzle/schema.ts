import type { Schema } from '../../vocabulary/schema.ts';
import { readTables } from './tables.ts';

/** Reads the tables that files declare; what cannot be read is left out, and the rest still counts. */
export function readSchema(files: readonly { path: string; text: string }[]): Schema {
  return { orm: 'drizzle', files: files.map(({ path }) => path), models: files.flatMap(({ path, text }) => readTables(path, text)), clients: [], problems: [] };
}
