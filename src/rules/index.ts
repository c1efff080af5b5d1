import type { OrmRule } from '../create-rule.ts';
import noQueryInLoop from './no-query-in-loop.ts';
import requireEagerLoading from './require-eager-loading.ts';

/** Every rule by its name, in alphabetical order. */
export const rules: Readonly<Record<string, OrmRule>> = {
  'no-query-in-loop': noQueryInLoop,
  'require-eager-loading': requireEagerLoading,
};
