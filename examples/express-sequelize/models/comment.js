'use strict';

module.exports = (sequelize, DataTypes) => {
  const Comment = sequelize.define('Comment', {
    body: { type: DataTypes.TEXT, allowNull: false },
    taskId: { type: DataTypes.INTEGER, allowNull: false },
  });

  Comment.associate = models => Comment.belongsTo(models.Task, { as: 'task', foreignKey: 'taskId' });

  return Comment;
};
