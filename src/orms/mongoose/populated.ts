import type { View } from '../../vocabulary/orm.ts';

/** The relations that an argument of `populate` names, as paths: `'author tags'`, `['author']`, `{ path: 'author', populate: 'company' }`; `…` for what cannot be read. */
export function populatedAt(view: View | undefined, prefix = ''): readonly string[] {
  const text = view?.text();
  if (text !== undefined) return text.includes('?') ? [`${prefix}…`] : text.split(/\s+/).filter(name => name !== '').map(path => prefix + path);
  const list = view?.list();
  if (list) return [...list.items.flatMap(item => populatedAt(item, prefix)), ...(list.open || list.each ? [`${prefix}…`] : [])];
  const object = view?.object();
  const path = object?.get('path')?.text();
  if (!object || path === undefined) return [`${prefix}…`];
  const inner = object.get('populate');
  return [...path.split(/\s+/).map(each => prefix + each), ...(inner ? populatedAt(inner, `${prefix}${path}.`) : []), ...(object.open ? [`${prefix}…`] : [])];
}
