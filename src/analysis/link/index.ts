import { indexOf, type FactsIndex } from '../../facts/index-of.ts';
import type { ProjectView } from '../../project/project.ts';
import type { OrmSettings } from '../../settings.ts';
import type { E, Type, V } from '../../vocabulary/ir.ts';
import type { Orm, Place } from '../../vocabulary/orm.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import type { Env, ModuleId, TypeScope, Value } from '../../vocabulary/value.ts';
import { bindingsAround } from './bind.ts';
import { calleesOf, computeCall } from './calls.ts';
import { classView } from './class-views.ts';
import { declaredModels, modelAt, NOTHING_DECLARED, settled, type DeclaredSchema, type ModelFolder } from './declared-models.ts';
import { filledMembers } from './filled-objects.ts';
import { implementersOf, standingIn } from './implementers.ts';
import { exported, supposedPath, valueOfImport } from './imports.ts';
import { each, join, keyOf, keyOfCallee, leadsOn, unknown } from './join.ts';
import type { Call, Callee, Implementers, Link, Standing } from './link.ts';
import { memberOf } from './members.ts';
import { makeOnce, Memory, type Key } from './memory.ts';
import { numberOf } from './module-number.ts';
import { hasPatterns, setClient, setVariable } from './set-clients.ts';
import { typeOfExport, valueOfType } from './types.ts';
import { computeValue, computeVariable } from './values.ts';
import { versionOf } from './version-of.ts';

/** No table of a module has more entries than this. */
const TABLE = 2 ** 24;
const NOBODY: Implementers = [];
const NO_CLASSES: readonly Standing[] = [];
const NONE: ReadonlyMap<string, Value> = new Map();
const IN_PROGRESS: Value = unknown('it depends on itself');

/** How many answers the linker holds; they are found again when asked for, so they may be forgotten. */
export type Answers = { size(): number; age(): void };

/** Where the schemas are: the files that speak for a module, the folders of the models that it declares, and what a module itself declares of an ORM's schema. */
export type SchemaLookup = { for(m: ModuleId): readonly Schema[]; folders?(m: ModuleId): readonly ModelFolder[]; in?(orm: string, m: ModuleId): Schema | undefined };

