import type { Column, Index, Model, RelationLink } from '../../vocabulary/schema.ts';
import type { Line } from './blocks.ts';

/** What `@relation(…)` of a field says: its name, and the columns of the key when it stands on this side. */
export type RelationSaid = { name?: string; fields?: readonly string[] };

/** Reads `@relation("name", fields: [authorId], references: [id])`. */
export function readRelation({ text, shape }: Line): RelationSaid {
  const at = shape.search(/@relation\s*\(/);
  if (at < 0) return {};
  const said = text.slice(at, shape.indexOf(')', at) + 1);
  const name = /\(\s*(?:name\s*:\s*)?"([^"]+)"/.exec(said)?.[1] ?? /\bname\s*:\s*"([^"]+)"/.exec(said)?.[1];
  const fields = /\bfields\s*:\s*\[([^\]]*)\]/.exec(said)?.[1];
  return { ...(name !== undefined && { name }), ...(fields !== undefined && { fields: namesIn(fields) }) };
}

/** Reads `@@index([a, b(sort: Desc)], type: Gin, map: "x")`; `undefined` where it names no columns. */
export function readIndex({ text, shape }: Line): Index | undefined {
  const list = /\[([^\]]*)\]/.exec(shape)?.[1];
  if (list === undefined) return undefined;
  const columns = list.split(/,(?![^(]*\))/).flatMap((part) => {
    const name = /^\s*([\w.]+)/.exec(part)?.[1];
    return name === undefined ? [] : [{ name, ...(/\bsort\s*:\s*Desc\b/.test(part) && { descending: true as const }) }];
  });
  const type = /\btype\s*:\s*(\w+)/.exec(shape)?.[1];
  const name = /\b(?:map|name)\s*:\s*"([^"]+)"/.exec(text)?.[1];
  return columns.length === 0 ? undefined : { columns, ...(type !== undefined && { type }), ...(name !== undefined && { name }) };
}

/** The models with both sides of each relation tied together: the way back, and where the key stands. A list on both sides is an implicit table between. */
export function tied(models: readonly Model[], said: ReadonlyMap<Column, RelationSaid>): Model[] {
  const find = (name: string): Model | undefined => models.find((model) => model.name === name);
  return models.map((model) => ({
    ...model,
    columns: model.columns.map((column) => (column.relation === undefined ? column : { ...column, link: linkOf(model, column, find(column.relation), said) })),
  }));
}

function linkOf(model: Model, column: Column, other: Model | undefined, said: ReadonlyMap<Column, RelationSaid>): RelationLink {
  const own = said.get(column) ?? {};
  const back = other?.columns.find((each) => each !== column && each.relation === model.name && said.get(each)?.name === own.name);
  const theirs = back && said.get(back)?.fields;
  const between = column.list && back?.list === true;
  return {
    ...(between && { manyToMany: true as const, key: { side: 'between' as const, columns: [] } }),
    ...(back && { inverse: back.name }),
    ...(own.fields ? { key: { side: 'own' as const, columns: own.fields } } : theirs ? { key: { side: 'other' as const, columns: theirs } } : {}),
  };
}

function namesIn(list: string): string[] {
  return list.split(',').map((name) => name.trim()).filter((name) => name !== '');
}
