import { Kysely, SqliteDialect, type Generated } from 'kysely';
import Database from 'libsql';

interface UserTable {
  id: number;
  code: string;
  name: string | null;
  age: number | null;
  active: Generated<number>;
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

export const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: new Database(process.env['LAB_SQLITE'] ?? '') as never }) });

export const close = (): Promise<void> => db.destroy();
