'use strict';

module.exports = (sequelize, DataTypes) => {
  const Team = sequelize.define('Team', {
    name: { type: DataTypes.STRING, allowNull: false },
    parentId: DataTypes.INTEGER,
  });

  Team.associate = models => {
    Team.hasMany(models.User, { as: 'members', foreignKey: 'teamId' });
    Team.hasMany(models.Project, { as: 'projects', foreignKey: 'teamId' });
  };

  return Team;
};
