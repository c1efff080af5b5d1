'use strict';
const { Model } = require('sequelize');

module.exports = (sequelize, DataTypes) => {
  class User extends Model {
    static associate(models) {
      this.belongsTo(models.Team, { as: 'team', foreignKey: 'teamId' });
      this.hasMany(models.Task, { as: 'tasks', foreignKey: 'assigneeId' });
    }

    static byEmail(email) {
      return this.findOne({ where: { email } });
    }

    async deactivate() {
      await this.update({ active: false });
    }
  }

  User.init(
    {
      email: { type: DataTypes.STRING, allowNull: false, unique: true },
      name: DataTypes.STRING,
      active: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      teamId: DataTypes.INTEGER,
    },
    { sequelize, modelName: 'User' },
  );
  return User;
};
