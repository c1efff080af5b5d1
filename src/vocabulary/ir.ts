/**
 * The facts of one file: a small, complete intermediate representation of its text.
 *
 * Everything is plain data in tables of the module; a reference is an index into one of them.
 * Facts depend on the file's text alone: what an import means is asked when linking. What the
 * lowering does not understand is `unknown` and keeps its children, so influence stays sound.
 */

/** An offset into the file's text, in UTF-16 units. */
export type At = number;
/** An index into `exprs`. */
export type E = number;
/** An index into `vars`. */
export type V = number;
/** An index into `regions`. */
export type R = number;
/** An index into `fns`; 0 is the module body. */
export type F = number;
/** An index into `classes`. */
export type C = number;

export type ModuleFacts = {
  /** Offset at which each line begins; line 1 is `lines[0]`. */
  lines: At[];
  imports: Import[];
  exports: Export[];
  classes: ClassFacts[];
  /** Aliases, interfaces and enums of the file by name, wherever they are declared; the first one wins. */
  types: { [name: string]: TypeDecl };
  fns: FnFacts[];
  vars: VarFacts[];
  exprs: Expr[];
  regions: Region[];
  /** Calls, `new` and tagged templates, in evaluation order within each function. */
  sites: Site[];
};

/** One imported binding. `name` is `default`, `*` (namespace), or the exported name. Side-effect imports are left out. */
export type Import = { local: V; from: string; name: string; typeOnly?: true };

/**
 * One export. `as` is the exported name, `*` for `export * from`, `=` for `module.exports =` and `export =`.
 * Either a local value (`v` for a binding, `e` for an expression) or a re-export (`from`, and `name` unless `as` is `*`;
 * `name: '*'` is `export * as as`). CommonJS: `exports.x = e` and `module.exports.x = e` are `as: 'x'`.
 */
export type Export = { as: string; v?: V; e?: E; from?: string; name?: string; typeOnly?: true };

export type FnKind = 'module' | 'function' | 'arrow' | 'method' | 'constructor' | 'get' | 'set' | 'static-block';

export type FnFacts = {
  /** Its own name, or that of the variable, property or member it is the value of. */
  name?: string;
  kind: FnKind;
  at: At;
  end: At;
  async?: true;
  generator?: true;
  /** The class whose member it is. */
  cls?: C;
  static?: true;
  /** Made by the lowering to hold the initial values of fields: a constructor nobody wrote, or the static side of a class. */
  implicit?: true;
  /** The function it stands in; absent on the module body. */
  outer?: F;
  /** The region it stands in, in `outer`. */
  outerRegion?: R;
  params: Param[];
  typeParams?: string[];
  returns?: Type;
  /** The region of its body. */
  body: R;
  /** `return`, `throw`, `break`, `continue`; an arrow's expression body is a `return`. */
  exits: Exit[];
  /** JSDoc directly above the function, when it has one with a tag that names types (`@type`, `@param`, `@returns`). */
  doc?: string;
};

/** A parameter; its variables have defs with `how: 'param'` and this parameter's index. */
export type Param = {
  /** The variable, when the parameter is a plain name (with or without a default). */
  v?: V;
  default?: E;
  rest?: true;
  type?: Type;
  decorators?: E[];
  /** `constructor(private x)`: also a field of the class. */
  property?: true;
};

export type Exit = { kind: 'return' | 'throw' | 'break' | 'continue'; value?: E; region: R; at: At; /** the loop or switch left or continued */ to?: R };

export type VarKind = 'const' | 'let' | 'var' | 'param' | 'fn' | 'class' | 'enum' | 'import' | 'catch';

export type VarFacts = {
  name: string;
  kind: VarKind;
  fn: F;
  /** The region it is declared in. */
  region: R;
  at: At;
  type?: Type;
  /** Every place that gives it a value, in source order. */
  defs: Def[];
};

/** One step of destructuring: a property name, an index, `*` for the rest, `?` for a computed key. */
export type Path = (string | number)[];

/**
 * One definition of a variable.
 * - `init`, `assign`: `e` is the right-hand side, `path` how destructuring reached the variable; `op` is `=`, or the compound operator (`+=`, `??=`, `++`; `++` has no `e`).
 * - `each`: the element of the loop region `loop`. - `param`: parameter number `param` of function `fn`.
 * - `import`: entry `import` of `imports`. - `fn`, `class`: `e` is the function or class expression.
 * - `catch`: bound by a catch clause. - `declare`: no value (`let x;`, `declare const x: T`).
 * A default in a pattern (`{ a = 1 }`) is in `default`.
 */
export type Def = {
  how: 'init' | 'assign' | 'each' | 'param' | 'import' | 'fn' | 'class' | 'catch' | 'declare';
  e?: E;
  path: Path;
  default?: E;
  op?: string;
  loop?: R;
  param?: number;
  import?: number;
  region: R;
  at: At;
};

export type Expr = { at: At; end: At } & ExprKind;

