import { calledName } from '../../facts/called-name.ts';
import { join as joinPath } from 'node:path';

import type { E } from '../../vocabulary/ir.ts';
import type { ModuleId, Declared, Value } from '../../vocabulary/value.ts';
import type { AddedToModel, DeclaredModel } from '../../vocabulary/declaration.ts';
import type { Model, Schema } from '../../vocabulary/schema.ts';
import type { Orm } from '../../vocabulary/orm.ts';
import type { Link } from './link.ts';
import { inherited } from './members.ts';
import { argumentsOf, viewOf } from './views.ts';

/** A folder whose modules declare models of an ORM. */
export type ModelFolder = { readonly orm: string; readonly path: string };

/** The models that a folder's modules declare, and where. */
export type DeclaredSchema = Schema & { readonly places: ReadonlyMap<string, Declared> };

export const NOTHING_DECLARED: DeclaredSchema = { orm: '', files: [], models: [], clients: [], problems: [], places: new Map() };

const SOURCE = /(?<!\.d)\.[cm]?[jt]s$/;
const DEEPEST = 2;
/** A folder with more modules than this is read up to here. */
const MOST = 400;

/** Reads the models of a folder: every class and call that declares one, and every call that relates two. */
export function declaredModels(link: Link, { orm: name, path }: ModelFolder): DeclaredSchema {
  const orm = link.orms.find(each => each.name === name);
  const files = orm ? modulesIn(link, path, 0).slice(0, MOST) : [];
  const models = new Map<string, Model>();
  const places = new Map<string, Declared>();
  const added: AddedToModel[] = [];
  for (const m of files) {
    for (const declared of declarationsIn(link, orm!, m)) {
      const model = orm!.model?.(viewOf(link, m, declared.e, undefined))?.model;
      if (!model || models.has(model.name)) continue;
      models.set(model.name, model);
      places.set(model.name, declared);
    }
    added.push(...addedIn(link, orm!, m));
  }
  return { orm: name, files, models: [...models.values()].map(model => withAdded(model, added)), clients: [], problems: [], places };
}

/** The model that a declaration makes, with what its module adds to it: read once, however many queries ask for its rows. */
export function modelAt(link: Link, orm: string, declared: Declared): DeclaredModel | undefined {
  let known = kept.get(link);
  if (!known) kept.set(link, (known = new Map<string, DeclaredModel | undefined>()));
  const key = `${orm}#${declared.m}#${declared.e}`;
  if (!known.has(key)) {
    // What is asked while it is read does not know it yet.
    known.set(key, undefined);
    known.set(key, readModel(link, orm, declared));
  }
  return known.get(key);
}

const kept = new WeakMap<Link, Map<string, DeclaredModel | undefined>>();

function readModel(link: Link, orm: string, { m, e }: Declared): DeclaredModel | undefined {
  const known = link.orms.find(({ name }) => name === orm);
  const read = known?.model?.(viewOf(link, m, e, undefined));
  return known && read && { ...read, model: withAdded(read.model, addedIn(link, known, m)) };
}

/** A model with what calls add to it. */
export function withAdded(model: Model, added: readonly AddedToModel[]): Model {
  const own = added.filter(each => each.model.toLowerCase() === model.name.toLowerCase());
  const columns = own.flatMap(({ column }) => (column && !model.columns.some(each => each.name === column.name && each.relation !== undefined) ? [column] : []));
  const scope = own.flatMap(each => each.scope ?? []);
  const hooks = own.flatMap(each => each.hooks ?? []);
  if (columns.length + scope.length + hooks.length === 0) return model;
  return { ...model, columns: [...model.columns, ...columns], ...(scope.length > 0 && { scope: [...(model.scope ?? []), ...scope] }), ...(hooks.length > 0 && { hooks: [...(model.hooks ?? []), ...hooks] }) };
}

function modulesIn(link: Link, path: string, depth: number): readonly ModuleId[] {
  return link.list(path).flatMap(name => {
    const inner = joinPath(path, name);
    if (SOURCE.test(name)) return /\.(?:test|spec)\./.test(name) ? [] : [inner];
    return depth >= DEEPEST || name.includes('.') || name === 'node_modules' || name === 'migrations' ? [] : modulesIn(link, inner, depth + 1);
  });
}

function declarationsIn(link: Link, orm: Orm, m: ModuleId): readonly Declared[] {
  const facts = link.facts(m);
  if (!facts) return [];
  const found: Declared[] = facts.classes.flatMap((cls, c) => {
    const made = cls.super === undefined ? undefined : inherited(link, { k: 'class', m, c });
    return made?.k === 'orm' && made.orm === orm.name && made.declared?.m === m && made.declared.c === c ? [made.declared] : [];
  });
  for (const e of callsOf(link, m, orm.schema!.modules!.declaring)) {
    const { value } = link.callAt(m, e);
    if (value.k === 'orm' && value.orm === orm.name && value.declared?.m === m && value.declared.e === e) found.push(value.declared);
  }
  return found;
}

/** What the calls of a module add to models. */
export function addedIn(link: Link, orm: Orm, m: ModuleId): readonly AddedToModel[] {
  const facts = link.facts(m);
  const relating = orm.schema?.modules?.relating;
  if (!facts || !relating || !orm.relation) return [];
  return callsOf(link, m, relating).flatMap(e => {
    const call = facts.exprs[e]!;
    const callee = call.k === 'call' ? facts.exprs[call.callee]! : undefined;
    if (call.k !== 'call' || callee?.k !== 'get') return [];
    const receiver = link.valueOf(m, callee.of);
    const model = receiver.k === 'class' ? inherited(link, receiver) : receiver;
    const on = madeOf(link, orm, m, callee.of) ?? (model?.k === 'orm' ? model.model : undefined) ?? viewOf(link, m, callee.of, undefined).name();
    return orm.relation?.({ receiver, method: callee.name!, args: argumentsOf(link, m, call.args, undefined, e), ...(on !== undefined && { on }) }) ?? [];
  });
}

/** The model that the module declares with what an expression holds: `User` of `schema`, for `model('User', schema)`. */
function madeOf(link: Link, orm: Orm, m: ModuleId, of: E): string | undefined {
  const { exprs } = link.facts(m)!;
  const held = exprs[of]!;
  if (held.k !== 'var') return undefined;
  for (const e of callsOf(link, m, orm.schema!.modules!.declaring)) {
    const call = exprs[e]!;
    const isGiven = call.k === 'call' && call.args.some(arg => { const given = exprs[arg.e]!; return given.k === 'var' && given.v === held.v; });
    const { value } = isGiven ? link.callAt(m, e) : { value: undefined };
    if (value?.k === 'orm' && value.orm === orm.name && value.model !== undefined) return value.model;
  }
  return undefined;
}

function callsOf(link: Link, m: ModuleId, methods: ReadonlySet<string>): readonly number[] {
  const facts = link.facts(m)!;
  return facts.sites.flatMap(({ e }) => {
    const call = facts.exprs[e]!;
    const name = call.k === 'call' ? calledName(facts, call.callee) : undefined;
    return name !== undefined && methods.has(name) ? [e] : [];
  });
}

/** A value with the declaration of its model, where only the model's name was known. */
export function settled(link: Link, value: Value, find: (model: string) => Declared | undefined): Value {
  if (value.k === 'list') return { k: 'list', of: settled(link, value.of, find) };
  if (value.k !== 'orm' || value.model === undefined || value.declared) return value;
  const orm = link.orms.find(each => each.name === value.orm);
  const declared = orm?.declaredAt && find(value.model);
  return declared ? orm.declaredAt!(value, declared) : value;
}
