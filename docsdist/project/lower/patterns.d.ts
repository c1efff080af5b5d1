import type { AssignmentTarget, BindingPattern } from 'oxc-parser';
import type { Def, E, V } from '../../vocabulary/ir.ts';
import type { Lowering } from './lowering.ts';
/** Where the value of a pattern comes from: everything of a definition but its place. */
export type Source = Pick<Def, 'how' | 'e' | 'op' | 'loop' | 'param'>;
/** What a pattern gave values to, and the expressions inside it: members, computed keys and defaults. */
export type Bound = {
    vs: V[];
    of: E[];
};
/** Defines the variables of a pattern, which are declared already. */
export declare function bindPattern(lowering: Lowering, pattern: BindingPattern | AssignmentTarget, source: Source, byDefault?: E): Bound;
