import { Hono } from 'hono';

import { db } from './db/client.js';
import { provide, type Env } from './lib/context.js';
import { loanRoutes } from './routes/loans.js';
import { memberRoutes } from './routes/members.js';

export const app = new Hono<Env>();

app.use(async (c, next) => {
  provide(c, db);
  await next();
});
app.route('/loans', loanRoutes);
app.route('/members', memberRoutes);
