import type { OrmState, OrmValue, Ref, Value } from '../../vocabulary/value.ts';

export const PLAIN: Value = { k: 'plain' };
export const ROWS: Value = { k: 'list', of: PLAIN };

/** A value of Mongoose that was followed to its package. */
export function proved(role: string, state?: OrmState): OrmValue {
  return { k: 'orm', orm: 'mongoose', role, evidence: 'proved', ...(state && { state }) };
}

/** A value of Mongoose that an annotation names. */
export function declared(role: string): OrmValue {
  return { k: 'orm', orm: 'mongoose', role, evidence: 'declared' };
}

/** What a value says of its model: its name, where it is declared, its schema, and what the program calls it. */
const OF_MODEL = ['schema', 'called'] as const;

/** A value about the same model in another role. */
export function about(role: string, { builder: _, state, ...value }: OrmValue, more: OrmState = {}): OrmValue {
  const kept = Object.fromEntries(OF_MODEL.flatMap((name) => (state?.[name] === undefined ? [] : [[name, state[name]]])));
  const all = { ...kept, ...more };
  const { state: __, ...bare } = { ...value, state: undefined };
  return { ...bare, role, ...(Object.keys(all).length > 0 && { state: all }) };
}

/** A value of another role that is about no model. */
export function without(role: string, { evidence }: OrmValue): OrmValue {
  return { k: 'orm', orm: 'mongoose', role, evidence };
}

/** Where the schema of a model is made. */
export function schemaOf({ state }: OrmValue): Ref | undefined {
  return state?.['schema'] as Ref | undefined;
}
