import type { At, E, Expr, F, ModuleFacts, R, V } from '../vocabulary/ir.ts';
import { eachChild } from './children.ts';
import { exprsOf } from './kinds.ts';
import { rootUses, type Use } from './root-uses.ts';

const STATEMENT: Use = { k: 'statement' };
const NONE: readonly number[] = [];

/**
 * Questions about one module's facts that are asked often; each table is made when it is first asked for. A class, because V8 keeps
 * a literal that has a getter as a dictionary.
 */
export class FactsIndex {
  readonly #facts: ModuleFacts;
  #parent: Int32Array | undefined;
  #roots: Map<E, Use> | undefined;
  #uses: Map<V, E[]> | undefined;
  #sets: Map<V, E[]> | undefined;
  #makers: Map<F, E[]> | undefined;
  #sites: Map<F, number[]> | undefined;
  #inner: Map<F, F[]> | undefined;
  #fnSpans: readonly Spanned[] | undefined;
  #regionSpans: readonly Spanned[] | undefined;

  constructor(facts: ModuleFacts) {
    this.#facts = facts;
  }

  /** The parent of each expression, or -1. */
  get parent(): Int32Array {
    return (this.#parent ??= parentsOf(this.#facts));
  }

  use(e: E): Use {
    return (this.#roots ??= rootUses(this.#facts)).get(e) ?? STATEMENT;
  }

  /** The expressions that read a variable. */
  usesOf(v: V): readonly E[] {
    this.#uses ??= groupExprs(this.#facts, 'var', expr => (expr.k === 'var' ? [expr.v] : NONE));
    return this.#uses.get(v) ?? NONE;
  }

  /** The expressions that assign a variable. */
  setsOf(v: V): readonly E[] {
    this.#sets ??= groupExprs(this.#facts, 'set', expr => (expr.k === 'set' ? (expr.vs ?? (expr.v === undefined ? NONE : [expr.v])) : NONE));
    return this.#sets.get(v) ?? NONE;
  }

  /** The sites of a function, in evaluation order. */
  sitesOf(fn: F): readonly number[] {
    this.#sites ??= group(this.#facts.sites, site => [this.#facts.regions[site.region]!.fn]);
    return this.#sites.get(fn) ?? NONE;
  }

  /** The functions that stand directly in a function. */
  fnsIn(fn: F): readonly F[] {
    this.#inner ??= group(this.#facts.fns, ({ outer }, f) => (outer === undefined || outer === f ? NONE : [outer]));
    return this.#inner.get(fn) ?? NONE;
  }

  /** The function that a `fn` expression makes. */
  fnOfExpr(e: E): F | undefined {
    return fieldOf(this.#facts, e, 'fn');
  }

  /** The expression that makes a function; members of classes have none. */
  exprOfFn(fn: F): E | undefined {
    this.#makers ??= groupExprs(this.#facts, 'fn', expr => (expr.k === 'fn' ? [expr.f] : NONE));
    return this.#makers.get(fn)?.[0];
  }

  /** The innermost function at an offset. */
  fnAt(at: At): F {
    this.#fnSpans ??= this.#facts.fns.flatMap(({ at: from, end, implicit }, id) => (implicit ? [] : [{ at: from, end, id }]));
    return innermost(this.#fnSpans, at);
  }

  /** The site of a call, `new` or tagged template. */
  siteOfExpr(e: E): number | undefined {
    return fieldOf(this.#facts, e, 'call');
  }

  /** The innermost region at an offset. */
  regionAt(at: At): R {
    this.#regionSpans ??= this.#facts.regions.map(({ at: from, end }, id) => ({ at: from, end, id }));
    return innermost(this.#regionSpans, at);
  }
}

type Spanned = { at: At; end: At; id: number };

const indexes = new WeakMap<ModuleFacts, FactsIndex>();

/** The index of a module's facts; the same facts give the same index. */
export function indexOf(facts: ModuleFacts): FactsIndex {
  let index = indexes.get(facts);
  if (index === undefined) indexes.set(facts, (index = new FactsIndex(facts)));
  return index;
}

function fieldOf(facts: ModuleFacts, e: E, k: 'fn' | 'call'): number | undefined {
  const expr = facts.exprs[e];
  if (expr?.k !== k) return undefined;
  return expr.k === 'fn' ? expr.f : expr.site;
}

function parentsOf({ exprs }: ModuleFacts): Int32Array {
  const parents = new Int32Array(exprs.length).fill(-1);
  let parent = 0;
  const adopt = (child: E): void => {
    parents[child] = parent;
  };
  for (; parent < exprs.length; parent++) eachChild(exprs[parent]!, adopt);
  return parents;
}

function innermost(spans: readonly Spanned[], at: At): number {
  let found = { at: 0, end: Number.POSITIVE_INFINITY, id: 0 };
  // A later span that is as small stands inside the earlier one.
  for (const span of spans) if (span.at <= at && at < span.end && span.end - span.at <= found.end - found.at) found = span;
  return found.id;
}

function groupExprs(facts: ModuleFacts, k: Expr['k'], keysOf: (expr: Expr) => readonly number[]): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const e of exprsOf(facts, k)) for (const key of keysOf(facts.exprs[e]!)) put(groups, key, e);
  return groups;
}

function group<T>(items: readonly T[], keysOf: (item: T, index: number) => readonly number[]): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const [index, item] of items.entries()) {
    for (const key of keysOf(item, index)) put(groups, key, index);
  }
  return groups;
}

function put(groups: Map<number, number[]>, key: number, index: number): void {
  const known = groups.get(key);
  if (known) known.push(index);
  else groups.set(key, [index]);
}
