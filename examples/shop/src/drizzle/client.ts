import { createClient } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';

import * as tables from './tables.ts';

const listeners: ((sql: string) => void)[] = [];
const logger = { logQuery: (sql: string): void => { for (const hear of listeners) hear(sql); } };

export const db = drizzle(createClient({ url: process.env['SHOP_DATABASE'] ?? 'file:shop.db' }), { schema: tables, logger });

/** Tells of each statement that is sent. */
export const onStatement = (hear: (sql: string) => void): void => { listeners.push(hear); };
