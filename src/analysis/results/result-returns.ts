import { indexOf } from '../../facts/index-of.ts';
import type { E, F, ModuleFacts } from '../../vocabulary/ir.ts';
import type { Analysis } from '../analysis.ts';
import { ormOf } from '../link/join.ts';
import { methodOf } from '../queries/reach.ts';
import { ELEMENT_OF, escape, useOf, type Gives, type Held, type Next } from './result-use.ts';

/** What methods of lists and promises make of what their callback returns. */
const GIVES: Readonly<Record<string, Gives>> = {
  map: 'element',
  flatMap: 'flat',
  then: 'value',
  catch: 'value',
  finally: 'nothing',
  forEach: 'nothing',
  filter: 'test',
  some: 'test',
  every: 'test',
  find: 'test',
  findIndex: 'test',
  findLast: 'test',
  findLastIndex: 'test',
  sort: 'number',
  toSorted: 'number',
};

/** What becomes of what a callback of method `name` returns. */
export function givesOf(name: string | undefined): Gives {
  return name !== undefined && Object.hasOwn(GIVES, name) ? GIVES[name]! : 'unknown';
}

/** Where something goes that function `f` returns: to the call that entered it, or to what makes something of a callback. */
export function* returned(an: Analysis, facts: ModuleFacts, held: Held, f: F): Generator<Next> {
  const top = held.entered.at(-1);
  if (top && top.of === held.m && top.f === f) {
    const { env: _, ...rest } = held;
    yield* given({ ...rest, m: top.m, entered: held.entered.slice(0, -1), ...(top.env && { env: top.env }) }, top.call, top.gives, held, facts);
    return;
  }
  const literal = indexOf(facts).exprOfFn(f);
  const call = literal === undefined ? -1 : (indexOf(facts).parent[literal] ?? -1);
  yield* given(held, call, literal === undefined || call < 0 ? 'unknown' : callbackGives(an, facts, held, literal, call), held, facts);
}

function callbackGives(an: Analysis, facts: ModuleFacts, held: Held, literal: E, call: E): Gives {
  const around = facts.exprs[call]!;
  if (around.k !== 'call') return 'unknown';
  if (around.callee === literal) return 'value';
  const known = an.link.callAt(held.m, call, held.env);
  // A transaction gives what its callback returns.
  if (ormOf(known.receiver)) return known.query ? 'unknown' : 'value';
  return around.args[0]?.e === literal || around.args[1]?.e === literal ? givesOf(methodOf(facts, around.callee)) : 'unknown';
}

/** `at` is the return itself, in the module of the function; `held` what it is where the call stands. */
function* given(held: Held, call: E, gives: Gives, at: Held, facts: ModuleFacts): Generator<Next> {
  switch (gives) {
    case 'value':
      yield { ...held, e: call };
      return;
    case 'element':
      yield { ...held, e: call, inside: [ELEMENT_OF, ...held.inside], via: [...held.via, { how: 'map', m: held.m, e: call }] };
      return;
    case 'flat':
      // An array literal is taken apart, a list that is a part of the result is that list still.
      yield { ...held, e: call, inside: typeof held.inside[0] === 'number' ? [ELEMENT_OF, ...held.inside.slice(1)] : held.inside, via: [...held.via, { how: 'flatMap', m: held.m, e: call }] };
      return;
    case 'test':
      if (held.inside.length === 0) yield useOf(facts, at, { kind: 'truthiness' });
      return;
    case 'number':
      if (held.inside.length === 0) yield useOf(facts, at, { kind: 'operand', op: '-' });
      return;
    case 'nothing':
      return;
    case 'unknown':
      yield escape(facts, at, 'returned');
  }
}
