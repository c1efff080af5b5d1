import type { Programs } from './programs.ts';

/** Mongoose. */
export const mongoose: Programs = {
  dependency: 'mongoose',
  head: `import { model, Schema } from 'mongoose';

const Post = model('Post', new Schema({ title: String, views: Number, authorId: Schema.Types.ObjectId, parentId: Schema.Types.ObjectId }));
`,
  loops: {
    'reads one row by its key': 'Post.findById(post.id)',
    'reads the rows of a parent': 'Post.find({ authorId: post.authorId }).sort({ _id: -1 })',
    'reads the first row of a parent': 'Post.findOne({ authorId: post.authorId }).sort({ _id: -1 })',
    'counts the rows of a parent': 'Post.countDocuments({ authorId: post.authorId })',
    'sums a column over the rows of a parent': "Post.aggregate([{ $match: { authorId: post.authorId } }, { $group: { _id: null, views: { $sum: '$views' } } }])",
    'writes a new row': 'Post.create({ title: post.title, authorId: post.authorId })',
    'changes a row, always in the same way': 'Post.updateOne({ _id: post.id }, { views: 0 })',
    'changes a row to the values of the element': 'Post.updateOne({ _id: post.id }, { title: post.title })',
    'writes a row or changes it': 'Post.updateOne({ _id: post.id }, { title: post.title }, { upsert: true })',
    'deletes a row by its key': 'Post.deleteOne({ _id: post.id })',
    'reads by a statement': { none: 'MongoDB has no statements' },
    'writes by a statement': { none: 'MongoDB has no statements' },
  },
  tree: 'Post.find({ parentId: id })',
};
