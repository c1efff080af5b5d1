import type { Programs } from './programs.ts';

/** Sequelize. */
export const sequelize: Programs = {
  dependency: 'sequelize',
  head: `import { DataTypes, Model, Sequelize } from 'sequelize';

const sequelize = new Sequelize(process.env.DATABASE_URL);
class Post extends Model {}
Post.init({ id: { type: DataTypes.INTEGER, primaryKey: true }, title: DataTypes.STRING, views: DataTypes.INTEGER, authorId: DataTypes.INTEGER, parentId: DataTypes.INTEGER }, { sequelize });
`,
  loops: {
    'reads one row by its key': 'Post.findByPk(post.id)',
    'reads the rows of a parent': "Post.findAll({ where: { authorId: post.authorId }, order: [['id', 'DESC']] })",
    'reads the first row of a parent': "Post.findOne({ where: { authorId: post.authorId }, order: [['id', 'DESC']] })",
    'counts the rows of a parent': 'Post.count({ where: { authorId: post.authorId } })',
    'sums a column over the rows of a parent': "Post.sum('views', { where: { authorId: post.authorId } })",
    'writes a new row': 'Post.create({ title: post.title, authorId: post.authorId })',
    'changes a row, always in the same way': 'Post.update({ views: 0 }, { where: { id: post.id } })',
    'changes a row to the values of the element': 'Post.update({ title: post.title }, { where: { id: post.id } })',
    'writes a row or changes it': 'Post.upsert({ id: post.id, title: post.title })',
    'deletes a row by its key': 'Post.destroy({ where: { id: post.id } })',
    'reads by a statement': "sequelize.query('SELECT * FROM posts WHERE id = ?', { replacements: [post.id] })",
    'writes by a statement': "sequelize.query('UPDATE posts SET views = 0 WHERE id = ?', { replacements: [post.id] })",
  },
  tree: 'Post.findAll({ where: { parentId: id } })',
};
