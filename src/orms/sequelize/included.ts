import type { ObjectView, View } from '../../vocabulary/orm.ts';
import type { Filter } from '../../vocabulary/query.ts';

// https://sequelize.org/docs/v6/advanced-association-concepts/eager-loading/
/** Options of an element of `include` that say which rows there are; without `attributes` of its own it is there for nothing else. */
const SELECTS: readonly string[] = ['where', 'required', 'on', 'right', 'through', 'having'];

/** The relations that `include` loads, as paths: `Post`, `{ model: Post, as: 'posts' }`, `'posts'`, `{ association: 'posts' }`. */
export function readLoads(options: ObjectView, prefix = ''): string[] {
  const include = options.get('include');
  if (!include) return [];
  const list = include.list();
  if (!list) return include.object() || nameOf(include) !== undefined ? loadOf(include, prefix) : [`${prefix}…`];
  return [...list.items.flatMap((item) => loadOf(item, prefix)), ...(list.open ? [`${prefix}…`] : [])];
}

function loadOf(view: View, prefix: string): string[] {
  const object = view.object();
  if (!object) return [prefix + (nameOf(view) ?? '…')];
  const name = prefix + (nameOfLoad(view) ?? '…');
  return [name, ...readLoads(object, `${name}.`)];
}

/** The relation that an element of `include` names. */
export function nameOfLoad(view: View): string | undefined {
  const object = view.object();
  const named = object ? (object.get('as') ?? object.get('association') ?? object.get('model')) : view;
  return named && nameOf(named);
}

function nameOf(view: View): string | undefined {
  const text = view.text();
  if (text !== undefined) return text;
  const value = view.value();
  return value.k === 'orm' ? value.model : view.class()?.name;
}

/** The relations among them that also say which rows there are, or in which order; `…` for what cannot be told. */
export function neededLoads(options: ObjectView, filter: Filter): readonly string[] {
  const opens = filter.open || filter.conditions.some(({ field }) => field.startsWith('$') || field.endsWith('*'));
  if (opens || options.get('group') || options.get('having') || !isPlainOrder(options.get('order')) || !arePlain(options.get('attributes'))) return ['…'];
  return neededIn(options, '');
}

function neededIn(options: ObjectView, prefix: string): readonly string[] {
  const include = options.get('include');
  const items = include?.list()?.items ?? (include ? [include] : []);
  return items.flatMap((item) => {
    const object = item.object();
    const name = prefix + (nameOfLoad(item) ?? '…');
    if (!object) return [];
    const selects = object.open || SELECTS.some((option) => object.get(option) && object.get(option)?.literal() !== false) || object.get('attributes')?.list()?.items.length === 0;
    return [...(selects ? [name] : []), ...neededIn(object, `${name}.`)];
  });
}

/** `[['createdAt', 'DESC']]`: by columns of the rows themselves. */
function isPlainOrder(order: View | undefined): boolean {
  if (!order || order.text() !== undefined) return true;
  const list = order.list();
  return list !== undefined && !list.open && !list.each && list.items.every((item) => isOwnColumn(item) || (item.list()?.items.length === 2 && isOwnColumn(item.list()!.items[0]!)));
}

function isOwnColumn(view: View): boolean {
  const text = view.text();
  return text !== undefined && !text.includes('.') && !text.includes('?');
}

/** Whether the attributes that are asked for are columns of the rows themselves. */
export function arePlain(attributes: View | undefined): boolean {
  const names = attributes?.list() ?? attributes?.object()?.get('exclude')?.list();
  return attributes === undefined || (names !== undefined && !names.open && names.items.every(isOwnColumn) && attributes.object()?.get('include') === undefined);
}
