import { eq } from 'drizzle-orm';
import { Hono } from 'hono';

import { books } from '../db/schema/index.js';
import type { Env } from '../lib/context.js';
import { listLoans } from '../services/loans.js';

export const loanRoutes = new Hono<Env>();

loanRoutes.get('/', async c => {
  const db = c.get('db');
  const loans = await listLoans(db, { overdue: true });
  const rows = await Promise.all(
    loans.map(async loan => {
      const [book] = await db.select().from(books).where(eq(books.id, loan.bookId));
      return { ...loan, title: book?.title };
    }),
  );
  return c.json(rows);
});
