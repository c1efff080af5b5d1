import type { Access, Arguments, Outcome } from '../../vocabulary/orm.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { isCalled } from '../called-model.ts';
import { call } from './transitions.ts';
import { make } from './values.ts';

/** `db.users.query()`, of an object that somebody filled with the models of the project: no other package's models are asked so. */
export function shape({ members, method, args }: Access, schemas: readonly Schema[]): Outcome | undefined {
  const name = members.at(-1);
  if (method !== 'query' || name === undefined || !isTransaction(args)) return undefined;
  const models = schemas.filter(({ orm }) => orm === 'objection').flatMap(schema => schema.models);
  const model = models.find(each => each.name === name) ?? models.find(each => isCalled(each, name) || each.table === name);
  return model && call({ ...make('model', 'shaped'), model: model.name }, method, args);
}

/** Whether nothing but a transaction is handed over: `pool.query('select …')` is another thing. */
function isTransaction(args: Arguments): boolean {
  const given = args.at(0);
  return !args.open && (args.count === 0 || (args.count === 1 && given?.text() === undefined && given?.name() !== undefined));
}
