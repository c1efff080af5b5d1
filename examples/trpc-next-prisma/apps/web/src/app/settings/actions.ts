'use server';

import { db } from '@acme/db';
import { recordAll } from '@acme/db/activity';
import { revalidatePath } from 'next/cache';

export async function importTasks(teamId: string, form: FormData) {
  const titles = String(form.get('titles')).split('\n');
  for (const [position, title] of titles.entries()) {
    await db.task.create({ data: { teamId, title, position } });
  }
  revalidatePath('/board');
}

export async function removeTasks(form: FormData) {
  const ids = form.getAll('id').map(String);
  await Promise.all(ids.map(id => db.task.delete({ where: { id } })));
  revalidatePath('/board');
}

export async function assign(form: FormData) {
  const ids = form.getAll('id').map(String);
  const assigneeId = String(form.get('assignee'));
  for (let start = 0; start < ids.length; start += 100) {
    const chunk = ids.slice(start, start + 100);
    await db.task.updateMany({ where: { id: { in: chunk } }, data: { assigneeId } });
    await recordAll(chunk, 'assigned');
  }
  revalidatePath('/board');
}
