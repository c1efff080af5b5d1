import type { OrmRule } from '../create-rule.ts';
import noFetchToCount from './no-fetch-to-count.ts';
import noQueryInLoop from './no-query-in-loop.ts';
import noUnusedEagerLoad from './no-unused-eager-load.ts';
import preferExists from './prefer-exists.ts';
import preferInclude from './prefer-include.ts';
import preferSingleAggregate from './prefer-single-aggregate.ts';
import requireEagerLoading from './require-eager-loading.ts';

/** Every rule by its name, in alphabetical order. */
export const rules: Readonly<Record<string, OrmRule>> = {
  'no-fetch-to-count': noFetchToCount,
  'no-query-in-loop': noQueryInLoop,
  'no-unused-eager-load': noUnusedEagerLoad,
  'prefer-exists': preferExists,
  'prefer-include': preferInclude,
  'prefer-single-aggregate': preferSingleAggregate,
  'require-eager-loading': requireEagerLoading,
};
