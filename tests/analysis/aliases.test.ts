import { describe } from 'vitest';

import { check } from './harness.ts';

const each = (body: string): string => `export async function run(ids: number[]) {\n  for (const id of ids) console.log(await ${body});\n}\n`;

describe('packages that are installed under another name', () => {
  check([
    {
      name: 'two versions of one ORM, and another one',
      code: {
        'package.json': '{ "dependencies": { "knex": "3", "old-knex": "npm:knex@0.95.15", "@db/orm": "npm:typeorm@0.3", "names": "npm:lodash@4" } }',
        'src/new.ts': `import knex from 'knex';\nconst db = knex({ client: 'pg' });\n${each("db('users').where({ id }).first()")}`,
        'src/old.ts': `import knex from 'old-knex';\nconst db = knex({ client: 'pg' });\n${each("db('users').where({ id }).first()")}`,
        'src/typed.ts': `import type { Knex } from 'old-knex';\nexport async function run(db: Knex, ids: number[]) {\n  for (const id of ids) console.log(await db('users').where({ id }).first());\n}\n`,
        'src/entity.ts': `import { DataSource, Entity, PrimaryColumn } from '@db/orm';\n@Entity()\nclass User {\n  @PrimaryColumn() id!: number;\n}\nconst source = new DataSource({ type: 'postgres' });\n${each('source.getRepository(User).findOneBy({ id })')}`,
        'src/other.ts': `import names from 'names';\nconst db = names({ client: 'pg' });\n${each("db('users').where({ id }).first()")}`,
      },
      reports: ["src/new.ts: driven db('users').where(…).first", "src/old.ts: driven db('users').where(…).first", "src/typed.ts: driven db('users').where(…).first", 'src/entity.ts: driven source.getRepository(User).findOneBy'],
    },
  ]);
});
