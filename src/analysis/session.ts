import { basename, join, relative } from 'node:path';

import { orms } from '../orms/index.ts';
import { isBelow } from '../project/packages.ts';
import { projectRoot } from '../project/project-root.ts';
import type { LintedText } from '../project/fact-store.ts';
import { Project, type ProjectView } from '../project/project.ts';
import { isOffline, type OrmSettings } from '../settings.ts';
import type { Export, ModuleFacts } from '../vocabulary/ir.ts';
import type { Analysis, ParameterUse, Repetition, Runs } from './analysis.ts';
import type { Effect } from './queries/effect.ts';
import { effectsOf } from './queries/effects.ts';
import { isClientSide, isInComponent } from './client-side.ts';
import { isCompiled } from './gate.ts';
import { makeLink } from './link/index.ts';
import { keyOfCallee } from './link/join.ts';
import { Age, makeOnce, Memory } from './link/memory.ts';
import { parameterUse } from './runs/parameter-use.ts';
import { Relevance } from './relevance/relevance.ts';
import { framesOf } from './runs/repetition.ts';
import { runsAsArgument, runsOf } from './runs/runs.ts';
import { Schemas } from './schemas.ts';
import { UsedOrms } from './used-orms.ts';

/** A file as a rule hands it over. */
export interface LintedFile extends LintedText {
  readonly filename: string;
  readonly cwd: string;
  readonly settings: OrmSettings;
}

/** What is known of the project while nothing in it changes. */
export type Session = { readonly view: ProjectView; readonly analysis: Analysis; readonly schemas: Schemas; readonly used: UsedOrms };

/** Modules kept at hand within one lint. */
const MOST_AT_HAND = 60;

/** The queries of a function weigh as much as this many values. */
const EFFECT_WEIGHT = 20;

type Kept = { generation: number; settings: OrmSettings; cwd: string; last: () => Session; use: (view: ProjectView) => Session };

/** A process may go from one repository to the next: what was consulted in the one is looked at no more in the other. */
const MOST_PROJECTS = 3;
let projects: { readonly root: string; readonly project: Project }[] = [];
/** What projects did that are forgotten. */
const before: Project['work'] = { reads: 0, lowered: 0, parses: 0, decodes: 0, resolves: 0, checks: 0, generations: 0 };
/** When so many answers were found, what was not asked for since the last time is forgotten, between two files: it is found again when asked for. */
const MOST_ANSWERS = 15_000;
/** An editor's text and the disk's take turns: both are kept. */
const MOST_KEPT = 2;
let kept: Kept[] = [];
/** What was opened last: the rules of one lint hand over the same file. */
let opened: { file: LintedFile; session: Session | undefined } | undefined;

/** The session for a linted file: what was linked before, as long as nothing it rests on has changed. */
export function openSession(file: LintedFile): Session {
  return sessionAt(projectOf(file).settle(file.filename), file);
}

/**
 * The session for a linted file in which something may be reported. Nothing is where no ORM is used, nor in code that is offline, compiled or the browser's:
 * mostly that is known of the place, and the file is not read again. Rules that ask of the same file share the answer.
 */
export function openInProgram(file: LintedFile): Session | undefined {
  if (opened?.file !== file) opened = { file, session: findInProgram(file) };
  return opened.session;
}

function findInProgram(file: LintedFile): Session | undefined {
  const project = projectOf(file);
  const path = project.settle(file.filename);
  const known = kept.find(each => each.generation === project.onDisk && isOf(each, file))?.last();
  if (known && !isInProgram(known, file, path)) return undefined;
  const session = sessionAt(path, file);
  return known || isInProgram(session, file, path) ? session : undefined;
}

function sessionAt(path: string, file: LintedFile): Session {
  opened = undefined;
  const view = projectOf(file).openSettled(path, file);
  const session = kept.find(each => each.generation === view.generation && isOf(each, file)) ?? makeSession(view, file);
  kept = [session, ...kept.filter(each => each !== session)].slice(0, MOST_KEPT);
  return session.use(view);
}

/** The project that a file belongs to; the last ones are kept. */
function projectOf({ cwd }: LintedFile): Project {
  const root = projectRoot(cwd);
  const at = projects.findIndex(each => each.root === root);
  if (at === 0) return projects[0]!.project;
  const project = at < 0 ? { root, project: new Project() } : projects[at]!;
  projects = [project, ...projects.filter(each => each !== project)];
  for (const { root: gone, project: old } of projects.splice(MOST_PROJECTS)) {
    Object.assign(before, added(before, old.work));
    kept = kept.filter(each => projectRoot(each.cwd) !== gone);
  }
  return project.project;
}

function added(a: Project['work'], b: Project['work']): Project['work'] {
  return { reads: a.reads + b.reads, lowered: a.lowered + b.lowered, parses: a.parses + b.parses, decodes: a.decodes + b.decodes, resolves: a.resolves + b.resolves, checks: a.checks + b.checks, generations: a.generations + b.generations };
}

function isOf({ settings, cwd }: Kept, file: LintedFile): boolean {
  return settings === file.settings && cwd === file.cwd;
}

function isInProgram(session: Session, file: LintedFile, path: string): boolean {
  return session.used.at(path).length > 0 && !isOfflineFile(session, file, path) && !isCompiledFile(session, file, path) && !isClientSideFile(session, file, path);
}

/** Says that what a rule asked of a file is answered. */
export function closeFile(): void {
  projects[0]?.project.rest();
}

