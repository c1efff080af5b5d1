import type { Arg, E, ModuleFacts, V } from '../vocabulary/ir.ts';
import type { QueryCall } from '../vocabulary/query.ts';
import type { ModuleId, Ref } from '../vocabulary/value.ts';
import { type Input, type Sources } from './effect.ts';
import type { Callee, Link } from './link/link.ts';
import { type Reach } from './reach.ts';
/** What an expression is derived from, as keys. */
export declare function sourcesOf(m: ModuleId, reach: Reach): Set<string>;
/** An expression as an input of a query. */
export declare function inputOf(link: Link, { m, e }: Ref): Input;
/** The parts of a query's input: its receiver, each condition of its filter, what it writes, and everything together. */
export declare function partsOf(link: Link, m: ModuleId, facts: ModuleFacts, call: ModuleFacts['exprs'][number] & {
    k: 'call';
}, query: QueryCall): {
    receiver: Input;
    conditions: Input[];
    payload: Input;
    all: Sources;
};
/** The variable whose list an expression holds whole: `ids`, `ids.map(…)`, `[...new Set(ids)]`. A slice is the whole of itself. */
export declare function wholeList(facts: ModuleFacts, e: E, hops?: number): V | undefined;
/** Whether an expression cuts a part out of a list. */
export declare function isSlice(facts: ModuleFacts, e: E): boolean;
/** How the inputs inside a function read at a call of it: parameters become arguments, `this` the receiver; its own variables fall away. */
export declare function atCall(link: Link, callee: Callee, m: ModuleId, call: {
    callee: E;
    args: readonly Arg[];
}): (input: Input) => Input;
/** The same for a function that is handed to a repeating call: its parameters are the element. */
export declare function atEach(link: Link, callee: Callee, m: ModuleId, over: E | undefined, params: readonly number[]): (input: Input) => Input;
