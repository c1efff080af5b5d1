import type { OrmValue, Value } from '../../vocabulary/value.ts';
import { make } from './values.ts';

const JOIN = /Join(?:Lateral)?$|^using$/;

/** What Kysely hands to a callback. */
export function callbackParam(value: OrmValue, method: string, argument: number, parameter: number): Value | undefined {
  if (parameter > 0) return undefined;
  switch (value.role) {
    case 'transaction':
      return method === 'execute' && argument === 0 ? { ...value, role: 'client' } : undefined;
    case 'client':
      // `with('name', db => …)` is handed a client whose statements become part of the whole.
      return method === 'with' || method === 'withRecursive' ? value : make('expressions');
    case 'builder':
      if (method === '$if') return argument === 1 ? value : undefined;
      if (method === '$call') return value;
      if (method === 'onConflict') return make('conflict');
      return JOIN.test(method) && argument > 0 ? make('joining') : make('expressions');
    case 'joining':
    case 'expressions':
    case 'expression':
    case 'condition':
    case 'conflict':
      return make('expressions');
    default:
      return undefined;
  }
}
