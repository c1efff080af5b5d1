import type { E, F, Path } from '../../vocabulary/ir.ts';
import type { Env, ModuleId, Value } from '../../vocabulary/value.ts';
import type { Callee, Link } from './link.ts';
/** The function value `fn` entered with `args`: what its parameters and `this` are bound to, as far as it leads anywhere. */
export declare function enter(link: Link, fn: Value & {
    k: 'fn';
}, m: ModuleId, args: readonly {
    e: E;
    spread?: true;
}[], env: Env | undefined): Callee;
/** The values of call arguments up to the first spread. */
export declare function valuesOf(link: Link, m: ModuleId, args: readonly {
    e: E;
    spread?: true;
}[], env: Env | undefined): Value[];
/** The same with values in hand. */
export declare function enterWith(link: Link, fn: Value & {
    k: 'fn';
}, values: readonly Value[]): Callee;
export type ParamVar = {
    v: number;
    param: number;
    path: Path;
    rest: boolean;
};
/** The variables that the parameters of a function bind, and how they are reached. */
export declare function paramVars(link: Link, m: ModuleId, f: F): readonly ParamVar[];
/** Follows a destructuring path into a value. */
export declare function follow(link: Link, value: Value, path: Path): Value;
