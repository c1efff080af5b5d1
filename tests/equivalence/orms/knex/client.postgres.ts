import makeKnex, { type Knex } from 'knex';

declare module 'knex/types/tables.js' {
  interface Tables {
    User: { id: number; code: string; name: string | null; age: number | null; active: boolean; status: string };
    Post: { id: number; title: string; views: number; authorId: number | null; editorId: number };
  }
}

export const knex: Knex = makeKnex({ client: 'pg', connection: process.env['LAB_POSTGRES'] ?? '', pool: { min: 1, max: 1 } });

export const close = (): Promise<void> => knex.destroy();
