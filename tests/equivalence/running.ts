import type { Input } from './cells.ts';
import { fill, type Database, type World } from './databases.ts';

/** What a run of a program came to. */
export type Outcome = { readonly result: string; readonly error: string; readonly tables: string; readonly statements: number; readonly rows: number; readonly heard: string };

/** A module of the lab that a program runs on. */
export type Client = { readonly heard?: string[]; readonly context?: () => unknown };
export type Program = { readonly run: (input: Input, context?: unknown) => Promise<unknown> };

/** Runs a program on a world of its own. */
export async function runOn(database: Database, client: Client, { run }: Program, world: World, input: Input, prepare: readonly string[] = []): Promise<Outcome> {
  for (const sql of fill(world, database.name)) await database.run(sql);
  for (const sql of prepare) await database.run(sql);
  client.heard?.splice(0);
  database.statements.length = 0;
  database.sent.rows = 0;
  let result = 'nothing';
  let error = 'none';
  try {
    // A program may change what it is given.
    result = asText(await run(structuredClone(input), client.context?.()));
  } catch (thrown) {
    error = kindOf(thrown);
  }
  const statements = database.statements.length;
  const { rows } = database.sent;
  return { result, error, tables: asText(await database.dump()), statements, rows, heard: asText(client.heard) };
}

/** Whether two runs cannot be told apart from outside, by the number of statements apart. */
export const isSame = (a: Outcome, b: Outcome): boolean => a.result === b.result && a.error === b.error && a.tables === b.tables;

function asText(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (each === undefined ? '(undefined)' : typeof each === 'bigint' ? `${each}n` : each)) ?? 'undefined';
}

/** What an error is, without the statement that its message quotes. */
function kindOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const { name, code } = thrown as Error & { code?: unknown };
  return `${name} ${typeof code === 'string' || typeof code === 'number' ? code : ''}`;
}
