import type { C, E, F, Type, V } from './ir.ts';
import type { Plain } from './plain.ts';

/** A module, by the real path of its file. */
export type ModuleId = string;

/** An expression of a module. */
export type Ref = { m: ModuleId; e: E };

/** Where the code declares a model: a class (`c`, and `e` the expression it is) or a call. */
export type Declared = Ref & { c?: C };

/**
 * How surely a receiver belongs to an ORM: followed to the package or the generated client; said by an annotation or a
 * setting; or seen by its shape (unknown receiver, but the model stands in the schema and the operation is the ORM's own).
 */
export type Evidence = 'proved' | 'declared' | 'shaped';

/** A value that belongs to an ORM. `role` and `state` are the ORM's own words; nobody else reads them. */
export type OrmValue = {
  k: 'orm';
  orm: string;
  role: string;
  model?: string;
  /** Where the program declares the model. */
  declared?: Declared;
  state?: OrmState;
  /** Modules that give it members besides the one that declares it: those with interfaces that extend its type, those that prepare what it is made of. */
  within?: readonly ModuleId[];
  /** It grows from call to call until one of them runs it; what a statement adds to a variable of it (`query.where(…);`) counts too. */
  builder?: true;
  /** What it is told is written by a later call, and is in none of its reads. */
  unitOfWork?: true;
  evidence: Evidence;
};
/** What a builder has been told so far, for example. */
export type OrmState = { readonly [key: string]: Plain };

/** What an expression is known to be when linking. Promises are transparent: a value and the promise of it are one. */
export type Value =
  | OrmValue
  /**
   * `from`'s export `name` (`*` for the namespace), then the members in `path`, as module `m` imports it.
   * `instance`: made by `new` or by an annotation; `called`: what a call of it gives; `wraps`: the function that it was given;
   * `types`: the type arguments of an annotation, as module `m` says them.
   */
  | { k: 'external'; m: ModuleId; from: string; name: string; path: readonly string[]; instance?: true; called?: true; wraps?: Value; types?: readonly Type[] }
  | { k: 'fn'; m: ModuleId; f: F; env?: Env; self?: Value }
  | { k: 'class'; m: ModuleId; c: C; env?: Env }
  /**
   * An instance of a class of the program; `args` are what its constructor was called with, `scope` the type arguments of its annotation.
   * `chosen`: it stands for an interface or an abstract class, as the only one that does, or as one among several.
   */
  | { k: 'instance'; m: ModuleId; c: C; args?: readonly Value[]; env?: Env; declared?: true; scope?: TypeScope; chosen?: 'only' | 'among' }
  /** What `new` makes of a function of the program: its members are what it gives to `this`, and what is given to its prototype. */
  | { k: 'made'; m: ModuleId; f: F; args?: readonly Value[]; env?: Env }
  /** Something of which only the type is known. */
  | { k: 'typed'; m: ModuleId; type: Type; scope?: TypeScope }
  /** An object literal; what it has not is looked up in `over`: `repository.extend({ … })`. */
  | { k: 'object'; m: ModuleId; e: E; env?: Env; over?: OrmValue }
  | { k: 'namespace'; m: ModuleId }
  /** A list, set or other collection whose elements are `of`; `arrives`: they come one by one. */
  | { k: 'list'; of: Value; arrives?: true }
  | { k: 'lit'; v: string | number | boolean | null }
  /** The text of a statement, or the list of its values, as it is written where a function is called that asks with it: `query('SELECT …', [id])`. */
  | { k: 'written'; m: ModuleId; e: E }
  | { k: 'oneOf'; of: readonly Value[] }
  /** A parameter nobody has bound: what is known of it comes with a call. */
  | { k: 'param'; m: ModuleId; v: V }
  /** Surely no ORM's; `kinds`: its type names all that it can be, an enum or a union of literals. */
  | { k: 'plain'; kinds?: true }
  | { k: 'unknown'; why: string };

/**
 * What the parameters of a function are bound to, for one call of it; `id` is equal for equal bindings, `depth` is how many
 * bindings stand inside one another.
 */
export type Env = { id: number; depth: number; m: ModuleId; f: F; binds: ReadonlyMap<V, Value>; self?: Value; outer?: Env };

/** What the type parameters of a declaration stand for. */
export type TypeScope = ReadonlyMap<string, { m: ModuleId; type: Type; scope?: TypeScope }>;
