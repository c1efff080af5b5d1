import type { OrmRule } from '../create-rule.ts';
import noQueryInLoop from './no-query-in-loop.ts';

/** Every rule by its name, in alphabetical order. */
export const rules: Readonly<Record<string, OrmRule>> = {
  'no-query-in-loop': noQueryInLoop,
};
