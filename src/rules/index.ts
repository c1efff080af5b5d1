import type { OrmRule } from '../create-rule.ts';
import noQueryInLoop from './no-query-in-loop.ts';
import preferSingleAggregate from './prefer-single-aggregate.ts';

/** Every rule by its name, in alphabetical order. */
export const rules: Readonly<Record<string, OrmRule>> = {
  'no-query-in-loop': noQueryInLoop,
  'prefer-single-aggregate': preferSingleAggregate,
};
