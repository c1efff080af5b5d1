import { wordsOf } from '../../project/module-names.ts';
import type { ClassFacts, ModuleFacts, Type, TypeDecl } from '../../vocabulary/ir.ts';
import type { ModuleId, Value } from '../../vocabulary/value.ts';
import type { Implementers, Link, Standing } from './link.ts';

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
  return link.standing(at).flatMap(({ c, promised, parent }) => {
    const stands = promised.some(each => (each.from === undefined ? at === m && each.name === name : isExported(link, each.from, each.name, m, name, 0))) || (parent?.m === m && parent.name === name);
    return stands ? [{ m: at, c }] : [];
  });
}

/** What the classes of a module that may be meant by an interface promise and extend: asked of one file for many interfaces. */
export function standingIn(link: Link, m: ModuleId): readonly Standing[] {
  const facts = link.facts(m);
  if (!facts) return [];
  return facts.classes.flatMap((cls, c) => {
    if (STANDS_IN.test(cls.name ?? '') || isAbstract(cls)) return [];
    const promised = cls.implements.flatMap(type => promisedBy(link, m, facts, type));
    const above = cls.super === undefined ? undefined : link.valueOf(m, cls.super);
    const name = above?.k === 'class' ? link.facts(above.m)?.classes[above.c]?.name : undefined;
    const parent = above?.k === 'class' && name !== undefined ? { m: above.m, name } : undefined;
    return promised.length > 0 || parent ? [{ c, promised, ...(parent && { parent }) }] : [];
  });
}

function isAbstract({ members }: ClassFacts): boolean {
  return members.some(member => member.abstract);
}

function promisedBy(link: Link, m: ModuleId, facts: ModuleFacts, type: Type): Standing['promised'] {
  if (type.k !== 'ref') return [];
  const [head = '', member] = type.name;
  const imported = facts.imports.find(each => facts.vars[each.local]?.name === head);
  if (!imported) return type.name.length === 1 ? [{ name: head }] : [];
  const from = link.resolve(m, imported.from);
  const name = imported.name === '*' ? member : imported.name;
  return from !== undefined && name !== undefined ? [{ from, name }] : [];
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
