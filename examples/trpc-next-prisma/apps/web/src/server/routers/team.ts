import { sendDigest } from '@acme/mail';
import { z } from 'zod';

import { statsFor } from '~/lib/team-stats';
import { publicProcedure, router } from '~/server/trpc';

export const teamRouter = router({
  overview: publicProcedure.query(async ({ ctx }) => {
    const teams = await ctx.db.team.findMany();
    const rows = [];
    for (const team of teams) {
      rows.push({ ...team, ...(await statsFor(ctx.db, team.id)) });
    }
    return rows;
  }),

  bySlugs: publicProcedure.input(z.object({ slugs: z.array(z.string()) })).query(async ({ ctx, input }) => {
    return Promise.all(input.slugs.map(slug => ctx.db.team.findUnique({ where: { slug } })));
  }),

  digest: publicProcedure.input(z.object({ teamIds: z.array(z.string()) })).mutation(async ({ input }) => {
    for (const teamId of input.teamIds) {
      await sendDigest(teamId);
    }
  }),
});
