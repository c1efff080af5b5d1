import type { ChainLink } from '../facts/chain.ts';
import { propertiesOf, propertyOf, reshaped } from '../facts/properties.ts';
import type { E } from '../vocabulary/ir.ts';
import type { TextEdit, WrittenQuery } from '../vocabulary/rewrite.ts';
import type { RelationTree } from './relation-paths.ts';

type Written = Pick<WrittenQuery, 'facts' | 'text'>;

/** The changes that give an option to a call, whose options are argument number `at` or still missing; nothing where they are no literal, or have it. */
export function withOption({ facts, text }: Written, { call, args }: ChainLink, at: number, option: string, value: string): readonly TextEdit[] | undefined {
  const options = args[at];
  if (options !== undefined) return propertyOf(facts, options, option) === undefined ? reshaped(facts, text, options, [], `${option}: ${value}`) : undefined;
  const last = args.at(-1);
  const { end } = facts.exprs[call]!;
  const from = last === undefined ? end - 1 : facts.exprs[last]!.end;
  if (args.length !== at || (last === undefined ? !/\(\s*$/.test(text.slice(0, from)) : !/^\s*,?\s*\)$/.test(text.slice(from, end)))) return undefined;
  return [{ at: from, end: from, text: `${last === undefined ? '' : ', '}{ ${option}: ${value} }` }];
}

/** The change that adds an element to a list; nothing where it is no literal, or ends with a comment. */
export function withItem({ facts, text }: Written, list: E, item: string): readonly TextEdit[] | undefined {
  const expr = facts.exprs[list]!;
  if (expr.k !== 'array') return undefined;
  const last = expr.items.at(-1);
  if (!last) return /^\[\s*\]$/.test(text.slice(expr.at, expr.end)) ? [{ at: expr.at, end: expr.end, text: `[${item}]` }] : undefined;
  const { end } = facts.exprs[last.e]!;
  return /^\s*,?\s*\]$/.test(text.slice(end, expr.end)) ? [{ at: end, end, text: `, ${item}` }] : undefined;
}

/**
 * The changes that name one more relation in an object of relations: `{ author: true }` with `author.company` is
 * `{ author: { company: true } }`. `inner` is the option below a relation that names those behind it, where that is not the relation itself.
 */
export function withRelationIn(written: Written, object: E, path: readonly string[], inner?: string): readonly TextEdit[] | undefined {
  const { facts, text } = written;
  const properties = propertiesOf(facts, object);
  const [head = '', ...rest] = path;
  const known = properties?.find(({ name }) => name === head);
  if (!properties) return undefined;
  if (!known) return reshaped(facts, text, object, [], `${head}: ${relationText(rest, inner)}`);
  if (rest.length === 0) return undefined;
  const value = facts.exprs[known.value]!;
  if (value.k === 'lit' && value.v === true) return [{ at: value.at, end: value.end, text: relationText(rest, inner) }];
  if (inner === undefined) return withRelationIn(written, known.value, rest);
  const named = propertyOf(facts, known.value, inner);
  if (named !== undefined) return withRelationIn(written, named, rest, inner);
  // Of columns that are chosen, a relation would be one more.
  return value.k === 'object' && !value.props.some(({ name }) => name === 'select') ? reshaped(facts, text, known.value, [], `${inner}: { ${rest[0]!}: ${relationText(rest.slice(1), inner)} }`) : undefined;
}

/** `true`, or what names the relations behind one. */
function relationText([head, ...rest]: readonly string[], inner: string | undefined): string {
  if (head === undefined) return 'true';
  const named = `{ ${head}: ${relationText(rest, inner)} }`;
  return inner === undefined ? named : `{ ${inner}: ${named} }`;
}

/** `{ author: { company: true }, tags: true }`. */
export function treeText(tree: RelationTree): string {
  return `{ ${[...tree].map(([name, inner]) => `${name}: ${inner.size > 0 ? treeText(inner) : 'true'}`).join(', ')} }`;
}
