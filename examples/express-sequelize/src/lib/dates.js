'use strict';

exports.isPast = date => date.getTime() < Date.now();
