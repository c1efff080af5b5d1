import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

import { readSettings } from '../../src/settings.ts';
import type { LoopFinding } from '../../src/vocabulary/finding.ts';

// Errors of ours are to be seen: the analysis looks for this when it is loaded.
process.env['ESLINT_PLUGIN_ORM_DEBUG'] = '1';
const { loopFindings } = await import('../../src/analysis/index.ts');

/** Files by path, relative to the project. */
export type Files = { readonly [path: string]: string };

/** A finding as a test reads it. */
export type Found = {
  file: string;
  line: number;
  kind: LoopFinding['kind'];
  subject: string;
  collection?: string;
  /** The queries behind it, as a message names them. */
  queries: readonly string[];
  advice: string;
  onSomePaths: boolean;
};

/** A project, or the text of one module that imports `prisma` from `./db`, and what is reported in it. */
export type Case = {
  name: string;
  /** One module, or files by path. */
  code: string | Files;
  /** `driven prisma.post.findMany`; in a project, `src/posts.ts: driven prisma.post.findMany`. */
  reports: readonly string[];
  /** `settings.orm`. */
  settings?: object;
};

export const SCHEMA = `
generator client {
  provider = "prisma-client-js"
}

datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL")
}

enum Status { OPEN CLOSED }

model Team {
  id      String @id @default(cuid())
  slug    String @unique
  name    String
  users   User[]
}

model User {
  id        String    @id @default(cuid())
  email     String    @unique
  name      String?
  score     Int       @default(0)
  teamId    String?
  team      Team?     @relation(fields: [teamId], references: [id])
  managerId String?
  posts     Post[]
  orders    Order[]
}

model Post {
  id        String    @id @default(cuid())
  slug      String    @unique
  title     String
  status    Status    @default(OPEN)
  views     Int       @default(0)
  authorId  String
  author    User      @relation(fields: [authorId], references: [id])
  comments  Comment[]
  createdAt DateTime  @default(now())
}

model Comment {
  id     String @id @default(cuid())
  body   String
  postId String
  post   Post   @relation(fields: [postId], references: [id])
}

model Order {
  id     String      @id @default(cuid())
  userId String
  status String
  total  Int
  user   User        @relation(fields: [userId], references: [id])
  items  OrderItem[]
}

model OrderItem {
  id        String @id @default(cuid())
  orderId   String
  productId String
  quantity  Int
  order     Order  @relation(fields: [orderId], references: [id])

  @@unique([orderId, productId])
}

model Product {
  id    String @id @default(cuid())
  sku   String @unique
  stock Int
  price Int
}

model Category {
  id       String     @id @default(cuid())
  name     String
  parentId String?
  parent   Category?  @relation("tree", fields: [parentId], references: [id])
  children Category[] @relation("tree")
}

model Job {
  id     String @id @default(cuid())
  status String
}

model Setting {
  id    String @id @default(cuid())
  orgId String
  key   String
  value String

  @@unique([orgId, key])
}

model AuditLog {
  id      String @id @default(cuid())
  message String
}
`;

const MANIFEST = JSON.stringify({ name: 'app', private: true, dependencies: { '@prisma/client': '^6.0.0' } });

/** What every project has unless it brings its own. */
const COMMON: Files = {
  'package.json': MANIFEST,
  'prisma/schema.prisma': SCHEMA,
  'src/db.ts': `import { PrismaClient } from '@prisma/client';\n\nexport const prisma = new PrismaClient();\n`,
};

const MODULE = 'src/service.ts';
const IMPORT = "import { prisma } from './db';\n";

const folders: string[] = [];
afterAll(() => {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** Writes a project into a folder of its own, and says where. */
export function projectWith(files: Files): string {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'orm-analysis-')));
  folders.push(dir);
  for (const [path, text] of Object.entries({ ...COMMON, ...files })) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

/** What is found in one file of a project. */
export function lintFile(dir: string, path: string, text: string, settings?: object): readonly Found[] {
  const found = loopFindings({ filename: join(dir, path), text, cwd: dir, settings: readSettings(settings && { orm: settings }) });
  return found.map(({ at, kind, subject, collection, queries, advice, onSomePaths }) => ({
    file: path,
    line: text.slice(0, at).split('\n').length,
    kind,
    subject,
    ...(collection !== undefined && { collection }),
    queries: queries.map(({ display }) => display),
    advice,
    onSomePaths,
  }));
}

/** What is found in the given files of a project, each linted by itself. */
export function lint(files: Files, settings?: object): readonly Found[] {
  const dir = projectWith(files);
  return Object.entries(files)
    .filter(([path]) => /\.[cm]?[jt]sx?$/.test(path) && !path.includes('node_modules/') && !path.endsWith('.d.ts'))
    .flatMap(([path, text]) => lintFile(dir, path, text, settings));
}

/** The text of one module, with the client it speaks of. */
export function moduleOf(code: string): string {
  return /\bprisma\b[^;]*\bfrom '|require\(|(?:const|let) prisma\b/.test(code) ? code : IMPORT + code;
}

/** What is found for a case. */
export function findingsOf({ code, settings }: Pick<Case, 'code' | 'settings'>): readonly Found[] {
  return lint(typeof code === 'string' ? { [MODULE]: moduleOf(code) } : code, settings);
}

/** One `it` for each case. Whatever is reported, more concurrency is never the advice. */
export function check(cases: readonly Case[]): void {
  it.each(cases.map(each => [each.name, each] as const))('%s', (_, each) => {
    const found = findingsOf(each);
    const isModule = typeof each.code === 'string';
    const reports = found.map(({ file, kind, subject }) => `${isModule ? '' : `${file}: `}${kind} ${subject}`);
    expect(reports, `found: ${reports.join(' | ') || 'nothing'}`).toEqual(each.reports);
    for (const { advice } of found) expect(advice).not.toContain('Promise.all');
  });
}
