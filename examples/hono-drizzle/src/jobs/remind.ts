import { inArray } from 'drizzle-orm';

import { db } from '../db/client.js';
import { members, reminders } from '../db/schema/index.js';
import { Cache } from '../lib/cache.js';
import { listLoans } from '../services/loans.js';
import { findMember } from '../services/members.js';

type Member = typeof members.$inferSelect;

/** The members are read one by one. */
export async function remind(): Promise<void> {
  const loans = await listLoans(db, { overdue: true });
  for (const loan of loans) {
    const member = await findMember(db, loan.memberId);
    if (member) await db.insert(reminders).values({ memberId: member.id, text: `Please return book ${loan.bookId}.` });
  }
}

/** The members are read together, and the reminders written together. */
export async function remindTogether(cache: Cache<Member>): Promise<void> {
  const loans = await listLoans(db, { overdue: true });
  const found = await db.select().from(members).where(inArray(members.id, loans.map(({ memberId }) => memberId)));
  for (const member of found) cache.set(member.id, member);
  const rows = loans.flatMap(({ memberId, bookId }) => (cache.get(memberId) ? [{ memberId, text: `Please return book ${bookId}.` }] : []));
  if (rows.length > 0) await db.insert(reminders).values(rows);
}
