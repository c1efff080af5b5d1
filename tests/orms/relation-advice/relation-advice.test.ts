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
