import type { Orm } from '../vocabulary/orm.ts';
import { prisma } from './prisma/index.ts';
import { sequelize } from './sequelize/index.ts';

/** Every ORM the plugin knows. */
export const orms: readonly Orm[] = [prisma, sequelize];
