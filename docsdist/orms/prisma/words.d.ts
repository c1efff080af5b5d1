import type { Words } from '../../vocabulary/orm.ts';
/** Prisma's words. https://www.prisma.io/docs/orm/prisma-client/queries */
export declare const words: Words;
