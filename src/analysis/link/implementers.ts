import { wordsOf } from '../../project/module-names.ts';
import type { ClassFacts, ModuleFacts, Type, TypeDecl } from '../../vocabulary/ir.ts';
import type { ModuleId, Value } from '../../vocabulary/value.ts';
import type { Implementers, Link } from './link.ts';

/** With more files of its name, or more classes of its kind, nobody can say which one is meant. */
const MOST_FILES = 24;
const MOST_CLASSES = 3;
const FARTHEST = 8;

/** Words that say of a name that it is a type, and not what of. */
const OF_TYPES = new Set(['interface', 'type', 'abstract', 'base', 'contract', 'port', 'protocol', 'token']);
/** A stand-in of the tests is never meant. */
const STANDS_IN = /fake|mock|stub|dummy|no-?op\b|in-?memory/i;

/**
 * The classes of the program that implement an interface, or fill an abstract class: those of its module, else those in files
 * that are named alike. An answer is the same whatever was linted before, because it rests on what folders hold, and never on
 * which modules were reached.
 */
export function implementersOf(link: Link, m: ModuleId, name: string): Implementers {
  const own = amongClasses(link, m, m, name);
  const found = own.length > 0 ? own : elsewhere(link, m, name);
  return found.length > MOST_CLASSES ? [] : found;
}

/** An instance of each implementer: of the only one, or of one that it may be. */
export function implementing(found: Implementers): readonly (Value & { k: 'instance' })[] {
  return found.map(({ m, c }) => ({ k: 'instance', m, c, declared: true, chosen: found.length === 1 ? 'only' : 'among' }));
}

/** Whether an interface says what something does: what only holds data is implemented by nobody. */
export function isBehaviour({ kind, body, extends: parents }: TypeDecl): boolean {
  return kind === 'interface' && body.k === 'object' && (parents.length > 0 || body.members.some(({ type }) => type?.k === 'fn'));
}

function elsewhere(link: Link, m: ModuleId, name: string): Implementers {
  const words = wordsOf(name.replace(/^I(?=[A-Z][a-z])/, '')).filter(word => !OF_TYPES.has(word));
  if (words.length === 0) return [];
  const files = link.named(m, words).filter(file => file !== m && !STANDS_IN.test(file.slice(file.lastIndexOf('/') + 1)));
  if (files.length > MOST_FILES) return [];
  return files.flatMap(file => amongClasses(link, file, m, name));
}

/** The classes of module `at` that implement or extend what module `m` declares as `name`, but for those that leave something open themselves. */
function amongClasses(link: Link, at: ModuleId, m: ModuleId, name: string): Implementers {
  const facts = link.facts(at);
  if (!facts) return [];
  return facts.classes.flatMap((cls, c) => (!STANDS_IN.test(cls.name ?? '') && !isAbstract(cls) && stands(link, at, facts, cls, m, name) ? [{ m: at, c }] : []));
}

function isAbstract({ members }: ClassFacts): boolean {
  return members.some(member => member.abstract);
}

function stands(link: Link, at: ModuleId, facts: ModuleFacts, cls: ClassFacts, m: ModuleId, name: string): boolean {
  if (cls.implements.some(type => isDeclaredAs(link, at, facts, type, m, name))) return true;
  const parent = cls.super === undefined ? undefined : link.valueOf(at, cls.super);
  return parent?.k === 'class' && parent.m === m && link.facts(m)?.classes[parent.c]?.name === name;
}

function isDeclaredAs(link: Link, at: ModuleId, facts: ModuleFacts, type: Type, m: ModuleId, name: string): boolean {
  if (type.k !== 'ref') return false;
  const [head = '', member] = type.name;
  const imported = facts.imports.find(each => facts.vars[each.local]?.name === head);
  if (!imported) return at === m && head === name && type.name.length === 1;
  const target = link.resolve(at, imported.from);
  const asked = imported.name === '*' ? member : imported.name;
  return target !== undefined && asked !== undefined && isExported(link, target, asked, m, name, 0);
}

/** Whether what module `at` exports as `as` is what module `m` declares as `name`. */
function isExported(link: Link, at: ModuleId, as: string, m: ModuleId, name: string, hops: number): boolean {
  if (hops > FARTHEST) return false;
  const exports = link.exports(at);
  const direct = exports.filter(each => each.as === as);
  if (at === m && (as === name || direct.some(each => localName(link, at, each.v, each.name) === name))) return true;
  return (direct.length > 0 ? direct : exports.filter(each => each.as === '*')).some(each => {
    const imported = each.from === undefined ? importBehind(link, at, each.v, each.name) : { from: each.from, name: each.as === '*' ? as : (each.name ?? as) };
    const target = imported && link.resolve(at, imported.from);
    return imported !== undefined && target !== undefined && isExported(link, target, imported.name, m, name, hops + 1);
  });
}

function localName(link: Link, m: ModuleId, v: number | undefined, name: string | undefined): string | undefined {
  return v === undefined ? name : link.facts(m)?.vars[v]?.name;
}

/** What `import { X } from 'y'; export { X }` hands on. */
function importBehind(link: Link, m: ModuleId, v: number | undefined, name: string | undefined): { from: string; name: string } | undefined {
  const facts = link.facts(m);
  const local = localName(link, m, v, name);
  return facts?.imports.find(each => facts.vars[each.local]?.name === local);
}
