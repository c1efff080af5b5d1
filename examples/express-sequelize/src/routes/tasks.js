'use strict';
const { Router } = require('express');
const tasks = require('../services/tasks');

module.exports = Router().post('/projects/:id/tasks', async (req, res) => {
  await tasks.createAll(req.params.id, req.body.titles);
  res.json(await tasks.withComments(req.params.id));
});
