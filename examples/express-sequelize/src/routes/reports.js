'use strict';
const { Router } = require('express');
const reports = require('../services/reports');
const teams = require('../services/teams');

module.exports = Router().get('/reports', async (req, res) => {
  const projects = await Promise.all(req.query.teams.map(id => teams.projects(id)));
  res.json([...(await reports.openTasks(projects.flat()))]);
});
