import { chainOf, followedBy, replaced, stringAt } from '../../facts/chain.ts';
import type { RelationOfRow, RowsWithRelation, WrittenQuery } from '../../vocabulary/rewrite.ts';

/** The query with one more path populated. https://mongoosejs.com/docs/populate.html */
export function withRelation(written: WrittenQuery, path: readonly string[]): RowsWithRelation | undefined {
  const { facts, call, query } = written;
  const chain = chainOf(facts, call);
  const [head = '', ...rest] = path;
  // What is chosen may leave the key out.
  if (!chain?.links[0] || !/^find(?:One|ById)?$/.test(chain.links[0].name) || query.options.some(option => /^(?:select|projection|fields|distinct)$/.test(option))) return undefined;
  const known = chain.links.find(({ name, args }) => name === 'populate' && args.length === 1 && stringAt(facts, args[0]) === head);
  if (known && rest.length > 0) return { edits: [replaced(facts, known.args[0]!, populated(path))] };
  if (known || (query.paths ?? query.loads).some(each => each.split('.')[0] === head)) return undefined;
  const last = chain.links.findLast(({ name }) => name === 'populate') ?? chain.links[0];
  return { edits: [followedBy(written, last, `populate(${populated(path)})`)] };
}

/** `'author'`, `{ path: 'author', populate: 'company' }`. */
function populated([head = '', ...rest]: readonly string[]): string {
  return rest.length === 0 ? `'${head}'` : `{ path: '${head}', populate: ${populated(rest)} }`;
}

/** `post.populate('author')`. */
export function relationOfRow({ facts, call }: WrittenQuery): RelationOfRow | undefined {
  const chain = chainOf(facts, call);
  const [link, more] = chain?.links ?? [];
  const name = link?.name === 'populate' && link.args.length === 1 ? stringAt(facts, link.args[0]) : undefined;
  return chain && !more && name !== undefined && /^[\w$]+$/.test(name) ? { row: chain.root, name, fills: true } : undefined;
}
