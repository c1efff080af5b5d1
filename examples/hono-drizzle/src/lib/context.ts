import type { Context } from 'hono';

import type { Database } from '../db/client.js';
import { Catalogue } from '../services/catalogue.js';

export type Env = { Variables: { db: Database; catalogue: Catalogue } };
export type AppContext = Context<Env>;

export function provide(c: AppContext, db: Database): void {
  c.set('db', db);
  c.set('catalogue', new Catalogue(db));
}
