'use strict';

module.exports = (sequelize, DataTypes) => {
  const Task = sequelize.define('Task', {
    title: { type: DataTypes.STRING, allowNull: false },
    done: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
    projectId: { type: DataTypes.INTEGER, allowNull: false },
    assigneeId: DataTypes.INTEGER,
  });

  Task.associate = models => {
    Task.belongsTo(models.Project, { as: 'project', foreignKey: 'projectId' });
    Task.belongsTo(models.User, { as: 'assignee', foreignKey: 'assigneeId' });
    Task.hasMany(models.Comment, { as: 'comments', foreignKey: 'taskId' });
  };

  return Task;
};
