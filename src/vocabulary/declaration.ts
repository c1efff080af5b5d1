import type { Arguments, CallView, View } from './orm.ts';
import type { Column, Model } from './schema.ts';
import type { Declared, OrmValue, Ref, Value } from './value.ts';

/** A class of the program as an ORM reads it: an entity, a repository, a model. */
export interface ClassView {
  readonly name?: string;
  readonly declared: Declared;
  /** Its own decorators. */
  readonly decorators: readonly DecoratorView[];
  /** Its members and those of its base classes in the program, an overridden one once. */
  readonly members: readonly MemberView[];
  /** The class of the program that it extends. */
  parent(): ClassView | undefined;
  /** What the first of its base classes is that is no class of the program. */
  root(): Root | undefined;
  /** The arguments of the one call `Name.method(…)` in its module: `User.init({ … }, { … })`. */
  called(method: string): Arguments | undefined;
  /** An instance of it. */
  readonly instance: Value;
}

/** What a class of the program extends in the end, with the type arguments given there. */
export type Root = { readonly value: Value; readonly types: readonly TypeView[] };

/** `@Name(…)`, or `@Name` without arguments; `value` is what is called. */
export interface DecoratorView {
  readonly name: string;
  value(): Value;
  readonly args: Arguments;
}

export interface MemberView {
  readonly name: string;
  readonly static: boolean;
  readonly kind: 'method' | 'get' | 'set' | 'field' | 'param-property';
  readonly at: number;
  /** `name?: T`. */
  readonly optional: boolean;
  readonly type?: TypeView;
  readonly decorators: readonly DecoratorView[];
  /** Its initial value. */
  readonly value?: View;
  /** What a method or getter gives that returns one thing. */
  returned?(): View | undefined;
}

/** A type annotation. */
export interface TypeView {
  /** As it is written, `null` and `undefined` left out: `string`, `User[]`. */
  readonly text: string;
  /** A union with `null` or `undefined`. */
  readonly nullable: boolean;
  value(): Value;
  /** The class of the program that it names, also as an element: `User[]`, `Promise<User>`. */
  class(): ClassView | undefined;
}

/** The model that a declaration makes, and the declarations of the models that its relations lead to. */
export type DeclaredModel = { readonly model: Model; readonly related: readonly Declared[] };

/** What a call adds to a model that is declared elsewhere. */
export type AddedToModel = { readonly model: string; readonly column?: Column; readonly scope?: readonly string[]; readonly hooks?: readonly string[] };

/** A member `name`, or without a name the members of an object or a class: its static ones, or those of its instances. */
export type GivenMember = { readonly path: readonly string[]; readonly name?: string; readonly of: View; readonly instances?: true };

/** How an ORM reads what a program declares. */
export interface Declarations {
  /** What class `by` is that extends `parent`, in the end with the type arguments `types`: `BaseEntity` → the model `User`. */
  inherit?(parent: OrmValue, by: ClassView, types: readonly TypeView[]): OrmValue | undefined;
  /** A row of a model that was not made here by `new`: it is in the database already. */
  stored?(model: OrmValue): Value | undefined;
  /** The model of a declaration in code: a class, or a call. */
  model?(declaration: View): DeclaredModel | undefined;
  /** The relation that a call adds to a model, what it makes every query of it load, or a hook: `User.hasMany(Post)`, `schema.pre('save', …)`. */
  relation?(call: CallView): AddedToModel | undefined;
  /** A value of which only the model's name was known, once it is known where that model is declared. */
  declaredAt?(value: OrmValue, declared: Declared): Value;
  /**
   * Where a program gives members to what it declares: `User.prototype.rename = …` is a member of rows at `['prototype']`,
   * `define('User', …, { classMethods: { … } })` one of the model at `['classMethods']`.
   */
  own?(value: OrmValue): readonly (readonly string[])[];
  /** What `this` is in a function that stands at such a place of `value`. */
  self?(value: OrmValue, path: readonly string[]): Value | undefined;
  /** What else a program declares, gives members to, and makes `value` of: a model is made of its schema. */
  partOf?(value: OrmValue): Ref | undefined;
  /** The methods that give members, and what a call of one gives at which of the places above: `schema.static('byName', fn)`, `schema.loadClass(User)`. */
  giving?: ReadonlySet<string>;
  gives?(value: OrmValue, method: string, args: Arguments): readonly GivenMember[];
}
