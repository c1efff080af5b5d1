import type { Column, Model, RelationLink } from '../../vocabulary/schema.ts';
import { closingBrace } from '../braces.ts';

/** A relation of a table, as the table's variable names it. */
export type TableRelation = { readonly table: string; readonly column: Column; readonly pair?: string };

// https://orm.drizzle.team/docs/relations
const RELATIONS = /\brelations\s*\(\s*([\w$]+)\s*,\s*\(\s*\{[^}]*\}\s*\)\s*=>\s*\(\s*(?=\{)/g;
const RELATION = /(?:^|[,{\n])\s*["']?([\w$]+)["']?\s*:\s*(one|many)\s*\(\s*([\w$]+)/g;
// https://orm.drizzle.team/docs/relations-v2
const DEFINED = /\bdefineRelations(?:Part)?\s*\(\s*(?:\{[^}]*\}|[^,{]+)\s*,\s*\(?\s*([\w$]+)\s*\)?\s*=>\s*\(\s*(?=\{)/g;
const OF_TABLE = /(?:^|[,{\n])\s*["']?([\w$]+)["']?\s*:\s*(?=\{)/g;

/** The relations that `relations(users, …)` and `defineRelations(schema, …)` of a text declare; `text` is `source` without comments and strings. */
export function readRelations(text: string, source: string): TableRelation[] {
  const first = [...text.matchAll(RELATIONS)].flatMap(match => {
    const open = match.index + match[0].length;
    return relationsAt(text, source, open, closingBrace(text, open), match[1] ?? '', RELATION);
  });
  return [...first, ...[...text.matchAll(DEFINED)].flatMap(match => definedAt(text, source, match.index + match[0].length, match[1] ?? 'r'))];
}

/** Models with the relations that lead from them; both sides are tied where each names the other once. */
export function related(models: readonly Model[], relations: readonly TableRelation[]): Model[] {
  const known = relations.filter(({ table }) => models.some(({ name }) => name === table));
  return models.map(model => {
    const own = known.filter(({ table }) => table === model.name);
    const columns = own.map(({ column, pair }) => {
      const back = known.filter(each => each.table === column.relation && each.column.relation === model.name && each.pair === pair && each.column !== column);
      const inverse = back.length === 1 ? back[0]!.column : undefined;
      const theirs = inverse?.link?.key?.side === 'own' ? inverse.link.key.columns : undefined;
      return { ...column, link: { ...column.link, ...(inverse && { inverse: inverse.name }), ...(theirs && column.list && { key: { side: 'other' as const, columns: theirs } }) } };
    });
    return columns.length === 0 ? model : { ...model, columns: [...model.columns, ...columns] };
  });
}

function relationsAt(text: string, source: string, from: number, to: number, table: string, pattern: RegExp): TableRelation[] {
  return [...text.slice(from, to).matchAll(pattern)].map(match => {
    const [whole, name = '', kind = '', target = ''] = match;
    const at = from + match.index + whole.indexOf(name);
    const options = source.slice(from + match.index + whole.length, endOfCall(text, from + match.index + whole.length, to));
    const pair = /\b(?:relationName|alias)\s*:\s*["'](\w*)/.exec(options)?.[1];
    return { table, ...(pair !== undefined && { pair }), column: { name, type: target, nullable: kind === 'one', list: kind === 'many', relation: target, at, link: linkOf(kind, options) } };
  });
}

function definedAt(text: string, source: string, open: number, builder: string): TableRelation[] {
  const end = closingBrace(text, open);
  const relation = new RegExp(`(?:^|[,{\\n])\\s*["']?([\\w$]+)["']?\\s*:\\s*${builder.replaceAll('$', '\\$')}\\s*\\.\\s*(one|many)\\s*\\.\\s*([\\w$]+)`, 'g');
  return [...text.slice(open, end).matchAll(OF_TABLE)].flatMap(match => {
    const from = open + match.index + match[0].length;
    return relationsAt(text, source, from, closingBrace(text, from), match[1] ?? '', relation);
  });
}

/** `fields: [users.teamId]`, or `from: r.users.teamId`; a `through` says that a table stands between. */
function linkOf(kind: string, options: string): RelationLink {
  if (/\bthrough\b/.test(options)) return { manyToMany: true, key: { side: 'between', columns: [] } };
  const fields = /\bfields\s*:\s*\[([^\]]*)\]/.exec(options)?.[1] ?? (kind === 'one' ? /\bfrom\s*:\s*(\[[^\]]*\]|[\w$.]+)/.exec(options)?.[1] : undefined);
  if (fields !== undefined) return { key: { side: 'own', columns: [...fields.matchAll(/\.([\w$]+)(?![\w$.])/g)].map(match => match[1] ?? '') } };
  const to = /\bto\s*:\s*(\[[^\]]*\]|[\w$.]+)/.exec(options)?.[1];
  return { key: { side: 'other', columns: to === undefined ? [] : [...to.matchAll(/\.([\w$]+)(?![\w$.])/g)].map(match => match[1] ?? '') } };
}

/** Where the bracket stands that closes the call. */
function endOfCall(text: string, from: number, to: number): number {
  let depth = 0;
  for (let at = from; at < to; at++) {
    if ('([{'.includes(text[at]!)) depth++;
    else if (')]}'.includes(text[at]!) && depth-- === 0) return at;
  }
  return to;
}
