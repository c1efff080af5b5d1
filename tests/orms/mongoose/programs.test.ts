import { describe, expect, it } from 'vitest';

import { check, lint, type Case, type Files } from '../../analysis/harness.ts';

const PROJECT: Files = {
  'package.json': JSON.stringify({ name: 'app', private: true, dependencies: { mongoose: '^8.0.0', '@nestjs/mongoose': '^10.0.0' } }),
  'src/models/user.ts': `import { Schema, model } from 'mongoose';

const userSchema = new Schema({ name: String, team: { type: Schema.Types.ObjectId, ref: 'Team' } }, {
  statics: { byEmail(email: string) { return this.findOne({ email }); } },
});
userSchema.statics.byName = function (name: string) { return this.findOne({ name }); };
userSchema.static('byTeam', function (team) { return this.find({ team }); });
userSchema.method({ async touch() { this.seenAt = new Date(); await this.save(); } });
class Users {
  static async ensure(name: string) { return (await this.findOne({ name })) ?? this.create({ name }); }
  async rename(name: string) { this.name = name; await this.save(); }
}
userSchema.loadClass(Users);
export const User = model('User', userSchema);
`,
  'src/models/brand.ts': `import { Model } from 'mongoose';
import { brandSchema, type IBrandDocument } from './definitions';
import type { IModels } from './index';

export interface IBrandModel extends Model<IBrandDocument> {
  getBrand(id: string): Promise<IBrandDocument>;
}
export const loadBrandClass = (models: IModels) => {
  class Brand {
    static async getBrand(_id: string) { return models.Brands.findOne({ _id }).lean(); }
  }
  brandSchema.loadClass(Brand);
  return brandSchema;
};
`,
  'src/models/definitions.ts': `import { Document, Schema } from 'mongoose';
export interface IBrandDocument extends Document { name: string }
export const brandSchema = new Schema({ name: String });
`,
  'src/models/index.ts': `import type { Connection } from 'mongoose';
import { loadBrandClass, type IBrandModel } from './brand';
import type { IBrandDocument } from './definitions';
export interface IModels { Brands: IBrandModel }
export const generateModels = (db: Connection) => {
  const models: any = {};
  models.Brands = db.model<IBrandDocument, IBrandModel>('brands', loadBrandClass(models));
  return models;
};
`,
  'src/models/repository.ts': `import type { Model } from 'mongoose';
export abstract class BaseRepository<T> {
  constructor(protected readonly model: Model<T>) {}
  findById(id: string) { return this.model.findById(id).lean(); }
}
`,
  'src/models/task.ts': `import { InjectModel, Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Model, type HydratedDocument } from 'mongoose';
import { BaseRepository } from './repository';
@Schema()
export class Task { @Prop({ unique: true }) slug: string; }
export type TaskDocument = HydratedDocument<Task>;
export const TaskSchema = SchemaFactory.createForClass(Task);
export class TaskRepository extends BaseRepository<TaskDocument> {
  constructor(@InjectModel(Task.name) private readonly tasks: Model<TaskDocument>) { super(tasks); }
  bySlug(slug: string) { return this.tasks.findOne({ slug }); }
}
`,
};

const HEAD = `import mongoose from 'mongoose';
import { User } from './models/user';
import type { IModels } from './models/index';
import type { TaskRepository } from './models/task';
`;

/** One module of a project with Mongoose. */
function module(name: string, code: string, ...reports: readonly string[]): Case {
  return { name, code: { ...PROJECT, 'src/service.ts': HEAD + code }, reports: reports.map(each => `src/service.ts: ${each}`) };
}

const inLoop = (body: string): string => `export async function run(ids: string[], models: IModels, tasks: TaskRepository) { for (const id of ids) { ${body} } }`;
const onRows = (body: string): string => `export async function run(ids: string[]) { const users = await User.find({ _id: { $in: ids } }).sort('name'); for (const user of users) { ${body} } }`;

