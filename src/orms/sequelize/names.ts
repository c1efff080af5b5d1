import type { Column, Model, Schema } from '../../vocabulary/schema.ts';
import { plural } from '../wording.ts';
import { associationMethods } from './methods.ts';
import type { Method } from './methods.ts';

/** The model of a name. */
export function findModel(models: readonly Model[], name: string | undefined): Model | undefined {
  return name === undefined ? undefined : models.find((model) => model.name === name);
}

/** The model a query is about, as the schema has it. */
export function modelOf(name: string | undefined, schema: Schema | undefined): Model | undefined {
  return findModel(schema?.models ?? [], name);
}

/** `getPosts` of a model that has many `posts`: the association, and what the method does. */
export function associationOf(method: string, model: Model | undefined): { relation: Column; verb: string; method: Method } | undefined {
  const [, verb = '', name = ''] = /^([a-z]+)([A-Z_].*)$/.exec(method) ?? [];
  const known = associationMethods.get(verb);
  if (!known) return undefined;
  const relation = model?.columns.find((column) => column.relation !== undefined && stemOf(column.name) === stemOf(name));
  return relation && { relation, verb, method: known };
}

/** A name in the singular and in lower case: `getPost`, `getPosts` and the association `posts` are one. */
export function stemOf(name: string): string {
  const lower = name.toLowerCase();
  if (/ies$/.test(lower)) return `${lower.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(lower)) return lower.slice(0, -2);
  return /[^s]s$/.test(lower) ? lower.slice(0, -1) : lower;
}

const IRREGULAR: { readonly [name: string]: string } = { person: 'people', child: 'children', man: 'men', woman: 'women' };

/** The name of a list of keys, and of an association to many: `authorId` → `authorIds`, `Category` → `Categories`. */
export function pluralOf(name: string): string {
  const last = /[a-z]+$|[A-Z][a-z]*$/.exec(name)?.[0] ?? name;
  const irregular = IRREGULAR[last.toLowerCase()];
  if (irregular !== undefined) return name.slice(0, -last.length) + last.slice(0, 1) + irregular.slice(1);
  return plural(name);
}
