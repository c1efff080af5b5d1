'use strict';
const { Task, Team, sequelize } = require('../../models');

exports.openTasks = async projects => {
  const counts = new Map();
  for (const project of projects) counts.set(project.id, await Task.count({ where: { projectId: project.id, done: false } }));
  return counts;
};

exports.tree = async parentId => {
  const teams = await Team.findAll({ where: { parentId } });
  return Promise.all(teams.map(async team => ({ name: team.name, teams: await exports.tree(team.id) })));
};

exports.workload = async userIds => {
  const rows = [];
  for (const id of userIds) {
    const [row] = await sequelize.query('SELECT count(*) FROM "Tasks" WHERE "assigneeId" = :id', { replacements: { id } });
    rows.push(row);
  }
  return rows;
};

/** A look-up in a `Map` is no query. */
exports.named = (teams, ids) => {
  const byId = new Map(teams.map(team => [team.id, team]));
  return ids.map(id => byId.get(id));
};
