import { join } from 'node:path';

import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

import { projectWith } from '../../analysis/harness.ts';
import { drizzle, knex, kysely, mikroorm, mongoose, objection, prisma, sequelize, SITUATIONS, typeorm, type Programs } from './programs.ts';

const { default: plugin } = await import('../../../src/index.ts');

const ALL: Readonly<Record<string, Programs>> = { prisma, typeorm, sequelize, mikroorm, mongoose, objection, drizzle, knex, kysely };

/** What both rules about relations say of the body of a function. */
function saidOf({ dependency, files, head }: Programs, body: string): readonly string[] {
  const text = `${head}\n\nexport async function run(id: any) {\n${body.replace(/^/gm, '  ')}\n}\n`;
  const manifest = JSON.stringify({ name: 'app', dependencies: { [dependency]: '*' } });
  const dir = projectWith({ 'package.json': manifest, ...files, 'src/work.ts': text });
  const rules: Linter.RulesRecord = { 'orm/prefer-include': 'error', 'orm/no-unused-eager-load': 'error' };
  return new Linter({ cwd: dir }).verify(text, { files: ['**/*.ts'], plugins: { orm: plugin }, rules, languageOptions: { parser } }, join(dir, 'src/work.ts')).map(({ ruleId, message }) => `${ruleId ?? ''}: ${message}`);
}

function pageOf(name: string, programs: Programs): string {
  const parts = SITUATIONS.map(situation => {
    const program = programs.bodies[situation];
    if (typeof program !== 'string' && 'none' in program) return `## ${situation}\n\nNone: ${program.none}.\n`;
    const { body, silent } = typeof program === 'string' ? { body: program, silent: undefined } : program;
    const said = saidOf(programs, body);
    expect(said.length, `${name}, ${situation}: ${said.join(' | ')}`).toBe(silent === undefined ? 1 : 0);
    return `## ${situation}\n\n\`\`\`ts\n${body}\n\`\`\`\n\n${silent === undefined ? said.join('\n') : `Silent: ${silent}.`}\n`;
  });
  return [`# ${name}\n`, ...parts].join('\n');
}

describe.each(Object.entries(ALL))('%s', (name, programs) => {
  it('says what to write instead of a query that another one could have answered', async () => {
    await expect(pageOf(name, programs)).toMatchFileSnapshot(`./${name}.md`);
  });
});

/** A write to the model that is read second, and the first query with a lock, where the ORM has one. */
const BETWEEN: Readonly<Record<string, { readonly write: string; readonly locked?: string }>> = {
  prisma: { write: "await prisma.user.updateMany({ where: { email: id }, data: { name: 'x' } });" },
  typeorm: { write: "await users_.update(id, { email: 'x' });", locked: "const post = await posts_.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });" },
  sequelize: { write: "await User.update({ email: 'x' }, { where: { id } });", locked: 'const post = await Post.findByPk(id, { lock: true });' },
  mikroorm: { write: "await em.nativeUpdate(User, { id }, { email: 'x' });", locked: 'const post = await em.findOne(Post, { id }, { lockMode: 4 });' },
  objection: { write: "await User.query().findById(id).patch({ email: 'x' });", locked: 'const post = await Post.query().findById(id).forUpdate();' },
  drizzle: { write: "await db.update(users).set({ email: 'x' }).where(eq(users.id, id));", locked: "const [post] = await db.select().from(posts).where(eq(posts.id, id)).for('update');" },
  knex: { write: "await knex('users').where({ id }).update({ email: 'x' });", locked: "const post = await knex('posts').where({ id }).forUpdate().first();" },
  kysely: { write: "await db.updateTable('users').set({ email: 'x' }).where('id', '=', id).execute();", locked: "const post = await db.selectFrom('posts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();" },
};

describe.each(Object.entries(BETWEEN))('the parent of a row in %s', (name, { write, locked }) => {
  const programs = ALL[name]!;
  const [first = '', second = '', ...rest] = (programs.bodies['the parent of a row'] as string).split('\n');
  const said = (...lines: readonly string[]): number => saidOf(programs, [...lines, ...rest].join('\n')).length;

  it('is reported behind the question whether the row is there', () => {
    expect(said(first, "if (!post) throw new Error('missing');", second)).toBe(1);
  });

  it('is silent behind a check that may end the function, and in a branch', () => {
    expect(said(first, "if (post!.title !== 'x') throw new Error('forbidden');", second)).toBe(0);
    expect(said(first, 'const own = check();', 'let author;', 'if (own) {', second.replace('const author', 'author').replace('const [author]', '[author]'), '}')).toBe(0);
  });

  it('is silent where its model is written between', () => {
    expect(said(first, write, second)).toBe(0);
  });

  if (locked !== undefined) {
    it('is silent where the row is locked', () => {
      expect(said(locked, second)).toBe(0);
    });
  }
});
