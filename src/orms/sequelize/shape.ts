import type { Access, Arguments, Outcome } from '../../vocabulary/orm.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import type { OrmValue } from '../../vocabulary/value.ts';
import { isCalled } from '../called-model.ts';
import { define } from './client.ts';
import { modelMethods, ownNames, ownOptions } from './methods.ts';
import { call } from './transitions.ts';

const CLIENT: OrmValue = { k: 'orm', orm: 'sequelize', role: 'client', evidence: 'shaped' };
/** A call on an unknown receiver that only Sequelize has: a model of the project, and a method or an option of its own. */
export function shape({ members, method, args }: Access, schemas: readonly Schema[]): Outcome | undefined {
  if (method === 'define') return declaresColumns(args) ? define(CLIENT, args) : undefined;
  const known = modelMethods.get(method);
  const name = members.at(-1);
  if (!known || name === undefined || args.open) return undefined;
  const models = schemas.filter(({ orm }) => orm === 'sequelize').flatMap((schema) => schema.models);
  const model = models.find((each) => each.name === name) ?? models.find((each) => isCalled(each, name));
  if (!model || !(ownNames.has(method) || hasOwnOption(args, known.options))) return undefined;
  return call({ ...CLIENT, role: 'model', model: model.name, ...(name !== model.name && { state: { called: name } }) }, method, args, () => models);
}

function hasOwnOption(args: Arguments, at: number | undefined): boolean {
  const names = at === undefined ? [] : (args.at(at)?.object()?.names ?? []);
  return names.some((name) => name === 'where' || ownOptions.has(name));
}

/** `x.define('User', { name: { type: … } })`, also `{ name: DataTypes.STRING }`. */
function declaresColumns(args: Arguments): boolean {
  const columns = args.at(1)?.object();
  if (args.at(0)?.text() === undefined || !columns) return false;
  return columns.names.some((name) => {
    const column = columns.get(name)!;
    return isDataType((column.object()?.get('type') ?? column).name());
  });
}

function isDataType(name: string | undefined): boolean {
  return name !== undefined && /^(?:STRING|TEXT|CITEXT|CHAR|INTEGER|BIGINT|SMALLINT|TINYINT|FLOAT|DOUBLE|DECIMAL|REAL|BOOLEAN|DATE|DATEONLY|NOW|UUID|JSON|JSONB|ENUM|BLOB|ARRAY|RANGE|VIRTUAL|GEOMETRY|GEOGRAPHY|MEDIUMINT|TIME|HSTORE|TSVECTOR)$/.test(name);
}
