import type { E, F, ModuleFacts, V } from '../vocabulary/ir.ts';
/** What a module does to its variables and members after they are made, found once per module. */
export type Assignments = {
    /** The variables that the parameters of each function bind. */
    paramVars: readonly (readonly V[])[];
    /** `set` expressions whose target is a member of the variable (`v.a = …`, `v.a.b = …`). */
    memberSets: ReadonlyMap<V, readonly E[]>;
    /** `set` expressions whose target is `this.name`, by name. */
    thisSets: ReadonlyMap<string, readonly E[]>;
    /** Calls of a member of the variable (`v.push(…)`), by variable. */
    memberCalls: ReadonlyMap<V, readonly E[]>;
};
/** The assignments of a module. */
export declare function assignmentsOf(facts: ModuleFacts): Assignments;
/** The variable at the base of a chain of members: `a` of `a.b.c`. */
export declare function baseVar(facts: ModuleFacts, e: E): V | undefined;
/** The parameters of `f` as variables, with how each is reached. */
export declare function paramVarsOf(facts: ModuleFacts, f: F): readonly V[];
