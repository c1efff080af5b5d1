import { and, desc, eq, gt, isNull, lt, type SQL } from 'drizzle-orm';

import type { Database, Transaction } from '../db/client.js';
import { loans } from '../db/schema/index.js';

export interface LoanFilter {
  readonly memberId?: number;
  readonly overdue?: boolean;
}

/** A builder that grows in branches is one query. */
export async function listLoans(db: Database, filter: LoanFilter) {
  const conditions: SQL[] = [isNull(loans.returnedAt)];
  if (filter.memberId !== undefined) conditions.push(eq(loans.memberId, filter.memberId));
  let query = db.select().from(loans).where(and(...conditions)).$dynamic();
  if (filter.overdue) query = query.orderBy(desc(loans.dueAt));
  return await query;
}

export async function openLoans(db: Database | Transaction, memberId: number) {
  return await db.$count(loans, and(eq(loans.memberId, memberId), isNull(loans.returnedAt)));
}

/** Pages of a hundred: each needs the last of the one before. */
export async function eachOverdue(db: Database, visit: (ids: number[]) => void) {
  let after = 0;
  for (;;) {
    const page = await db.select({ id: loans.id }).from(loans).where(and(gt(loans.id, after), lt(loans.dueAt, new Date()))).orderBy(loans.id).limit(100);
    if (page.length === 0) return;
    visit(page.map(({ id }) => id));
    after = page.at(-1)!.id;
  }
}
