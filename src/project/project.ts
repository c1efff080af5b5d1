import { performance } from 'node:perf_hooks';
import { isAbsolute, resolve as absolute } from 'node:path';
import type { Export, ModuleFacts } from '../vocabulary/ir.ts';
import { FactStore, type FactLimits, type FactsOfText, type LintedText } from './fact-store.ts';
import { Files, withoutBom } from './files.ts';
import { Manifests, type Manifest } from './manifests.ts';
import { ModuleNames } from './module-names.ts';
import { Resolver } from './resolve.ts';
import { factsOfText } from './lower/index.ts';
import { isSourcePath } from './source-file.ts';
import { Workspaces, type Workspace } from './workspace.ts';

export type { Manifest } from './manifests.ts';
export type { Workspace, WorkspacePackage } from './workspace.ts';

/** The project as the analysis of one linted file sees it. Every answer is consistent within one view. */
export type ProjectView = {
  /** Equal numbers mean that nothing consulted has changed: what was linked under one number holds under it for ever. */
  readonly generation: number;
  /** The linted file, links followed. */
  readonly path: string;
  /** Whether a bound was reached, so that an answer may be missing. */
  readonly truncated: boolean;
  /** The facts of a file: of the linted text for the linted file, else of what is on disk. Do not key caches by the object: use path and generation. */
  facts(path: string): ModuleFacts | undefined;
  /** What a file exports: as its facts say, without decoding them. */
  exports(path: string): readonly Export[] | undefined;
  /** The source file that a specifier in `from` means; `undefined` for packages, assets and what does not exist. */
  resolve(from: string, specifier: string): string | undefined;
  /** The `package.json` files from a file to the root of the repository, the nearest first. */
  manifests(path: string): Manifest[];
  /** A specifier with the name of the package that it means, where that is installed under another name. */
  unaliased(path: string, specifier: string): string;
  /** The monorepo around a file. */
  workspace(path: string): Workspace | undefined;
  /** The text of a schema or configuration file. */
  read(path: string): string | undefined;
  /** The names in a folder, sorted: only for folders that a manifest or an ORM's configuration names. */
  list(dir: string): string[];
  /** The source files, in the package of a module and in those that depend on it, whose names hold all of the words. */
  named(m: string, words: readonly string[]): string[];
  /** The source files around a module, as above, whose texts have a name in them. */
  mentioning(m: string, name: string): string[];
  exists(path: string): boolean;
  realPath(path: string): string;
};

/** Counts of work done, for tests and the bench. Files are `lowered` to facts: from the linter's tree, or they have to be parsed. */
export type Work = { reads: number; lowered: number; parses: number; decodes: number; resolves: number; checks: number; generations: number };

/** How a project is made; the defaults are right outside of tests. */
export type ProjectOptions = FactLimits & { factsOfText?: FactsOfText; maxFiles?: number; now?: () => number };

/** One linted file reaches no more files than this. */
const MAX_FILES = 20_000;

/** Checking whether consulted files moved may take this share of the time, */
const CHECK_SHARE = 0.005;
/** saved up to this many milliseconds: an editor, which lints now and then, checks every time. */
const CHECK_RESERVE = 100;
/** A process begins with a little of it: most end before anything moves. */
const FIRST_RESERVE = 60;
/** After so many milliseconds without a lint something else has gone on: an edit, a checkout. */
const PAUSE = 150;
/** Looks after pauses may take this share of the time: on a busy machine there is one before every file. */
const PAUSE_SHARE = 0.1;
/** Saved up to so many milliseconds: a checkout may follow the other. */
const PAUSE_RESERVE = 5_000;
/** After this long nothing is spared. */
const LONG_PAUSE = 500;
/** After a shorter one a few of the consulted files are looked at, each in its turn: one that moved says that others may have. */
const SHORT_PAUSE = 30;
const FEW = 64;

/** The door to the files of a project: one per process. */
export class Project {
  readonly #files = new Files();
  readonly #manifests = new Manifests(this.#files);
  readonly #workspaces = new Workspaces(this.#files, this.#manifests);
  readonly #names = new ModuleNames(this.#files, this.#manifests, this.#workspaces);
  readonly #resolver = new Resolver(this.#files, this.#manifests, this.#workspaces);
  readonly #store: FactStore;
  readonly #maxFiles: number;
  readonly #now: () => number;
  #checks = 0;
  #checkReserve = FIRST_RESERVE;
  #lastCheck: number;
  /** When something was last asked, or answered. */
  #lastBusy: number;
  #pauseReserve = PAUSE_RESERVE;
  #generations = 1;
  /** The generation of what is on disk; an overlay has a number of its own. */
  #onDisk = 1;
  #overlay: { path: string; text: string; generation: number; onDisk: number } | undefined;

  constructor(options: ProjectOptions = {}) {
    this.#store = new FactStore(this.#files, options.factsOfText ?? factsOfText, options);
    this.#maxFiles = options.maxFiles ?? MAX_FILES;
    this.#now = options.now ?? (() => performance.now());
    this.#lastCheck = this.#lastBusy = this.#now();
  }

