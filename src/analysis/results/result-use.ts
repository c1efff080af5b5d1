import type { At, E, F, ModuleFacts } from '../../vocabulary/ir.ts';
import type { Env, ModuleId } from '../../vocabulary/value.ts';

/** An element of a list, as a step into what a query gives; other steps are names of members and indexes. */
export const ELEMENT_OF = '[]';
export type Step = string | number;

/** A call, or a literal, that made another list (or row) of what it was given: `filter`, `sort`, `Set`, `spread`. */
export type Via = { how: string; m: ModuleId; e: E };

/** What one use of what a query gave is. Positions are those of the expression that is used; `path` says which part of the result it is. */
export type ResultUse = {
  m: ModuleId;
  /** The expression that stands for the part: of a member the read of it. */
  e: E;
  at: At;
  end: At;
  /** Steps from the result to the part that is used: `[]` is all of it, `['[]', 'author']` the author of a row. */
  path: readonly Step[];
  /** What it went through on the way, first to last. */
  via: readonly Via[];
} & (
  | { /** Reading a member; `name` is missing where it is computed. The part is the member. */ kind: 'member'; name?: string }
  /** Reading one element. The part is the element. */
  | { kind: 'element'; index?: number }
  /** Reading how many there are: `length`, `size`. The part is the number. */
  | { kind: 'length' }
  /** Going through all of them, by a method or by `for…of`; what is done with an element is a use of its own. `call` is missing for `for…of`. */
  | { kind: 'each'; method: string; call?: E }
  | { kind: 'truthiness' }
  | { kind: 'compare'; op: string; other?: E }
  /** A part of a calculation or of a text. */
  | { kind: 'operand'; op: string }
  /** Changed in place. */
  | { kind: 'write' }
  /** It goes where it is not followed. */
  | { kind: 'escape'; how: Escape }
);

/** How something leaves what is understood: returned from function `f` of its module, stored in an object, given to a call, spread, exported … */
export type Escape = 'returned' | 'stored' | 'argument' | 'receiver' | 'called' | 'spread' | 'exported' | 'thrown' | 'yielded' | 'unknown' | 'too-far';

/** Function `f` of module `of`, which was entered on the way by call `call` of module `m`. */
export type Entered = { m: ModuleId; call: E; of: ModuleId; f: F; env?: Env; gives: Gives };

/** What becomes of what a function returns, where it is called or handed over. */
export type Gives = 'value' | 'element' | 'flat' | 'test' | 'number' | 'nothing' | 'unknown';

/** An expression that holds a part of what a query gave: the part stands at `inside` of it, and is `path` of the result. */
export type Held = {
  m: ModuleId;
  e: E;
  env?: Env;
  inside: readonly Step[];
  path: readonly Step[];
  via: readonly Via[];
  /** Innermost last. */
  entered: readonly Entered[];
};

/** What `usesOf` steps on to: a use, or another expression that holds the part. */
export type Next = ResultUse | Held;

/** One way into what an expression holds. `undefined` where it leads elsewhere: to `total` of `{ rows, total }`. */
export function stepInto(held: Held, step: Step): Held | undefined {
  const [first, ...rest] = held.inside;
  if (first === undefined) return { ...held, path: [...held.path, typeof step === 'number' ? ELEMENT_OF : step] };
  return isSame(first, step) ? { ...held, inside: rest } : undefined;
}

/** Whether a step may lead to the same as another: any element is each of them. */
function isSame(one: Step, other: Step): boolean {
  if (one === other) return true;
  return (one === ELEMENT_OF && typeof other === 'number') || (other === ELEMENT_OF && typeof one === 'number');
}

/** The same part, held by another expression of the same module. */
export function heldBy(held: Held, e: E, via?: string): Held {
  return { ...held, e, ...(via !== undefined && { via: [...held.via, { how: via, m: held.m, e }] }) };
}

/** What a use is, without its place. */
export type Kind = ResultUse extends infer Use ? (Use extends ResultUse ? Omit<Use, 'm' | 'e' | 'at' | 'end' | 'path' | 'via'> : never) : never;

/** A use of the part that an expression holds. */
export function useOf(facts: ModuleFacts, { m, e, path, via }: Held, kind: Kind): ResultUse {
  const { at, end } = facts.exprs[e]!;
  return { m, e, at, end, path, via, ...kind };
}

/** It goes where it is not followed. */
export function escape(facts: ModuleFacts, held: Held, how: Escape): ResultUse {
  return useOf(facts, held, { kind: 'escape', how });
}
