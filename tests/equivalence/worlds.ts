import fc from 'fast-check';

import type { Input, NewUser } from './cells.ts';
import type { Post, User, World } from './databases.ts';

const user = (id: number, name: string | null = `user ${id}`, code = `code-${id}`): User => ({ id, code, name, age: 30 + id, active: id % 2 === 0, status: 'old' });
const post = (id: number, authorId: number | null, editorId: number): Post => ({ id, title: `post ${id}`, views: id * 10, authorId, editorId });

/** A small world: rows out of the order of their keys, two posts of one editor, an editor who does not exist. */
export const WORLD: World = {
  users: [user(3), user(1), user(2, null), user(4)],
  posts: [post(5, null, 2), post(2, 1, 1), post(1, 1, 3), post(3, 2, 9), post(4, 3, 2)],
  touched: [3],
};

/** Nothing in it that a rewrite could stumble over: each post has an editor of its own, and nobody is its author. */
export const PLAIN_WORLD: World = { users: WORLD.users, posts: [post(5, null, 2), post(2, null, 1), post(1, null, 3), post(3, null, 4)] };

export const newUser = (id: number, more: Partial<NewUser> = {}): NewUser => ({ id, code: `new-${id}`.slice(-6), name: `new ${id}`, status: 'made', ...more });

export const INPUT: Input = { ids: [3, 1, 2, 4], codes: ['code-3', 'code-1', 'code-2', 'code-4'], rows: [newUser(21), newUser(22), newUser(23)] };

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 5 });

/** Worlds with the traps in them: empty tables, missing rows, repeated keys, `NULL`s, rows in any order, updated rows. */
export const worlds: fc.Arbitrary<World> = ids.chain(known =>
  fc.record({
    users: fc.constant(known).chain(list => fc.tuple(...list.map(id => fc.record({ name: fc.option(fc.constantFrom('ann', 'bob')), age: fc.option(fc.integer({ min: 0, max: 90 })), status: fc.constantFrom('old', 'old', 'new', 'seen') }).map(more => ({ ...user(id), ...more })))) as fc.Arbitrary<User[]>),
    posts: fc
      .array(fc.record({ author: fc.option(known.length > 0 ? fc.constantFrom(...known) : fc.constant(null)), editor: fc.integer({ min: 1, max: 7 }) }), { maxLength: 6 })
      .map(list => list.map(({ author, editor }, at) => post(((at * 5) % 7) + 1, author, editor))),
    touched: fc.subarray(known),
  }),
);

/** Inputs with the traps in them: no elements, repeated ones, keys of no row, rows that fail. */
export const inputs: fc.Arbitrary<Input> = fc.record({
  ids: fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 6 }),
  codes: fc.array(fc.integer({ min: 1, max: 8 }).map(id => `code-${id}`), { maxLength: 6 }),
  rows: fc.array(fc.integer({ min: 1, max: 30 }).map(id => newUser(id)), { maxLength: 4 }),
});
