import type { Export, ModuleFacts, Type, TypeDecl } from '../../vocabulary/ir.ts';
import type { ModuleId, TypeScope, Value } from '../../vocabulary/value.ts';
import { typeView } from './class-views.ts';
import { valueOfModule } from './imports.ts';
import { implementing, isBehaviour } from './implementers.ts';
import { join, KIND, ormOf, PLAIN, unknown } from './join.ts';
import type { Link } from './link.ts';
import { parameterOf, signatureOf, type Written } from './signatures.ts';

/** Types that are, for our questions, what they wrap. */
const TRANSPARENT = new Set(['Promise', 'PromiseLike', 'Awaited', 'Readonly', 'Partial', 'Required', 'NonNullable', 'Omit', 'Pick', 'Extract', 'Exclude', 'NoInfer', 'DeepPartial', 'WeakRef', 'Simplify', 'Prettify']);
const COLLECTIONS = new Set(['Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Iterable', 'IterableIterator', 'Generator']);
/** Collections whose elements are waited for. */
const ARRIVING = new Set(['AsyncIterable', 'AsyncIterableIterator', 'AsyncIterator', 'AsyncGenerator', 'Readable', 'ReadableStream']);
const PLAIN_TYPES = new Set(['Record', 'Map', 'ReadonlyMap', 'WeakMap', 'Date', 'RegExp', 'Error', 'Function', 'Buffer', 'Uint8Array', 'Request', 'Response', 'URL', 'AbortSignal', 'Headers', 'FormData']);

/** A type argument, with the module it is written in. */
type Bound = { m: ModuleId; type: Type; scope?: TypeScope };

/** Deeper than this a type is taken as unknown. */
const DEEPEST = 16;

/** The value of something annotated with `type` in module `m`: types are read, not checked. */
export function valueOfType(link: Link, m: ModuleId, type: Type, scope?: TypeScope, depth = 0): Value {
  if (depth > DEEPEST) return unknown('a deep type');
  const inner = (each: Type): Value => valueOfType(link, m, each, scope, depth + 1);
  switch (type.k) {
    case 'ref':
      return valueOfRef(link, m, type, scope, depth);
    case 'union':
      return type.of.length > 1 && type.of.every(({ k }) => k === 'lit') ? KIND : join(type.of.map(inner));
    case 'and':
      return join(type.of.map(inner));
    case 'array':
      return { k: 'list', of: inner(type.of) };
    case 'tuple':
      return { k: 'list', of: join(type.of.map(inner)) };
    case 'typeof':
      return valueOfPath(link, m, type.path);
    case 'index':
      return isElementOfConstant(type) ? kindOf(link.element(inner(type.of))) : (parameterOf(written(link, m, scope, depth), type) ?? valueOfIndexed(link, inner(type.of), type.key));
    case 'object':
    case 'fn':
      return { k: 'typed', m, type, ...(scope && { scope }) };
    case 'lit':
      return { k: 'lit', v: type.v };
    case 'primitive':
      return ['any', 'unknown', 'object', 'never'].includes(type.name) ? unknown(`the type is ${type.name}`) : PLAIN;
    case 'keyof':
      return type.of.k === 'typeof' ? KIND : PLAIN;
    case 'unknown':
      return unknown('the type is not read');
  }
}

function valueOfRef(link: Link, m: ModuleId, type: Type & { k: 'ref' }, scope: TypeScope | undefined, depth: number): Value {
  const [head, ...rest] = type.name;
  if (head === undefined) return unknown('a type without a name');
  const given = scope?.get(head);
  if (given && rest.length === 0) return valueOfType(link, given.m, given.type, given.scope, depth + 1);
  const facts = link.facts(m);
  if (!facts) return unknown('the module cannot be read');

  const args = type.args.map((each): Bound => ({ m, type: each, ...(scope && { scope }) }));
  if (head.startsWith('import:')) return typeFrom(link, m, head.slice('import:'.length), rest[0] ?? '*', rest.slice(1), args, depth);
  const declared = rest.length === 0 ? declaredType(link, m, facts, head, args, depth) : undefined;
  if (declared) return declared;
  const imported = facts.imports.find(each => facts.vars[each.local]?.name === head);
  if (imported) return typeFrom(link, m, imported.from, imported.name, rest, args, depth);
  if (rest.length > 0) {
    const value = valueOfPath(link, m, [head, ...rest]);
    return value.k === 'class' ? { k: 'instance', m: value.m, c: value.c, declared: true } : unknown(`the type ${type.name.join('.')} is not known`);
  }
  return builtin(link, m, head, type.args, scope, depth);
}

