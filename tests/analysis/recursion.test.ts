import { describe } from 'vitest';

import { check } from './harness.ts';

describe('down a tree', () => {
  check([
    {
      name: 'children, one after the other',
      code: `export async function loadTree(parentId: string): Promise<unknown[]> {
  const children = await prisma.category.findMany({ where: { parentId } });
  const out: unknown[] = [];
  for (const child of children) out.push({ ...child, children: await loadTree(child.id) });
  return out;
}
`,
      reports: ['recursion loadTree'],
    },
    {
      name: 'children, all at once',
      code: `export async function loadTree(parentId: string | null): Promise<unknown[]> {
  const children = await prisma.category.findMany({ where: { parentId } });
  return Promise.all(children.map(async child => ({ ...child, children: await loadTree(child.id) })));
}
`,
      reports: ['recursion loadTree'],
    },
    {
      name: 'what is written differs by node',
      code: `type Node = { id: string; title: string; children: Node[] };
export async function save(node: Node): Promise<void> {
  await prisma.category.update({ where: { id: node.id }, data: { name: node.title } });
  for (const child of node.children) await save(child);
}
`,
      reports: ['row-by-row save'],
    },
    {
      name: 'a method',
      code: `export class Tree {
  private async collect(id: string, into: string[]): Promise<void> {
    into.push(id);
    const children = await prisma.category.findMany({ where: { parentId: id }, select: { id: true } });
    for (const { id: childId } of children) {
      await this.collect(childId, into);
    }
  }
  async ids(root: string) {
    const into: string[] = [];
    await this.collect(root, into);
    return into;
  }
}
`,
      reports: ['recursion this.collect'],
    },
    {
      name: 'a closure',
      code: `export async function remove(rootId: string) {
  const visit = async (id: string): Promise<void> => {
    const children = await prisma.category.findMany({ where: { parentId: id } });
    for (const child of children) await visit(child.id);
    await prisma.category.delete({ where: { id } });
  };
  await visit(rootId);
}
`,
      reports: ['recursion visit'],
    },
    {
      name: 'a tree that is in memory, written node by node',
      code: `type Node = { name: string; children: Node[] };
export async function insert(node: Node, parentId: string | null): Promise<void> {
  const row = await prisma.category.create({ data: { name: node.name, parentId } });
  for (const child of node.children) await insert(child, row.id);
}
`,
      reports: ['recursion insert'],
    },
    {
      name: 'through forEach and then',
      code: `export function loadTree(parentId: string): Promise<unknown> {
  return prisma.category.findMany({ where: { parentId } }).then(children => Promise.all(children.map(child => loadTree(child.id))));
}
`,
      reports: ['recursion loadTree'],
    },
    {
      name: 'in two functions',
      code: `async function childrenOf(id: string): Promise<unknown[]> {
  const rows = await prisma.category.findMany({ where: { parentId: id } });
  return Promise.all(rows.map(row => nodeOf(row)));
}
async function nodeOf(row: { id: string; name: string }): Promise<unknown> {
  return { name: row.name, children: await childrenOf(row.id) };
}
export const tree = (id: string) => childrenOf(id);
`,
      reports: ['recursion nodeOf'],
    },
    {
      name: 'in two modules',
      code: {
        'src/a.ts': `import { nodeOf } from './b';
import { prisma } from './db';
export async function childrenOf(id: string): Promise<unknown[]> {
  const rows = await prisma.category.findMany({ where: { parentId: id } });
  const out: unknown[] = [];
  for (const row of rows) out.push(await nodeOf(row));
  return out;
}
`,
        'src/b.ts': `import { childrenOf } from './a';
export async function nodeOf(row: { id: string; name: string }): Promise<unknown> {
  return { name: row.name, children: await childrenOf(row.id) };
}
`,
      },
      reports: ['src/a.ts: recursion nodeOf'],
    },
    {
      name: 'called for each of several roots',
      code: `async function loadTree(parentId: string): Promise<unknown[]> {
  const children = await prisma.category.findMany({ where: { parentId } });
  const out: unknown[] = [];
  for (const child of children) out.push(await loadTree(child.id));
  return out;
}
export async function forest(rootIds: string[]) {
  const out = [];
  for (const id of rootIds) out.push(await loadTree(id));
  return out;
}
`,
      reports: ['recursion loadTree', 'driven loadTree'],
    },
  ]);
});

describe('following one', () => {
  check([
    {
      name: 'one parent',
      code: `export async function ancestors(id: string): Promise<string[]> {
  const row = await prisma.category.findUnique({ where: { id } });
  if (!row) return [];
  return row.parentId ? [...(await ancestors(row.parentId)), row.name] : [row.name];
}
`,
      reports: [],
    },
    {
      name: 'the next page',
      code: `export async function all(cursor?: string): Promise<unknown[]> {
  const page = await prisma.user.findMany({ take: 100, ...(cursor && { cursor: { id: cursor }, skip: 1 }) });
  if (page.length < 100) return page;
  return [...page, ...(await all(page[99].id))];
}
`,
      reports: [],
    },
    {
      name: 'a retry that calls itself',
      code: `export async function create(slug: string, attempt = 0): Promise<unknown> {
  try {
    return await prisma.team.create({ data: { slug: \`\${slug}-\${attempt}\`, name: slug } });
  } catch (error) {
    if (attempt > 5) throw error;
    return create(slug, attempt + 1);
  }
}
`,
      reports: [],
    },
    {
      name: 'a whole level at a time',
      code: `export async function collect(ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const children = await prisma.category.findMany({ where: { parentId: { in: ids } } });
  return [...ids, ...(await collect(children.map(child => child.id)))];
}
`,
      reports: [],
    },
    {
      name: 'a tree in memory, without a query',
      code: `type Node = { id: string; children: Node[] };
function flatten(node: Node): string[] {
  return [node.id, ...node.children.flatMap(child => flatten(child))];
}
export async function load(root: Node) {
  const ids = flatten(root);
  return prisma.category.findMany({ where: { id: { in: ids } } });
}
`,
      reports: [],
    },
    {
      name: 'recursion that ends nowhere, and asks nothing',
      code: `export async function ping(items: string[]): Promise<void> {
  for (const item of items) await pong([item]);
}
async function pong(items: string[]): Promise<void> {
  for (const item of items) await ping([item]);
}
export const one = () => prisma.user.findFirst();
`,
      reports: [],
    },
  ]);
});
