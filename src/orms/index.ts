import type { Orm } from '../vocabulary/orm.ts';
import { prisma } from './prisma/index.ts';
import { drizzle } from './drizzle/index.ts';
import { drivers } from './drivers/index.ts';
import { knex } from './knex/index.ts';
import { objection } from './objection/index.ts';
import { kysely } from './kysely/index.ts';
import { mikroorm } from './mikroorm/index.ts';
import { sequelize } from './sequelize/index.ts';
import { typeorm } from './typeorm/index.ts';
import { mongoose } from './mongoose/index.ts';

/** Every ORM the plugin knows. */
export const orms: readonly Orm[] = [prisma, typeorm, drizzle, sequelize, mongoose, mikroorm, kysely, knex, objection, drivers];
