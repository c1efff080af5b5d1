import { describe, expect, it } from 'vitest';

import { mongoose } from '../../../src/orms/mongoose/index.ts';
import type { Driven } from '../../../src/vocabulary/orm.ts';
import type { QueryCall } from '../../../src/vocabulary/query.ts';
import type { OrmValue } from '../../../src/vocabulary/value.ts';
import { argumentsOf, opaque } from '../views.ts';

const MODEL: OrmValue = { k: 'orm', orm: 'mongoose', role: 'model', model: 'Post', evidence: 'proved' };
const ROW: OrmValue = { ...MODEL, role: 'row' };

function query(value: OrmValue, method: string, ...args: readonly unknown[]): QueryCall {
  const found = mongoose.call(value, method, argumentsOf(...args))?.query;
  if (!found) throw new Error(`${method} is no query`);
  return found;
}

/** All that is known of a query follows the element. */
function driven({ filter, payload }: QueryCall, written: Driven['payload'] = 'driven'): Driven {
  return { conditions: filter?.conditions ?? [], fixed: [], open: filter?.open ?? false, payload: payload ? written : 'none', used: false };
}

const setBased = (of: QueryCall, written?: Driven['payload']): string | undefined => mongoose.words.setBased(of, driven(of, written), undefined)?.text;
const id = opaque('id');

describe('words', () => {
  it.each([
    ['findById', [id], 'Post.find({ _id: { $in: ids } })` and look them up in a `Map` by `String(_id)`'],
    ['findOne', [{ slug: id }], 'Post.find({ slug: { $in: slugs } })` and look them up in a `Map` by `slug`'],
    ['find', [{ 'author.id': id }], "Post.find({ 'author.id': { $in: authorIds } })` and group them"],
    ['findOne', [{ a: id, b: id }], 'Post.find({ $or: keys.map(({ a, b }) => ({ a, b })) })'],
    ['exists', [{ slug: id }], "Post.distinct('slug', { slug: { $in: slugs } })"],
    ['countDocuments', [{ authorId: id }], "{ $group: { _id: '$authorId', count: { $sum: 1 } } }"],
    ['aggregate', [[{ $match: { authorId: id } }]], '{ $match: { authorId: { $in: authorIds } } }'],
    ['create', [{ title: id }], 'Post.insertMany(docs)'],
    ['updateOne', [{ _id: id }, { $set: { title: id } }], 'updateOne: { filter: { _id }, update: { title: … } }'],
    ['findOneAndUpdate', [{ slug: id }, { title: id }, { upsert: true }], 'filter: { slug }, update: { title: … }, upsert: true'],
    ['deleteOne', [{ _id: id }], 'Post.deleteMany({ _id: { $in: ids } })'],
  ])('%s', (method, args, text) => {
    expect(setBased(query(MODEL, method, ...args))).toContain(text);
  });

  it('writes equal values by one updateMany', () => {
    expect(setBased(query(MODEL, 'updateOne', { _id: id }, { $set: { status: 'x' } }), 'same')).toContain('Post.updateMany({ _id: { $in: ids } }, { status: … })');
  });

  it.each([
    ['save', [], 'Post.bulkSave(docs)'],
    ['deleteOne', [], 'Post.deleteMany({ _id: { $in: docs.map((doc) => doc._id) } })'],
    ['updateOne', [{ title: id }], 'Post.bulkWrite(docs.map('],
    ['populate', ['author'], ".populate('author')"],
  ])('row.%s', (method, args, text) => {
    expect(setBased(query(ROW, method, ...args))).toContain(text);
  });

  it('has none where the filter is no list of keys', () => {
    const between = query(MODEL, 'countDocuments', { createdAt: { $gte: id, $lt: id } });
    expect(setBased(between)).toBeUndefined();
    expect(mongoose.words.rowByRow(between, driven(between), undefined).text).toContain('$facet');
    const unread = query(MODEL, 'find', opaque('filter'));
    expect(setBased(unread)).toBeUndefined();
    expect(mongoose.words.rowByRow(unread, driven(unread), undefined).text).toContain('`$in`');
  });

  it('reads trees by level, or by $graphLookup', () => {
    expect(mongoose.words.recursion(query(MODEL, 'find', { parentId: id }), undefined).text).toContain('Post.find({ parentId: { $in: ids } })');
    expect(mongoose.words.recursion(query(MODEL, 'deleteMany', { parentId: id }), undefined).text).toContain('Post.deleteMany');
  });

  it('names models as the program does, and rows in lower case', () => {
    expect(mongoose.words.display(query({ ...MODEL, state: { called: 'Posts' } }, 'findById', id))).toBe('Posts.findById');
    expect(mongoose.words.display(query(ROW, 'save'))).toBe('post.save');
  });
});
