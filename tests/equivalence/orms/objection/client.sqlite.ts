import { createRequire } from 'node:module';
import makeKnex, { type Knex } from 'knex';

const require = createRequire(import.meta.url);
const Driver = require('libsql') as unknown;
const Client = require('knex/lib/dialects/better-sqlite3/index.js') as new (...args: unknown[]) => Knex.Client;

/** The dialect for better-sqlite3, on a driver that has its interface. */
class LibSql extends Client {
  _driver(): unknown {
    return Driver;
  }
}
import { Model } from 'objection';

const knex: Knex = makeKnex({ client: LibSql as unknown as typeof Knex.Client, connection: { filename: process.env['LAB_SQLITE'] ?? '' }, useNullAsDefault: true });

/** What the hooks of the program heard. */
export const heard: string[] = [];

export class User extends Model {
  static override tableName = 'User';
  static override jsonSchema = {
    type: 'object',
    properties: { id: { type: 'integer' }, code: { type: 'string' }, name: { type: ['string', 'null'] }, age: { type: ['integer', 'null'] }, active: { type: 'boolean' }, status: { type: 'string' } },
  };
  static override afterFind(): void {
    heard.push('find');
  }
  static override afterUpdate(): void {
    heard.push('update');
  }
  static override afterDelete(): void {
    heard.push('delete');
  }
  declare id: number;
  declare code: string;
  declare name: string | null;
  declare age: number | null;
  declare active: boolean;
  declare status: string;
  declare posts?: Post[];
  static override relationMappings = () => ({ posts: { relation: Model.HasManyRelation, modelClass: Post, join: { from: 'User.id', to: 'Post.authorId' } } });
}

export class Post extends Model {
  static override tableName = 'Post';
  static override jsonSchema = {
    type: 'object',
    properties: { id: { type: 'integer' }, title: { type: 'string' }, views: { type: 'integer' }, authorId: { type: ['integer', 'null'] }, editorId: { type: 'integer' } },
  };
  declare id: number;
  declare title: string;
  declare views: number;
  declare authorId: number | null;
  declare editorId: number;
  declare editor?: User;
  static override relationMappings = () => ({ editor: { relation: Model.BelongsToOneRelation, modelClass: User, join: { from: 'Post.editorId', to: 'User.id' } } });
}

Model.knex(knex);

export const close = (): Promise<void> => knex.destroy();