  /** How much was done so far. */
  get work(): Work {
    const { lowered, parses, decodes } = this.#store;
    return { reads: this.#files.reads, lowered, parses, decodes, resolves: this.#resolver.resolves, checks: this.#checks, generations: this.#generations };
  }

  /** The generation of what is on disk. */
  get onDisk(): number {
    return this.#onDisk;
  }

  /** Looks at the project from one linted file, whose text may differ from the disk's. */
  open(filename: string, text: string): ProjectView {
    return this.openSettled(this.settle(filename), { text });
  }

  /** Sees whether the disk has moved before a file is linted, and says where the file is, links followed: the part of opening it that does not read it. */
  settle(filename: string): string {
    const path = this.#files.realPath(isAbsolute(filename) ? filename : absolute(filename));
    this.#checkFreshness(path);
    return path;
  }

  /** Says that a file has been answered: the time that it took is no pause. */
  rest(): void {
    this.#lastBusy = this.#now();
  }

  /** The rest of opening a linted file, at the path that `settle` gave. */
  openSettled(path: string, file: LintedText): ProjectView {
    const linted = { ...file, text: withoutBom(file.text) };
    const isOnDisk = this.#files.stampOf(path) !== undefined && this.#files.readUnkept(path) === linted.text;
    const generation = isOnDisk ? this.#onDisk : this.#generationOfOverlay(path, linted.text);
    return this.#view(path, linted, isOnDisk, generation);
  }

  #view(path: string, linted: LintedText, isOnDisk: boolean, generation: number): ProjectView {
    const files = this.#files;
    const store = this.#store;
    const reached = new Set<string>([path]);
    const maxFiles = this.#maxFiles;
    let truncated = false;

    const own = (): ModuleFacts | undefined => (isOnDisk ? store.factsAt(path, linted) : store.factsOfOverlay(path, linted));
    const reach = <Answer>(asked: string, ask: (real: string) => Answer | undefined, ofOwn: () => Answer | undefined): Answer | undefined => {
      const real = asked === path ? path : files.realPath(asked);
      if (real === path) return ofOwn();
      if (!reached.has(real) && reached.size >= maxFiles) {
        truncated = true;
        return undefined;
      }
      reached.add(real);
      return ask(real);
    };

    return {
      generation,
      path,
      get truncated() {
        return truncated;
      },
      facts: asked => reach(asked, real => store.factsAt(real), own),
      exports: asked => reach(asked, real => store.exportsAt(real), () => own()?.exports),
      resolve: (from, specifier) => this.#resolver.resolve(from, specifier),
      manifests: from => this.#manifests.manifestsAbove(from),
      unaliased: (from, specifier) => this.#manifests.unaliased(from, specifier),
      workspace: from => this.#workspaces.workspaceOf(from),
      read: asked => (asked === path ? linted.text : files.read(asked)),
      list: dir => files.list(dir),
      named: (m, words) => this.#names.named(m, words),
      mentioning: (m, name) => this.#names.mentioning(m, name),
      exists: asked => files.kindOf(asked) !== undefined,
      realPath: asked => files.realPath(asked),
    };
  }

  /**
   * Ends the generation when a consulted path moved. Looking at all of them at every file would cost files × reach in a
   * run over a repository, so looking is rationed by the time it takes; what is consulted in between is as last seen. When the
   * linted file itself moved, or after a pause, everything is looked at. A run during which nothing is written gets the same answers either way.
   */
  #checkFreshness(path: string): void {
    const begin = this.#now();
    const since = begin - this.#lastBusy;
    this.#checkReserve = Math.min(CHECK_RESERVE, this.#checkReserve + (begin - this.#lastCheck) * CHECK_SHARE);
    this.#pauseReserve = Math.min(PAUSE_RESERVE, this.#pauseReserve + (begin - this.#lastCheck) * PAUSE_SHARE);
    this.#lastCheck = this.#lastBusy = begin;
    const isMoved = this.#files.recheck(path);
    const hasMoved = isMoved || (since > SHORT_PAUSE && this.#files.hasMovedAmong(FEW));
    const hasPaused = since > LONG_PAUSE || (since > PAUSE && this.#pauseReserve > 0);
    if (hasMoved || hasPaused || this.#checkReserve > 0) {
      this.#checks++;
      this.#endGeneration([...(isMoved ? [path] : []), ...this.#files.findMoved()]);
      const took = this.#now() - begin;
      if (hasPaused) this.#pauseReserve -= took;
      this.#checkReserve -= took;
    }
  }

  #endGeneration(moved: string[]): void {
    if (moved.length === 0) return;
    this.#onDisk = ++this.#generations;
    this.#names.forgetTexts();
    // Another text in a source file changes what it says, never what a specifier means; folders and configuration do.
    if (moved.every(isSourcePath)) return;
    this.#manifests.clear();
    this.#workspaces.clear();
    this.#names.clear();
    this.#resolver.clear();
  }

  #generationOfOverlay(path: string, text: string): number {
    const last = this.#overlay;
    if (last?.path === path && last.text === text && last.onDisk === this.#onDisk) return last.generation;
    this.#overlay = { path, text, generation: ++this.#generations, onDisk: this.#onDisk };
    return this.#overlay.generation;
  }
}
