import noQueryInLoop from "./no-query-in-loop.js";
/** Every rule by its name, in alphabetical order. */
export const rules = {
    'no-query-in-loop': noQueryInLoop,
};
