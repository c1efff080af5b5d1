import type { Model, Schema } from '../../vocabulary/schema.ts';
import { plural } from '../wording.ts';

/** The model that a type or a variable is named after: `IUserDocument`, `UserDoc`, `userSchema` → `User`. */
export function modelName(text: string | undefined): string | undefined {
  const head = text === undefined ? undefined : /^[\w$]+/.exec(text)?.[0];
  if (head === undefined || /^(?:any|unknown|never|object|string|Document|T[A-Z]?\w{0,2}|[A-Z])$/.test(head)) return undefined;
  const bare = head.replace(/^I(?=[A-Z][a-z])/, '').replace(/(?:Hydrated)?(?:Document|Doc|Interface|Schema|SchemaClass|Entity|Attributes|Attrs|Model)$/, '');
  return /^[A-Za-z]\w+$/.test(bare) ? bare.slice(0, 1).toUpperCase() + bare.slice(1) : undefined;
}

/** The model a query is about, as the schema has it. */
export function findModel(name: string | undefined, schema: Schema | undefined): Model | undefined {
  return name === undefined ? undefined : schema?.models.find((model) => model.name === name);
}

const IRREGULAR: { readonly [name: string]: string } = { person: 'people', child: 'children' };

/** The name of a list of keys: `_id` → `ids`, `authorId` → `authorIds`, `author.id` → `authorIds`. */
export function listOf(field: string): string {
  const name = field.split(/[._]/).filter((part) => part !== '' && !/^\d+$/.test(part)).map((part, index) => (index === 0 ? part : part.slice(0, 1).toUpperCase() + part.slice(1))).join('');
  const last = /[a-z]+$|[A-Z][a-z]*$/.exec(name)?.[0] ?? name;
  const irregular = IRREGULAR[last.toLowerCase()];
  if (irregular !== undefined) return name.slice(0, -last.length) + last.slice(0, 1) + irregular.slice(1);
  return plural(name);
}
