import { latestActivity, record } from '@acme/db/activity';
import { z } from 'zod';

import { publicProcedure, router } from '~/server/trpc';

export const taskRouter = router({
  board: publicProcedure.input(z.object({ teamId: z.string() })).query(async ({ ctx, input }) => {
    const tasks = await ctx.db.task.findMany({ where: { teamId: input.teamId }, orderBy: { position: 'asc' } });
    return Promise.all(
      tasks.map(async task => ({
        ...task,
        activity: await latestActivity(task.id),
      })),
    );
  }),

  assignees: publicProcedure.input(z.object({ taskIds: z.array(z.string()) })).query(async ({ ctx, input }) => {
    const tasks = await ctx.db.task.findMany({ where: { id: { in: input.taskIds } } });
    const assignees = [];
    for (const task of tasks) {
      if (task.assigneeId === null) continue;
      const member = await ctx.db.member.findUnique({ where: { id: task.assigneeId } });
      assignees.push({ task: task.id, email: member?.email });
    }
    return assignees;
  }),

  reorder: publicProcedure.input(z.object({ ids: z.array(z.string()) })).mutation(async ({ ctx, input }) => {
    await ctx.db.$transaction(input.ids.map((id, position) => ctx.db.task.update({ where: { id }, data: { position } })));
  }),

  finish: publicProcedure.input(z.object({ ids: z.array(z.string()) })).mutation(async ({ ctx, input }) => {
    await ctx.db.task.updateMany({ where: { id: { in: input.ids } }, data: { done: true } });
    for (const id of input.ids) {
      await record(id, 'finished');
    }
  }),

  feed: publicProcedure.input(z.object({ teamId: z.string(), cursor: z.string().nullish() })).query(async ({ ctx, input }) => {
    const tasks = await ctx.db.task.findMany({
      where: { teamId: input.teamId },
      take: 51,
      ...(input.cursor ? { cursor: { id: input.cursor } } : {}),
    });
    const next = tasks.length > 50 ? tasks.pop()?.id : undefined;
    return { tasks: tasks.map(task => ({ id: task.id, title: task.title })), next };
  }),
});
