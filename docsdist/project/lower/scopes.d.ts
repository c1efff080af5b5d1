import type { At, F, R, V, VarFacts, VarKind } from '../../vocabulary/ir.ts';
/** The names that one block, function, class or module declares; `names` is made when there is a first one. */
export type Scope = {
    parent: Scope | undefined;
    names: Map<string, V> | undefined;
};
/** An empty scope inside another. */
export declare function scopeIn(parent: Scope | undefined): Scope;
/** The variable a name means in a scope, or `undefined` when the file does not bind it. */
export declare function resolve(scope: Scope, name: string): V | undefined;
/** Declares a name in a scope; a name that is already there keeps its variable, as `var` twice or a class and its namespace do. */
export declare function declare(vars: VarFacts[], scope: Scope, name: string, of: {
    kind: VarKind;
    fn: F;
    region: R;
    at: At;
}): V;
