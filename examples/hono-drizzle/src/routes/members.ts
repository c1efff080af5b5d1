import { Hono } from 'hono';

import { db } from '../db/client.js';
import { members } from '../db/schema/index.js';
import type { Env } from '../lib/context.js';
import { openLoans } from '../services/loans.js';
import { block } from '../services/members.js';

export const memberRoutes = new Hono<Env>();

memberRoutes.get('/', async c => {
  const all = await db.select().from(members);
  const rows = [];
  for (const member of all) rows.push({ ...member, open: await openLoans(db, member.id) });
  return c.json(rows);
});

memberRoutes.post('/block', async c => {
  const { ids } = await c.req.json<{ ids: number[] }>();
  await block(db, ids);
  return c.body(null, 204);
});
