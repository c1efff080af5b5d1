declare const _default: import("../create-rule.ts").OrmRule;
export default _default;