export type ExprKind =
  | { k: 'lit'; v: string | number | boolean | null }
  | { k: 'undef' }
  | { k: 'regex' }
  /** A template literal: `quasis` has one more element than `of`. */
  | { k: 'text'; quasis: string[]; of: E[] }
  | { k: 'var'; v: V }
  /** A name bound nowhere in the file. `require` and dynamic `import` are called through `require` and `import`. */
  | { k: 'global'; name: string }
  | { k: 'this'; fn: F }
  | { k: 'super'; fn: F }
  | { k: 'meta' }
  /** `of.name`, `of[key]`, `of?.name`; `nameAt` is where the property begins. A constant string key is a `name`. */
  | { k: 'get'; of: E; name?: string; key?: E; optional?: true; nameAt: At }
  /** A call; a tagged template has `tagged` and its template as the only argument. */
  | { k: 'call'; callee: E; args: Arg[]; types?: Type[]; new?: true; optional?: true; tagged?: true; site: number }
  | { k: 'object'; props: Prop[] }
  | { k: 'array'; items: Arg[] }
  | { k: 'fn'; f: F }
  | { k: 'class'; c: C }
  | { k: 'await' | 'yield' | 'yield*'; of?: E }
  /** `test ? of[0] : of[1]`, or `of[0] ?? of[1]` and the like with no `test`. */
  | { k: 'choice'; test?: E; of: E[]; op: '?:' | '??' | '||' | '&&' }
  | { k: 'op'; op: string; of: E[] }
  /** An assignment or update: to a variable (`v`), a member (`to`), or a pattern (`vs`, and `of` for its members, keys and defaults). `++` has no `value`. */
  | { k: 'set'; v?: V; to?: E; vs?: V[]; of?: E[]; op: string; value?: E }
  | { k: 'as'; of: E; type?: Type; satisfies?: true }
  /** `a, b`: its value is the last. */
  | { k: 'seq'; of: E[] }
  | { k: 'unknown'; why: string; of: E[] };

export type Arg = { e: E; spread?: true };
export type Prop = { name?: string; key?: E; value: E; spread?: true; kind?: 'get' | 'set'; at: At };

export type Region = { fn: F; parent?: R; at: At; end: At; label?: string } & RegionKind;

export type RegionKind =
  | { k: 'body' | 'block' | 'try' | 'finally' }
  | { k: 'then' | 'else'; test: E }
  | { k: 'switch'; on: E }
  | { k: 'case'; test?: E }
  | { k: 'catch'; v?: V }
  | { k: 'for'; init?: E; test?: E; step?: E }
  | { k: 'while' | 'do'; test: E }
  /** `vars` are the variables bound for each round. */
  | { k: 'of' | 'in' | 'await-of'; over: E; vars: V[] };

/**
 * A call, `new`, or tagged template. `region` is the innermost one that repeats or guards the call: what a loop evaluates once
 * (`init`, `over`) belongs to the region around it; its test and step, which run every round, belong to the loop region itself.
 * The branches of `?:`, `&&`, `||` and `??` open no region.
 */
export type Site = { e: E; at: At; end: At; region: R };

export type ClassFacts = {
  name?: string;
  at: At;
  end: At;
  super?: E;
  superTypes: Type[];
  typeParams: string[];
  implements: Type[];
  decorators: E[];
  /** The constructor, when it has one. */
  ctor?: F;
  members: Member[];
  /** The variable the class is bound to. */
  v?: V;
  /** The region it stands in. */
  region: R;
};

export type Member = {
  name?: string;
  key?: E;
  static?: true;
  abstract?: true;
  /** `private name` or `#name`: nobody outside of the class asks for it. */
  private?: true;
  /** `name?: T`. */
  optional?: true;
  kind: 'method' | 'get' | 'set' | 'field' | 'param-property';
  /** The function of a method or accessor. */
  f?: F;
  /** The initial value of a field. */
  value?: E;
  /** The index of a parameter property. */
  param?: number;
  type?: Type;
  decorators: E[];
  at: At;
};

export type TypeDecl = {
  kind: 'alias' | 'interface' | 'enum';
  params: string[];
  extends: Type[];
  body: Type;
};

export type Type =
  /** `A.B<T>`: name `['A', 'B']`. `Array`, `Promise`, `Omit` and the like are refs too. */
  | { k: 'ref'; name: string[]; args: Type[] }
  | { k: 'object'; members: TypeMember[] }
  | { k: 'union' | 'and' | 'tuple'; of: Type[] }
  | { k: 'array'; of: Type }
  | { k: 'fn'; fn: FnType }
  /** `typeof a.b`; `import('x')` is a ref whose first name is `import:x`. */
  | { k: 'typeof'; path: string[] }
  | { k: 'index'; of: Type; key: Type }
  | { k: 'lit'; v: string | number | boolean | null }
  | { k: 'keyof'; of: Type }
  | { k: 'primitive'; name: string }
  | { k: 'unknown' };

export type TypeMember = { name: string; type?: Type; optional?: true };
export type FnType = { params: { name?: string; type?: Type; rest?: true }[]; returns?: Type };
