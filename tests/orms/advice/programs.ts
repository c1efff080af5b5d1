import type { Files } from '../../analysis/harness.ts';

/** What a loop asks for, each time for one `post`, `id` or `user` of the loop; every ORM has one statement for each, or says why not. */
export const LOOPS = [
  'reads one row by its key',
  'reads the rows of a parent',
  'reads the first row of a parent',
  'counts the rows of a parent',
  'sums a column over the rows of a parent',
  'writes a new row',
  'changes a row, always in the same way',
  'changes a row to the values of the element',
  'writes a row or changes it',
  'deletes a row by its key',
  'reads by a statement',
  'writes by a statement',
] as const;

export type Loop = (typeof LOOPS)[number];

/** `none`: why the ORM has no statement for it. */
export type Statement = string | { readonly none: string };

export type Programs = {
  readonly dependency: string;
  /** Files beside `src/work.ts`. */
  readonly files?: Files;
  /** The head of `src/work.ts`. */
  readonly head: string;
  readonly loops: { readonly [L in Loop]: Statement };
  /** The body of `async function walk(id)`, which calls itself for the children. */
  readonly tree: Statement;
};

/** A module whose one loop runs a statement. */
export function loopOver(head: string, statement: string): string {
  return `${head}
export async function work(given: { id: number; title: string; views: number; authorId: number }[]) {
  const found = [];
  for (const post of given) found.push(await ${statement});
  return found;
}
`;
}

/** A module whose one function walks down a tree. */
export function treeOf(head: string, statement: string): string {
  return `${head}
export async function walk(id: number): Promise<unknown> {
  const children = await ${statement};
  return Promise.all(children.map(async (child: { id: number }) => ({ child, below: await walk(child.id) })));
}
`;
}
