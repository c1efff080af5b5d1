import type { Column, Index, Model, UniqueKey } from '../../vocabulary/schema.ts';

/** `export const users = pgTable('users', {`, `= schema.table(…)`, `= createTable(…)`. */
const TABLE = /\b(?:const|let|var)\s+([\w$]+)\s*(?::[^=;]+)?=\s*([\w$.]+)\s*\(\s*(?=["'`])/g;
const MAKER = /^(?:pg|mysql|sqlite|singlestore|mssql|cockroach|gel)Table$|[Tt]able$/;

/** The tables that a module declares by their makers, with their columns and keys. */
export function readTables(file: string, source: string): Model[] {
  const text = blanked(source);
  return [...text.matchAll(TABLE)].flatMap(match => {
    const [whole, name = '', maker = ''] = match;
    if (!MAKER.test(maker)) return [];
    const args = partsBetween(text, match.index + whole.length - 1);
    const columns = args[1] ? columnsOf(text, args[1]) : [];
    const keys = [...columns.flatMap(({ keys: own }) => own), ...(args[2] ? compoundKeys(text.slice(args[2].at, args[2].end)) : [])];
    const ordered = [...keys.filter(({ primary }) => primary), ...keys.filter(({ primary }) => !primary)];
    const indexes = args[2] ? indexesIn(text.slice(args[2].at, args[2].end)) : [];
    const partial = args[2] ? partialKeys(text.slice(args[2].at, args[2].end)) : [];
    return [{ name, file, at: match.index, columns: columns.map(({ column }) => column), keys: ordered, ...(indexes.length > 0 && { indexes }), ...(partial.length > 0 && { partialKeys: partial }) }];
  });
}

type Part = { at: number; end: number };

/** The parts between commas of what stands in brackets; `open` is the offset before the first or of the bracket. */
function partsBetween(text: string, open: number): Part[] {
  const parts: Part[] = [];
  let depth = 0;
  let at = open + 1;
  for (let i = open + 1; i < text.length; i++) {
    const char = text[i]!;
    if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) {
      if (depth === 0) return [...parts, { at, end: i }];
      depth--;
    } else if (char === ',' && depth === 0) {
      parts.push({ at, end: i });
      at = i + 1;
    }
  }
  return parts;
}

const PROPERTY = /^(\s*)["']?([\w$]+)["']?\s*:\s*([\w$.]+)?/;

function columnsOf(text: string, { at, end }: Part): { column: Column; keys: UniqueKey[] }[] {
  const open = text.slice(at, end).indexOf('{');
  if (open < 0) return [];
  return partsBetween(text, at + open).flatMap(part => {
    const said = text.slice(part.at, part.end);
    const [, space = '', name, type = 'unknown'] = PROPERTY.exec(said) ?? [];
    if (name === undefined) return [];
    const primary = /\.primaryKey\s*\(/.test(said);
    const unique = /\.unique\s*\(/.test(said);
    const column: Column = { name, type: `${type.split('.').at(-1)!}${/\bmode\s*:/.test(said) ? ' mode' : ''}`, nullable: !primary && !/\.notNull\s*\(/.test(said), list: /\.array\s*\(/.test(said), at: part.at + space.length };
    return [{ column, keys: primary || unique ? [{ columns: [name], primary }] : [] }];
  });
}

/** `primaryKey({ columns: [t.a, t.b] })`, `unique().on(t.a, t.b)`, `uniqueIndex('x').on(t.a)`. */
function compoundKeys(text: string): UniqueKey[] {
  const primary = [...text.matchAll(/\bprimaryKey\s*\(\s*(?:\{[^}]*?columns\s*:\s*\[([^\]]*)\]|([^{)][^)]*))/g)].map(match => ({ primary: true, columns: columnsIn(match[1] ?? match[2] ?? '') }));
  const unique = [...text.matchAll(/\b(?:unique|uniqueIndex)\s*\([^)]*\)\s*\.on\s*\(([^)]*)\)(?!\s*\.where)/g)].map(match => ({ primary: false, columns: keyOf(match[1] ?? '') }));
  return [...primary, ...unique].filter(({ columns }) => columns.length > 0);
}

/** `uniqueIndex('x').on(t.a).where(…)`. */
function partialKeys(text: string): string[][] {
  return [...text.matchAll(/\buniqueIndex\s*\([^)]*\)\s*\.on\s*\(([^)]*)\)(?=\s*\.where)/g)].map(match => keyOf(match[1] ?? '')).filter(columns => columns.length > 0);
}

/** `index('x').on(t.a, t.b.desc())`, `index().using('gin', t.a)`. */
function indexesIn(text: string): Index[] {
  return [...text.matchAll(/\bindex\s*\([^)]*\)\s*\.(?:on|using)\s*\(((?:[^()]|\([^()]*\))*)\)/g)].flatMap(match => {
    const columns = [...(match[1] ?? '').matchAll(/\b\w+\.([\w$]+)(\.desc\s*\()?/g)].map(([, name = '', descending]) => ({ name, ...(descending !== undefined && { descending: true as const }) }));
    return columns.length > 0 ? [{ columns }] : [];
  });
}

/** The columns of a key; none where an expression is one of its parts: ``on(t.teamId, sql`lower(${t.email})`)``. */
function keyOf(list: string): string[] {
  return list.includes('`') || list.includes('(') ? [] : columnsIn(list);
}

function columnsIn(list: string): string[] {
  return [...list.matchAll(/\.([\w$]+)/g)].map(match => match[1] ?? '');
}

/** The text without its comments, and without what its strings say; offsets stay. */
export function blanked(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|\/\/[^\n]*|(["'`])(?:\\[^]|(?!\1)[^\\\n])*\1/g, (part, quote?: string) => (quote === undefined ? part.replace(/[^\n]/g, ' ') : quote + ' '.repeat(Math.max(0, part.length - 2)) + quote));
}
