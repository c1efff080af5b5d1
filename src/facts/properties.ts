import type { E, ModuleFacts, Prop } from '../vocabulary/ir.ts';
import type { TextEdit } from '../vocabulary/rewrite.ts';

/** A property `name: value` of an object literal. */
export type Property = Prop & { readonly name: string };

/** The properties of an object literal, when all of them are named and none is an accessor. */
export function propertiesOf(facts: ModuleFacts, e: E): readonly Property[] | undefined {
  const expr = facts.exprs[e]!;
  if (expr.k !== 'object') return undefined;
  const named = expr.props.filter((prop): prop is Property => prop.name !== undefined && !prop.spread && prop.kind === undefined);
  return named.length === expr.props.length ? named : undefined;
}

/** The value of the property of that name. */
export function propertyOf(facts: ModuleFacts, e: E, name: string): E | undefined {
  return propertiesOf(facts, e)?.find(prop => prop.name === name)?.value;
}

/** The change that gives a property another value, also where it is written short: `{ id }`. */
export function withValue(facts: ModuleFacts, { name, at: from, value }: Property, text: string): TextEdit {
  const { at, end } = facts.exprs[value]!;
  return { at, end, text: at === from ? `${name}: ${text}` : text };
}

/** The one property of an object literal, when its value is a name and not written out. */
export function onlyNamed(facts: ModuleFacts, e: E | undefined): Property | undefined {
  const properties = e === undefined ? undefined : propertiesOf(facts, e);
  const [only] = properties ?? [];
  const kind = only && facts.exprs[only.value]!.k;
  return properties?.length === 1 && (kind === 'var' || kind === 'get') ? only : undefined;
}

/** Whether all properties of an object literal are among these. */
export function hasOnly(facts: ModuleFacts, e: E, names: readonly string[]): boolean {
  return propertiesOf(facts, e)?.every(({ name }) => names.includes(name)) ?? false;
}

/**
 * The changes that leave some properties of an object literal out and add text for others behind the rest. Nothing where more than
 * commas and white space stands between the properties.
 */
export function reshaped(facts: ModuleFacts, text: string, e: E, without: readonly string[], more?: string): readonly TextEdit[] | undefined {
  const properties = propertiesOf(facts, e);
  if (!properties) return undefined;
  const { at, end } = facts.exprs[e]!;
  const endOf = (property: Property): number => facts.exprs[property.value]!.end;
  const between = properties.map((property, n) => text.slice(endOf(property), properties[n + 1]?.at ?? end));
  if (between.some((gap, n) => !(n === between.length - 1 ? /^\s*,?\s*\}$/ : /^\s*,\s*$/).test(gap))) return undefined;
  const kept = properties.filter(({ name }) => !without.includes(name));
  const [last] = kept.slice(-1);
  if (!last) return [{ at, end, text: more === undefined ? '{}' : `{ ${more} }` }];
  const left = properties.slice(0, properties.indexOf(last)).flatMap((property, n): TextEdit[] => (kept.includes(property) ? [] : [{ at: property.at, end: properties[n + 1]!.at, text: '' }]));
  const [first] = properties;
  const line = /\n\s*$/.exec(text.slice(at, first!.at))?.[0];
  const added = more === undefined ? '' : line === undefined ? `, ${more}` : `,${line}${more}`;
  const tail = { at: endOf(last), end: endOf(properties.at(-1)!), text: added };
  return tail.at === tail.end && added === '' ? left : [...left, tail];
}
