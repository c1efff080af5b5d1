/** How a call runs the function it is given. `elements`: which of that function's parameters change from round to round. */
export type Iteration = {
    /** The position of the function among the arguments. */
    callback: number;
    /** The argument that holds the collection; absent for a method of the collection. */
    over?: number;
    elements: readonly number[];
    /** One round ends before the next begins. */
    sequential?: true;
};
/**
 * Methods of arrays and of what works like one.
 * https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Array
 */
export declare const ARRAY_METHODS: ReadonlyMap<string, Iteration>;
/** How the export `name` (or a member of the default export) of a package iterates. */
export declare function packageIteration(from: string, name: string, path: readonly string[]): Iteration | undefined;
/** Globals that run their callback later, and elsewhere. */
export declare const LATER: Set<string>;
/** Methods that keep their callback for an event or a request. */
export declare const REGISTERS: Set<string>;
