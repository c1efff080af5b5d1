import type { OrmRule } from '../create-rule.ts';
/** Every rule by its name, in alphabetical order. */
export declare const rules: Readonly<Record<string, OrmRule>>;
