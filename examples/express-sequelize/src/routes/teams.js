'use strict';
const { Router } = require('express');
const teams = require('../services/teams');

module.exports = Router().delete('/teams', async (req, res) => {
  for (const id of req.body.ids) await teams.close(id);
  res.sendStatus(204);
});
