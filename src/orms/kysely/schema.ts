import type { Column, Model, Schema } from '../../vocabulary/schema.ts';
import { closingBrace } from '../braces.ts';

const DECLARED = /\b(?:interface\s+([\w$]+)(?:\s+extends\s+[^{]+)?|type\s+([\w$]+)\s*=)\s*(?=\{)/g;
/** `Kysely<DB>`: the interface that the client is given. */
const GIVEN = /\b(?:Kysely|Transaction)\s*<\s*([\w$]+)\s*>/g;
const DATABASE = /^(?:DB|Database|DatabaseSchema|KyselyDatabase|KyselyDB|Schema|Tables)$/;
const MEMBER = /(?:^|[;,\n])\s*(?:readonly\s+)?["']?([\w$.-]+)["']?\??\s*:\s*([^;\n]+)/g;
const REFERENCE = /^[\w$]+(?:\.[\w$]+|\[['"][\w$]+['"]\]|<[^>]*>)*,?$/;

type Declared = { name: string; file: string; at: number; members: readonly { name: string; type: string; at: number }[] };

/** Reads the tables of the interfaces that clients are given; what cannot be read is left out, and the rest still counts. */
export function readSchema(files: readonly { path: string; text: string }[]): Schema {
  const types = files.flatMap(({ path, text }) => declaredIn(path, text));
  const given = new Set(files.flatMap(({ text }) => [...text.matchAll(GIVEN)].map(([, name]) => name)));
  const databases = types.filter(({ name, members }) => (given.has(name) || DATABASE.test(name)) && members.length > 0 && members.every(({ type }) => REFERENCE.test(type)));
  const models = databases.flatMap(({ file, members }) => members.map((member): Model => modelOf(member, file, types)));
  return { orm: 'kysely', files: files.map(({ path }) => path), models, clients: [], problems: [] };
}

function declaredIn(file: string, source: string): Declared[] {
  const text = source.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, comment => comment.replace(/[^\n]/g, ' '));
  return [...text.matchAll(DECLARED)].map(match => {
    const open = match.index + match[0].length;
    const body = text.slice(open + 1, closingBrace(text, open));
    const members = [...body.matchAll(MEMBER)].map(found => ({ name: found[1] ?? '', type: (found[2] ?? '').trim(), at: open + 1 + found.index + found[0].search(/[\w$"']/) }));
    return { name: match[1] ?? match[2] ?? '', file, at: match.index, members };
  });
}

function modelOf({ name, type, at }: Declared['members'][number], file: string, types: readonly Declared[]): Model {
  const table = types.find(each => each.name === type.replace(/,$/, ''));
  const columns = table?.members.map((member): Column => ({ name: member.name, type: member.type, nullable: /\bnull\b/.test(member.type), list: /\[\]$/.test(member.type), at: member.at })) ?? [];
  // Interfaces have no keys; a column that the database fills in and that is named `id` is one.
  const key = columns.find(column => column.name === 'id');
  return { name, file, at, columns, keys: key ? [{ columns: [key.name], primary: true }] : [] };
}
