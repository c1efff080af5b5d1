import { existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

/** The rows that the tables begin with, in the order in which they are inserted. */
export type World = { readonly users: readonly User[]; readonly posts: readonly Post[]; /** Users that are updated before the program runs. */ readonly touched?: readonly number[] };
export type User = { id: number; code: string; name: string | null; age: number | null; active: boolean; status: string };
export type Post = { id: number; title: string; views: number; authorId: number | null; editorId: number };

export type DatabaseName = 'sqlite' | 'postgres';

/** A database that one ORM at a time is connected to. */
export interface Database {
  readonly name: DatabaseName;
  /** What its clients need to know, as environment variables. */
  readonly env: Readonly<Record<string, string>>;
  /** The statements that reached it since it was last emptied, transactions apart. */
  readonly statements: string[];
  /** How many rows it sent since then. */
  readonly sent: { rows: number };
  run(sql: string): Promise<void>;
  /** All rows of all tables. */
  dump(): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * A user of 99 cannot be seen: that update fails. `code` is compared by the database in a way of its own: SQLite does not tell upper from lower case, PostgreSQL pads it with blanks.
 * `editorId` may lead nowhere, `authorId` may not.
 */
const tables = (code: string): readonly string[] => [
  `CREATE TABLE "User" ("id" INTEGER PRIMARY KEY, "code" ${code} NOT NULL UNIQUE, "name" TEXT, "age" INTEGER, "active" BOOLEAN NOT NULL DEFAULT true, "status" TEXT NOT NULL DEFAULT 'new', CHECK (NOT ("status" = 'seen' AND "age" = 99)))`,
  `CREATE TABLE "Post" ("id" INTEGER PRIMARY KEY, "title" TEXT NOT NULL, "views" INTEGER NOT NULL DEFAULT 0, "authorId" INTEGER REFERENCES "User"("id"), "editorId" INTEGER NOT NULL)`,
];

const DUMPS = ['SELECT * FROM "User" ORDER BY "id"', 'SELECT * FROM "Post" ORDER BY "id"'];
const NOT_COUNTED = /^\s*(?:begin|start transaction|commit|rollback|savepoint|release|pragma|set|select version|show|deallocate|discard)\b/i;

/** SQLite, by libSQL, in a file: of memory, where there is such a folder. */
export function sqlite(orm: string): Database {
  const file = join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), `orm-lab-${process.pid}-${orm}.db`);
  rmSync(file, { force: true });
  const Driver = createRequire(import.meta.url)('libsql') as LibSql;
  const statements: string[] = [];
  const sent = { rows: 0 };
  let counts = true;
  const count = (sql: string): void => {
    if (counts && !NOT_COUNTED.test(sql)) statements.push(sql);
  };
  if (!watched.has(Driver)) watch(Driver, sql => watched.get(Driver)!(sql), rows => { if (counts) sentBy.get(Driver)!.rows += rows; });
  watched.set(Driver, count);
  sentBy.set(Driver, sent);
  const own = new Driver(file);
  const run = (sql: string): void => {
    counts = false;
    own.exec(sql);
    counts = true;
  };
  run('PRAGMA journal_mode = WAL');
  for (const sql of tables('TEXT COLLATE NOCASE')) run(sql);
  return {
    name: 'sqlite',
    env: { LAB_SQLITE: file },
    statements,
    sent,
    run: async sql => { run(sql); },
    dump: async () => {
      counts = false;
      const rows = DUMPS.map(sql => own.prepare(sql).all());
      counts = true;
      return rows;
    },
    close: async () => {
      own.close();
      for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
    },
  };
}

type Prepared = { [method in 'run' | 'get' | 'all' | 'iterate']: (...args: unknown[]) => unknown };
type LibSql = { new (file: string): { exec(sql: string): void; prepare(sql: string): Prepared; close(): void }; prototype: { exec(sql: string): void; prepare(sql: string): Prepared } };

const watched = new Map<LibSql, (sql: string) => void>();
const sentBy = new Map<LibSql, { rows: number }>();

/** Every client of SQLite in the lab goes through this one driver. */
function watch(Driver: LibSql, count: (sql: string) => void, send: (rows: number) => void): void {
  const { prepare, exec } = Driver.prototype;
  Driver.prototype.exec = function (sql) {
    count(sql);
    exec.call(this, sql);
  };
  Driver.prototype.prepare = function (sql) {
    const statement = prepare.call(this, sql);
    let inside = false;
    for (const method of ['run', 'get', 'all', 'iterate'] as const) {
      const original = statement[method]?.bind(statement);
      // The driver's methods call each other.
      if (original) statement[method] = (...args) => {
        if (inside) return original(...args);
        count(sql);
        inside = true;
        try {
          const given = original(...args);
          if (!NOT_COUNTED.test(sql)) send(Array.isArray(given) ? given.length : method === 'get' && given !== undefined ? 1 : 0);
          return given;
        } finally {
          inside = false;
        }
      };
    }
    return statement;
  };
}

