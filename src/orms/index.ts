import type { Orm } from '../vocabulary/orm.ts';
import { prisma } from './prisma/index.ts';
import { drizzle } from './drizzle/index.ts';
import { kysely } from './kysely/index.ts';
import { mikroorm } from './mikroorm/index.ts';
import { sequelize } from './sequelize/index.ts';
import { typeorm } from './typeorm/index.ts';

/** Every ORM the plugin knows. */
export const orms: readonly Orm[] = [prisma, typeorm, drizzle, sequelize, kysely, mikroorm];
