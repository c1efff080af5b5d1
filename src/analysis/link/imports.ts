import { dirname, resolve } from 'node:path';

import type { Export } from '../../vocabulary/ir.ts';
import type { ModuleId, Value } from '../../vocabulary/value.ts';
import { join, unknown } from './join.ts';
import type { Link } from './link.ts';

/** The value that `name` of module `from` has in `m`: an ORM's, a module's of the program, or an external one. */
export function valueOfImport(link: Link, m: ModuleId, specifier: string, name: string): Value {
  const from = link.unaliased(m, specifier);
  const claimed = claim(link, m, from, name);
  if (claimed) return claimed;
  const target = link.resolve(m, from);
  if (target !== undefined) return name === '*' ? { k: 'namespace', m: target } : link.exported(target, name);
  return { k: 'external', m, from, name, path: [] };
}

/** What an ORM or a setting says of an import. */
function claim(link: Link, m: ModuleId, from: string, name: string, path: readonly string[] = []): Value | undefined {
  const place = link.place(m, from);
  for (const orm of link.claimants(from)) {
    const value = orm.claim({ from, name, path }, place);
    if (value) return value;
  }
  const set = link.settings.clients.find(client => 'module' in client && client.export === name && (client.module === from || (place.path !== undefined && matchesModule(place.path, client.module))));
  return set && link.orms.find(orm => orm.name === set.orm)?.client('declared', set.role);
}

/** A module setting may be a package or a path from any folder above: `src/db` means `…/src/db.ts`. */
function matchesModule(path: string, module: string): boolean {
  const bare = path.replace(/(\/index)?\.[cm]?[jt]sx?$/, '');
  const wanted = module.replace(/^(\.\/|[@~]\/)/, '').replace(/(\/index)?\.[cm]?[jt]sx?$/, '');
  return bare === wanted || bare.endsWith(`/${wanted}`);
}

/** What stands more members away from its package than this is data, and no package's own. */
const FARTHEST = 6;

/** `value.name` of an external value; a namespace's member is an export. */
export function externalMember(link: Link, value: Value & { k: 'external' }, name: string): Value {
  const isExport = value.name === '*' || (value.name === 'default' && value.path.length === 0 && !value.called && !value.instance);
  if (isExport && name === 'default') return value;
  if (isExport) {
    const claimed = claim(link, value.m, value.from, name);
    if (claimed) return claimed;
  }
  if (value.path.length >= FARTHEST) return unknown('far from its package');
  const { wraps: _, ...rest } = value;
  return value.name === '*' ? { ...rest, name, path: [] } : { ...rest, path: [...value.path, name] };
}

/** The value that module `m` exports as `name`; `*` is its namespace. */
export function exported(link: Link, m: ModuleId, name: string, seen: ReadonlySet<ModuleId> = new Set()): Value {
  if (name === '*') return { k: 'namespace', m };
  const exports = link.exports(m);
  if (seen.has(m)) return unknown(`${name} is not exported`);
  const direct = exports.filter(each => each.as === name);
  if (direct.length > 0) return join(direct.map(each => exportValue(link, m, each)));

  const whole = exports.filter(each => each.as === '=');
  if (whole.length > 0) {
    const value = join(whole.map(each => exportValue(link, m, each)));
    return name === 'default' ? value : link.member(value, name);
  }
  if (name === 'default' && !exports.some(each => each.as === 'default') && exports.some(each => each.from === undefined && each.e !== undefined)) {
    // `exports.a = …` imported by default: Node gives the namespace.
    return { k: 'namespace', m };
  }
  let outside: Value | undefined;
  for (const star of exports) {
    if (star.as !== '*' || star.from === undefined || name === 'default') continue;
    const target = link.resolve(m, star.from);
    const value = target === undefined ? valueOfImport(link, m, star.from, name) : (claim(link, m, star.from, name) ?? exported(link, target, name, new Set([...seen, m])));
    if (value.k === 'external') outside ??= value;
    else if (value.k !== 'unknown') return value;
  }
  return outside ?? unknown(`${name} is not exported`);
}

function exportValue(link: Link, m: ModuleId, each: Export): Value {
  if (each.v !== undefined) return link.valueOfVar(m, each.v);
  if (each.e !== undefined) return link.valueOf(m, each.e);
  if (each.from !== undefined) return link.valueOfImport(m, each.from, each.name ?? each.as);
  return unknown('an export without a value');
}

/** `require('x')`: what the module assigns to `module.exports`, or its namespace. */
export function valueOfRequire(link: Link, m: ModuleId, from: string): Value {
  const value = valueOfImport(link, m, from, '*');
  return value.k === 'namespace' ? valueOfModule(link, value.m) : value;
}

/** What `require` gives of a module of the program. */
export function valueOfModule(link: Link, m: ModuleId): Value {
  const exports = link.exports(m);
  const whole = exports.filter(each => each.as === '=');
  if (whole.length === 0) return { k: 'namespace', m };
  const value = join(whole.map(each => exportValue(link, m, each)));
  // `exports = module.exports = {}; exports.one = …`: members are added to the object.
  return value.k === 'object' && whole.length < exports.length ? join([value, { k: 'namespace', m }]) : value;
}

/** Where an import that resolves to nothing would be, if it is relative. */
export function supposedPath(importer: ModuleId, from: string): string | undefined {
  return from.startsWith('.') ? resolve(dirname(importer), from) : undefined;
}