/** PostgreSQL, by PGlite behind a socket: the ORMs speak to it by `pg`, so that types are those of production. */
export async function postgres(wanted: number): Promise<Database> {
  // Where two clones run at the same time, one of them names other ports.
  const port = wanted + Number(process.env['LAB_PORTS'] ?? 0);
  const db = await PGlite.create();
  for (const sql of tables('CHAR(6)')) await db.exec(sql);
  const statements: string[] = [];
  const wire = db.execProtocolRawStream.bind(db);
  const read = wireReader(sql => {
    if (!NOT_COUNTED.test(sql)) statements.push(sql);
  });
  const sent = { rows: 0 };
  db.execProtocolRawStream = (message, options) => {
    read(message);
    const answers = answerReader(() => sent.rows++);
    return wire(message, { ...options, onRawData: data => { answers(data); options.onRawData(data); } });
  };
  const server = new PGLiteSocketServer({ db, port, host: '127.0.0.1', maxConnections: 4 });
  await server.start();
  return {
    name: 'postgres',
    env: { LAB_POSTGRES: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres?sslmode=disable` },
    statements,
    sent,
    run: async sql => { await db.exec(sql); },
    dump: async () => {
      const rows = [];
      for (const sql of DUMPS) rows.push((await db.query(sql)).rows);
      return rows;
    },
    close: async () => {
      await server.stop();
      await db.close();
    },
  };
}

/** Reads the statements out of what a client sends: simple queries, and each execution of a prepared one. */
function wireReader(executed: (sql: string) => void): (message: Uint8Array) => void {
  const prepared = new Map<string, string>();
  const portals = new Map<string, string>();
  return bytes => {
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const text = (at: number): string => view.toString('utf8', at, view.indexOf(0, at));
    for (let at = 0; at + 5 <= view.length && view[at] !== 0; at += 1 + view.readUInt32BE(at + 1)) {
      const first = text(at + 5);
      const second = at + 6 + Buffer.byteLength(first);
      switch (String.fromCharCode(view[at]!)) {
        case 'Q':
          executed(first);
          break;
        case 'P':
          prepared.set(first, text(second));
          break;
        case 'B':
          portals.set(first, prepared.get(text(second)) ?? '');
          break;
        case 'E':
          executed(portals.get(first) ?? '');
          break;
      }
    }
  };
}

/** Counts the rows in what the server answers, however it is cut. */
function answerReader(row: () => void): (data: Uint8Array) => void {
  let rest = Buffer.alloc(0);
  return data => {
    rest = Buffer.concat([rest, data]);
    let at = 0;
    for (; at + 5 <= rest.length && at + 1 + rest.readUInt32BE(at + 1) <= rest.length; at += 1 + rest.readUInt32BE(at + 1)) if (rest[at] === 68) row();
    rest = rest.subarray(at);
  };
}

/** The statements that put a world into empty tables. */
export function* fill({ users, posts, touched = [] }: World, database: DatabaseName): Generator<string> {
  // PostgreSQL would put new rows where deleted ones were, in an order of its own.
  if (database === 'postgres') yield 'TRUNCATE "Post", "User"';
  else yield* ['DELETE FROM "Post"', 'DELETE FROM "User"'];
  const literal = (value: string | number | boolean | null): string => (value === null ? 'NULL' : typeof value === 'string' ? `'${value}'` : typeof value === 'boolean' && database === 'sqlite' ? String(Number(value)) : String(value));
  const rows = (list: readonly object[]): string => list.map(row => `(${Object.values(row).map(literal).join(', ')})`).join(', ');
  if (users.length > 0) yield `INSERT INTO "User" ("id", "code", "name", "age", "active", "status") VALUES ${rows(users)}`;
  if (posts.length > 0) yield `INSERT INTO "Post" ("id", "title", "views", "authorId", "editorId") VALUES ${rows(posts)}`;
  // On PostgreSQL an updated row moves behind the others.
  for (const id of touched) yield `UPDATE "User" SET "age" = 50 WHERE "id" = ${id}`;
}
