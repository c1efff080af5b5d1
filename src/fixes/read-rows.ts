import { indexOf } from '../facts/index-of.ts';
import type { Difference, LoopSite, Rewrite, RowsRead, TextEdit } from '../vocabulary/rewrite.ts';
import { editedText } from './edits.ts';
import { importsFor } from './imports.ts';
import { isNumber, fitsOneStatement, keysText } from './keys-text.ts';
import { keyType } from './key-type.ts';
import { awaitsAlone, isKeyOfHead, isPlainKey, isSameOutside, loopShape, runsThrough } from './loop-shape.ts';
import { freeNames, mapName, plural } from './names.ts';
import { heldResult, isKeyOf, staysInRound, type HeldResult } from './row-use.ts';
import { reindented, indentAt, styleOf } from './style.ts';

/** `for (…) { const row = await read(key) }` → one read of all rows before the loop, and a `Map` to look them up in. */
export function readRows(site: LoopSite): Rewrite | undefined {
  const { facts, text, call } = site.written;
  const imports = importsFor(facts, text);
  const read = site.kind === 'driven' ? site.rewrites.readRows?.(site.written, imports.names) : undefined;
  const shape = loopShape(site);
  if (!read || !shape || !runsThrough(site) || !isPlainKey(facts, read.key) || !isKeyOfHead(facts, read.key, site.loop) || !isSameOutside(site, read.key)) return undefined;
  const held = heldResult(site);
  const first = held?.def.path.length === 1 && held.def.path[0] === 0;
  if (held && held.def.path.length > 0 && !(first && read.missing === undefined)) return undefined;
  // `const [user] = await …`: the first of a list is one row, and there is no other.
  const missing = first ? 'undefined' : read.missing;
  if (missing !== undefined && !read.unique && !isKeyOf(site.written.model, read.column)) return undefined;

  const { newline, semicolon, parameter } = styleOf(text);
  const name = freeNames(facts, facts.regions[site.loop]!.fn);
  const row = rowName(site, held);
  const rows = name(plural(row));
  const by = name(mapName(missing === undefined ? plural(row) : row, read.column));
  const one = name(row === 'row' || facts.vars.some(each => each.name === row) ? (held ? row : 'row') : row);
  const inner = held && facts.vars[held.v]!.name === row ? row : one;
  const { at, end } = facts.exprs[call]!;
  const keys = keysText(site, shape, read.key);
  const query = reindented(editedText(text, at, end, read.edits(keys)), indentAt(text, lineStart(text, at)) ?? shape.indent, shape.indent);
  const before = [
    `const ${rows} = ${read.refusesNone ? `${shape.over}.length > 0 ? await ${query} : []` : `await ${query}`}`,
    `const ${by} = new Map(${rows}.map(${parameter(inner)} => [${keyOf(read, `${inner}.${read.column}`)}, ${missing === undefined ? `[]${site.written.typed ? ` as typeof ${rows}` : ''}` : inner}]))`,
    ...(missing === undefined ? [`for (const ${inner} of ${rows}) ${by}.get(${keyOf(read, `${inner}.${read.column}`)})?.push(${inner})`] : []),
  ].map(line => `${line}${semicolon}${newline}${shape.indent}`).join('');
  const key = facts.exprs[read.key]!;
  const found = `${by}.get(${keyOf(read, text.slice(key.at, key.end))})`;
  const region = facts.regions[site.loop]!;
  return {
    name: 'read-rows',
    edits: [...imports.edits(), { at: region.at, end: region.at, text: before }, lookUp(site, missing, held, found)],
    differences: differencesOf(site, read, missing, held),
  };
}

function lookUp({ written: { facts, text }, wait }: LoopSite, missing: RowsRead['missing'], held: HeldResult | undefined, found: string): TextEdit {
  const { at, end } = facts.exprs[wait]!;
  const otherwise = missing === undefined ? '[]' : missing === 'null' ? 'null' : undefined;
  const value = otherwise === undefined ? found : `${found} ?? ${otherwise}`;
  // `const [user] = await …`: the look-up gives the row itself.
  if (held && held.def.path.length > 0) return { at: held.at, end, text: `const ${facts.vars[held.v]!.name} = ${value}` };
  const parent = indexOf(facts).parent[wait] ?? -1;
  const around = parent < 0 ? undefined : facts.exprs[parent]!;
  const bare = otherwise === undefined || around === undefined || around.k === 'object' || (around.k === 'call' && around.callee !== wait) || /\(\s*$/.test(text.slice(0, at));
  return { at, end, text: bare ? value : `(${value})` };
}

function differencesOf(site: LoopSite, read: RowsRead, missing: RowsRead['missing'], held: HeldResult | undefined): Difference[] {
  const { written: { model }, rewrites } = site;
  const column = model?.columns.find(({ name }) => name === read.column);
  const numeric = isNumber(keyType(site, read.key)) && column !== undefined && rewrites.primitive(column) === 'number';
  return [
    ...(numeric ? [] : ['key-type' as const]),
    ...(missing === undefined ? ['group-order' as const] : []),
    ...(rewrites.identityMap || staysInRound(site, held) ? [] : ['shared-rows' as const]),
    ...(awaitsAlone(site) ? [] : ['later-writes' as const]),
    ...(fitsOneStatement(site) ? [] : ['many-keys' as const]),
    ...(rewrites.unproven ? ['unproven' as const] : []),
  ];
}

const keyOf = ({ keyOf: wrap }: RowsRead, key: string): string => wrap?.(key) ?? key;

/** What one row is called: as the loop calls it, else as its model. */
function rowName({ written: { facts, model, query } }: LoopSite, held: HeldResult | undefined): string {
  const name = held ? facts.vars[held.v]!.name : (model?.name ?? query.model ?? 'row').replace(/^.*\W/, '');
  const plain = /^[A-Za-z_$][\w$]*$/.test(name) ? name.slice(0, 1).toLowerCase() + name.slice(1) : 'row';
  // What holds many rows is called like many.
  return held && query.cardinality === 'many' && held.def.path.length === 0 && /[^s]s$/.test(plain) ? plain.slice(0, -1) : plain;
}

/** Where the line that holds an offset has its first letter. */
function lineStart(text: string, at: number): number {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return start + (/^[ \t]*/.exec(text.slice(start))?.[0].length ?? 0);
}