/** Work done by this process so far. */
export function work(): Project['work'] {
  return projects.reduce((sum, { project }) => added(sum, project.work), before);
}

function makeSession(first: ProjectView, { settings, cwd }: LintedFile): Kept {
  let view = first;
  const schemas = new Schemas(() => view, orms, settings, cwd);
  const used = new UsedOrms(() => view, orms, settings, schemas);
  // The store moves what is asked for to the front each time; within one lint the answer is the same object.
  const facts = new Map<string, ModuleFacts | undefined>();
  const factsOf = (path: string): ModuleFacts | undefined => {
    const known = facts.get(path);
    if (known || facts.has(path)) return known;
    const found = view.facts(path);
    // Held only to be found quickly: the store decides what stays decoded.
    if (facts.size >= MOST_AT_HAND) facts.clear();
    facts.set(path, found);
    return found;
  };
  // Exports are small and kept by the store: a name is looked for in every module behind a barrel.
  const exported = new Map<string, readonly Export[] | undefined>();
  const exportsOf = (path: string): readonly Export[] | undefined => {
    const known = exported.get(path);
    if (known || exported.has(path)) return known;
    const found = view.exports(path);
    exported.set(path, found);
    return found;
  };
  const resolved = new Map<string, Map<string, string | undefined>>();
  const resolve = (from: string, specifier: string): string | undefined => {
    let known = resolved.get(from);
    if (!known) resolved.set(from, (known = new Map<string, string | undefined>()));
    if (!known.has(specifier)) known.set(specifier, view.resolve(from, specifier));
    return known.get(specifier);
  };
  const link = makeLink({ facts: factsOf, exports: exportsOf, resolve, unaliased: (from, specifier) => view.unaliased(from, specifier), list: dir => view.list(dir), named: (m, words) => view.named(m, words), mentioning: (m, name) => view.mentioning(m, name), manifests: path => view.manifests(path) }, orms, settings, schemas);

  const effects = new Memory<readonly Effect[]>();
  const uses = new Memory<ParameterUse>();
  const runs = new Memory<Runs>();
  const loops = new Memory<Repetition>();
  const once = makeOnce();
  const ELSEWHERE = { how: 'elsewhere' } as const;
  const relevance = new Relevance(link, m => used.words(m));
  const age = new Age(MOST_ANSWERS);
  const analysis: Analysis = {
    link,
    isInBrowser: (m, f) => isInComponent(m, link.facts(m)!, f, () => view.manifests(m)),
    isOffline: m => isOfflineFile({ view }, { settings, cwd }, m),
    mayQuery: (m, f, env) => relevance.function(m, f, env),
    mayQueryIn: (m, e, env) => relevance.expression(m, e, env),
    runsOf: (m, f, env) => once(runs, keyOfCallee({ m, f, env }), ELSEWHERE, () => runsOf(analysis, m, f, env)),
    runsAsArgument: (m, call, at, path, env) => runsAsArgument(analysis, m, call, at, path, env),
    parameterUse: (callee, at, path) => once(uses, `${keyOfCallee(callee)}:${at}.${path.join('.')}`, ELSEWHERE, () => parameterUse(analysis, callee, at, path)),
    framesOf: (m, region, env, stop) => framesOf(analysis, m, region, env, stop),
    repetition: (key, describe) => loops.findOr(key, describe),
    effectsOf: callee => once(effects, keyOfCallee(callee), [], () => effectsOf(analysis, callee)),
  };
  return {
    generation: first.generation,
    settings,
    cwd,
    last: () => ({ view, analysis, schemas, used }),
    use: next => {
      view = next;
      facts.clear();
      if (age.isOver(link.size() + effects.kept.size * EFFECT_WEIGHT)) {
        link.age();
        for (const memory of [effects, uses, runs, loops]) memory.age();
      }
      return { view: next, analysis, schemas, used };
    },
  };
}

/** Whether a file of the program does not serve requests, by its path in its package; a package may stand in a folder of scripts, or be one itself. */
export function isOfflineFile({ view }: Pick<Session, 'view'>, { settings, cwd }: Pick<LintedFile, 'settings' | 'cwd'>, path: string): boolean {
  const [own, above] = view.manifests(path);
  const dir = own?.dir ?? cwd;
  const within = (folder: string): string => join(basename(folder), relative(folder, path));
  return isOffline(settings, relative(dir, path)) || (above !== undefined && (isOffline(settings, within(dir)) || (!isBelow(above.dir, cwd) && isOffline(settings, within(above.dir)))));
}

/** Whether a compiler has written a file of the program: it says so, or its source stands beside it, `users.ts` beside `users.js`. */
export function isCompiledFile({ view }: Pick<Session, 'view'>, { text }: Pick<LintedFile, 'text'>, path: string): boolean {
  return isCompiled(text) || (/\.[cm]?jsx?$/.test(path) && SOURCES.some(ending => view.exists(path.replace(/jsx?$/, ending))));
}

const SOURCES = ['ts', 'tsx'];

/** Whether a file of the program runs in the browser. */
export function isClientSideFile({ view }: Pick<Session, 'view'>, { text }: Pick<LintedFile, 'text'>, path: string): boolean {
  return isClientSide(path, text, () => view.manifests(path));
}

/** Whether a package above the file serves GraphQL. */
export function usesGraphql({ view }: Session, path: string): boolean {
  return view.manifests(path).some(({ dependencies }) => [...dependencies].some(name => /^(?:graphql|type-graphql|@nestjs\/graphql|@apollo\/.*|apollo-server.*)$/.test(name)));
}
