import type { Access, Arguments, Outcome } from '../../vocabulary/orm.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import type { OrmValue } from '../../vocabulary/value.ts';
import { modelMethods, ownNames } from './methods.ts';
import { call } from './transitions.ts';

const MODEL: OrmValue = { k: 'orm', orm: 'mongoose', role: 'model', evidence: 'shaped' };

/** A call on an unknown receiver that only Mongoose has: a model of the project, and a method or a key of a filter of its own. */
export function shape({ members, method, args }: Access, schemas: readonly Schema[]): Outcome | undefined {
  const name = members.at(-1);
  if (!modelMethods.has(method) || name === undefined || args.open || !(ownNames.has(method) || hasOwnKeys(args))) return undefined;
  const known = schemas.some(({ orm, models }) => orm === 'mongoose' && models.some((model) => model.name === name));
  return known ? call({ ...MODEL, model: name }, method, args) : undefined;
}

/** `{ _id: id }`, `{ $set: { … } }`, `{ teamId: { $in: ids } }`. */
function hasOwnKeys(args: Arguments): boolean {
  return [args.at(0), args.at(1)].some((view) => {
    const object = view?.object();
    return object?.names.some((name) => name === '_id' || name.startsWith('$') || object.get(name)?.object()?.names.some((inner) => inner.startsWith('$')) === true) === true;
  });
}
