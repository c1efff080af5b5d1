import { heldValue } from '../../facts/held-value.ts';
import type { E } from '../../vocabulary/ir.ts';
import type { Ref } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { ELEMENT_OF, type Held, type Step } from '../results/result-use.ts';
import { holdersOf } from '../results/result-uses.ts';
import type { RowSource } from '../results/row-sources.ts';

/** What expressions hold of the rows of a query: all of a row (no `column`), or a column, of one row or (`many`) of each. */
export type HeldKey = { column: string | undefined; many: boolean };

/** Packages that give a list without its repetitions, and what that is called. */
const LISTS = /^(?:lodash|underscore|ramda|remeda|radash|es-toolkit|just-)/;
const SAME_KEYS: ReadonlySet<string> = new Set(['uniq', 'unique', 'compact', 'sortedUniq']);

/** The expressions that hold rows of a query, or a column of them. */
export class HeldKeys {
  readonly #an: Analysis;
  readonly #all = new Set<string>();
  readonly #held = new Map<string, HeldKey>();

  constructor(an: Analysis, { start, query: { rowsAt = [] } }: RowSource) {
    this.#an = an;
    for (const held of holdersOf(an, start)) {
      const key = isOfAll(an, held) ? keyOf(held, rowsAt) : undefined;
      const name = `${held.m}#${held.e}`;
      if (held.path.length + held.inside.length === 0) this.#all.add(name);
      if (key && !this.#held.has(name)) this.#held.set(name, key);
    }
  }

  /** What an expression holds; a list without its repetitions holds the same keys. */
  at({ m, e }: Ref): HeldKey | undefined {
    return this.#held.get(`${m}#${e}`) ?? this.#ofList(m, e);
  }

  /** Whether an expression is what the query gives, as it gives it. */
  isAll({ m, e }: Ref): boolean {
    return this.#all.has(`${m}#${e}`);
  }

  #ofList(m: string, e: E): HeldKey | undefined {
    const facts = this.#an.link.facts(m);
    const expr = facts?.exprs[e];
    const held = expr?.k === 'var' ? heldValue(facts!, expr.v) : undefined;
    if (held !== undefined) return this.#ofList(m, held);
    if (expr?.k !== 'call' || expr.args.length !== 1) return undefined;
    const callee = this.#an.link.valueOf(m, expr.callee);
    const known = callee.k === 'external' && LISTS.test(callee.from) && SAME_KEYS.has(callee.path.at(-1) ?? (callee.name === 'default' ? callee.from.split('/').at(-1)! : callee.name));
    return known ? this.#held.get(`${m}#${expr.args[0]!.e}`) : undefined;
  }
}

/** Ways that leave some rows out, or bring others in. */
const OTHERS: ReadonlySet<string> = new Set(['filter', 'slice', 'concat', 'collected', 'rest', 'find', 'findLast', 'at', 'pop', 'shift', 'get']);

/** Whether what is held comes from all rows, and from no others: keys that are missing may be left out. */
function isOfAll(an: Analysis, { via }: Held): boolean {
  return via.every(({ how, m, e }) => {
    const exprs = an.link.facts(m)!.exprs;
    const call = exprs[e]!;
    if (!OTHERS.has(how)) return call.k !== 'array' || call.items.length === 1;
    const test = how === 'filter' && call.k === 'call' && call.args[0] ? exprs[call.args[0].e]! : undefined;
    return test?.k === 'global' && test.name === 'Boolean';
  });
}

function keyOf({ inside, path }: Held, rowsAt: readonly string[]): HeldKey | undefined {
  if (inside.length > 1 || (inside.length === 1 && inside[0] !== ELEMENT_OF)) return undefined;
  const many = inside.length === 1;
  const rest = behind(path, rowsAt);
  if (rest === undefined) return { column: undefined, many };
  const names = rest.filter(step => step !== ELEMENT_OF);
  if (names.length > 2 || names.some(step => typeof step !== 'string')) return undefined;
  return { column: names.length === 0 ? undefined : names.join('.'), many };
}

/** The steps behind the rows; `undefined` on the way to them. */
function behind(path: readonly Step[], rowsAt: readonly string[]): readonly Step[] | undefined {
  return path.length >= rowsAt.length && rowsAt.every((step, at) => path[at] === step) ? path.slice(rowsAt.length) : undefined;
}
