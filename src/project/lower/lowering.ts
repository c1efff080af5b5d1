import type { ArrowFunctionExpression, Class, Expression, Function as FunctionNode, Span, Statement } from 'oxc-parser';
import type { At, C, Def, E, Exit, Export, Expr, F, ModuleFacts, R, Region, RegionKind, Type, V } from '../../vocabulary/ir.ts';
import { resolve, type Scope } from './scopes.ts';
import { endOf, startOf } from './span.ts';

/** What an expression is the value of: it names functions and classes, and says where a comment about them would end. */
export type Naming = { name?: string; v?: V; docAt?: At; method?: { kind: 'method' | 'get' | 'set'; at: At } };

/** A place that `break` and `continue` can mean, innermost first. */
export type Jump = { outer: Jump | undefined; k: 'loop' | 'switch' | 'block'; region: R; labels: readonly string[] };

/** Where in the program the lowering stands. Never changed in place: a part saves it, sets its own and puts it back. */
export type Place = {
  fn: F;
  /** The function that `this` belongs to. */
  thisFn: F;
  region: R;
  scope: Scope;
  jumps: Jump | undefined;
  /** Where `export` writes to: the module's exports, or those of a namespace. */
  exports: Export[];
};

/** The parts of the lowering call one another through these, so that no file has to import the one that imports it. */
export type Parts = {
  expr(lowering: Lowering, node: Expression, naming?: Naming): E;
  statement(lowering: Lowering, node: Statement, docAt?: At): void;
  fn(lowering: Lowering, node: FunctionNode | ArrowFunctionExpression, naming?: Naming): E;
  cls(lowering: Lowering, node: Class, naming?: Naming): E;
  type(text: string): Type | undefined;
};

/** The tables being filled and the place in the program. */
export class Lowering {
  readonly text: string;
  readonly facts: ModuleFacts;
  readonly globals: Scope;
  /** `declare function` and overload signatures: a value only when no body turns up. */
  readonly signatures: { v: V; def: Def; type: Type }[] = [];
  place: Place;
  private readonly parts: Parts;
  private readonly texts = new Map<string, Type | undefined>();
  private labels: readonly string[] = [];

  constructor(text: string, facts: ModuleFacts, parts: Parts) {
    this.text = text;
    this.facts = facts;
    this.parts = parts;
    this.globals = { parent: undefined, names: undefined };
    const scope = { parent: this.globals, names: undefined };
    facts.fns.push({ kind: 'module', at: 0, end: text.length, params: [], body: 0, exits: [] });
    facts.regions.push({ fn: 0, at: 0, end: text.length, k: 'body' });
    this.place = { fn: 0, thisFn: 0, region: 0, scope, jumps: undefined, exports: facts.exports };
  }

  expr(node: Expression, naming?: Naming): E {
    return this.parts.expr(this, node, naming);
  }

  statement(node: Statement, docAt?: At): void {
    this.parts.statement(this, node, docAt);
  }

  fnExpr(node: FunctionNode | ArrowFunctionExpression, naming?: Naming): E {
    return this.parts.fn(this, node, naming);
  }

  classExpr(node: Class, naming?: Naming): E {
    return this.parts.cls(this, node, naming);
  }

  typeOfText(text: string): Type | undefined {
    if (!this.texts.has(text)) this.texts.set(text, this.parts.type(text));
    return this.texts.get(text);
  }

  /**
   * Adds an expression. It is written as one literal, the place first and what may be absent last: so expressions of a kind have
   * one shape, which is also the one that `JSON.parse` gives them, and code that was compiled for it stays.
   */
  add(expr: Expr): E {
    return this.facts.exprs.push(expr) - 1;
  }

  resolve(name: string): V | undefined {
    return resolve(this.place.scope, name);
  }

  define(v: V, def: Def): void {
    this.facts.vars[v]!.defs.push(def);
  }

  /** A `var` belongs to the region of its first declaration, which is met after its name was hoisted. */
  settle(v: V): void {
    const known = this.facts.vars[v]!;
    if (known.kind === 'var' && known.defs.length === 0) known.region = this.place.region;
  }

  exit(exit: Exit): void {
    this.facts.fns[this.place.fn]!.exits.push(exit);
  }

  classAt(c: C): ModuleFacts['classes'][number] {
    return this.facts.classes[c]!;
  }

  /** Opens a region in the present one; what is not known yet may be filled into the returned `region`. */
  region<K extends RegionKind>(span: Span, kind: K, labels: readonly string[] = []): { r: R; region: Region & K } {
    const region = { fn: this.place.fn, parent: this.place.region, at: startOf(span), end: endOf(span), ...kind } as Region & K;
    if (labels[0] !== undefined) region.label = labels[0];
    return { r: this.facts.regions.push(region) - 1, region };
  }

  /** Moves to a region of its own scope; answers the place to come back to. */
  enter(region: R, scope: Scope): Place {
    const { place } = this;
    this.place = { fn: place.fn, thisFn: place.thisFn, region, scope, jumps: place.jumps, exports: place.exports };
    return place;
  }

  /** Runs something elsewhere and comes back. */
  within(place: Partial<Place>, run: () => void): void {
    const outer = this.place;
    this.place = { ...outer, ...place };
    run();
    this.place = outer;
  }

  /** Labels that stand directly before the next statement. */
  putLabels(labels: readonly string[]): void {
    this.labels = labels;
  }

  takeLabels(): readonly string[] {
    const { labels } = this;
    this.labels = [];
    return labels;
  }
}
