import { performance } from 'node:perf_hooks';
import { isAbsolute, resolve as absolute } from 'node:path';
import { FactStore } from "./fact-store.js";
import { Files, withoutBom } from "./files.js";
import { Manifests } from "./manifests.js";
import { Resolver } from "./resolve.js";
import { factsOfText } from "./lower/index.js";
import { isSourcePath } from "./source-file.js";
import { Workspaces } from "./workspace.js";
/** One linted file reaches no more files than this. */
const MAX_FILES = 20_000;
/** Checking whether consulted files moved may take this share of the time, */
const CHECK_SHARE = 0.01;
/** with this many milliseconds in hand: an editor, which lints now and then, checks every time. */
const CHECK_RESERVE = 100;
/** The door to the files of a project: one per process. */
export class Project {
    #files = new Files();
    #manifests = new Manifests(this.#files);
    #workspaces = new Workspaces(this.#files, this.#manifests);
    #resolver = new Resolver(this.#files, this.#manifests, this.#workspaces);
    #store;
    #maxFiles;
    #now;
    #checks = 0;
    #checkReserve = CHECK_RESERVE;
    #lastCheck;
    #generations = 1;
    /** The generation of what is on disk; an overlay has a number of its own. */
    #onDisk = 1;
    #overlay;
    constructor(options = {}) {
        this.#store = new FactStore(this.#files, options.factsOfText ?? factsOfText, options);
        this.#maxFiles = options.maxFiles ?? MAX_FILES;
        this.#now = options.now ?? (() => performance.now());
        this.#lastCheck = this.#now();
    }
    /** How much was done so far. */
    get work() {
        const { parses, decodes } = this.#store;
        return { reads: this.#files.reads, parses, decodes, resolves: this.#resolver.resolves, checks: this.#checks, generations: this.#generations };
    }
    /** Looks at the project from one linted file, whose text may differ from the disk's. */
    open(filename, text) {
        const path = this.#files.realPath(isAbsolute(filename) ? filename : absolute(filename));
        const linted = withoutBom(text);
        this.#checkFreshness(path);
        const isOnDisk = this.#files.stampOf(path) !== undefined && this.#files.readUnkept(path) === linted;
        const generation = isOnDisk ? this.#onDisk : this.#generationOfOverlay(path, linted);
        return this.#view(path, linted, isOnDisk, generation);
    }
    #view(path, linted, isOnDisk, generation) {
        const files = this.#files;
        const store = this.#store;
        const reached = new Set([path]);
        const maxFiles = this.#maxFiles;
        let truncated = false;
        const facts = (asked) => {
            const real = asked === path ? path : files.realPath(asked);
            if (real === path)
                return isOnDisk ? store.factsAt(path, linted) : store.factsOfOverlay(path, linted);
            if (!reached.has(real) && reached.size >= maxFiles) {
                truncated = true;
                return undefined;
            }
            reached.add(real);
            return store.factsAt(real);
        };
        return {
            generation,
            path,
            get truncated() {
                return truncated;
            },
            facts,
            resolve: (from, specifier) => this.#resolver.resolve(from, specifier),
            manifests: from => this.#manifests.manifestsAbove(from),
            workspace: from => this.#workspaces.workspaceOf(from),
            read: asked => (asked === path ? linted : files.read(asked)),
            list: dir => files.list(dir),
            exists: asked => files.kindOf(asked) !== undefined,
            realPath: asked => files.realPath(asked),
        };
    }
    /**
     * Ends the generation when a consulted path moved. Looking at all of them at every file would cost files × reach in a
     * run over a repository, so looking is rationed by the time it takes; what is consulted in between is as last seen.
     * A run during which nothing is written gets the same answers either way.
     */
    #checkFreshness(path) {
        const begin = this.#now();
        this.#checkReserve = Math.min(CHECK_RESERVE, this.#checkReserve + (begin - this.#lastCheck) * CHECK_SHARE);
        this.#lastCheck = begin;
        if (this.#checkReserve > 0) {
            this.#checks++;
            this.#endGeneration(this.#files.findMoved());
            this.#checkReserve -= this.#now() - begin;
        }
        else if (this.#files.recheck(path))
            this.#endGeneration([path]);
    }
    #endGeneration(moved) {
        if (moved.length === 0)
            return;
        this.#onDisk = ++this.#generations;
        // Another text in a source file changes what it says, never what a specifier means; folders and configuration do.
        if (moved.every(isSourcePath))
            return;
        this.#manifests.clear();
        this.#workspaces.clear();
        this.#resolver.clear();
    }
    #generationOfOverlay(path, text) {
        const last = this.#overlay;
        if (last?.path === path && last.text === text && last.onDisk === this.#onDisk)
            return last.generation;
        this.#overlay = { path, text, generation: ++this.#generations, onDisk: this.#onDisk };
        return this.#overlay.generation;
    }
}
