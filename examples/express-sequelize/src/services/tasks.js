'use strict';
const { Op } = require('sequelize');
const { sequelize, Comment, Task, User } = require('../../models');

/** Each address is looked up by itself. */
exports.assign = async (taskId, emails) => {
  const users = [];
  for (const email of emails) users.push(await User.byEmail(email));
  await Task.update({ assigneeId: users[0]?.id ?? null }, { where: { id: taskId } });
  return users;
};

/** One insert per title, in one transaction. */
exports.createAll = (projectId, titles) =>
  sequelize.transaction(async transaction => {
    for (const title of titles) await Task.create({ title, projectId }, { transaction });
  });

/** The comments of each task, one task at a time. */
exports.withComments = async projectId => {
  const tasks = await Task.findAll({ where: { projectId } });
  return Promise.all(tasks.map(async task => ({ ...task.toJSON(), comments: await task.getComments() })));
};

/** Titles differ, so each row is written by itself. */
exports.rename = async titles => {
  for (const [id, title] of titles) await Task.update({ title }, { where: { id } });
};

/** One query for all of them: nothing to report. */
exports.open = ids => Task.findAll({ where: { id: { [Op.in]: ids }, done: false }, include: [{ model: Comment, as: 'comments' }] });
