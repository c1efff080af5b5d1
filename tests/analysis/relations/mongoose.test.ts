import { describe, expect, it } from 'vitest';

import { checkRelations, relationsIn, type Around } from './harness.ts';

const around: Around = {
  files: {
    'package.json': JSON.stringify({ name: 'app', dependencies: { mongoose: '8.0.0' } }),
    'src/models/index.ts': `
      import { model, Schema } from 'mongoose';
      const companySchema = new Schema({ name: String });
      export const Company = model('Company', companySchema);
      const userSchema = new Schema({ name: String, company: { type: Schema.Types.ObjectId, ref: 'Company' } });
      userSchema.virtual('posts', { ref: 'Post', localField: '_id', foreignField: 'author' });
      export const User = model('User', userSchema);
      const postSchema = new Schema({ title: String, author: { type: Schema.Types.ObjectId, ref: 'User' }, editors: [{ type: Schema.Types.ObjectId, ref: 'User' }], owner: { type: Schema.Types.ObjectId, ref: 'User', autopopulate: true } });
      export const Post = model('Post', postSchema);`,
    'src/models/note.ts': `
      import { model, Schema } from 'mongoose';
      const noteSchema = new Schema({ author: { type: Schema.Types.ObjectId, ref: 'User' } });
      noteSchema.pre(/^find/, function () { this.populate('author'); });
      export const Note = model('Note', noteSchema);`,
  },
  head: "import { Company, Post, User } from './models';\nimport { Note } from './models/note';\ndeclare const unknown: any;",
};

describe('relations that are read and not loaded', () => {
  checkRelations(around, [
    ['a key that is read as a document', 'export async function run() { const rows = await Post.find(); return rows.map(row => row.author.name); }', ['unloaded row.author.name → author']],
    ['of lean documents', 'export async function run(id: string) { const post = await Post.findById(id).lean(); return post.author.name; }', ['unloaded post.author.name → author']],
    ['a list of keys', 'export async function run(id: string) { const post = await Post.findById(id); for (const editor of post.editors) unknown(editor.name); }', ['unloaded editor.name → editors']],
    ['a virtual', 'export async function run(id: string) { const user = await User.findById(id); return user.posts.length; }', ['unloaded user.posts']],
    ['behind one that is loaded', "export async function run() { const rows = await Post.find().populate('author'); return rows.map(row => row.author.company.name); }", ['unloaded row.author.company.name → author.company']],
    ['what an update gives', 'export async function run(id: string) { const post = await Post.findByIdAndUpdate(id, { title: unknown }); return post.author.name; }', ['unloaded post.author.name → author']],
  ]);
});

describe('silence', () => {
  checkRelations(around, [
    ['populated', "export async function run() { const rows = await Post.find().populate('author'); return rows.map(row => row.author.name); }", []],
    ['populated, several in one text', "export async function run() { const rows = await Post.find().populate('editors author'); return rows.map(row => row.author.name); }", []],
    ['populated, nested', "export async function run() { const rows = await Post.find().populate({ path: 'author', populate: 'company' }); return rows.map(row => row.author.company.name); }", []],
    ['the key as a key', 'export async function run(id: string) { const post = await Post.findById(id); return User.findById(post.author); }', []],
    ['the key of the key', 'export async function run(id: string) { const post = await Post.findById(id); return [post.author._id, post.author.toString(), post.editors.length]; }', []],
    ['populated by a plugin', 'export async function run() { const rows = await Post.find(); return rows.map(row => row.owner.name); }', []],
    ['populated by a hook', 'export async function run() { const rows = await Note.find(); return rows.map(row => row.author.name); }', []],
    ['populated afterwards', "export async function run(id: string) { const post = await Post.findById(id); await post.populate('author'); return post.author.name; }", []],
    ['near miss: another one is populated afterwards', "export async function run(id: string) { const post = await Post.findById(id); await post.populate('editors'); return post.author.name; }", ['unloaded post.author.name → author']],
    ['populated by the model', "export async function run() { const rows = await Post.find(); await Post.populate(rows, 'author'); return rows.map(row => row.author.name); }", []],
    ['a path that is not known', 'export async function run(path: string) { const rows = await Post.find().populate(path); return rows.map(row => row.author.name); }', []],
    ['a query that is handed on', 'export async function run() { const query = Post.find(); unknown.addTo(query); const rows = await query; return rows.map(row => row.author.name); }', []],
  ]);
});

describe('schemas in variables that are not named for their models', () => {
  const elsewhere: Around = {
    files: {
      'package.json': JSON.stringify({ name: 'app', dependencies: { mongoose: '8.0.0' } }),
      'src/users/user.ts': "import { model, Schema } from 'mongoose';\nconst schema = new Schema({ name: String });\nschema.virtual('posts', { ref: 'Post', localField: '_id', foreignField: 'author' });\nexport const User = model('User', schema);",
      'src/users/team.ts': "import { model, Schema } from 'mongoose';\nconst schema = new Schema({ name: String });\nschema.virtual('users', { ref: 'User', localField: '_id', foreignField: 'team' });\nschema.pre(/^find/, function () { this.populate('users'); });\nexport const Team = model('Team', schema);",
    },
    head: "import { Team } from './users/team';\nimport { User } from './users/user';",
  };
  checkRelations(elsewhere, [
    ['a virtual', 'export async function run(id: string) { const user = await User.findById(id); return user.posts.length; }', ['unloaded user.posts']],
    ['populated by a hook', 'export async function run(id: string) { const team = await Team.findById(id); return team.users.length; }', []],
  ]);
});

it('says how a document behind another one is loaded', () => {
  const found = relationsIn(around, "export async function run() { const rows = await Post.find().populate('author'); return rows.map(row => row.author.company.name); }");
  expect(found.advice).toEqual(["Load it with the documents: `.populate({ path: 'author', populate: 'company' })` on `find`."]);
});
