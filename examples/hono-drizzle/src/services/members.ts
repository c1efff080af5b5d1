import { and, eq, inArray, isNull } from 'drizzle-orm';

import type { Database, Transaction } from '../db/client.js';
import { loans, members } from '../db/schema/index.js';

export function findMember(db: Database | Transaction, id: number) {
  return db.query.members.findFirst({ where: (member, { eq }) => eq(member.id, id) });
}

/** The members with a loan of one of the books: the sub-query is part of the query. */
export function readersOf(db: Database, bookIds: readonly number[]) {
  const readers = db.select({ id: loans.memberId }).from(loans).where(inArray(loans.bookId, [...bookIds]));
  return db.select().from(members).where(inArray(members.id, readers));
}

export async function block(db: Database, ids: readonly number[]) {
  await db.transaction(async tx => {
    for (const id of ids) {
      const [open] = await tx.select().from(loans).where(and(eq(loans.memberId, id), isNull(loans.returnedAt)));
      if (!open) continue;
      await tx.update(members).set({ blocked: true }).where(eq(members.id, id));
    }
  });
}