describe('queries in loops', () => {
  check([
    module('of a model', inLoop('await User.findById(id);'), 'driven User.findById'),
    module('run by exec', inLoop('await User.findOne({ team: id }).sort("name").exec();'), "driven User.findOne(…).sort('name').exec"),
    module('over several statements', inLoop('const query = User.find({ team: id }); query.sort("name"); await query;'), 'driven User.find'),
    module('over several statements, one of which is a limit of each', inLoop('const query = User.find({ team: id }); query.limit(3); await query;'), 'row-by-row User.find'),
    module('of an aggregate', inLoop('await User.aggregate([{ $match: { team: id } }, { $group: { _id: "$team" } }]);'), 'driven User.aggregate'),
    module('of a collection of the driver', inLoop('await mongoose.connection.collection("users").findOne({ team: id });'), "driven mongoose.connection.collection('users').findOne"),
    module('of a new row', inLoop('const user = new User({ name: id }); await user.save();'), 'driven user.save'),
    module('of a discriminator', `const Admin = User.discriminator('Admin', new mongoose.Schema({ level: Number }));\n${inLoop('await Admin.findOne({ team: id });')}`, 'driven Admin.findOne'),
    module('of a static given to the schema', inLoop('await User.byName(id);'), 'driven User.byName'),
    module('of a static given by a call', inLoop('await User.byTeam(id);'), 'driven User.byTeam'),
    module('of a static in the options of the schema', inLoop('await User.byEmail(id);'), 'driven User.byEmail'),
    module('of a static of a loaded class', inLoop('await User.ensure(id);'), 'driven User.ensure'),
    module('of a model that is only an interface', inLoop('await models.Brands.getBrand(id);'), 'driven models.Brands.getBrand'),
    module('of a model that a function of another module prepares', `import { generateModels } from './models/index';\nexport async function run(ids: string[], db) { const models = generateModels(db); for (const id of ids) await models.Brands.getBrand(id); }`, 'driven models.Brands.getBrand'),
    module('of the same by itself', inLoop('await models.Brands.findOne({ _id: id });'), 'driven models.Brands.findOne'),
    module('of a repository that wraps a model', inLoop('await tasks.findById(id);'), 'driven tasks.findById'),
    module('of a model that is injected', inLoop('await tasks.bySlug(id);'), 'driven tasks.bySlug'),
    module('of rows', onRows('await user.populate("team");'), 'driven user.populate'),
    module('of methods of rows', onRows('await user.touch();'), 'driven user.touch'),
    module('of methods of a loaded class', onRows('await user.rename("x");'), 'driven user.rename'),
    module('with a callback', inLoop('User.findOne({ name: id }, (error: Error, user: unknown) => console.log(user));'), 'driven User.findOne'),
  ]);
});

describe('no queries in loops', () => {
  check([
    module('a query that nobody waits for', inLoop('User.find({ team: id });')),
    module('a list of documents', onRows('users.find(other => other.id === user.id); user.set("name", "x");')),
    module('a cursor', 'export async function run() { for await (const user of User.find().cursor()) { user.name = "x"; await user.save(); } }'),
    module('one query for all', 'export async function run(ids: string[]) { return User.find({ _id: { $in: ids } }).populate("team"); }'),
    module('a pattern made of the element', "export async function run(names: string[]) {\n  for (const name of names) console.log(await User.findOne({ name: new RegExp(name, 'i') }));\n}", 'row-by-row User.findOne'),
    module('the rows that a written list made', "export async function run() {\n  const made = await User.insertMany([{ name: 'a' }, { name: 'b' }]);\n  for (const user of made) await User.deleteMany({ team: user._id });\n}"),
    module('near miss: the rows that any list made', 'export async function run(names: string[]) {\n  const made = await User.insertMany(names.map(name => ({ name })));\n  for (const user of made) await User.deleteMany({ team: user._id });\n}', 'driven User.deleteMany'),
    module('one write for all', 'export async function run(names: string[]) { await User.insertMany(names.map(name => ({ name }))); await User.bulkWrite(names.map(name => ({ updateOne: { filter: { name }, update: { name } } }))); }'),
  ]);
});

it('says of a pattern what MongoDB takes', () => {
  const { code } = module('', "export async function run(names: string[]) {\n  for (const name of names) console.log(await User.findOne({ name: new RegExp(name, 'i') }));\n}");
  expect(lint(code as Files).map(({ advice }) => advice)).toEqual(['No `$in` replaces this condition on `name`. Read the documents of all elements with one `User.find` whose filter covers them (`$or`), and assign them to the elements in memory.']);
});
