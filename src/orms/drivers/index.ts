import type { Orm } from '../../vocabulary/orm.ts';
import { claim, client, fromType, packages } from './claims.ts';
import { documentMethods } from './documents.ts';
import { awaited, call, callbackParam, get } from './transitions.ts';
import { words } from './words.ts';

/** The drivers `pg`, `mysql2`, `better-sqlite3` and `mongodb`, used by themselves. Their manuals are linked where they are spoken of. */
export const drivers: Orm = {
  name: 'drivers',
  packages,
  methods: new Set(['query', 'execute', 'prepare', ...documentMethods]),
  roles: ['client'],
  client,
  claim,
  fromType,
  get,
  call,
  callbackParam,
  awaited,
  // `query` and `find` belong to everybody: only what comes from a driver is one's own.
  shape: () => undefined,
  words,
};