/** The linker over one generation of the project. */
export function makeLink(view: Pick<ProjectView, 'facts' | 'exports' | 'resolve' | 'unaliased' | 'list' | 'named' | 'mentioning' | 'manifests'>, orms: readonly Orm[], settings: OrmSettings, schemas: SchemaLookup): Link & Answers {
  const values = new Memory<Value>(sameValue);
  const variables = new Memory<Value>(sameValue);
  const calls = new Memory<Call>(sameCall);
  const returns = new Memory<Value>(sameValue);
  const exportsOf = new Memory<Value>(sameValue);
  const members = new Memory<Value>(sameValue);
  const imports = new Memory<Value>(sameValue);
  const types = new Memory<Value>(sameValue);
  const places = new Map<ModuleId, Map<string, Place>>();
  const declared = new Memory<DeclaredSchema>();
  const fillings = new Memory<ReadonlyMap<string, Value>>();
  const implementers = new Memory<Implementers>();
  const standing = new Memory<readonly Standing[]>();
  const memories = [implementers, standing, values, variables, calls, returns, exportsOf, members, imports, types, fillings, declared];
  const once = makeOnce();
  const patterns = hasPatterns({ settings });

  const generating = orms.filter(({ generates }) => generates);
  const names = new Memory<number>();
  let named = 0;
  const folders = (m: ModuleId): readonly ModelFolder[] => schemas.folders?.(m) ?? [];
  const at = (m: ModuleId, n: number, env: Env | undefined): Key => (env?.m === m ? -1 - (env.id * TABLE + n) : env ? `${n}@${env.id}#${numberOf(m)}` : numberOf(m) * TABLE + n);
  const BUSY_CALL: Call = { value: IN_PROGRESS, callees: [], receiver: IN_PROGRESS, method: '' };

  const declaredIn = (folder: ModelFolder): DeclaredSchema => once(declared, `${folder.orm}#${folder.path}`, NOTHING_DECLARED, () => declaredModels(link, folder));
  const link: Link & Answers = {
    size: () => memories.reduce((sum, memory) => sum + memory.kept.size, names.kept.size),
    age: () => {
      for (const memory of memories) memory.age();
      names.age();
      places.clear();
    },
    // A number is given once: an answer may be older than what is known of its key.
    numberOfBinding: key => names.findOr(key, () => named++),
    orms,
    claimants: from => (from.startsWith('.') ? generating : orms),
    settings,
    facts: m => view.facts(m),
    exports: m => view.exports(m) ?? [],
    index: (m): FactsIndex => indexOf(view.facts(m)!),
    resolve: (from, specifier) => view.resolve(from, specifier),
    unaliased: (importer, specifier) => view.unaliased(importer, specifier),
    place: (importer, from): Place => {
      let known = places.get(importer);
      if (!known) places.set(importer, (known = new Map<string, Place>()));
      let place = known.get(from);
      if (!place) {
        const path = link.resolve(importer, from) ?? supposedPath(importer, from);
        known.set(from, (place = { importer, ...(path !== undefined && { path }), schemas: () => schemas.for(importer) }));
      }
      return place;
    },
    schemas: m => {
      const declaring = folders(m);
      return declaring.length === 0 ? schemas.for(m) : [...schemas.for(m), ...declaring.map(declaredIn)];
    },
    schemaIn: (orm, m) => schemas.in?.(orm, m),
    version: (orm, m) => versionOf(view.manifests(m), orms.find(({ name }) => name === orm)?.packages[0] ?? ''),
    list: folder => view.list(folder),
    named: (m, words) => view.named(m, words),
    mentioning: (m, name) => view.mentioning(m, name),
    implementers: (m, name) => once(implementers, `${numberOf(m)}#${name}`, NOBODY, () => implementersOf(link, m, name)),
    standing: m => once(standing, m, NO_CLASSES, () => standingIn(link, m)),
    models: ({ orm, declared }, m) => {
      const at = declared?.m ?? m;
      const own = declared && modelAt(link, orm, declared)?.model;
      const known = at === undefined ? [] : link.schemas(at).flatMap(schema => (schema.orm === orm ? schema.models : []));
      // A schema knows what other modules add to a model.
      return own ? [...known, own] : known;
    },
    settled: (value, m) => settled(link, value, name => folders(m).flatMap(folder => declaredIn(folder).places.get(name) ?? [])[0]),
    filled: (m, v) => once(fillings, at(m, v, undefined), NONE, () => filledMembers(link, m, v)),
    classView: (m, c, scope) => classView(link, m, c, scope),
    // Variables, calls and members are remembered by themselves, and every cycle goes through one of them.
    valueOf: (m, e: E, env) => {
      const facts = view.facts(m);
      const k = facts?.exprs[e]?.k;
      const value = k === 'choice' || k === 'array' || k === 'as' ? once(values, at(m, e, env), IN_PROGRESS, () => computeValue(link, m, e, env)) : computeValue(link, m, e, env);
      return patterns && facts ? setClient(link, facts, e, value) : value;
    },
    valueOfVar: (m, v: V, env) => {
      const facts = view.facts(m);
      const around = facts && env && bindingsAround(facts, m, facts.vars[v]!.fn, env);
      return once(variables, at(m, v, around), IN_PROGRESS, () => {
        const value = computeVariable(link, m, v, around);
        return patterns && facts ? setVariable(link, facts, v, value) : value;
      });
    },
    valueOfType: (m, type: Type, scope?: TypeScope) => valueOfType(link, m, type, scope),
    valueOfImport: (m, from, name) => once(imports, `${numberOf(m)}#${from}#${name}`, IN_PROGRESS, () => valueOfImport(link, m, from, name)),
    exported: (m, name) => once(exportsOf, `${numberOf(m)}#${name}`, IN_PROGRESS, () => exported(link, m, name)),
    exportedType: (m, name) => once(types, `${numberOf(m)}#${name}`, IN_PROGRESS, () => typeOfExport(link, m, name)),
    // A member may lead back to itself: `x = { ...x }`, a getter that reads itself.
    member: (value, name) => each(value, one => (isMade(one) ? once(members, name === undefined ? `${keyOf(one)}[]` : `${keyOf(one)}.${name}`, IN_PROGRESS, () => memberOf(link, one, name)) : memberOf(link, one, name))),
    awaited: value => awaitedOf(link, value),
    element: value => elementOf(value),
    callAt: (m, e, env) => once(calls, at(m, e, env), BUSY_CALL, () => computeCall(link, m, e, env)),
    calleesOf: (value, m, args, env) => calleesOf(link, value, m, args, env),
    returnOf: callee => once(returns, at(callee.m, callee.f, callee.env), IN_PROGRESS, () => computeReturn(link, callee)),
  };
  return link;
}

function sameValue(one: Value, other: Value): boolean {
  return one === other || keyOf(one) === keyOf(other);
}

function sameCall(one: Call, other: Call): boolean {
  const calleesOfCall = ({ callees }: Call): string => callees.map(keyOfCallee).join();
  return sameValue(one.value, other.value) && sameValue(one.receiver, other.receiver) && (one.query === undefined) === (other.query === undefined) && calleesOfCall(one) === calleesOfCall(other);
}

/** Values whose members are worked out from code. */
function isMade({ k }: Value): boolean {
  return k === 'object' || k === 'instance' || k === 'class' || k === 'made';
}

/** A lazy query turns into its rows; everything else is the promise of it. */
function awaitedOf(link: Link, value: Value): Value {
  switch (value.k) {
    case 'orm':
      return link.orms.find(orm => orm.name === value.orm)?.awaited?.(value) ?? value;
    case 'list': {
      const of = awaitedOf(link, value.of);
      return of === value.of ? value : { k: 'list', of };
    }
    case 'oneOf':
      return each(value, one => awaitedOf(link, one));
    default:
      return value;
  }
}

function elementOf(value: Value): Value {
  if (value.k === 'list') return value.of;
  if (value.k === 'oneOf') return join(value.of.map(elementOf));
  return value.k === 'plain' || value.k === 'lit' ? { k: 'plain' } : unknown('an element of something unknown');
}

/** What a function returns; its annotation where the body says nothing. */
function computeReturn(link: Link, { m, f, env }: Callee): Value {
  const fn = link.facts(m)?.fns[f];
  if (!fn) return unknown('the module cannot be read');
  const returned = fn.exits.flatMap(exit => (exit.kind === 'return' && exit.value !== undefined ? [link.valueOf(m, exit.value, env)] : []));
  const value = returned.length > 0 ? join(returned) : unknown('nothing is returned');
  if (leadsOn(value) || !fn.returns) return returned.length === 0 && !fn.returns ? { k: 'plain' } : value;
  const typed = link.valueOfType(m, fn.returns);
  return leadsOn(typed) ? typed : value;
}
