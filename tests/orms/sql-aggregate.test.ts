import { expect, it } from 'vitest';

import { aggregateNamed, aggregateOf } from '../../src/orms/sql-aggregate.ts';

it.each([
  ['COUNT(*)', { fn: 'count' }],
  ['count(1)', { fn: 'count' }],
  ['cast(count(*) as integer)', { fn: 'count' }],
  ['COUNT(DISTINCT(cm.sessionId))', { fn: 'count', field: 'sessionId', distinct: true }],
  ['COUNT(DISTINCT "u"."team_id") AS teams', { fn: 'count', field: 'team_id', distinct: true }],
  ['COALESCE(SUM(o.total), 0)', { fn: 'sum', field: 'total' }],
  ['max(created_at)', { fn: 'max', field: 'created_at' }],
])('%s is a number over all rows', (text, aggregate) => {
  expect(aggregateOf(text)).toEqual(aggregate);
});

it.each(['status', 'SUM(CASE WHEN paid THEN 1 END)', 'count(*) filter (where paid)', 'count(*) over ()', 'sum(?)', 'sum(price * quantity)', 'sum(*)', undefined])('%s is none, or not all of it', text => {
  expect(aggregateOf(text)).toBeUndefined();
});

it('a method says the function, its argument the column', () => {
  expect(aggregateNamed('countDistinct', 'u.team_id as teams')).toEqual({ fn: 'count', field: 'team_id', distinct: true });
  expect(aggregateNamed('count', '* as n')).toEqual({ fn: 'count' });
  expect(aggregateNamed('countAll', undefined)).toEqual({ fn: 'count' });
  expect(aggregateNamed('average', 'score')).toEqual({ fn: 'avg', field: 'score' });
  expect(aggregateNamed('sum', undefined)).toBeUndefined();
  expect(aggregateNamed('first', 'id')).toBeUndefined();
});
