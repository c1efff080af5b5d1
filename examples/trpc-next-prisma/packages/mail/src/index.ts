import { db } from '@acme/db';

/** Writes to everybody who is assigned to open tasks of a team. */
export async function sendDigest(teamId: string) {
  const members = await db.member.findMany({ where: { teamId }, include: { tasks: { where: { done: false } } } });
  for (const member of members) {
    await deliver(member.email, member.tasks.map(task => task.title));
  }
}

async function deliver(email: string, lines: string[]) {
  await fetch('https://mail.example/send', { method: 'POST', body: JSON.stringify({ email, lines }) });
}
