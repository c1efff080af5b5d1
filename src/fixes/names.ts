import { functionsAround } from '../facts/functions-around.ts';
import type { F, ModuleFacts, V } from '../vocabulary/ir.ts';
import type { WrittenQuery } from '../vocabulary/rewrite.ts';

/** Gives names that mean nothing yet in function `f`, in those around it and in those inside it: the wanted one, or one like it. */
export function freeNames(facts: ModuleFacts, f: F): (wanted: string, before?: string) => string {
  const around = functionsAround(facts, f);
  const near = facts.vars.filter(each => around.has(each.fn) || functionsAround(facts, each.fn).has(f));
  const taken = new Set([...near.map(({ name }) => name), ...facts.exprs.flatMap(expr => (expr.k === 'global' ? [expr.name] : [])), ...RESERVED]);
  return (wanted, before) => {
    // A name may be given again to what takes its place.
    if (wanted === before) return wanted;
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

const RESERVED = [
  'arguments', 'await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete', 'do', 'else', 'enum', 'eval', 'export', 'extends', 'false', 'finally', 'for', 'function', 'if', 'implements', 'import', 'in', 'instanceof', 'interface',
  'let', 'new', 'null', 'package', 'private', 'protected', 'public', 'return', 'static', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'undefined', 'var', 'void', 'while', 'with', 'yield',
];

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

/** `posts` → `post`, `categories` → `category`; a name that is no plural stays. */
export function singular(name: string): string {
  // A verb: `const exists = …`.
  if (/^(?:has|contains|includes|matches|needs|wants)$|(?:^e|[a-z]E)xists$/.test(name)) return name;
  if (/[^aeiou]ies$/.test(name)) return `${name.slice(0, -3)}y`;
  if (/(?:ss|x|sh|[trn]ch|tus|bus)es$/.test(name)) return name.slice(0, -2);
  return /[^su]s$/.test(name) && name.length > 3 ? name.slice(0, -1) : name;
}

/** `posts` → `postCount`, `categories` → `categoryCount`. */
export function countName(rows: string): string {
  return /^(?:length|count|number)$/i.test(rows) ? rows : `${singular(rows)}Count`;
}

/** What a row is called that stands for what a number of rows told: `activeCampaignsCount` and `totalDomains` are a campaign and a domain; nothing where the name says nothing. */
export function nameOfOne(number: string): string | undefined {
  const bare = number.replace(/^(?:total|num|number|count)(?:Of)?(?=[A-Z])/, '').replace(/(?:Count|Total|Length)$/, '');
  const one = singular(bare.slice(0, 1).toLowerCase() + bare.slice(1));
  return one.length < 3 || /^(?:count|total|number|num|length|result|res|data|row|rows|found)$/i.test(one) ? undefined : one;
}

/** What one row of a query is called: as its model is, else `row`. */
export function rowName({ model, query }: WrittenQuery): string {
  const name = (model?.name ?? query.model ?? 'row').replace(/^.*\W/, '');
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return 'row';
  return singular(name.slice(0, 1).toLowerCase() + name.slice(1));
}
