import { paramVarsOf } from '../../facts/assignments.ts';
import { withoutCast } from '../../facts/cast.ts';
import { indexOf } from '../../facts/index-of.ts';
import type { E, F, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import { isDecorator } from '../link/decorators.ts';
import type { Link } from '../link/link.ts';

/** A function that a GraphQL server calls once for each object of a list, and the parameter that holds the object. */
export type Resolver = { f: F; parents: ReadonlySet<V>; /** What holds the arguments of the field, which the client gives. */ args: ReadonlySet<V>; /** The field it resolves. */ field: string };

const GRAPHQL = /^(?:graphql|@nestjs\/graphql|type-graphql|nexus|@apollo\/.*|apollo-server.*|graphql-tools|@graphql-tools\/.*)$/;
const FIELDS: ReadonlySet<string> = new Set(['ResolveField', 'ResolveProperty', 'FieldResolver']);
const PARENTS: ReadonlySet<string> = new Set(['Parent', 'Root']);
const ARGS: ReadonlySet<string> = new Set(['Args', 'Arg']);
const GIVES: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);
const SCALARS: ReadonlySet<string> = new Set(['Boolean', 'String', 'Number', 'Int', 'Float', 'ID', 'Date']);

/** The field resolvers of a module. */
export function resolversIn(link: Link, m: ModuleId): readonly Resolver[] {
  const facts = link.facts(m);
  if (!facts) return [];
  const found = [...decorated(link, m, facts), ...configured(facts), ...mapped(link, m, facts)];
  return [...new Map(found.filter(({ parents }) => parents.size > 0).map(each => [each.f, each])).values()];
}

/** `@ResolveField() author(@Parent() post: Post)`. */
function decorated(link: Link, m: ModuleId, facts: ModuleFacts): readonly Resolver[] {
  return facts.classes.flatMap((cls, c) => {
    const found = cls.members.flatMap(({ f, name, decorators }) => {
      if (f === undefined || !decorators.some(e => isOf(link, m, e, FIELDS))) return [];
      const { params } = facts.fns[f]!;
      const withOne = (names: ReadonlySet<string>): readonly number[] => params.flatMap((param, at) => (param.decorators?.some(e => isOf(link, m, e, names)) ? [at] : []));
      const [parent] = withOne(PARENTS);
      return parent === undefined ? [] : [{ f, field: name ?? '', parents: varsOf(facts, f, [parent]), args: varsOf(facts, f, withOne(ARGS)) }];
    });
    return found.length > 0 && isGivenAlone(link, m, facts, c) ? [] : found;
  });
}

/** Whether all that a module gives are single objects of the type that a class resolves: one such object is asked for at once. */
function isGivenAlone(link: Link, m: ModuleId, facts: ModuleFacts, c: number): boolean {
  const own = facts.classes[c]!.decorators.filter(e => isOf(link, m, e, RESOLVERS)).map(e => typeAt(facts, e)?.name)[0];
  const given = facts.classes.flatMap(({ members }, each) => members.flatMap(({ decorators }) => decorators.filter(e => isOf(link, m, e, GIVES) || (each !== c && isOf(link, m, e, FIELDS)))));
  const types = given.map(e => typeAt(facts, e));
  return own !== undefined && types.some(type => type?.name === own) && types.every(type => type !== undefined && !type.list && (type.name === own || SCALARS.has(type.name)));
}

const RESOLVERS: ReadonlySet<string> = new Set(['Resolver']);

/** The type that a decorator names: `@Query(() => [Post])`. */
function typeAt(facts: ModuleFacts, decorator: E): { name: string; list: boolean } | undefined {
  const call = facts.exprs[decorator]!;
  const given = call.k === 'call' ? facts.exprs[call.args[0]?.e ?? -1] : undefined;
  const value = given?.k === 'fn' ? facts.fns[given.f]!.exits[0]?.value : undefined;
  const type = value === undefined ? undefined : facts.exprs[value]!;
  const [item, more] = type?.k === 'array' ? type.items : [];
  const named = type?.k === 'array' ? (item && !more ? facts.exprs[item.e] : undefined) : type;
  const name = named?.k === 'var' ? facts.vars[named.v]!.name : named?.k === 'global' ? named.name : undefined;
  return name === undefined ? undefined : { name, list: type?.k === 'array' };
}

function isOf(link: Link, m: ModuleId, decorator: E, names: ReadonlySet<string>): boolean {
  return isDecorator(link, m, decorator, GRAPHQL, names);
}

