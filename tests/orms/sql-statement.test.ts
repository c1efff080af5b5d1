import { expect, test } from 'vitest';

import { operationOf } from '../../src/orms/sql-statement.ts';

test.each([
  ['select 1', 'read'],
  ['-- the rows\n( SELECT * FROM a )', 'read'],
  ['(SELECT 1) UNION (SELECT 2)', 'read'],
  ['WITH x AS (SELECT 1) SELECT * FROM x', 'read'],
  ['select * from a for update', 'raw'],
  ['SELECT * FROM jobs FOR UPDATE SKIP LOCKED', 'raw'],
  ['SELECT pg_advisory_xact_lock(?)', 'raw'],
  ["select 'for update'", 'read'],
  ['with old as (delete from a returning *) select * from old', 'raw'],
  ['with x as (select 1) insert into a select * from x', 'create'],
  ['insert into a values (1) on conflict do nothing', 'upsert'],
  ['replace into a values (1)', 'upsert'],
  ['update a set b = 1', 'update'],
  ['delete from a', 'delete'],
  ['call f()', 'raw'],
  ['?', 'raw'],
  [undefined, 'raw'],
  ['create table a (id int)', undefined],
  ['/* by month */ ALTER TABLE a DETACH PARTITION b', undefined],
  ['drop index if exists a', undefined],
  ['\n  REFRESH MATERIALIZED VIEW CONCURRENTLY "?"', undefined],
  ['refreshed', 'raw'],
  ['set local statement_timeout = 1', undefined],
  ["SELECT pg_drop_replication_slot('a')", undefined],
  ['SELECT insert_job(?, ?)', undefined],
  ['select public.retry_jobs(?) as done;', undefined],
  ['select count(*) from jobs', 'read'],
  ['select coalesce((select 1 from jobs), 0)', 'read'],
  ['select * from pg_stat_activity', 'read'],
  ['created', 'raw'],
])('%j is %s', (sql, operation) => {
  expect(operationOf(sql)).toBe(operation);
});
