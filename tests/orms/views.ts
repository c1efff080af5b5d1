import type { ClassView } from '../../src/vocabulary/declaration.ts';
import type { Arguments, ListView, ObjectView, View } from '../../src/vocabulary/orm.ts';
import type { Value } from '../../src/vocabulary/value.ts';

const UNKNOWN: Value = { k: 'unknown', why: 'a test' };

class Special {
  readonly view: View;
  constructor(view: View) {
    this.view = view;
  }
}

/** An expression of which nothing can be read; its label is the module of its reference. */
export function opaque(label: string, value: Value = UNKNOWN): unknown {
  return new Special(leaf(label, { value: () => value }));
}

/** `xs.map(() => row)`. */
export function eachOf(row: unknown): unknown {
  return new Special(leaf('each', { list: () => ({ items: [], each: viewOf(row), open: false }) }));
}

/** An object with a spread. */
export function spread(object: { readonly [name: string]: unknown }): unknown {
  return new Special(leaf('spread', { object: () => objectOf(object, true) }));
}

/** A string or template with a statement. */
export function sql(text: string): unknown {
  return new Special(leaf('sql', { text: () => text }));
}

/** A class of the program, with `@Entity()` of a package if one is given. */
export function classNamed(name: string, decoratedBy?: string): unknown {
  const declared = { m: `/${name}.ts`, e: 0, c: 0 };
  const decorator: Value = { k: 'external', m: declared.m, from: decoratedBy ?? '', name: 'Entity', path: [] };
  const view: ClassView = {
    name, declared, members: [], parent: () => undefined, root: () => undefined, called: () => undefined,
    decorators: decoratedBy === undefined ? [] : [{ name: 'Entity', value: () => decorator, args: argumentsOf() }],
    instance: { k: 'instance', m: declared.m, c: 0, declared: true },
  };
  return new Special(leaf(name, { value: () => ({ k: 'class', m: declared.m, c: 0 }), class: () => view }));
}

/** `name(value)`, where `name` is a value of the ORM. */
export function operator(name: string, receiver: Value, value: unknown): unknown {
  return new Special(leaf(name, { call: () => ({ receiver, method: '', args: argumentsOf(value) }) }));
}

/** `receiver.method(…args)`, or `receiver(…args)` with the method `''`. */
export function called(receiver: Value, method: string, args: readonly unknown[]): unknown {
  return new Special(leaf('call', { call: () => ({ receiver, method, args: argumentsOf(...args) }) }));
}

/** A function with one `return`. */
export function returning(given: unknown): unknown {
  return new Special(leaf('function', { returned: () => viewOf(given) }));
}

/** The arguments of a call, from plain values and the special ones above. */
export function argumentsOf(...values: readonly unknown[]): Arguments {
  return { count: values.length, open: false, at: (index) => (index < values.length ? viewOf(values[index]) : undefined) };
}

/** `f(...args)`. */
export const spreadArguments: Arguments = { count: 1, open: true, at: () => undefined };

function viewOf(value: unknown): View {
  if (value instanceof Special) return value.view;
  if (Array.isArray(value)) return leaf('list', { list: () => listOf(value) });
  if (typeof value === 'object' && value !== null) {
    return leaf('object', { object: () => objectOf(value as { readonly [name: string]: unknown }, false) });
  }
  const literal = value as string | number | boolean | null;
  return leaf(value === undefined ? 'undefined' : JSON.stringify(value), {
    literal: () => literal,
    value: () => ({ k: 'lit', v: literal }),
    ...(typeof value === 'string' ? { text: () => value } : {}),
  });
}

function leaf(label: string, known: Partial<View>): View {
  const none = () => undefined;
  return { ref: { m: label, e: 0 }, at: 0, value: () => UNKNOWN, object: none, list: none, literal: none, text: none, holes: () => [], class: none, call: none, returned: none, result: () => UNKNOWN, name: none, module: none, ...known };
}

function objectOf(object: { readonly [name: string]: unknown }, open: boolean): ObjectView {
  return { names: Object.keys(object), open, keyed: [], spread: open, get: (name) => (Object.hasOwn(object, name) ? viewOf(object[name]) : undefined) };
}

function listOf(items: readonly unknown[]): ListView {
  return { items: items.map(viewOf), open: false };
}
