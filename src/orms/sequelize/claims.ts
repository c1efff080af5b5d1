import type { TypeView } from '../../vocabulary/declaration.ts';
import type { ExternalName, Place } from '../../vocabulary/orm.ts';
import type { OrmValue } from '../../vocabulary/value.ts';

/** Sequelize, its decorators, and forks that keep its API. */
const PACKAGE = /^(?:sequelize|@sequelize\/core|sequelize-typescript|sequelize-cockroachdb|@[\w-]+\/x-sequelize)$/;
/** `sequelize/types`, `sequelize/lib/model`: what some import types from. */
const INSIDE = /^(?:sequelize|@sequelize\/core|sequelize-typescript|@[\w-]+\/x-sequelize)\/(?:types|lib|dist|types\/(?:lib|model|sequelize).*|lib\/(?:model|sequelize)(?:\.js)?)$/;

/** Types of associations' methods: `HasManyGetAssociationsMixin<Post>` is what `row.getPosts` is. */
const MIXIN = /^(?:HasOne|HasMany|BelongsTo|BelongsToMany)(Get|Set|Add|Create|Remove|Has|Count)Associations?Mixin$/;

const OF_TYPES: { readonly [name: string]: string } = {
  Sequelize: 'client',
  Model: 'row',
  ModelStatic: 'model',
  ModelCtor: 'model',
  ModelType: 'model',
  Repository: 'model',
  Transaction: 'transaction',
};

/** The value of an import from Sequelize. The package itself is the class: `const Sequelize = require('sequelize')`. */
export function claim({ from, name, path }: ExternalName, _place: Place): OrmValue | undefined {
  if (path.length > 0 || !PACKAGE.test(from)) return undefined;
  if (name === '*' || name === 'default' || name === 'Sequelize') return proved('library');
  return name === 'Model' ? proved('base') : name === 'Op' ? proved('operators') : undefined;
}

/** The value of something annotated with one of Sequelize's types. */
export function fromType({ from, name, path }: ExternalName, _place: Place, types: readonly TypeView[] = []): OrmValue | undefined {
  if (!PACKAGE.test(from) && !INSIDE.test(from)) return undefined;
  const members = name === '*' || name === 'default' ? path : [name, ...path];
  // `Sequelize.Transaction`, `Sequelize.Model` where the package is one value.
  const [head, ...rest] = members[0] === 'Sequelize' && members.length > 1 ? members.slice(1) : members;
  if (rest.length > 0) return undefined;
  if (head === undefined) return name === 'default' ? declared('client') : undefined;
  const role = Object.hasOwn(OF_TYPES, head) ? OF_TYPES[head] : undefined;
  if (role !== undefined) return { ...declared(role), ...(role === 'model' && modelIn(types)) };
  const verb = MIXIN.exec(head)?.[1];
  return verb === undefined ? undefined : { ...declared('mixin'), state: { verb: verb.toLowerCase(), many: /^(?:HasMany|BelongsToMany)/.test(head) }, ...modelIn(types) };
}

/** `ModelStatic<User>` is the class `User`. */
function modelIn([type]: readonly TypeView[]): Pick<OrmValue, 'model' | 'declared'> {
  const view = type?.class();
  return view ? { ...(view.name !== undefined && { model: view.name }), declared: view.declared } : {};
}

function proved(role: string): OrmValue {
  return { k: 'orm', orm: 'sequelize', role, evidence: 'proved' };
}

function declared(role: string): OrmValue {
  return { k: 'orm', orm: 'sequelize', role, evidence: 'declared' };
}
