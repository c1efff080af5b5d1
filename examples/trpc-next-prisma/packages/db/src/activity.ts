import { db } from './index';

/** The newest lines of a task's history. */
export async function latestActivity(taskId: string, take = 3) {
  return db.activity.findMany({ where: { taskId }, orderBy: { at: 'desc' }, take });
}

export async function record(taskId: string, text: string) {
  await db.activity.create({ data: { taskId, text } });
}

/** The same for many tasks: one statement. */
export async function recordAll(taskIds: string[], text: string) {
  await db.activity.createMany({ data: taskIds.map(taskId => ({ taskId, text })) });
}
