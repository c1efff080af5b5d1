import { PrismaLibSql } from '@prisma/adapter-libsql';
import { PrismaClient } from './generated/client.ts';

export const prisma = new PrismaClient({ adapter: new PrismaLibSql({ url: process.env['SHOP_DATABASE'] ?? 'file:shop.db' }), log: [{ emit: 'event', level: 'query' }] });

/** Tells of each statement that is sent. */
export const onStatement = (hear: (sql: string) => void): void => prisma.$on('query', ({ query }) => { hear(query); });
