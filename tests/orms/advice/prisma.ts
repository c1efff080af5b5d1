import type { Programs } from './programs.ts';

/** Prisma, on the schema of the harness. */
export const prisma: Programs = {
  dependency: '@prisma/client',
  head: "import { prisma } from './db';\n",
  loops: {
    'reads one row by its key': 'prisma.post.findUnique({ where: { id: post.id } })',
    'reads the rows of a parent': "prisma.post.findMany({ where: { authorId: post.authorId }, orderBy: { id: 'desc' } })",
    'reads the first row of a parent': "prisma.post.findFirst({ where: { authorId: post.authorId }, orderBy: { id: 'desc' } })",
    'counts the rows of a parent': 'prisma.post.count({ where: { authorId: post.authorId } })',
    'sums a column over the rows of a parent': 'prisma.post.aggregate({ where: { authorId: post.authorId }, _sum: { views: true } })',
    'writes a new row': 'prisma.post.create({ data: { title: post.title, authorId: post.authorId } })',
    'changes a row, always in the same way': 'prisma.post.update({ where: { id: post.id }, data: { views: 0 } })',
    'changes a row to the values of the element': 'prisma.post.update({ where: { id: post.id }, data: { title: post.title } })',
    'writes a row or changes it': 'prisma.post.upsert({ where: { id: post.id }, create: { title: post.title }, update: { title: post.title } })',
    'deletes a row by its key': 'prisma.post.delete({ where: { id: post.id } })',
    'reads by a statement': 'prisma.$queryRaw`SELECT * FROM post WHERE id = ${post.id}`',
    'writes by a statement': 'prisma.$executeRaw`UPDATE post SET views = 0 WHERE id = ${post.id}`',
  },
  tree: 'prisma.category.findMany({ where: { parentId: id } })',
};
