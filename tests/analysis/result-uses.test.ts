import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { queriesIn } from '../../src/analysis/queries/queries.ts';
import type { ResultUse } from '../../src/analysis/results/result-use.ts';
import { resultOf, usesOf } from '../../src/analysis/results/result-uses.ts';
import { openSession } from '../../src/analysis/session.ts';
import { readSettings } from '../../src/settings.ts';
import { moduleOf, projectWith, type Files } from './harness.ts';

/** `member [].name`, `escape returned []`: a use as a test reads it, with what it went through. */
function words(use: ResultUse): string {
  const detail =
    use.kind === 'each' ? use.method
    : use.kind === 'compare' || use.kind === 'operand' ? use.op
    : use.kind === 'escape' ? use.how
    : use.kind === 'element' && use.index !== undefined ? String(use.index)
    : '';
  const via = use.via.map(({ how }) => how).join(' ');
  return [use.kind, detail, use.path.join('.'), via && `(${via})`].filter(Boolean).join(' ');
}

/** The uses of what the first query of a module gives; `code` is the body of an async function that has `rows`. */
function usesIn(files: Files, path: string): readonly string[] {
  const dir = projectWith(files);
  const { analysis } = openSession({ filename: join(dir, path), text: files[path]!, cwd: dir, settings: readSettings(undefined) });
  const [first] = queriesIn(analysis, join(dir, path));
  return [...usesOf(analysis, resultOf(first!.m, first!.e))].map(words).toSorted();
}

const bodyUses = (body: string): readonly string[] =>
  usesIn({ 'src/service.ts': moduleOf(`export async function run(other: any, key: string) {\n${body.replaceAll('$ROWS', 'await prisma.user.findMany()')}\n}`) }, 'src/service.ts');

