import type { F, ModuleFacts, V } from '../vocabulary/ir.ts';

/** Gives names that mean nothing yet in function `f`, in those around it and in those inside it: the wanted one, or one like it. */
export function freeNames(facts: ModuleFacts, f: F): (wanted: string) => string {
  const around = functionsAround(facts, f);
  const near = facts.vars.filter(each => around.has(each.fn) || functionsAround(facts, each.fn).has(f));
  const taken = new Set([...near.map(({ name }) => name), ...facts.exprs.flatMap(expr => (expr.k === 'global' ? [expr.name] : [])), ...RESERVED]);
  return wanted => {
    let name = wanted;
    for (let number = 2; taken.has(name); number++) name = `${wanted}${number}`;
    taken.add(name);
    return name;
  };
}

/** Whether the name of a variable would mean something else when it is declared at the level of its function. */
export function isDeclaredTwice(facts: ModuleFacts, v: V): boolean {
  const { name, fn } = facts.vars[v]!;
  const around = functionsAround(facts, fn);
  const near = facts.vars.some((each, other) => other !== v && each.name === name && (around.has(each.fn) || functionsAround(facts, each.fn).has(fn)));
  return near || facts.exprs.some(expr => expr.k === 'global' && expr.name === name);
}

/** A function and those that it stands in. */
function functionsAround(facts: ModuleFacts, f: F): ReadonlySet<F> {
  const found = new Set<F>();
  for (let at: F | undefined = f; at !== undefined && !found.has(at); at = facts.fns[at]!.outer) found.add(at);
  return found;
}

const RESERVED = ['arguments', 'await', 'case', 'class', 'default', 'delete', 'enum', 'eval', 'export', 'function', 'import', 'in', 'interface', 'let', 'new', 'package', 'private', 'public', 'static', 'this', 'undefined', 'void', 'yield'];

/** `authorId` → `authorIds`, `category` → `categories`; a name for many of what `name` is one of. */
export function plural(name: string): string {
  if (/(?:[^s]s|x|ch|sh)$/.test(name)) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** `user` and `id` → `userById`. */
export function mapName(row: string, column: string): string {
  const key = column.replace(/^_+/, '');
  return `${row}By${key.slice(0, 1).toUpperCase()}${key.slice(1)}`;
}
