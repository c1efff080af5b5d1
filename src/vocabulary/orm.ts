import type { AggregateGroup } from './aggregate.ts';
import type { Asked } from './asked.ts';
import type { ClassView, Declarations, TypeView } from './declaration.ts';
import type { FollowUp } from './follow-up.ts';
import type { Condition, QueryCall } from './query.ts';
import type { Rewrites } from './rewrite.ts';
import type { Column, Model, Schema } from './schema.ts';
import type { Evidence, ModuleId, OrmValue, Ref, Value } from './value.ts';

/**
 * Everything the plugin knows about one ORM: a transition table over values.
 *
 * It never sees a syntax tree: the linker walks the program and asks, value by value, what follows.
 * Every method answers `undefined` when the ORM has nothing to say; none throws.
 */
export interface Orm extends Declarations {
  readonly name: string;
  /** npm packages whose presence in a `package.json` says that a project may use the ORM. */
  readonly packages: readonly string[];
  /** The names of the methods that run its queries: code that mentions none of them, and no client, is not looked at. */
  readonly methods: ReadonlySet<string>;
  /** Methods that `shape` knows on any receiver, without a member before them: `x.define('User', { … })`. */
  readonly declaring?: ReadonlySet<string>;
  readonly schema?: SchemaSource;

  /** The roles that a setting may give to a value: `client` first; a `model` goes with those that have one. */
  readonly roles: readonly string[];
  /** A value of this ORM in one of its roles, for one that a setting names. */
  client(evidence: Evidence, role: string, model?: string): OrmValue;
  /** Its client may be generated into the program: a relative import may be one. The others claim packages only. */
  readonly generates?: true;
  /** The value of an import (a package's export, or a generated client's): `@prisma/client` · `PrismaClient` → client class. */
  claim(external: ExternalName, place: Place): OrmValue | undefined;
  /** The value of something annotated with the type `external` and its arguments: `Prisma.TransactionClient` → client, `Repository<User>` → repository. */
  fromType(external: ExternalName, place: Place, types?: readonly TypeView[]): OrmValue | undefined;
  /** `value.name`; `models` are those that the project declares, as far as they can be found. */
  get(value: OrmValue, name: string, models?: () => readonly Model[]): Value | undefined;
  /** `value.method(args)`; `value(args)` has the method `''`, `new value(args)` the method `new`. */
  call(value: OrmValue, method: string, args: Arguments, models?: () => readonly Model[]): Outcome | undefined;
  /** What parameter number `parameter` of the function given as argument number `argument` to `value.method(…)` is. */
  callbackParam?(value: OrmValue, method: string, argument: number, parameter: number): Value | undefined;
  /** The same for a function that stands in an options object: `where: (table, operators) => …` has the path `['where']`. */
  optionParam?(value: OrmValue, method: string, path: readonly string[], parameter: number): Value | undefined;
  /** What waiting for a value gives: a lazy query turns into its rows. */
  awaited?(value: OrmValue): Value | undefined;
  /** A value that a variable, or a field by its type, is made to hold: tables go by the name of their variable. */
  named?(value: OrmValue, name: string): OrmValue | undefined;
  /** A call on an unknown receiver whose form only this ORM has, and whose model stands in the schema. */
  shape(access: Access, schemas: readonly Schema[]): Outcome | undefined;
  readonly words: Words;
  /** Members of a relation that may be read, or called, where it is not loaded: they say nothing of its rows. */
  readonly inert?: ReadonlySet<string>;
}

/** `from`'s export `name`, then the members in `path`: `Prisma.TransactionClient` is `name: 'Prisma', path: ['TransactionClient']`. */
export type ExternalName = { from: string; name: string; path: readonly string[] };

/** Where an import was written. `path`: the file it resolves to or, for a relative one that resolves to nothing, where it would be. */
export interface Place {
  readonly importer: string;
  readonly path?: string;
  schemas(): readonly Schema[];
}

/**
 * What a call gives, and the query it stands for, if it is one. `embeds`: lazy queries among its arguments become part of what
 * it makes, and run no query of their own: sub-queries, batches. `loads`: the value is what the module at `path` makes when its
 * export is called with `given`.
 */
export type Outcome = { value: Value; query?: QueryCall; embeds?: true; loads?: { path: View | undefined; given: readonly Value[] } };

/** The arguments of a call, read through variables, spreads and calls as far as they are known. */
export interface Arguments {
  readonly count: number;
  /** The call itself. */
  readonly of?: Ref;
  /** The variable that holds what the call gives. */
  holder?(): string | undefined;
  /** A spread among them: positions from there on are unknown. */
  readonly open: boolean;
  at(index: number): View | undefined;
}

/** An expression behind its variables. */
export interface View {
  readonly ref: Ref;
  /** Where it begins. */
  readonly at: number;
  value(): Value;
  /** Its properties, when it is an object literal (or a variable that holds one). */
  object(): ObjectView | undefined;
  list(): ListView | undefined;
  literal(): string | number | boolean | null | undefined;
  /** The text of a string or template, with `?` for each hole: SQL to be read. */
  text(): string | undefined;
  /** What a template puts into its text, each with the text before it. */
  holes(): readonly { before: string; value: Ref }[];
  /** The class of the program that it is. */
  class(): ClassView | undefined;
  /** The call that it is. */
  call(): CallView | undefined;
  /** What a function literal with one `return` gives: `() => User`. */
  returned(): View | undefined;
  /** What calling it gives. */
  result(): Value;
  /** The last name of `a.b.name`, or of a call of it. */
  name(): string | undefined;
  /** The module at the path that it says. */
  module(): ModuleId | undefined;
}

