import type { PrismaClient } from '@acme/db';

export async function statsFor(db: PrismaClient, teamId: string) {
  const open = await db.task.count({ where: { teamId, done: false } });
  const members = await db.member.count({ where: { teamId } });
  return { open, members };
}
