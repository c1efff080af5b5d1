import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Cell, Difference, Phrases } from './cells.ts';
import { postgres, sqlite, type Database, type DatabaseName } from './databases.ts';
import { cellsOf } from './programs.ts';
import { rewrite, typeErrors, type Rewritten } from './rewriting.ts';
import { isSame, runOn, type Client, type Program } from './running.ts';
import { INPUT, inputs, PLAIN_WORLD, WORLD, worlds } from './worlds.ts';

const HERE = import.meta.dirname;
const DATABASES: readonly DatabaseName[] = ['sqlite', 'postgres'];
const RUNS = 12;
const SEED = 20_260_601;

/** One line of the table that the lab writes. */
export type Row = { readonly orm: string; readonly rule: string; readonly rewrite: string; readonly verdict: 'fix' | 'suggestion'; readonly differences: readonly string[]; readonly database: DatabaseName; readonly before: number; readonly after: number; /** Where it saves no statement, how many rows are sent. */ readonly saves?: Cell['saves']; readonly rows?: { readonly before: number; readonly after: number } };

/** Executes every rewrite of one ORM: what its programs do before and after it, on both databases. */
export function lab(orm: string, phrases: Phrases, packages: readonly string[], port: number): void {
  const cells = cellsOf(phrases);
  const folder = join(HERE, '.work', orm);
  const rows: Row[] = [];
  const shown = new Set<string>();
  const rewritten = new Map<string, Rewritten | undefined>();
  const pathOf = (database: DatabaseName, version: 'before' | 'after', at: number): string => join(folder, database, 'src', version, `p${at}.ts`);

  beforeAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    for (const database of DATABASES) {
      const dir = join(folder, database);
      for (const part of ['src/before', 'src/after', 'src/db', 'prisma']) mkdirSync(join(dir, part), { recursive: true });
      writeFileSync(join(dir, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies: Object.fromEntries(packages.map(name => [name, '*'])) }));
      copyFileSync(join(HERE, 'orms', orm, `client.${database}.ts`), join(dir, 'src/db/index.ts'));
      const schema = join(HERE, 'orms', orm, `schema.${database}.prisma`);
      if (existsSync(schema)) {
        copyFileSync(schema, join(dir, 'prisma/schema.prisma'));
        // Only the client is wanted: an engine for migrations would be downloaded.
        execFileSync(join(HERE, 'node_modules/.bin/prisma'), ['generate', '--schema', join(dir, 'prisma/schema.prisma')], { cwd: HERE, env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' }, stdio: 'pipe' });
      }
      for (const [at, { program, rule }] of cells.entries()) {
        writeFileSync(pathOf(database, 'before', at), program);
        const made = await rewrite(pathOf(database, 'before', at), program, rule);
        rewritten.set(`${database} ${at}`, made);
        if (made) writeFileSync(pathOf(database, 'after', at), made.text);
      }
    }
  }, 240_000);

  afterAll(() => {
    mkdirSync(join(HERE, '.results'), { recursive: true });
    writeFileSync(join(HERE, '.results', `${orm}.json`), JSON.stringify(rows, undefined, 1));
  });

  it('has types that fit, before and after', () => {
    const modules = DATABASES.flatMap(database => ['before', 'after'].flatMap(version => readdirSync(join(folder, database, 'src', version)).map(name => join(folder, database, 'src', version, name))));
    expect(typeErrors(modules)).toEqual([]);
  });

  it('is rewritten the same way for both databases, once, and with its comments', async () => {
    for (const [at, { program, rule }] of cells.entries()) {
      const made = rewritten.get(`sqlite ${at}`);
      expect(made?.text).toBe(rewritten.get(`postgres ${at}`)?.text);
      for (const comment of program.match(/\/\/.*/g) ?? []) if (made) expect(made.text).toContain(comment);
      if (made?.verdict !== 'fix') continue;
      const again = await rewrite(pathOf('sqlite', 'after', at), made.text, rule);
      expect(again?.verdict === 'fix' ? again.text : undefined).toBeUndefined();
    }
  });

  describe.each(DATABASES)('on %s', name => {
    let database: Database;
    let client: Client & { close(): Promise<void> };
    beforeAll(async () => {
      database = name === 'sqlite' ? sqlite(orm) : await postgres(port);
      Object.assign(process.env, database.env);
      client = await import(/* @vite-ignore */ join(folder, name, 'src/db/index.ts')) as typeof client;
      // What a client asks when it first connects belongs to no program.
      await runOn(database, client, await import(/* @vite-ignore */ pathOf(name, 'before', 0)) as Program, PLAIN_WORLD, INPUT);
    });
    afterAll(async () => {
      await client.close();
      await database.close();
    });

    it.each(cells.map((cell, at) => [cell.rewrite, cell, at] as const))('%s', async (_, cell, at) => {
      const made = rewritten.get(`${name} ${at}`);
      expect(made, 'the rule rewrites the program').toBeDefined();
      const [before, after] = await Promise.all((['before', 'after'] as const).map(version => import(/* @vite-ignore */ pathOf(name, version, at)) as Promise<Program>)) as [Program, Program];
      const both = async (world = WORLD, input = INPUT, prepare: readonly string[] = []) => [await runOn(database, client, before, world, input, prepare), await runOn(database, client, after, world, input, prepare)] as const;

      const [was, is] = await both(PLAIN_WORLD);
      if (made?.verdict === 'fix' || !cell.changes) expect({ ...is, statements: 0, rows: 0, heard: '' }).toEqual({ ...was, statements: 0, rows: 0, heard: '' });
      if (cell.saves === undefined) expect(is.statements).toBeLessThan(was.statements);
      else if (cell.saves !== 'none') expect(is.statements).toBeLessThanOrEqual(was.statements);
      if (cell.saves === 'rows') expect(is.rows).toBeLessThan(was.rows);
      else if (cell.saves === 'work') expect(is.rows).toBeLessThanOrEqual(was.rows);
      if (made?.verdict === 'fix') await samesEverywhere(both);
      for (const difference of made?.differences ?? []) {
        const proof = proofOf(made!, difference);
        if (!shown.has(proof) && (await shows(cell, difference, both))) shown.add(proof);
      }
      rows.push({ orm, rule: cell.rule, rewrite: cell.rewrite, verdict: made!.verdict, differences: made!.differences, database: name, before: was.statements, after: is.statements, ...(cell.saves && { saves: cell.saves, rows: { before: was.rows, after: is.rows } }) });
    });

    async function shows({ shows: list }: Cell, difference: keyof Cell['shows'], both: Both): Promise<boolean> {
      const run = list[difference];
      expect(run, `a run that shows ‘${difference}’`).toBeDefined();
      if (run!.only && run!.only !== name) return false;
      const [was, is] = await both({ ...WORLD, ...run!.world }, { ...INPUT, ...run!.input }, run!.prepare);
      for (const sql of run!.undo ?? []) await database.run(sql);
      return run!.heard ? is.heard !== was.heard : !isSame(is, was);
    }
  });

  it('shows each difference that its suggestions name', () => {
    const named = [...rewritten.values()].flatMap(made => (made?.differences ?? []).map(each => proofOf(made!, each)));
    expect([...new Set(named)].filter(each => !shown.has(each))).toEqual([]);
  });
}

/** What has to be shown once for an ORM: a difference of an offer; how long a list may be is the database's word, whatever the statement. */
const proofOf = ({ offer }: Rewritten, difference: Difference): string => (difference === 'many-keys' ? difference : `${offer}: ${difference}`);

type Both = (world?: typeof WORLD, input?: typeof INPUT, prepare?: readonly string[]) => Promise<readonly [Awaited<ReturnType<typeof runOn>>, Awaited<ReturnType<typeof runOn>>]>;

/** A fix gives the same for whatever rows and keys. */
async function samesEverywhere(both: Both): Promise<void> {
  await fc.assert(
    fc.asyncProperty(worlds, inputs, async (world, input) => {
      const [was, is] = await both(world, input);
      expect({ ...is, statements: 0, rows: 0, heard: '' }).toEqual({ ...was, statements: 0, rows: 0, heard: '' });
    }),
    { numRuns: RUNS, seed: SEED },
  );
}
