import type { Driven } from '../../vocabulary/orm.ts';
import type { Condition, QueryCall } from '../../vocabulary/query.ts';
import type { Model, Schema } from '../../vocabulary/schema.ts';
import { plural } from '../wording.ts';
import { accessorOf, findModel } from './names.ts';

/** What of a filter follows the element, in the terms that advice is written in. */
export type Keys = {
  /** Driven columns, compound keys taken apart; `*` for what could not be read. */
  fields: readonly string[];
  /** All of them are compared for equality, or are lists of keys. */
  byKey: boolean;
  /** The filter has other parts, which stay as they are. */
  more: boolean;
};

/** The driven columns of a query. */
export function keysOf(query: QueryCall, driven: Driven, schema: Schema | undefined): Keys {
  const model = modelOf(query, schema);
  const all = [...driven.conditions, ...driven.fixed];
  const readable = driven.conditions.filter(({ op }) => op !== '?');
  const conditions = readable.length > 0 ? readable : driven.conditions;
  return {
    fields: [...new Set(conditions.map(({ field }) => columnOf(field, all, model, query)))],
    byKey: conditions.length > 0 && conditions.every(({ op }) => op === '=' || op === 'in'),
    more: driven.fixed.length > 0 || driven.open,
  };
}

const BY_UNIQUE_KEY = /^(?:findUnique(?:OrThrow)?|update|delete|upsert)$/;

/** `userId_postId.userId` → `userId`; a relation's `author.id` → `authorId` where the model has that column, else it stays. */
function columnOf(field: string, all: readonly Condition[], model: Model | undefined, { method }: QueryCall): string {
  const [head = '', inner, ...rest] = field.split('.');
  if (inner === undefined || rest.length > 0) return field;
  const parts = all.filter((each) => each.field.startsWith(`${head}.`)).map((each) => each.field.slice(head.length + 1));
  // Without the schema, several columns in one where a unique key is asked for are a compound key, whatever its name.
  const named = model ? model.keys.some(({ name }) => name === head) : parts.length > 1 && BY_UNIQUE_KEY.test(method);
  if (named || (parts.length > 1 && parts.join('_') === head)) return inner;
  const relation = model?.columns.find(({ name, relation, list }) => name === head && relation !== undefined && !list);
  return relation && inner === 'id' ? (foreignKeyOf(relation.name, model) ?? field) : field;
}

/** The column that holds the key of a relation, as the schema says or by its name: `author` → `authorId`. */
export function foreignKeyOf(relation: string, model: Model | undefined): string | undefined {
  const by = model?.columns.find((column) => column.name === relation)?.by;
  if (by !== undefined) return by;
  return ['Id', '_id', 'ID'].map((end) => relation + end).find((name) => model?.columns.some((column) => column.name === name));
}

/** The model a query is about, as the schema has it. */
export function modelOf(query: QueryCall, schema: Schema | undefined): Model | undefined {
  return query.model === undefined ? undefined : findModel(schema, accessorOf(query.model));
}

/** Whether one row at most has a given value of the column. */
export function isUnique(field: string, query: QueryCall, schema: Schema | undefined): boolean {
  const model = modelOf(query, schema);
  if (model) return model.keys.some(({ columns }) => columns.length === 1 && columns[0] === field);
  return query.method.startsWith('findUnique') || field === 'id';
}

/** `prisma.post.findMany`, or with the client as it is written at the query: `tx.post.findMany`. */
export function methodOf({ model = '…', written }: QueryCall, method: string): string {
  const accessor = accessorOf(model);
  return `${written?.endsWith(`.${accessor}`) ? written : `prisma.${accessor}`}.${method}`;
}

/** `authorId: { in: authorIds }`, or `OR: …` for several columns; relations are written out. */
export function inCondition({ fields, more }: Keys): string {
  const [field = ''] = fields;
  const rest = more ? ', …' : '';
  if (fields.length === 1) return `${written(field, `{ in: ${pluralOf(field)} }`)}${rest}`;
  const plain = fields.every((each) => !each.includes('.'));
  const row = plain ? `({ ${fields.join(', ')} }) => ({ ${fields.join(', ')} })` : `(key) => ({ ${nested(fields, 'key.…', (inner) => `{ ${inner} }`)} })`;
  return `OR: keys.map(${row})${rest}`;
}

/** `OR: rows.map((row) => ({ startsAt: … }))`: any condition, one branch for each element. */
export function orCondition({ fields, more }: Keys): string {
  const branches = [...new Set(fields.filter((field) => field !== '*').map((field) => field.split('.')[0] ?? field))];
  return `OR: rows.map((row) => ({ ${[...branches.map((field) => `${field}: …`), ...(more ? ['…'] : [])].join(', ')} }))`;
}

/** How columns that follow relations are read with the rows: `author.id`, `author.name` → `author: { select: { id: true, name: true } }`. */
export function selected(paths: readonly string[]): string {
  return nested(paths, 'true', (inner) => `{ select: { ${inner} } }`);
}

/** An object literal's properties for paths, each name once. */
function nested(paths: readonly string[], leaf: string, around: (inner: string) => string): string {
  const heads = [...new Set(paths.map((path) => path.split('.')[0] ?? ''))];
  const below = (head: string): string[] => paths.filter((path) => path.startsWith(`${head}.`)).map((path) => path.slice(head.length + 1));
  return heads.map((head) => `${head}: ${below(head).length > 0 ? around(nested(below(head), leaf, around)) : leaf}`).join(', ');
}

function written(path: string, value: string): string {
  return nested([path], value, (inner) => `{ ${inner} }`);
}

/** The name of a list of keys: `authorId` → `authorIds`, `author.id` → `authorIds`, `category` → `categories`. */
export function pluralOf(path: string): string {
  const name = path.split('.').map((part, index) => (index === 0 ? part : part.slice(0, 1).toUpperCase() + part.slice(1))).join('');
  return plural(name);
}

/** The to-one relation a key leads over, and the list on its other side. */
export type Way = { relation: string; parent: string; parentKey: string; children: string };

/** `authorId` of `Post` → relation `author` to `User`, whose `posts` lead back; only when the schema leaves no doubt. */
export function parentOf(field: string, query: QueryCall, schema: Schema | undefined): Way | undefined {
  const model = modelOf(query, schema);
  const [head = '', inner] = field.split('.');
  const name = inner === undefined ? head.replace(/(?:_id|Id|ID)$/, '') : head;
  const relation = model?.columns.find((column) => column.name === name && column.relation !== undefined && !column.list);
  const parent = schema?.models.find((each) => each.name === relation?.relation);
  const there = model?.columns.filter((column) => !column.list && column.relation === parent?.name) ?? [];
  const back = parent?.columns.filter((column) => column.list && column.relation === model?.name) ?? [];
  const [children] = back;
  const [key] = parent?.keys.filter(({ columns }) => columns.length === 1) ?? [];
  const parentKey = inner ?? key?.columns[0];
  if (!relation || !parent || !children || there.length > 1 || back.length > 1 || parentKey === undefined || name === field) return undefined;
  return { relation: relation.name, parent: accessorOf(parent.name), parentKey, children: children.name };
}
