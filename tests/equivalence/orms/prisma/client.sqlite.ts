import { PrismaLibSql } from '@prisma/adapter-libsql';
import { PrismaClient } from '../../generated/client.ts';

const client = new PrismaClient({ adapter: new PrismaLibSql({ url: `file:${process.env['LAB_SQLITE'] ?? ''}` }) });

/** What the hooks of the program heard. */
export const heard: string[] = [];

export const prisma = client.$extends({
  query: {
    user: {
      $allOperations: ({ operation, args, query }) => {
        heard.push(operation);
        return query(args);
      },
    },
  },
});

export const close = (): Promise<void> => client.$disconnect();
