'use strict';
const express = require('express');

const app = express();
app.use(express.json());
for (const name of ['tasks', 'teams', 'reports']) app.use(require(`./routes/${name}`));
app.listen(3000);
