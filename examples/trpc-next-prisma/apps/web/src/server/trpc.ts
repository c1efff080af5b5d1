import { db } from '@acme/db';
import { initTRPC } from '@trpc/server';

export const createContext = async (opts: { headers: Headers }) => {
  return { db, user: opts.headers.get('x-user') };
};

const t = initTRPC.context<typeof createContext>().create();

export const router = t.router;
export const publicProcedure = t.procedure;
