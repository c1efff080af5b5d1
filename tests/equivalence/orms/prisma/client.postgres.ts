import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../generated/client.ts';

const client = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env['LAB_POSTGRES'] ?? '', max: 1 }) });

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
