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
