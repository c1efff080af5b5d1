import { Kysely, PostgresDialect, type Generated } from 'kysely';
import pg from 'pg';

interface UserTable {
  id: number;
  code: string;
  name: string | null;
  age: number | null;
  active: Generated<boolean>;
  status: Generated<string>;
}

interface PostTable {
  id: number;
  title: string;
  views: Generated<number>;
  authorId: number | null;
  editorId: number;
}

export interface Tables {
  User: UserTable;
  Post: PostTable;
}

export const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: process.env['LAB_POSTGRES'] ?? '', max: 1 }) }) });

export const close = (): Promise<void> => db.destroy();
