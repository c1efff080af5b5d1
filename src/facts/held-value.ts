import type { Def, E, ModuleFacts, V } from '../vocabulary/ir.ts';

/** What a variable is as a whole from where it is declared, when it is given nothing else: `const sent = send(mail)`. */
export function heldValue({ vars }: ModuleFacts, v: V): E | undefined {
  const [def, ...others] = vars[v]!.defs;
  return def?.how === 'init' && others.length === 0 && def.path.length === 0 ? def.e : undefined;
}

/** The definition of a variable that is given its value once. */
export function onlyDefinition(facts: ModuleFacts, v: V): Def | undefined {
  const defs = facts.vars[v]!.defs.filter(def => def.how !== 'declare');
  return defs.length === 1 ? defs[0] : undefined;
}