function builtin(link: Link, m: ModuleId, name: string, args: readonly Type[], scope: TypeScope | undefined, depth: number): Value {
  const [first] = args;
  if (TRANSPARENT.has(name)) return first ? valueOfType(link, m, first, scope, depth + 1) : unknown(name);
  if (COLLECTIONS.has(name) || ARRIVING.has(name)) return { k: 'list', of: first ? valueOfType(link, m, first, scope, depth + 1) : unknown(name), ...(ARRIVING.has(name) && { arrives: true as const }) };
  if (name === 'InstanceType' && first) return instanceOf(valueOfType(link, m, first, scope, depth + 1));
  if (name === 'ReturnType' && first) return signatureOf(written(link, m, scope, depth), first)?.returns() ?? unknown('ReturnType of something unknown');
  if (name === 'Parameters' && first) return { k: 'list', of: signatureOf(written(link, m, scope, depth), first)?.parameter(0) ?? unknown('Parameters of something unknown') };
  if (PLAIN_TYPES.has(name)) return PLAIN;
  return unknown(`the type ${name} is not known`);
}

function written(link: Link, m: ModuleId, scope: TypeScope | undefined, depth: number): Written {
  return {
    link,
    m,
    ...(scope && { scope }),
    depth,
    value: (type, at) => valueOfType(link, at.m, type, at.scope, depth + 1),
    path: (module, path) => valueOfPath(link, module, path),
  };
}

function valueOfIndexed(link: Link, owner: Value, key: Type): Value {
  if (key.k === 'lit' && typeof key.v === 'string') return link.member(owner, key.v);
  return link.element(owner);
}

/** `(typeof KINDS)[number]`. */
function isElementOfConstant({ of, key }: Type & { k: 'index' }): boolean {
  return of.k === 'typeof' && key.k === 'primitive' && key.name === 'number';
}

function kindOf(value: Value): Value {
  return value.k === 'plain' || value.k === 'lit' ? KIND : value;
}

function instanceOf(value: Value): Value {
  if (value.k === 'class') return { k: 'instance', m: value.m, c: value.c, declared: true };
  if (value.k === 'external') return { ...value, instance: true };
  return unknown('InstanceType of something unknown');
}

/** A type of the module itself: an alias, an interface, or a class. */
function declaredType(link: Link, m: ModuleId, facts: ModuleFacts, name: string, args: readonly Bound[], depth: number): Value | undefined {
  const decl = Object.hasOwn(facts.types, name) ? facts.types[name] : undefined;
  if (decl) return valueOfDecl(link, m, facts, name, decl, args, depth);
  const v = facts.vars.findIndex(each => each.kind === 'class' && each.name === name);
  if (v < 0) return undefined;
  const value = link.valueOfVar(m, v);
  return value.k === 'class' ? annotated(link, value, args) : undefined;
}

/** An instance of a class, as an annotation with type arguments says: `CrudService<User>`. */
function annotated(link: Link, { m, c }: Value & { k: 'class' }, args: readonly Bound[]): Value {
  const params = link.facts(m)?.classes[c]?.typeParams ?? [];
  const scope = new Map(params.flatMap((param, at) => (args[at] ? [[param, args[at]] as const] : [])));
  return { k: 'instance', m, c, declared: true, ...(scope.size > 0 && { scope }) };
}

function valueOfDecl(link: Link, m: ModuleId, facts: ModuleFacts, name: string, decl: TypeDecl, args: readonly Bound[], depth: number): Value {
  if (decl.kind === 'enum') return KIND;
  const inner = new Map(decl.params.flatMap((param, at) => (args[at] ? [[param, args[at]] as const] : [])));
  if (decl.kind === 'alias') return valueOfType(link, m, decl.body, inner, depth + 1);
  const own: Value = { k: 'typed', m, type: decl.body, scope: inner };
  const value = decl.extends.length === 0 ? own : join([own, ...decl.extends.map(each => extendedIn(m, valueOfType(link, m, each, inner, depth + 1)))]);
  if (ormOf(value) || !isBehaviour(decl)) return value;
  const implementers = link.implementers(m, name);
  return implementers.length > 0 ? join(implementing(implementers)) : value;
}

/** The ORM's value whose type an interface of module `m` extends: what it declares is filled there. */
function extendedIn(m: ModuleId, value: Value): Value {
  return value.k === 'orm' ? { ...value, within: [...(value.within ?? []), m] } : value;
}