describe('the uses of what a query gives', () => {
  it.each([
    ['reads of its length', 'const rows = $ROWS; other.log(rows.length, rows?.length);', ['escape argument length', 'escape argument length', 'length length', 'length length']],
    ['a length without a variable', 'return ($ROWS).length;', ['escape returned length', 'length length']],
    ['a destructured length', 'const { length } = $ROWS; if (length > 0) other();', ['compare > length', 'length length']],
    ['a default', 'const rows = ($ROWS) ?? []; return rows.length;', ['escape returned length', 'length length']],
    ['a cast', 'const rows = ($ROWS) as any[]; if (!rows.length) throw other;', ['length length', 'truthiness length']],
    ['tests', 'const rows = $ROWS; if (rows) other(); while (!rows) other(); return rows ? 1 : 2;', ['truthiness', 'truthiness', 'truthiness']],
    ['comparisons', 'const rows = $ROWS; return rows === null || rows != undefined;', ['compare !=', 'compare ===']],
    ['nothing', 'const rows = $ROWS; other();', []],
    ['a dropped call', '$ROWS; other();', []],
    ['elements and their members', 'const rows = $ROWS; other(rows[0]!.name, rows.at(-1)?.team.id);', ['element 0 []', 'element [] (at)', 'escape argument [].name', 'escape argument [].team.id (at)', 'member [].name', 'member [].team (at)', 'member [].team.id (at)']],
    ['a destructured element', 'const [{ name }] = $ROWS; other(name);', ['element 0 []', 'escape argument [].name', 'member [].name']],
    ['a loop', 'for (const { id } of $ROWS) other(id);', ['each for…of', 'escape argument [].id', 'member [].id']],
    ['a callback', 'const rows = $ROWS; rows.forEach(row => { other(row.name); });', ['each forEach', 'escape argument [].name', 'member [].name']],
    ['what a callback returns', 'const names = ($ROWS).map(row => row.name); other(names[0], names.length);', ['each map', 'escape argument [].name (map)', 'escape argument length (map)', 'length length (map)', 'member [].name']],
    ['what a callback tests', 'const rows = $ROWS; if (rows.some(row => row.active && !row.gone)) other();', ['each some', 'member [].active', 'member [].gone', 'truthiness [].active', 'truthiness [].gone']],
    ['fewer rows', 'return ($ROWS).filter(row => row.active).length;', ['each filter', 'escape returned length (filter)', 'length length (filter)', 'member [].active', 'truthiness [].active']],
    ['the list that a callback is given', 'const rows = $ROWS; rows.forEach((row, n, all) => { other(all); });', ['each forEach', 'escape argument']],
    ['one row that is looked for', 'const row = ($ROWS).find(each => each.id === key); other(row!.name);', ['compare === [].id', 'each find', 'element [] (find)', 'escape argument [].name (find)', 'member [].id', 'member [].name (find)']],
    ['a sum', 'return ($ROWS).reduce((sum, row) => sum + row.score, 0);', ['each reduce', 'member [].score', 'operand + [].score']],
    ['several at once', 'const [rows, total] = await Promise.all([prisma.user.findMany(), prisma.user.count()]); other(total, rows.length);', ['escape argument length', 'length length']],
    ['the result of another element', 'const both = await Promise.all([prisma.user.findMany(), prisma.user.count()]); other(both[1]);', []],
    ['settled promises', 'const [a] = await Promise.allSettled([prisma.user.findMany()]); other(a.value.length);', ['escape argument length', 'length length']],
    ['then', 'return prisma.user.findMany().then(rows => rows.length);', ['escape returned length', 'length length']],
    ['an alias', 'const rows = $ROWS; const all = rows; let more; more = all; other(more.length);', ['escape argument length', 'length length']],
    ['an object that holds it', 'const page = { rows: $ROWS, total: 1 }; other(page.rows.length, page.total);', ['escape argument length', 'length length']],
    ['an object that leaves', 'const rows = $ROWS; return { rows, total: rows.length };', ['escape returned', 'escape returned length', 'length length']],
    ['a copy', 'const rows = [...($ROWS)]; other(rows.length);', ['escape argument length (spread)', 'length length (spread)']],
    ['a list that it is put into', 'const all: any[] = []; const rows = $ROWS; all.push(...rows); other(all.length);', ['escape spread']],
    ['a list that elements are put into', 'const all: any[] = []; for (const row of $ROWS) all.push(row); other(all[0].name);', ['each for…of', 'escape argument [].name (collected)', 'member [].name (collected)']],
    ['a map by key', 'const byId = new Map(($ROWS).map(row => [row.id, row])); other(byId.get(key)!.name);', ['each map', 'escape argument [].name (map Map get)', 'member [].id', 'member [].name (map Map get)', 'operand key [].id (map)']],
    ['a set of keys', 'const ids = new Set(($ROWS).map(row => row.id)); other(ids.has(key));', ['compare has [].id (map Set)', 'each map', 'member [].id']],
    ['a write to a row', 'const rows = $ROWS; rows[0].name = key;', ['element 0 []', 'write [].name']],
    ['a write to the list', 'const rows = $ROWS; rows.push(other); rows.length = 1;', ['write', 'write length']],
    ['a field', 'this.rows = $ROWS;', ['escape stored']],
    ['an unknown method', 'const rows = $ROWS; rows.frobnicate();', ['escape receiver']],
    ['a template', 'const rows = $ROWS; return `${rows.length} rows`;', ['length length', 'operand text length']],
    ['a number', 'const rows = $ROWS; return other - rows.length;', ['length length', 'operand - length']],
    ['a closure that keeps it', 'const rows = $ROWS; return () => rows;', ['escape returned']],
    ['a transaction that gives it', 'const rows = await prisma.$transaction(async tx => { const all = await tx.user.findMany(); return all; }); other(rows.length);', ['escape argument length', 'length length']],
    ['a branch', 'const rows = other ? $ROWS : []; if (rows.length === 0) return;', ['compare === length', 'length length']],
    ['one side', 'const rows = other && ($ROWS); return rows.length;', ['escape returned length', 'length length']],
    ['a variable with several values', 'let rows: any[] = []; if (other) rows = $ROWS; return rows.length;', ['escape returned length', 'length length']],
    ['an increment', 'let n = 0; n += ($ROWS).length;', ['length length', 'operand + length']],
    ['Number and Boolean', 'const rows = $ROWS; if (Boolean(rows.length) && Number(rows.length) > 2) other();', ['compare > length', 'length length', 'length length', 'truthiness length']],
    ['a throw', 'const rows = $ROWS; throw rows;', ['escape thrown']],
  ])('%s', (_, body, uses) => {
    expect(bodyUses(body)).toEqual([...uses].toSorted());
  });

  it('follows functions of the module', () => {
    const code = moduleOf('function size(rows: any[], { deep }: any) { return rows.length; }\nexport async function run() { const rows = await prisma.user.findMany(); if (size(rows, {}) > 2) throw rows[0].name; }');
    expect(usesIn({ 'src/service.ts': code }, 'src/service.ts')).toEqual(['compare > length', 'element 0 []', 'escape thrown [].name', 'length length', 'member [].name']);
  });

  it('follows functions of other modules, and what they give back', () => {
    const files = {
      'src/names.ts': 'export const nameOf = ({ name }: { name: string }) => name;\nexport function first(rows: any[]) { return rows[0]; }\n',
      'src/service.ts': moduleOf("import { first, nameOf } from './names';\nexport async function run() { const rows = await prisma.user.findMany(); console.log(rows.map(nameOf), first(rows).email); }"),
    };
    expect(usesIn(files, 'src/service.ts')).toEqual(['each map', 'element 0 []', 'escape argument [].email', 'escape argument [].name (map)', 'member [].email', 'member [].name']);
  });

  it('does not follow a constructor that keeps its parameter', () => {
    const code = moduleOf('class Report { constructor(private readonly rows: any[]) {} }\nexport async function run() { return new Report(await prisma.user.findMany()); }');
    expect(usesIn({ 'src/service.ts': code }, 'src/service.ts')).toEqual(['escape stored']);
  });

  it('counts what is exported as escaped', () => {
    const code = moduleOf('export const rows = await prisma.user.findMany();\nconsole.log(rows.length);');
    expect(usesIn({ 'src/service.ts': code }, 'src/service.ts')).toEqual(['escape argument length', 'escape exported', 'length length']);
  });

  it('ends with functions that call each other', () => {
    const code = moduleOf('function a(rows: any[]): any { return b(rows); }\nfunction b(rows: any[]): any { return a(rows); }\nexport async function run() { return a(await prisma.user.findMany()); }');
    expect(usesIn({ 'src/service.ts': code }, 'src/service.ts')).toEqual(['escape argument']);
  });
});
