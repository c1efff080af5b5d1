import { expect, it } from 'vitest';

import { lintFile, projectWith, type Files, type Found } from './harness.ts';

/** Modules that call each other in circles, with a query behind most of the calls. */
const PROJECT: Files = {
  'src/users.service.ts': `
import { PrismaService } from './prisma.service';
import { TeamsService } from './teams.service';
export class UsersService {
  constructor(private readonly prisma: PrismaService, private readonly teams: TeamsService) {}
  async postsOf(id: string) {
    return this.prisma.post.findMany({ where: { authorId: id } });
  }
  async withTeams(ids: string[]) {
    const out = [];
    for (const id of ids) out.push({ posts: await this.postsOf(id), team: await this.teams.teamOf(id) });
    return out;
  }
}
`,
  'src/teams.service.ts': `
import { PrismaService } from './prisma.service';
import { UsersService } from './users.service';
export class TeamsService {
  constructor(private readonly prisma: PrismaService, private readonly users: UsersService) {}
  async teamOf(userId: string) {
    return this.prisma.team.findFirst({ where: { users: { some: { id: userId } } } });
  }
  async posts(teamId: string) {
    const members = await this.prisma.user.findMany({ where: { teamId } });
    return Promise.all(members.map(member => this.users.postsOf(member.id)));
  }
}
`,
  'src/prisma.service.ts': `
import { PrismaClient } from '@prisma/client';
export class PrismaService extends PrismaClient {}
`,
  'src/tree.ts': `
import { each } from './each';
import { nameOf } from './names';
import { prisma } from './db';
export async function load(id: string): Promise<unknown[]> {
  const children = await prisma.category.findMany({ where: { parentId: id } });
  const out: unknown[] = [];
  await each(children, async child => {
    out.push(await nameOf(child.id), await load(child.id));
  });
  return out;
}
`,
  'src/names.ts': `
import { load } from './tree';
import { prisma } from './db';
export async function nameOf(id: string) {
  const row = await prisma.category.findFirst({ where: { id } });
  return row?.name;
}
export async function trees(ids: string[]) {
  for (const id of ids) console.log(await load(id), await nameOf(id));
}
`,
  'src/each.ts': `
export async function each<T>(items: T[], work: (item: T) => Promise<void>) {
  for (const item of items) await work(item);
}
export async function eachTwice<T>(items: T[], work: (item: T) => Promise<void>) {
  await each(items, async item => work(item));
  for (const item of items) await work(item);
}
`,
  'src/jobs.js': `
const { eachTwice } = require('./each');
const { nameOf, trees } = require('./names');
exports.run = async ids => {
  await eachTwice(ids, async id => {
    await nameOf(id);
  });
  await Promise.all(ids.map(nameOf));
  await trees(ids);
};
`,
};

const PATHS = Object.keys(PROJECT);

function lintAll(dir: string, paths: readonly string[]): Readonly<Record<string, readonly Found[]>> {
  const found = paths.map(path => [path, lintFile(dir, path, PROJECT[path]!)] as const);
  return Object.fromEntries(found.sort(([a], [b]) => a.localeCompare(b)));
}

const rotated = PATHS.map((_, at) => [...PATHS.slice(at), ...PATHS.slice(0, at)]);

it('finds something to compare', () => {
  const found = lintAll(projectWith(PROJECT), PATHS);
  expect(Object.entries(found).flatMap(([path, all]) => (all.length > 0 ? [path] : []))).toEqual(['src/jobs.js', 'src/names.ts', 'src/teams.service.ts', 'src/tree.ts', 'src/users.service.ts']);
});

it.each([...rotated, ...rotated.map(paths => paths.toReversed())])('finds the same from %s on', (...paths) => {
  // A folder of its own for each order: nothing is known of it before.
  expect(lintAll(projectWith(PROJECT), paths)).toEqual(lintAll(projectWith(PROJECT), PATHS));
});

it('finds the same when it is asked again', () => {
  const dir = projectWith(PROJECT);
  const first = lintAll(dir, PATHS);
  expect(lintAll(dir, PATHS)).toEqual(first);
  expect(lintAll(dir, PATHS.toReversed())).toEqual(first);
});

it('finds the same in one file alone as in a run over all', () => {
  const all = lintAll(projectWith(PROJECT), PATHS);
  for (const path of PATHS) expect(lintAll(projectWith(PROJECT), [path])).toEqual({ [path]: all[path] });
});

it('sees an unsaved text, and the saved one again afterwards', () => {
  const dir = projectWith(PROJECT);
  const path = 'src/names.ts';
  const saved = lintAll(dir, PATHS);
  const unsaved = PROJECT[path]!.replace('await load(id), await nameOf(id)', 'id');
  expect(lintFile(dir, path, unsaved)).toEqual([]);
  expect(lintAll(dir, PATHS)).toEqual(saved);
});
