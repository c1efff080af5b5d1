import type { OrmSettings } from '../../settings.ts';
import type { ClassView } from '../../vocabulary/declaration.ts';
import type { C, E, Export, F, ModuleFacts, Type, V } from '../../vocabulary/ir.ts';
import type { Orm, Place } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Model, Schema } from '../../vocabulary/schema.ts';
import type { Env, ModuleId, OrmValue, TypeScope, Value } from '../../vocabulary/value.ts';
import type { FactsIndex } from '../../facts/index-of.ts';

/** A function of the program that a call may enter, with what is known of its parameters. */
export type Callee = { m: ModuleId; f: F; env?: Env; /** Reached through what an outside function made of it: it may be a cache. */ wrapped?: true; /** Of an object that stands for an interface. */ chosen?: 'only' | 'among' };

/** The classes that stand for an interface or an abstract class. */
export type Implementers = readonly { m: ModuleId; c: C }[];

/** A class that may stand for an interface: what it promises, by the module that is asked for it (its own, where there is none), and the class it extends. */
export type Standing = { readonly c: C; readonly promised: readonly { readonly from?: ModuleId; readonly name: string }[]; readonly parent?: { readonly m: ModuleId; readonly name: string } };

/** What a call is known to do. */
export type Call = {
  /** What it gives. */
  value: Value;
  /** The query it stands for. */
  query?: QueryCall | undefined;
  /** Lazy queries among its arguments become part of what it makes. */
  embeds?: true | undefined;
  /** The functions of the program that it may enter. */
  callees: readonly Callee[];
  /** The value before the method's name, or the value called. */
  receiver: Value;
  /** The method's name; `''` for a plain call, `new` for a construction. */
  method: string;
};

/**
 * The linker: what the expressions of the program are, across files. One per generation of the project.
 *
 * Its parts are mutually recursive (a value needs calls, a call needs values), so they meet here and not by import.
 */
export interface Link {
  readonly orms: readonly Orm[];
  /** The ORMs that may know what a specifier means. */
  claimants(from: string): readonly Orm[];
  readonly settings: OrmSettings;
  facts(m: ModuleId): ModuleFacts | undefined;
  /** What a module exports; nothing where it cannot be read. */
  exports(m: ModuleId): readonly Export[];
  index(m: ModuleId): FactsIndex;
  resolve(from: ModuleId, specifier: string): ModuleId | undefined;
  /** A specifier with the name of the package that it means. */
  unaliased(importer: ModuleId, specifier: string): string;
  place(importer: ModuleId, from: string): Place;
  schemas(m: ModuleId): readonly Schema[];
  /** What a module itself declares of an ORM's schema, where that is read from its text; nothing where it declares no model. */
  schemaIn(orm: string, m: ModuleId): Schema | undefined;
  /** The least version of an ORM that a module may run with, `[0, 3, 20]`, where its manifests say one. */
  version(orm: string, m: ModuleId): readonly number[] | undefined;
  /** The names in a folder that the program names. */
  list(folder: string): readonly string[];
  /** The source files around a module whose names hold all of the words. */
  named(m: ModuleId, words: readonly string[]): readonly string[];
  /** The source files around a module that mention a name. */
  mentioning(m: ModuleId, name: string): readonly string[];
  /** The classes that stand for an interface or an abstract class. */
  implementers(m: ModuleId, name: string): Implementers;
  /** The classes of a module that may stand for an interface of another. */
  standing(m: ModuleId): readonly Standing[];
  /** The models that the project declares for a value of an ORM, as far as they can be found; `m` is where it is used. */
  models(value: OrmValue, m?: ModuleId): readonly Model[];
  /** A value of which only the model's name is known, with the declaration of that model where `m` has one. */
  settled(value: Value, m: ModuleId): Value;
  /** What loops over names put into the object that a variable holds. */
  filled(m: ModuleId, v: V): ReadonlyMap<string, Value>;
  /** A class of the program as an ORM reads it. */
  classView(m: ModuleId, c: C, scope?: TypeScope): ClassView | undefined;

  valueOf(m: ModuleId, e: E, env?: Env): Value;
  valueOfVar(m: ModuleId, v: V, env?: Env): Value;
  valueOfType(m: ModuleId, type: Type, scope?: TypeScope): Value;
  valueOfImport(m: ModuleId, from: string, name: string): Value;
  exported(m: ModuleId, name: string): Value;
  /** The value of something annotated with the type that a module exports, without type arguments. */
  exportedType(m: ModuleId, name: string): Value;
  /** `value.name`; an unknown name is `undefined`. */
  member(value: Value, name: string | undefined): Value;
  /** What waiting for a value gives. */
  awaited(value: Value): Value;
  /** An element of a collection. */
  element(value: Value): Value;
  callAt(m: ModuleId, e: E, env?: Env): Call;
  /** A number for a long key, equal for equal keys: bindings hold bindings, and their keys would grow without end. */
  numberOfBinding(key: string): number;
  /** The functions that calling `value` enters, with `args` bound. */
  calleesOf(value: Value, m: ModuleId, args: readonly { e: E; spread?: true }[], env?: Env): readonly Callee[];
  returnOf(callee: Callee): Value;
}
