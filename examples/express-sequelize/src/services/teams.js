'use strict';
const db = require('../../models');

function Teams(models) {
  this.models = models;
}

Teams.prototype.close = async function (teamId) {
  const members = await this.models.User.findAll({ where: { teamId } });
  for (const member of members) await member.deactivate();
  await this.models.Team.destroy({ where: { id: teamId } });
};

Teams.prototype.projects = function (teamId) {
  return this.models.Project.findAll({ where: { teamId } });
};

module.exports = new Teams(db);