/** `author: { type: UserType, resolve(post) { … } }`, in a module that builds its types with `graphql`. */
function configured(facts: ModuleFacts): readonly Resolver[] {
  if (!importsGraphql(facts)) return [];
  return facts.exprs.flatMap((expr, e) => {
    if (expr.k !== 'object') return [];
    const resolve = expr.props.find(({ name }) => name === 'resolve');
    const f = resolve && functionAt(facts, resolve.value);
    const typed = expr.props.some(({ name, spread }) => name === 'type' || spread);
    return f === undefined || !typed ? [] : [{ f, field: nameOfProperty(facts, e), parents: varsOf(facts, f, [0]), args: varsOf(facts, f, [1]) }];
  });
}

function importsGraphql({ imports, exprs }: ModuleFacts): boolean {
  return imports.some(({ from }) => from === 'graphql') || exprs.some(expr => expr.k === 'call' && exprs[expr.callee]!.k === 'global' && expr.args.some(({ e }) => (exprs[e] as { v?: unknown }).v === 'graphql'));
}

/** The functions of an exported map that an index beside or above it puts under the name of a type: `{ Query, Post }`. */
function mapped(link: Link, m: ModuleId, facts: ModuleFacts): readonly Resolver[] {
  const maps = facts.exports.flatMap(({ as, v, e }) => {
    const value = e ?? (v === undefined ? undefined : facts.vars[v]?.defs[0]?.e);
    const object = value === undefined ? undefined : withoutCast(facts, value);
    return object !== undefined && facts.exprs[object]!.k === 'object' && isTypeMap(link, m, as) ? [object] : [];
  });
  return maps.flatMap(object => {
    const expr = facts.exprs[object]!;
    if (expr.k !== 'object') return [];
    return expr.props.flatMap(({ name, value }) => {
      const f = name === undefined || name.startsWith('__') ? undefined : functionAt(facts, value);
      return f === undefined ? [] : [{ f, field: name!, parents: varsOf(facts, f, [0]), args: varsOf(facts, f, [1]) }];
    });
  });
}

/** Whether an index of the folder, or of the one above, holds the export `as` of a module under the name of a type. */
function isTypeMap(link: Link, m: ModuleId, as: string): boolean {
  return ['./index', '../index', '../../index'].some(specifier => {
    const index = link.resolve(m, specifier);
    const facts = index === undefined || index === m ? undefined : link.facts(index);
    if (!facts || index === undefined) return false;
    const local = facts.imports.find(each => (each.name === as || (as === '=' && each.name === 'default')) && link.resolve(index, each.from) === m)?.local;
    if (local === undefined) return false;
    return facts.exprs.some(expr => expr.k === 'object' && expr.props.some(({ name, value }) => name !== undefined && /^[A-Z]/.test(name) && !ROOTS.has(name) && isVariable(facts, value, local)) && looksLikeTypes(expr));
  });
}

const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

function looksLikeTypes({ props }: { props: readonly { name?: string; spread?: true }[] }): boolean {
  return props.every(({ name, spread }) => spread === true || (name !== undefined && /^[A-Z_]/.test(name)));
}

function isVariable({ exprs }: ModuleFacts, e: E, v: V): boolean {
  const expr = exprs[e]!;
  return expr.k === 'var' && expr.v === v;
}

function functionAt(facts: ModuleFacts, e: E): F | undefined {
  const expr = facts.exprs[withoutCast(facts, e)]!;
  if (expr.k === 'fn') return expr.f;
  const def = expr.k === 'var' ? facts.vars[expr.v]!.defs[0] : undefined;
  const held = def?.e === undefined ? undefined : facts.exprs[def.e]!;
  return held?.k === 'fn' ? held.f : undefined;
}

/** The variables that hold parameters of a function, or parts of them. */
function varsOf(facts: ModuleFacts, f: F, at: readonly number[]): ReadonlySet<V> {
  return new Set(paramVarsOf(facts, f).filter(v => facts.vars[v]!.defs.some(({ how, param }) => how === 'param' && param !== undefined && at.includes(param))));
}

/** The name of the property that an object literal is the value of. */
function nameOfProperty(facts: ModuleFacts, e: E): string {
  const around = facts.exprs[indexOf(facts).parent[e] ?? -1];
  return (around?.k === 'object' ? around.props.find(({ value }) => value === e)?.name : undefined) ?? 'the field';
}