/** A type imported from elsewhere: followed into the program, or claimed by an ORM. */
function typeFrom(link: Link, m: ModuleId, specifier: string, name: string, rest: readonly string[], args: readonly Bound[], depth: number): Value {
  const from = link.unaliased(m, specifier);
  const [exportName, path] = name === '*' && rest.length > 0 ? [rest[0]!, rest.slice(1)] : [name, rest];
  const claimed = claimType(link, m, from, exportName, path, args);
  if (claimed) return claimed;
  const target = link.resolve(m, from);
  if (target === undefined) return { k: 'external', m, from, name: exportName, path, instance: true, ...(args.length > 0 && args.every(arg => arg.m === m && !arg.scope?.size) && { types: args.map(({ type }) => type) }) };
  // What a type without arguments is does not depend on who asks: behind a barrel of many stars it is looked for once.
  if (path.length === 0 && args.length === 0) return link.exportedType(target, exportName);
  return typeOfExport(link, target, exportName, path, args, depth + 1);
}

/** The value of something annotated with the type that module `m` exports as `name`. */
export function typeOfExport(link: Link, m: ModuleId, name: string, path: readonly string[] = [], args: readonly Bound[] = [], depth = 0): Value {
  return exportedType(link, m, name, path, args, depth, new Set()) ?? unknown(`the type ${name} is not exported`);
}

function exportedType(
  link: Link, m: ModuleId, name: string, path: readonly string[], args: readonly Bound[], depth: number, seen: ReadonlySet<ModuleId>,
): Value | undefined {
  if (seen.has(m) || depth > DEEPEST) return undefined;
  const exports = link.exports(m);
  const next = new Set([...seen, m]);
  if (name === '*' && path.length === 0) return instanceOf(valueOfModule(link, m));
  const named = exports.find(each => each.as === name && each.from === undefined);
  // Behind a star stands only what is exported by its name.
  const facts = path.length === 0 && (named || seen.size === 0) ? link.facts(m) : undefined;
  if (facts) {
    const local = localName(facts, named) ?? name;
    const imported = facts.imports.find(each => facts.vars[each.local]?.name === local);
    if (imported && named) return typeFrom(link, m, imported.from, imported.name, [], args, depth + 1);
    const own = declaredType(link, m, facts, local, args, depth);
    if (own) return own;
    if (named) {
      const value = named.v !== undefined ? link.valueOfVar(m, named.v) : named.e !== undefined ? link.valueOf(m, named.e) : unknown('');
      if (value.k === 'class') return annotated(link, value, args);
    }
  }
  for (const each of exports) {
    if (each.from === undefined || (each.as !== name && each.as !== '*')) continue;
    if (each.as === name) return typeFrom(link, m, each.from, each.name ?? name, path, args, depth + 1);
    const target = link.resolve(m, each.from);
    const found = target === undefined ? typeFrom(link, m, each.from, name, path, args, depth + 1) : (claimType(link, m, each.from, name, path, args) ?? exportedType(link, target, name, path, args, depth + 1, next));
    // Of a package that cannot be read nobody knows what its star brings.
    if (found && (target !== undefined || found.k !== 'external')) return found;
  }
  return undefined;
}

/** The name that an export has in its module; `export default Name` may say that of a type. */
function localName(facts: ModuleFacts, named: Export | undefined): string | undefined {
  if (named?.v !== undefined) return facts.vars[named.v]!.name;
  const expr = named?.e !== undefined ? facts.exprs[named.e] : undefined;
  return expr?.k === 'global' ? expr.name : expr?.k === 'var' ? facts.vars[expr.v]!.name : named?.name;
}

function claimType(link: Link, m: ModuleId, from: string, name: string, path: readonly string[], args: readonly Bound[]): Value | undefined {
  const place = link.place(m, from);
  const types = args.map(each => typeView(link, each.m, each.type, each.scope));
  for (const orm of link.claimants(from)) {
    const value = orm.fromType({ from, name, path }, place, types);
    if (value) return value;
  }
  return undefined;
}

/** `typeof a.b`. */
function valueOfPath(link: Link, m: ModuleId, path: readonly string[]): Value {
  const facts = link.facts(m);
  const [head, ...rest] = path;
  const v = facts?.vars.findIndex(each => each.name === head && (each.fn === 0 || each.kind === 'import')) ?? -1;
  if (v < 0) return unknown('typeof something unknown');
  return rest.reduce<Value>((value, name) => link.member(value, name), link.valueOfVar(m, v));
}
