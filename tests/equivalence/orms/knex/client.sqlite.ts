import { createRequire } from 'node:module';
import makeKnex, { type Knex } from 'knex';

const require = createRequire(import.meta.url);
const Driver = require('libsql') as unknown;
const Client = require('knex/lib/dialects/better-sqlite3/index.js') as new (...args: unknown[]) => Knex.Client;

/** The dialect for better-sqlite3, on a driver that has its interface. */
class LibSql extends Client {
  _driver(): unknown {
    return Driver;
  }
}

declare module 'knex/types/tables.js' {
  interface Tables {
    User: { id: number; code: string; name: string | null; age: number | null; active: boolean; status: string };
    Post: { id: number; title: string; views: number; authorId: number | null; editorId: number };
  }
}

export const knex: Knex = makeKnex({ client: LibSql as unknown as typeof Knex.Client, connection: { filename: process.env['LAB_SQLITE'] ?? '' }, useNullAsDefault: true });

export const close = (): Promise<void> => knex.destroy();