/** A call: `receiver.method(args)`, or `receiver(args)` with the method `''`. */
export type CallView = { readonly receiver: Value; readonly method: string; readonly args: Arguments; /** The model it is called on, or the last name of the receiver. */ readonly on?: string; /** The receiver as an expression. */ readonly before?: View };

/** `open`: more properties may be there than are known (a spread or a computed key). */
export interface ObjectView {
  readonly names: readonly string[];
  readonly open: boolean;
  /** Properties whose key is an expression, in order: `[Op.in]: ids`. */
  readonly keyed: readonly { readonly key: View; readonly value: View }[];
  /** A spread that could not be read: `open`, computed keys apart. */
  readonly spread: boolean;
  get(name: string): View | undefined;
}

/** Known elements, or `each` for a list whose elements are all made by one expression (`xs.map(x => …)`). */
export interface ListView {
  readonly items: readonly View[];
  readonly each?: View;
  readonly open: boolean;
}

/** `receiver.members….method(args)` on a receiver of which nothing is known: `ctx.db.user.findMany(…)` has members `['db', 'user']`. */
export type Access = { members: readonly string[]; method: string; args: Arguments };

/** Where an ORM keeps its schema, and how to read it. */
export interface SchemaSource {
  /** Files or folders to look for in a package, relative to it: `prisma/schema.prisma`, `prisma/schema`. */
  readonly candidates: readonly string[];
  /** Paths that the package's manifest names. */
  fromManifest?(manifest: { readonly [key: string]: unknown }): readonly string[];
  /** Configuration files (`prisma.config.ts`) and the paths their text names. */
  readonly configs?: readonly string[];
  fromConfig?(text: string): readonly string[];
  /** Models that modules declare by calls and classes. */
  readonly modules?: {
    /** Folders to look for in a package, relative to it. */
    readonly folders: readonly string[];
    /** A configuration file, and the folders its text names. */
    readonly config: string;
    foldersIn(text: string): readonly string[];
    /** Methods whose calls declare a model, and those that relate one to another. */
    readonly declaring: ReadonlySet<string>;
    readonly relating: ReadonlySet<string>;
  };
  /** Endings of the files that make up a multi-file schema. */
  readonly endings: readonly string[];
  read(files: readonly { path: string; text: string }[]): Schema;
}

/** What of a query changes from round to round, and how. */
export type Driven = {
  /** Conditions of the filter whose value follows the element. */
  conditions: readonly Condition[];
  /** Conditions that stay the same. */
  fixed: readonly Condition[];
  /** A part of the filter could not be read. */
  open: boolean;
  /** What is written: nothing, the same in each round, or something that follows the element. */
  payload: 'none' | 'same' | 'driven';
  /** The round goes on with what the query gives: a write's rows or count. */
  used: boolean;
  /** The driven conditions are known only when a round has waited for something else. */
  late?: boolean;
};

/**
 * The ORM's own words, so that messages and fixes never name an ORM themselves.
 * Advice is one or two whole sentences with code in backticks, exact enough to paste; `schema` may be missing.
 */
export interface Words {
  /** A column that a filter compares with a list is compared with any of it: `{ id: ids }`. */
  readonly anyOfList?: true;
  /** Properties inside of what is written that write or link rows of other models: `connect`. */
  readonly nesting?: ReadonlySet<string>;
  /** The set-based form that replaces one query per round, or `undefined` when the ORM has none. */
  setBased(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice | undefined;
  /** What is still possible when there is no set-based form. */
  rowByRow(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice;
  /** For a tree walked node by node. */
  recursion(query: QueryCall, schema: Schema | undefined): Advice;
  /** The one query that answers a group of questions about the same rows, or `undefined` when the ORM has none. */
  singleAggregate(group: AggregateGroup, schema: Schema | undefined): Advice | undefined;
  /** The query that gives in the database what the program works out of the rows of `query`; `undefined` when none is known to give the same. */
  counted(query: QueryCall, asked: Asked, schema: Schema | undefined): Advice | undefined;
  /** The query that says whether there is a row, in place of a count or of a row that is only tested; `undefined` when none is cheaper. */
  exists(query: QueryCall, schema: Schema | undefined): Advice | undefined;
  /** For rows that a query reads without a relation that is read on them: what the relation is there, and how the query loads it too. Missing where reading one does not compile, or loads it. */
  eager?(query: QueryCall, path: readonly string[], relation: Column): Eager;
  /** For a relation that a query loads and nothing reads: what it costs, and how the query leaves it out. */
  unloaded?(query: QueryCall, path: readonly string[], relation: Column): Unloaded;
  /** How the first of two queries reads the rows of the second too; `undefined` where that takes as many queries, or multiplies rows. */
  loadWith?(followUp: FollowUp): Advice | undefined;
  /** Its rows load nothing by themselves, and what belongs to one is asked for by a column of it: how the query that reads the rows (`first`) gives what another asks for row by row; `undefined` where that is best read by a query for all. */
  byKey?(followUp: FollowUp): Advice | undefined;
  /** How the second of two queries finds its rows without the first, which is read for its key alone. */
  filterThrough?(followUp: FollowUp): Advice | undefined;
  /** How a query is written in a message: `prisma.post.findMany` when only the model and method are known. */
  display(query: QueryCall): string;
  /** How its queries are rewritten as text; absent where none is. */
  readonly rewrites?: Rewrites;
}

export type Advice = { text: string };

/** `is` ends the sentence “`author` is not loaded: it …”; `text` says how the query loads it, merged with what it loads. */
export type Eager = { is: string; text: string };

/** `costs` is what loading a relation takes: `one query more`; `text` says what to leave out, and `option` is what names it. `joined`: it comes by a join. */
export type Unloaded = { costs: string; text: string; option: string; joined?: true };
