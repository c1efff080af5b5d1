import type { Column, Index, Model, Schema, SchemaProblem, UniqueKey } from '../../vocabulary/schema.ts';
import { readBlocks } from './blocks.ts';
import type { Block, Line } from './blocks.ts';
import { databaseOf, outputsOf } from './generators.ts';
import { readIndex, readRelation, tied, type RelationSaid } from './relations.ts';

const FIELD = /^\s*([\p{L}\p{N}][\p{L}\p{N}_-]*)\s*:?\s+([\p{L}\p{N}][\p{L}\p{N}_-]*)\s*(\([^)]*\))?\s*(\[\s*\])?\s*([?!])?\s*(?=$|@)/u;
const BLOCK_ATTRIBUTE = /^\s*@@([\w.]+)/;
const ID = /(?<!@)@id(?![\w.])/;
const UNIQUE = /(?<!@)@unique(?![\w.])/;
/** `@relation(fields: [authorId], references: [id])`: a relation whose key is one column. */
const KEY_OF_RELATION = /@relation\((?=[^)]*\breferences\s*:\s*\[\s*id\s*\])[^)]*\bfields\s*:\s*\[\s*(\w+)\s*\]/;
const IGNORE = /(?<!@)@ignore(?![\w.])/;
const OF_MODELS: ReadonlySet<string> = new Set(['model', 'view']);

/** Reads the models of a schema's files; what cannot be read is a problem, and the rest still counts. */
export function readSchema(files: readonly { path: string; text: string }[]): Schema {
  const problems: SchemaProblem[] = [];
  const blocks = files.flatMap(({ path, text }) => readBlocks(path, text, problems));
  const modelBlocks = withoutDoubles(blocks.filter(({ kind }) => OF_MODELS.has(kind)), problems);
  const names = new Set(modelBlocks.map(({ name }) => name));
  const said = new Map<Column, RelationSaid>();
  const database = blocks.map(databaseOf).find((each) => each !== undefined);
  return {
    orm: 'prisma',
    files: files.map(({ path }) => path),
    models: tied(modelBlocks.flatMap((block) => readModel(block, names, problems, said) ?? []), said),
    ...(database === undefined ? {} : { database }),
    clients: blocks.flatMap(outputsOf),
    problems,
  };
}

function withoutDoubles(blocks: readonly Block[], problems: SchemaProblem[]): Block[] {
  const seen = new Set<string>();
  return blocks.filter(({ name, file, line }) => {
    if (seen.has(name)) problems.push({ file, line, message: `\`${name}\` is defined twice.` });
    const first = !seen.has(name);
    seen.add(name);
    return first;
  });
}

/** A model as the client has it: what is marked `@@ignore` or `@ignore`, and `Unsupported` columns, are not in it. */
function readModel(block: Block, names: ReadonlySet<string>, problems: SchemaProblem[], said: Map<Column, RelationSaid>): Model | undefined {
  const columns: Column[] = [];
  const left = new Set<string>();
  const keys: UniqueKey[] = [];
  const indexes: Index[] = [];
  let table: string | undefined;
  let ignored = false;
  for (const line of block.lines) {
    const attribute = BLOCK_ATTRIBUTE.exec(line.shape)?.[1];
    if (attribute !== undefined) {
      if (attribute === 'ignore') ignored = true;
      if (attribute === 'map') table = /"([^"]+)"/.exec(line.text)?.[1];
      if (attribute === 'index' || attribute === 'fulltext') indexes.push(...indexIn(line));
      if (attribute === 'id' || attribute === 'unique') keys.push(...readCompoundKey(attribute, line));
      continue;
    }
    const column = readColumn(line, names);
    if (!column) {
      problems.push({ file: block.file, line: line.line, message: 'This line is no field and no attribute.' });
    } else if (column.type === 'Unsupported' || IGNORE.test(line.shape)) {
      left.add(column.name);
    } else {
      columns.push(column);
      if (column.relation !== undefined) said.set(column, readRelation(line));
      if (ID.test(line.shape)) keys.push({ columns: [column.name], primary: true });
      else if (UNIQUE.test(line.shape)) keys.push({ columns: [column.name], primary: false });
    }
  }
  if (ignored) return undefined;
  const whole = keys.filter((key) => !key.columns.some((column) => left.has(column)));
  const ordered = [...whole.filter(({ primary }) => primary), ...whole.filter(({ primary }) => !primary)];
  return { name: block.name, file: block.file, at: block.at, columns, keys: ordered, ...(indexes.length > 0 && { indexes }), ...(table !== undefined && { table }) };
}

function indexIn(line: Line): readonly Index[] {
  const index = readIndex(line);
  return index ? [index] : [];
}

function readColumn(line: Line, names: ReadonlySet<string>): Column | undefined {
  const match = FIELD.exec(line.shape);
  if (!match) return undefined;
  const [, name = '', type = '', , list, optional] = match;
  const at = line.at + line.shape.indexOf(name);
  const by = KEY_OF_RELATION.exec(line.shape)?.[1];
  return { name, type, nullable: optional === '?', list: list !== undefined, ...(names.has(type) ? { relation: type } : {}), ...(by === undefined ? {} : { by }), at };
}

/** `@@unique([a, b(sort: Desc)], name: "x")`, or `@@id(a)`; a compound key is addressed by its name, or by its columns joined with `_`. */
function readCompoundKey(attribute: 'id' | 'unique', line: Line): UniqueKey[] {
  const fields = /\[([^\]]*)\]/.exec(line.shape)?.[1] ?? /\(\s*(?:fields\s*:\s*)?([\w.]+)\s*[,)]/.exec(line.shape)?.[1];
  if (fields === undefined) return [];
  const columns = fields
    .replace(/\([^)]*\)/g, '')
    .split(',')
    .map((field) => field.trim())
    .filter((field) => field !== '');
  if (columns.length === 0) return [];
  const given = /[(,]\s*name\s*:\s*"([^"]+)"/.exec(line.text)?.[1];
  const name = columns.length > 1 ? (given ?? columns.join('_')) : undefined;
  return [{ columns, primary: attribute === 'id', ...(name === undefined ? {} : { name }) }];
}
