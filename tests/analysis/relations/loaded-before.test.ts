import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { readSettings } from '../../../src/settings.ts';
import { projectWith } from '../harness.ts';
import { HEAD, ORMS } from './orms.ts';

const { rowLoadFindings } = await import('../../../src/analysis/index.ts');

/** The relations that the body of a function loads row by row, and that are not on the rows already. */
function missing(orm: string, body: string, more = ''): readonly (string | undefined)[] {
  const { files, head } = ORMS[orm]!;
  const text = `${HEAD}${head}${more}\nexport async function run(id: number) {\n${body}\n}`;
  const dir = projectWith({ ...files, 'src/a.ts': text });
  return rowLoadFindings({ filename: join(dir, 'src/a.ts'), text, cwd: dir, settings: readSettings(undefined) }).flatMap(({ finding, loaded }) => (loaded ? [] : [finding.relation]));
}

describe('relations that are loaded row by row', () => {
  it('says nothing of rows that a graph was fetched for before the loop', () => {
    const body = "const rows = await User.query();\nawait User.fetchGraph(rows, GRAPH);\nfor (const user of rows) unknown(await user.$fetchGraph('posts'));";
    expect(missing('Objection', body, "const GRAPH = '[team, posts]';")).toEqual([]);
    expect(missing('Objection', body, "const GRAPH = 'team';"), 'near miss: of another relation').toEqual(['posts']);
  });

  it('says nothing of what a shared function loads where it is missing', () => {
    const helper = (options: string): string => `\nasync function urlOf(user: User) { await user.$fetchGraph('posts'${options}); return unknown(user); }`;
    const body = 'for (const user of await User.query()) unknown(await urlOf(user));';
    expect(missing('Objection', body, helper(', { skipFetched: true }'))).toEqual([]);
    expect(missing('Objection', body, helper('')), 'near miss: in any case').toEqual(['posts']);
  });

  it('says nothing of rows that come with the relation', () => {
    const body = (options: string): string => `for (const user of await User.findAll(${options})) unknown(await user.getPosts());`;
    expect(missing('Sequelize', body("{ include: ['posts'] }"))).toEqual([]);
    expect(missing('Sequelize', body("{ include: ['team'] }")), 'near miss: with another one').toEqual(['posts']);
  });

  it('says nothing of what has to be as it is after a write', () => {
    const body = (model: string): string => `for (const user of await User.findAll()) { await ${model}.destroy({ where: { id } }); unknown(await user.getPosts()); }`;
    expect(missing('Sequelize', body('Post'))).toEqual([]);
    expect(missing('Sequelize', body('unknown')), 'near miss: of something else').toEqual(['posts']);
  });
});
