/**
 * Data that may outlive the lint of a file.
 *
 * Facts are `type` aliases on purpose: an AST node is an interface, has no index
 * signature, and so does not fit. That makes keeping one a compile error.
 */
export type Plain = string | number | boolean | null | undefined | readonly Plain[] | {
    readonly [key: string]: Plain;
};
