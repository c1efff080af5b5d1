import { expect, it } from 'vitest';

import { leaveOutLoad } from '../../src/fixes/leave-out-load.ts';
import { editedText } from '../../src/fixes/edits.ts';
import { factsOfText } from '../../src/project/lower/index.ts';

/** The text of a call without a relation; `undefined` where nothing is offered. */
function without(text: string, option: string, path: string): string | undefined {
  const facts = factsOfText('file.ts', text)!;
  const edits = leaveOutLoad(text, { facts, call: facts.exprs.findLastIndex(expr => expr.k === 'call'), option, path: path.split('.') });
  return edits && editedText(text, 0, text.length, edits);
}

it.each([
  ['one of two', 'find({ include: { author: true, tags: true } })', 'include', 'author', 'find({ include: { tags: true } })'],
  ['the last of two', 'find({ include: { tags: true, author: true } })', 'include', 'author', 'find({ include: { tags: true } })'],
  ['the only one', 'find({ where: { id }, include: { author: true } })', 'include', 'author', 'find({ where: { id } })'],
  ['behind another one', 'find({ include: { author: { include: { team: true } } } })', 'include', 'author.team', 'find({ include: { author: true } })'],
  ['behind another one, with options', 'find({ include: { author: { where, include: { team: true } } } })', 'include', 'author.team', 'find({ include: { author: { where } } })'],
  ['behind another one, nested', 'find({ relations: { author: { team: true, posts: true } } })', 'relations', 'author.team', 'find({ relations: { author: { posts: true } } })'],
  ['of a list', "find({ relations: ['author', 'tags'] })", 'relations', 'author', "find({ relations: ['tags'] })"],
  ['of a list of includes', "find({ include: [{ model: User, as: 'author' }, 'tags'] })", 'include', 'author', "find({ include: ['tags'] })"],
  ['a chosen one', 'find({ select: { title: true, author: { select: { name: true } } } })', 'select', 'author', 'find({ select: { title: true } })'],
  ['of another argument', "em.find(Post, {}, { populate: ['author'], limit: 5 })", 'populate', 'author', 'em.find(Post, {}, { limit: 5 })'],
])('%s', (_, text, option, path, rest) => {
  expect(without(text, option, path)).toBe(rest);
});

it('takes a call out of a chain', () => {
  const text = "Post.find().populate('author').lean()";
  const facts = factsOfText('file.ts', text)!;
  const call = facts.exprs.findIndex(expr => expr.k === 'call' && expr.end === text.length);
  const edits = leaveOutLoad(text, { facts, call, option: 'populate', path: ['author'] });
  expect(edits && editedText(text, 0, text.length, edits)).toBe('Post.find().lean()');
});

it.each([
  ['a comment would be lost', 'find({ include: { author: true /* for the byline */ } })', 'include', 'author'],
  ['it is chosen alone', 'find({ select: { author: true } })', 'select', 'author'],
  ['it may come from elsewhere', 'find({ include: { ...common, author: true } })', 'include', 'author'],
  ['a variable holds the options', 'find(options)', 'include', 'author'],
  ['what is behind it is named as well', "find({ relations: ['author', 'author.team'] })", 'relations', 'author'],
])('offers nothing where %s', (_, text, option, path) => {
  expect(without(text, option, path)).toBeUndefined();
});
