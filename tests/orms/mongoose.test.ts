import { describe } from 'vitest';

import { checkSituations } from './situations.ts';

// Fill each one with a call of the ORM: () => mongoose.call(value, method, argumentsOf(…)).
describe('mongoose', () => {
  checkSituations({
    'reads one row by key': { notOffered: 'not written yet' },
    'reads many rows by a column': { notOffered: 'not written yet' },
    'reads many rows by a list of keys': { notOffered: 'not written yet' },
    'reads every row': { notOffered: 'not written yet' },
    'reads the first row of many': { notOffered: 'not written yet' },
    'counts rows': { notOffered: 'not written yet' },
    'sums a column': { notOffered: 'not written yet' },
    'writes one new row': { notOffered: 'not written yet' },
    'writes many new rows': { notOffered: 'not written yet' },
    'changes one row by key': { notOffered: 'not written yet' },
    'changes many rows': { notOffered: 'not written yet' },
    'writes a row or changes it': { notOffered: 'not written yet' },
    'deletes one row by key': { notOffered: 'not written yet' },
    'deletes many rows': { notOffered: 'not written yet' },
    'reads by a statement': { notOffered: 'not written yet' },
    'writes by a statement': { notOffered: 'not written yet' },
    'reads inside a transaction': { notOffered: 'not written yet' },
  });
});
