import type { DeclaredModel } from '../../vocabulary/declaration.ts';
import type { CallView, ObjectView, View } from '../../vocabulary/orm.ts';
import type { Column, UniqueKey } from '../../vocabulary/schema.ts';
import type { Declared } from '../../vocabulary/value.ts';
import { inverseOf, linkOf, type Said } from './relations.ts';

const KINDS: { readonly [method: string]: string } = { manyToOne: 'm:1', oneToOne: '1:1', oneToMany: '1:m', manyToMany: 'm:n' };

type Property = { readonly column: Column; readonly primary: boolean; readonly unique: boolean; readonly related?: Declared };

/** The model of `new EntitySchema({ name, properties })` and `defineEntity({ name, properties })`. https://mikro-orm.io/docs/define-entity */
export function definedModel(declaration: View): DeclaredModel | undefined {
  const call = declaration.call();
  const options = call?.receiver.k === 'orm' && call.receiver.orm === 'mikroorm' && call.receiver.role === 'schema-maker' ? call.args.at(0)?.object() : undefined;
  const name = options?.get('name')?.text() ?? options?.get('class')?.class()?.name;
  if (!options || name === undefined) return undefined;
  const given = options.get('properties');
  // Up to version 6, a function is given the builders: `properties: p => ({ … })`.
  const object = given?.object() ?? given?.returned()?.object();
  const properties = (object?.names ?? []).flatMap(each => propertyOf(each, object!.get(each)!, object!.names.includes('_id')) ?? []);
  const primary = properties.filter(property => property.primary).map(({ column }) => column.name);
  const keys: UniqueKey[] = [...(primary.length > 0 ? [{ columns: primary, primary: true }] : []), ...properties.filter(({ unique }) => unique).map(({ column }) => ({ columns: [column.name], primary: false }))];
  const table = options.get('tableName')?.text();
  const discriminator = options.get('discriminatorColumn')?.text();
  return { model: { name, file: declaration.ref.m, at: declaration.at, columns: properties.map(({ column }) => column), keys, ...(table !== undefined && { table }), ...(discriminator !== undefined && { discriminator }), ...(hasDefaultFilter(options) && { filtered: true as const }) }, related: properties.flatMap(({ related }) => related ?? []) };
}

/** `filters: { tenant: { cond: …, default: true } }`. https://mikro-orm.io/docs/filters */
function hasDefaultFilter(options: ObjectView): boolean {
  const filters = options.get('filters')?.object();
  return filters?.names.some(name => filters.get(name)?.object()?.get('default')?.literal() === true) === true;
}

function propertyOf(name: string, view: View, inDocuments: boolean): Property | undefined {
  const options = view.object();
  if (options) return fromOptions(name, view, options, inDocuments);
  const chain = chainOf(view.returned() ?? view);
  return chain.length > 0 ? fromChain(name, view, chain, inDocuments) : undefined;
}

/** `{ type: 'string', primary: true }`, `{ kind: 'm:1', entity: () => Author, inversedBy: 'books' }`. */
function fromOptions(name: string, view: View, options: ObjectView, inDocuments: boolean): Property {
  const kind = (options.get('kind') ?? options.get('reference'))?.text();
  const base = { primary: options.get('primary')?.literal() === true, unique: options.get('unique')?.literal() === true };
  const nullable = options.get('nullable')?.literal() === true;
  if (kind === undefined || !Object.values(KINDS).includes(kind)) return { ...base, column: { name, type: options.get('type')?.text() ?? options.get('type')?.name() ?? '?', nullable, list: options.get('array')?.literal() === true, at: view.at } };
  const target = options.get('entity');
  return { ...base, ...relationOf({ name, kind, inverse: inverseOf(options, kind.endsWith('m')), mapped: options.get('mappedBy') !== undefined, inDocuments }, view, target?.returned() ?? target, options, nullable) };
}

/** `p.integer().primary()`, `() => p.manyToOne(Author).inversedBy('books').ref()`. */
function fromChain(name: string, view: View, chain: readonly CallView[], inDocuments: boolean): Property {
  const first = chain.at(-1)!;
  const said = (method: string): CallView | undefined => chain.find(each => each.method === method);
  const base = { primary: said('primary') !== undefined, unique: said('unique') !== undefined };
  const nullable = said('nullable') !== undefined;
  const kind = Object.hasOwn(KINDS, first.method) ? KINDS[first.method] : undefined;
  if (kind === undefined) return { ...base, column: { name, type: first.method, nullable, list: said('array') !== undefined || first.method === 'array', at: view.at } };
  const back = (said('mappedBy') ?? said('inversedBy'))?.args.at(0);
  const target = first.args.at(0);
  return { ...base, ...relationOf({ name, kind, inverse: back?.returned()?.name() ?? back?.text(), mapped: said('mappedBy') !== undefined, inDocuments }, view, target?.returned() ?? target, undefined, nullable) };
}

function relationOf(relation: Said, view: View, target: View | undefined, options: ObjectView | undefined, nullable: boolean): Pick<Property, 'column' | 'related'> {
  const { name, kind } = relation;
  const cls = target?.class();
  const value = target?.value();
  const to = cls?.name ?? (value?.k === 'orm' ? value.model : undefined) ?? target?.text() ?? target?.name() ?? '?';
  return { column: { name, type: to, nullable, list: kind.endsWith('m') || kind === 'm:n', relation: to, at: view.at, link: linkOf(relation, options) }, ...(cls && { related: cls.declared }) };
}

/** The calls of a chain, the last one first. */
function chainOf(view: View): CallView[] {
  const call = view.call();
  return call ? [call, ...(call.before ? chainOf(call.before) : [])] : [];
}
