import { taskRouter } from '~/server/routers/task';
import { teamRouter } from '~/server/routers/team';
import { router } from '~/server/trpc';

export const appRouter = router({ task: taskRouter, team: teamRouter });

export type AppRouter = typeof appRouter;
