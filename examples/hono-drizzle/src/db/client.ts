import { drizzle } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';

import * as schema from './schema/index.js';

export function createDb(url: string) {
  return drizzle(new Pool({ connectionString: url }), { schema });
}

export type Database = ReturnType<typeof createDb>;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

export const db = createDb(process.env['DATABASE_URL'] ?? '');
