import { chainOf, stringAt } from '../../facts/chain.ts';
import { propertiesOf, propertyOf } from '../../facts/properties.ts';
import type { E } from '../../vocabulary/ir.ts';
import type { RelationOfRow, RowsWithRelation, TextEdit, WrittenQuery } from '../../vocabulary/rewrite.ts';
import type { Column } from '../../vocabulary/schema.ts';
import { withItem, withOption } from '../written-options.ts';

/** Options beside which an `include` gives the same rows, each with one property more. */
const PLAIN: ReadonlySet<string> = new Set(['where', 'order', 'limit', 'offset', 'include', 'transaction', 'logging', 'paranoid', 'benchmark']);

/** The query with one more relation. https://sequelize.org/docs/v6/advanced-association-concepts/eager-loading/ */
export function withRelation(written: WrittenQuery, path: readonly string[], { list, link }: Column): RowsWithRelation | undefined {
  const { facts, call, query } = written;
  const found = chainOf(facts, call)?.links.at(-1);
  if (!found || found.name !== query.method || !/^find(?:All|One|ByPk|AndCountAll)$/.test(found.name)) return undefined;
  const at = found.name === 'findByPk' ? 1 : 0;
  const options = found.args[at];
  const properties = options === undefined ? [] : propertiesOf(facts, options);
  // A count would count the joined rows.
  if (!properties?.every(({ name }) => PLAIN.has(name)) || (list && found.name === 'findAndCountAll')) return undefined;
  const apart = path.length === 1 && list && query.cardinality === 'many' && link?.key?.side === 'other';
  const item = apart ? `{ association: '${path[0]!}', separate: true }` : included(path);
  const include = options === undefined ? undefined : propertyOf(facts, options, 'include');
  const edits = include === undefined ? withOption(written, found, at, 'include', `[${item}]`) : withIncluded(written, include, path, item);
  return edits && { edits, ...(!apart && { joined: true }) };
}

/** `'author'`, `{ association: 'author', include: ['company'] }`. */
function included([head = '', ...rest]: readonly string[]): string {
  return rest.length === 0 ? `'${head}'` : `{ association: '${head}', include: [${included(rest)}] }`;
}

/** One more relation in a list of what is included, or in one of its elements. */
function withIncluded(written: WrittenQuery, list: E, [head = '', ...rest]: readonly string[], item: string): readonly TextEdit[] | undefined {
  const { facts } = written;
  const expr = facts.exprs[list]!;
  if (expr.k !== 'array' || expr.items.some(({ spread }) => spread)) return undefined;
  const known = expr.items.find(({ e }) => nameOf(written, e) === head)?.e;
  if (known === undefined) return expr.items.every(({ e }) => nameOf(written, e) !== undefined) || rest.length === 0 ? withItem(written, list, item) : undefined;
  if (rest.length === 0) return undefined;
  const { at, end, k } = facts.exprs[known]!;
  if (k === 'lit') return [{ at, end, text: included([head, ...rest]) }];
  const inner = propertyOf(facts, known, 'include');
  if (inner !== undefined) return withIncluded(written, inner, rest, included(rest));
  const properties = propertiesOf(facts, known);
  const last = properties?.at(-1);
  return last ? [{ at: facts.exprs[last.value]!.end, end: facts.exprs[last.value]!.end, text: `, include: [${included(rest)}]` }] : undefined;
}

function nameOf({ facts }: WrittenQuery, e: E): string | undefined {
  return stringAt(facts, e) ?? stringAt(facts, propertyOf(facts, e, 'as') ?? propertyOf(facts, e, 'association'));
}

/** `user.getPosts()`, `user.$get('posts')`. */
export function relationOfRow({ facts, call, query }: WrittenQuery): RelationOfRow | undefined {
  const chain = chainOf(facts, call);
  const [link, more] = chain?.links ?? [];
  if (!chain || !link || more || query.operation !== 'read' || query.relation === undefined) return undefined;
  if (!(link.name === '$get' ? link.args.length === 1 : link.name.startsWith('get') && link.args.length === 0)) return undefined;
  const { relation } = query;
  return { row: chain.root, name: relation, loaded: row => `${row}.${relation}` };
}
