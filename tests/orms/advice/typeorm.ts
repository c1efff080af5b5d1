import type { Programs } from './programs.ts';

/** TypeORM. */
export const typeorm: Programs = {
  dependency: 'typeorm',
  files: {
    'src/post.ts': `import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column() title: string;
  @Column() views: number;
  @Column() authorId: number;
  @Column({ nullable: true }) parentId: number | null;
}
`,
  },
  head: `import { DataSource } from 'typeorm';
import { Post } from './post';

const source = new DataSource({ type: 'postgres', entities: [Post] });
const posts_ = source.getRepository(Post);
`,
  loops: {
    'reads one row by its key': 'posts_.findOneBy({ id: post.id })',
    'reads the rows of a parent': "posts_.find({ where: { authorId: post.authorId }, order: { id: 'DESC' } })",
    'reads the first row of a parent': "posts_.findOne({ where: { authorId: post.authorId }, order: { id: 'DESC' } })",
    'counts the rows of a parent': 'posts_.countBy({ authorId: post.authorId })',
    'sums a column over the rows of a parent': "posts_.sum('views', { authorId: post.authorId })",
    'writes a new row': 'posts_.insert({ title: post.title, authorId: post.authorId })',
    'changes a row, always in the same way': 'posts_.update(post.id, { views: 0 })',
    'changes a row to the values of the element': 'posts_.update(post.id, { title: post.title })',
    'writes a row or changes it': "posts_.upsert({ id: post.id, title: post.title }, ['id'])",
    'deletes a row by its key': 'posts_.delete(post.id)',
    'reads by a statement': "source.query('SELECT * FROM post WHERE id = $1', [post.id])",
    'writes by a statement': "source.query('UPDATE post SET views = 0 WHERE id = $1', [post.id])",
  },
  tree: 'posts_.findBy({ parentId: id })',
};
