import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { Linter } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';

import { printSchema } from '../../../src/cli/print-schema.ts';
import plugin from '../../../src/index.ts';
import { readSettings } from '../../../src/settings.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function projectOf(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'orm-unreadable-')));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const RULES = { 'orm/require-eager-loading': 'error', 'orm/prefer-include': 'error', 'orm/no-unused-eager-load': 'error' } as const;

/** What the rules that need a schema say of each file, in the order in which they are linted. */
function messagesIn(files: Readonly<Record<string, string>>, rules: Linter.RulesRecord = RULES): readonly string[] {
  const folder = projectOf(files);
  return Object.entries(files).flatMap(([path, text]) =>
    /\.js$/.test(path) ? new Linter({ cwd: folder }).verify(text, { plugins: { orm: plugin }, rules }, join(folder, path)).map(({ ruleId, message }) => `${path} ${ruleId ?? ''}: ${message}`) : [],
  );
}

const SAYS = '`prisma/schema.prisma` cannot be read, line 7: This line is no field and no attribute. Nothing is said of the relations of its models. `npx eslint-plugin-orm --print-schema` shows what is understood.';
const schema = (line: string): string => `model User {\n  id    Int    @id\n  name  String\n  posts Post[]\n}\nmodel Post {\n  ${line}\n  id       Int    @id\n  title    String\n  authorId Int\n  author   User   @relation(fields: [authorId], references: [id])\n}\n`;
const prisma = (line: string): Readonly<Record<string, string>> => ({
  'package.json': JSON.stringify({ name: 'app', dependencies: { '@prisma/client': '6.0.0' } }),
  'prisma/schema.prisma': schema(line),
  'src/db.js': "import { PrismaClient } from '@prisma/client';\nexport const prisma = new PrismaClient();",
  'src/titles.js': "import { prisma } from './db';\nexport async function titles() {\n  const posts = await prisma.post.findMany({ include: { author: true } });\n  return posts.map(post => post.title);\n}",
  'src/page.js': "import { prisma } from './db';\nexport async function page(id) {\n  const user = await prisma.user.findUnique({ where: { id } });\n  const posts = await prisma.post.findMany({ where: { authorId: user.id } });\n  return { user, posts };\n}",
});

describe('a schema of Prisma that cannot be read', () => {
  it('is said once, where the client is made, and the rules that need it are quiet', () => {
    expect(messagesIn(prisma('slug : = ?'))).toEqual([`src/db.js orm/require-eager-loading: ${SAYS}`]);
  });

  it('is said by the one rule that is on', () => {
    expect(messagesIn(prisma('slug : = ?'), { 'orm/prefer-include': 'error' })).toEqual([`src/db.js orm/prefer-include: ${SAYS}`]);
  });

  it('is said where nothing of it can be read', () => {
    expect(messagesIn({ ...prisma(''), 'prisma/schema.prisma': 'modl User {\n}' })).toEqual([expect.stringContaining('`prisma/schema.prisma` cannot be read, line 1: ')]);
  });

  it('is no concern of rules that need no schema', () => {
    expect(messagesIn(prisma('slug : = ?'), { 'orm/no-query-in-loop': 'error' })).toEqual([]);
  });

  it('near miss: one that can be read', () => {
    expect(messagesIn(prisma('slug String'))).toEqual([
      expect.stringContaining('src/titles.js orm/no-unused-eager-load: `prisma.post.findMany` loads `author`'),
      expect.stringContaining('src/page.js orm/prefer-include: `prisma.post.findMany` goes by `user.id`'),
    ]);
  });
});

const entities = (user: string): Readonly<Record<string, string>> => ({
  'package.json': JSON.stringify({ name: 'app', dependencies: { typeorm: '1.0.0' } }),
  'src/user.ts': user,
  'src/post.ts': "import { Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';\nimport { User } from './user';\n@Entity() export class Post { @PrimaryGeneratedColumn() id: number; @ManyToOne(() => User, user => user.posts) author: User; }",
  'src/names.js': "import { Post } from './post';\nimport { User } from './user';\nexport async function names(manager) {\n  const posts = await manager.getRepository(Post).find();\n  return posts.map(post => post.author.name);\n}\nexport async function counts(manager) {\n  const users = await manager.getRepository(User).find();\n  return users.map(user => user.posts.length);\n}",
});
const USER = "import { Column, Entity, OneToMany, PrimaryGeneratedColumn } from 'typeorm';\nimport { Post } from './post';\n@Entity() export class User { @PrimaryGeneratedColumn() id: number; @Column() name: string; @OneToMany(() => Post, post => post.author) posts: Post[]; }";

describe('entities', () => {
  it('are read where their files import each other', () => {
    const found = messagesIn(entities(USER));
    expect(found).toEqual([expect.stringContaining('`post.author` is read, but'), expect.stringContaining('`user.posts` is read, but')]);
  });

  it('are passed over where their file cannot be parsed, which is an error of that file; what another one says of itself still counts', () => {
    expect(messagesIn(entities(`${USER}\nexport class {`))).toEqual([expect.stringContaining('`post.author` is read, but')]);
  });

  it('are said not to be understood, with the line', () => {
    const folder = projectOf(entities(`${USER}\nexport class {`));
    expect(printSchema(['.'], folder, readSettings(undefined))).toContain('Not understood: src/user.ts:4: ');
  });
});
