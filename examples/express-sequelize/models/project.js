'use strict';

module.exports = (sequelize, DataTypes) => {
  const Project = sequelize.define('Project', {
    name: { type: DataTypes.STRING, allowNull: false },
    teamId: { type: DataTypes.INTEGER, allowNull: false },
    archivedAt: DataTypes.DATE,
  });

  Project.associate = models => {
    Project.belongsTo(models.Team, { as: 'team', foreignKey: 'teamId' });
    Project.hasMany(models.Task, { as: 'tasks', foreignKey: 'projectId' });
  };

  Project.prototype.archive = async function () {
    const tasks = await this.getTasks({ where: { done: false } });
    for (const task of tasks) await task.destroy();
    await this.update({ archivedAt: new Date() });
  };

  return Project;
};
