import { describe } from 'vitest';

import { check, type Files } from '../analysis/harness.ts';

const manifest = (dependencies: object): string => JSON.stringify({ name: 'app', private: true, dependencies });

const MIKRO = `import { Entity, PrimaryKey } from '@mikro-orm/core';
@Entity()
export class Team {
  @PrimaryKey()
  id!: number;
}
`;
const TYPEORM = `import { Entity, PrimaryColumn } from 'typeorm';
@Entity()
export class User {
  @PrimaryColumn()
  id!: number;
}
`;

const TWO_MANAGERS: Files = {
  'package.json': manifest({ '@mikro-orm/core': '^6.0.0', '@mikro-orm/postgresql': '^6.0.0', typeorm: '^0.3.0' }),
  'src/team.ts': MIKRO,
  'src/user.ts': TYPEORM,
};

describe('two ORMs in one project', () => {
  check([
    {
      name: 'with managers of the same name, in two modules',
      code: {
        ...TWO_MANAGERS,
        'src/a.ts': "import { EntityManager } from '@mikro-orm/postgresql';\nimport { Team } from './team';\nexport async function f(em: EntityManager, ids: number[]) {\n  for (const id of ids) console.log(await em.findOne(Team, { id }));\n}\n",
        'src/b.ts': "import { EntityManager } from 'typeorm';\nimport { User } from './user';\nexport async function f(em: EntityManager, ids: number[]) {\n  for (const id of ids) console.log(await em.findOne(User, { where: { id } }));\n}\n",
      },
      reports: ['src/a.ts: driven em.findOne', 'src/b.ts: driven em.findOne'],
    },
    {
      name: 'whose unit of work belongs to one of them alone',
      code: {
        ...TWO_MANAGERS,
        'src/a.ts': "import { EntityManager } from '@mikro-orm/postgresql';\nimport { Team } from './team';\nexport async function f(em: EntityManager, ids: number[]) {\n  for (const id of ids) em.persist(em.create(Team, { id }));\n  await em.flush();\n}\n",
        'src/b.ts': "import { EntityManager } from 'typeorm';\nimport { User } from './user';\nexport async function f(em: EntityManager, ids: number[]) {\n  for (const id of ids) await em.save(em.create(User, { id }));\n}\n",
      },
      reports: ['src/b.ts: driven em.save'],
    },
    {
      name: 'one of which is a query builder, with a driver beside them',
      code: {
        'package.json': manifest({ knex: '^3.0.0', kysely: '^0.28.0', pg: '^8.0.0' }),
        'src/a.ts': `import knex from 'knex';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
interface DB { users: { id: number } }
const pool = new Pool();
const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
const query = knex({ client: 'pg' });
export async function f(ids: number[]) {
  for (const id of ids) {
    console.log(await db.selectFrom('users').selectAll().where('id', '=', id).execute());
    console.log(await query('users').where({ id }));
    console.log(await pool.query('select * from users where id = $1', [id]));
  }
}
`,
      },
      reports: ["src/a.ts: driven db.selectFrom('users').selectAll().where('id', '=', id).exe…", "src/a.ts: driven query('users').where", 'src/a.ts: driven pool.query'],
    },
    {
      name: 'a document store and the driver under it',
      code: {
        'package.json': manifest({ mongoose: '^8.0.0', mongodb: '^6.0.0' }),
        'src/a.ts': `import mongoose, { Schema } from 'mongoose';
import { MongoClient } from 'mongodb';
const User = mongoose.model('User', new Schema({ name: String }));
const client = new MongoClient('mongodb://localhost');
export async function f(names: string[]) {
  for (const name of names) {
    console.log(await User.findOne({ name }));
    console.log(await client.db('app').collection('users').findOne({ name }));
  }
}
`,
      },
      reports: ['src/a.ts: driven User.findOne', "src/a.ts: driven client.db('app').collection('users').findOne"],
    },
  ]);
});

describe('two versions of one ORM', () => {
  const LOOP = 'export async function f(names: string[]) {\n  for (const name of names) console.log(await User.findOne({ name }).exec());\n}\n';
  check([
    {
      name: 'are each known by the package that imports them',
      code: {
        'package.json': JSON.stringify({ name: 'root', private: true, workspaces: ['packages/*'] }),
        'packages/old/package.json': JSON.stringify({ name: 'old', dependencies: { mongoose: '^6.0.0' } }),
        'packages/old/src/user.ts': "import { model, Schema } from 'mongoose';\nexport const User = model('User', new Schema({ name: String }));\n",
        'packages/old/src/a.ts': `import { User } from './user';\n${LOOP}`,
        'packages/new/package.json': JSON.stringify({ name: 'new', dependencies: { mongoose: '^9.0.0' } }),
        'packages/new/src/user.ts': "import mongoose from 'mongoose';\nexport const User = mongoose.createConnection('').model('User', new mongoose.Schema({ name: String }));\n",
        'packages/new/src/a.ts': `import { User } from './user';\n${LOOP}`,
      },
      reports: ['packages/old/src/a.ts: driven User.findOne(…).exec', 'packages/new/src/a.ts: driven User.findOne(…).exec'],
    },
  ]);
});
