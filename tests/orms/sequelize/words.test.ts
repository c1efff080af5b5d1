import { describe, expect, it } from 'vitest';

import { sequelize } from '../../../src/orms/sequelize/index.ts';
import type { Driven } from '../../../src/vocabulary/orm.ts';
import type { QueryCall } from '../../../src/vocabulary/query.ts';
import type { OrmValue } from '../../../src/vocabulary/value.ts';
import { argumentsOf, opaque } from '../views.ts';

const MODEL: OrmValue = { k: 'orm', orm: 'sequelize', role: 'model', model: 'post', state: { called: 'Post' }, evidence: 'proved' };
const ROW: OrmValue = { ...MODEL, role: 'row' };

function query(value: OrmValue, method: string, ...args: readonly unknown[]): QueryCall {
  const found = sequelize.call(value, method, argumentsOf(...args))?.query;
  if (!found) throw new Error(`${method} is no query`);
  return found;
}

/** All that is known of a query follows the element. */
function driven({ filter, payload }: QueryCall, written: Driven['payload'] = 'driven'): Driven {
  return { conditions: filter?.conditions ?? [], fixed: [], open: filter?.open ?? false, payload: payload ? written : 'none', used: false };
}

const setBased = (of: QueryCall, written?: Driven['payload']): string | undefined => sequelize.words.setBased(of, driven(of, written), undefined)?.text;
const id = opaque('id');

describe('words', () => {
  it.each([
    ['findByPk', [id], 'Post.findAll({ where: { id: ids } })'],
    ['findOne', [{ where: { slug: id }, attributes: ['id'] }], 'Post.findAll({ where: { slug: slugs }, attributes: … })'],
    ['findOne', [{ where: { a: id, b: id } }], 'Post.findAll({ where: { [Op.or]: keys.map(({ a, b }) => ({ a, b })) } })'],
    ['findAll', [{ where: { authorId: id }, order: ['id'] }], 'Post.findAll({ where: { authorId: authorIds }, order: … })'],
    ['count', [{ where: { authorId: id } }], "Post.count({ where: { authorId: authorIds }, group: ['authorId'] })"],
    ['sum', ['views', { where: { authorId: id } }], "sequelize.fn('SUM', sequelize.col('…'))"],
    ['create', [{ title: id }], 'Post.bulkCreate(rows)'],
    ['bulkCreate', [opaque('rows'), { transaction: id }], 'Post.bulkCreate(rows, { transaction })'],
    ['upsert', [{ title: id }], "Post.bulkCreate(rows, { updateOnDuplicate: ['…'] })"],
    ['destroy', [{ where: { id } }], 'Post.destroy({ where: { id: ids } })'],
  ])('%s', (method, args, text) => {
    expect(setBased(query(MODEL, method, ...args))).toContain(text);
  });

  it('writes rows together when their values are the same, and says so when they are not', () => {
    const update = query(MODEL, 'update', { hidden: true }, { where: { id } });
    expect(setBased(update, 'same')).toContain('Post.update({ hidden: … }, { where: { id: ids } })');
    expect(setBased(update)).toBeUndefined();
    expect(sequelize.words.rowByRow(update, driven(update), undefined).text).toContain('updateOnDuplicate');
  });

  it('speaks of rows', () => {
    expect(setBased(query(ROW, 'destroy'))).toContain('Post.destroy({ where: { id: rows.map((row) => row.id) } })');
    expect(setBased(query(ROW, 'update', { hidden: true }), 'same')).toContain('Post.update({ hidden: … }');
    expect(setBased(query(ROW, 'save'))).toBeUndefined();
    expect(setBased(query(ROW, '$get', 'author'))).toContain('include');
    expect(sequelize.words.display(query(ROW, 'save'))).toBe('post.save');
  });

  it('has no list of keys for another condition or for rows per parent', () => {
    expect(setBased(query(MODEL, 'findOne', { where: { at: { $gt: id } } }))).toBeUndefined();
    const limited = query(MODEL, 'findAll', { where: { authorId: id }, limit: 3 });
    expect(setBased(limited)).toBeUndefined();
    expect(sequelize.words.rowByRow(limited, driven(limited), undefined).text).toContain('separate: true');
  });

  it('reads trees by level', () => {
    expect(sequelize.words.recursion(query(MODEL, 'findAll', { where: { parentId: id } }), undefined).text).toContain('Post.findAll({ where: { parentId: ids } })');
  });
});
