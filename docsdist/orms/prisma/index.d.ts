import type { Orm } from '../../vocabulary/orm.ts';
/** Prisma Client 5 to 7. https://www.prisma.io/docs/orm/reference/prisma-client-reference */
export declare const prisma: Orm;
