import type { Programs } from './programs.ts';

/** MikroORM. */
export const mikroorm: Programs = {
  dependency: '@mikro-orm/core',
  files: {
    'src/post.ts': `import { Entity, PrimaryKey, Property } from '@mikro-orm/core';

@Entity()
export class Post {
  @PrimaryKey() id!: number;
  @Property() title!: string;
  @Property() views!: number;
  @Property() authorId!: number;
  @Property({ nullable: true }) parentId?: number;
}
`,
  },
  head: `import { MikroORM } from '@mikro-orm/postgresql';
import { Post } from './post';

const orm = await MikroORM.init({ entities: [Post] });
const em = orm.em.fork();
`,
  loops: {
    'reads one row by its key': 'em.findOne(Post, { id: post.id })',
    'reads the rows of a parent': "em.find(Post, { authorId: post.authorId }, { orderBy: { id: 'desc' } })",
    'reads the first row of a parent': "em.findOne(Post, { authorId: post.authorId }, { orderBy: { id: 'desc' } })",
    'counts the rows of a parent': 'em.count(Post, { authorId: post.authorId })',
    'sums a column over the rows of a parent': "em.createQueryBuilder(Post).select('sum(views)').where({ authorId: post.authorId }).execute()",
    'writes a new row': 'em.insert(Post, { title: post.title, authorId: post.authorId })',
    'changes a row, always in the same way': 'em.nativeUpdate(Post, { id: post.id }, { views: 0 })',
    'changes a row to the values of the element': 'em.nativeUpdate(Post, { id: post.id }, { title: post.title })',
    'writes a row or changes it': 'em.upsert(Post, { id: post.id, title: post.title })',
    'deletes a row by its key': 'em.nativeDelete(Post, { id: post.id })',
    'reads by a statement': "em.execute('SELECT * FROM post WHERE id = ?', [post.id])",
    'writes by a statement': "em.execute('UPDATE post SET views = 0 WHERE id = ?', [post.id])",
  },
  tree: 'em.find(Post, { parentId: id })',
};
