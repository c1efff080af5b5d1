import type { Value } from '../../vocabulary/value.ts';
import { alternatives } from './join.ts';

/** Packages of results, options and streams. https://github.com/supermacro/neverthrow · https://gcanti.github.io/fp-ts · https://effect.website/docs · https://rxjs.dev */
const OF_ONE = /^(?:neverthrow|fp-ts|effect|@effect\/[\w-]+|ts-results(?:-es)?|true-myth|purify-ts|oxide\.ts|@badrap\/result|typescript-result|@sniptt\/monads|monet|folktale|sanctuary|rxjs|most|xstream|baconjs)(?:\/|$)/;

/** Whether a value holds one other value, or none, or hands on one after the other: its `map` goes over no list. */
export function isSingleValue(value: Value): boolean {
  return alternatives(value).some(each => each.k === 'external' && OF_ONE.test(each.from));
}
