import { createRequire } from 'node:module';

type Row = Record<string, unknown>;
type Prepared = { readonly reader: boolean; all(values: unknown): Row[]; run(values: unknown): { changes: number; lastInsertRowid: number | bigint } };
type Driver = new (file: string) => { prepare(sql: string): Prepared; exec(sql: string): void; close(): void };
type Done = (this: { lastID?: number; changes?: number }, error: unknown, rows?: readonly Row[]) => void;

const LibSql = createRequire(import.meta.url)('libsql') as Driver;

/** SQLite has no booleans, and the driver takes none. */
const plain = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : (value ?? null));

/** What Sequelize needs of the package `sqlite3`, which would be compiled, on a driver that comes built. */
class Database {
  readonly #db: InstanceType<Driver>;

  constructor(file: string, _mode: number, opened: (error: unknown) => void) {
    this.#db = new LibSql(file);
    setImmediate(opened, null);
  }

  serialize(run: () => void): void {
    run();
  }

  all(sql: string, ...rest: unknown[]): void {
    this.#execute(sql, rest);
  }

  run(sql: string, ...rest: unknown[]): void {
    this.#execute(sql, rest);
  }

  exec(sql: string, done: (error: unknown) => void): void {
    this.#db.exec(sql);
    done(null);
  }

  close(done?: (error: unknown) => void): void {
    this.#db.close();
    done?.(null);
  }

  #execute(sql: string, rest: readonly unknown[]): void {
    const done = rest.at(-1) as Done | undefined;
    const values = rest.length > 1 ? rest[0] : [];
    try {
      const statement = this.#db.prepare(sql);
      // Named parameters are `$1`; the driver takes their names without the sign.
      const given = Array.isArray(values) ? values.map(plain) : Object.fromEntries(Object.entries(values as Row).map(([name, value]) => [name.replace(/^\$/, ''), plain(value)]));
      const empty = Object.keys(given).length === 0 ? [] : given;
      if (statement.reader) {
        const rows = statement.all(empty);
        done?.call({ changes: rows.length }, null, rows);
      } else {
        const { changes, lastInsertRowid } = statement.run(empty);
        done?.call({ changes, lastID: Number(lastInsertRowid) }, null, []);
      }
    } catch (error) {
      // Sequelize tells errors by the code that `sqlite3` gives them.
      done?.call({}, Object.assign(error as Error, { code: /CONSTRAINT/.test(String((error as { code?: string }).code)) ? 'SQLITE_CONSTRAINT' : (error as { code?: string }).code, message: `SQLITE_CONSTRAINT: ${(error as Error).message}` }));
    }
  }
}

export const sqlite3 = { Database, OPEN_READWRITE: 2, OPEN_CREATE: 4, OPEN_FULLMUTEX: 65_536, verbose: (): unknown => sqlite3 };
