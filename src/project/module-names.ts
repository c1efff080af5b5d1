import { basename, dirname, join } from 'node:path';
import type { Files } from './files.ts';
import type { Manifests } from './manifests.ts';
import { namesIn } from './names-in-text.ts';
import { isSourcePath, withoutEnding } from './source-file.ts';
import type { Workspaces } from './workspace.ts';

/** More folders than this of one package are not looked into. */
const MOST_FOLDERS = 3_000;
/** A package that more packages of the workspace depend on is asked about itself and the first of those. */
const MOST_PACKAGES = 60;
/** More files than this are not read for a name. */
const MOST_TEXTS = 4_000;

/** What may stand in a package besides its source: its output, what it is tested with. */
const NO_SOURCE = new Set(['node_modules', 'dist', 'build', 'out', 'coverage', 'test', 'tests', 'e2e', 'mocks', 'fixtures']);
const NO_MODULE = /\.d\.[cm]?ts$|\.(?:test|spec|mock|stories)\.[cm]?[jt]sx?$/;
/** Names whose coming and going changes the answer: source files, and what may be a folder. */
const LISTED = /^(?:[^.]+|.+\.[cm]?[jt]sx?)$/;

/**
 * Which source files of a package are named by certain words, or mention a name. For words of names only folders are read, each once,
 * and a file that is written changes nothing; what a file mentions is read once, until one of the consulted files moves.
 */
export class ModuleNames {
  readonly #files: Files;
  readonly #manifests: Manifests;
  readonly #workspaces: Workspaces;
  /** Of each package, by its folder: the files that a word is in the name of. */
  readonly #byWord = new Map<string, ReadonlyMap<string, readonly string[]>>();
  readonly #ofPackage = new Map<string, readonly string[]>();
  /** The names in each text, by their hashes. */
  readonly #mentioned = new Map<string, Int32Array | undefined>();

  constructor(files: Files, manifests: Manifests, workspaces: Workspaces) {
    this.#files = files;
    this.#manifests = manifests;
    this.#workspaces = workspaces;
  }

  /** The source files in the package of `path`, and in those of the workspace that depend on it, whose names hold all `words`. */
  named(path: string, words: readonly string[]): string[] {
    const [first, ...rest] = words;
    return this.#packagesAround(path).flatMap(dir => {
      const index = this.#index(dir);
      const found = (first !== undefined && index.get(first)) || [];
      return found.filter(each => rest.every(word => index.get(word)?.includes(each)));
    });
  }

  /**
   * The source files in the package of `path`, and in those that depend on it, whose texts have a name of three letters or more in them; none where
   * there are too many to look into. One of ten million is answered by mistake.
   */
  mentioning(path: string, name: string): string[] {
    const files = this.#packagesAround(path).flatMap(dir => this.#modules(dir));
    if (files.length > MOST_TEXTS) return [];
    // `#load` says `load`, and `'on-change'` two names.
    const names = namesIn(Buffer.from(name));
    return names.length === 0 ? [] : files.filter(file => names.every(each => this.#mentionedIn(file)?.includes(each)));
  }

  #mentionedIn(file: string): Int32Array | undefined {
    if (!this.#mentioned.has(file)) {
      const text = this.#files.bytesOf(file);
      this.#mentioned.set(file, text && namesIn(text));
    }
    return this.#mentioned.get(file);
  }

  /** Forgets what files say, because one of them moved. */
  forgetTexts(): void {
    this.#mentioned.clear();
  }

  /** Forgets everything, because a consulted folder moved. */
  clear(): void {
    this.#byWord.clear();
    this.#ofPackage.clear();
  }

  /** Who may import a module: its own package, and those that name it in their manifest. */
  #packagesAround(path: string): string[] {
    const [own] = this.#manifests.manifestsAbove(path);
    if (!own) return [];
    const { name } = own;
    const others = name === undefined ? [] : (this.#workspaces.workspaceOf(path)?.packages ?? []).filter(({ dir, manifest }) => dir !== own.dir && manifest.dependencies.has(name));
    return [own.dir, ...others.slice(0, MOST_PACKAGES).map(({ dir }) => dir)];
  }

  #index(dir: string): ReadonlyMap<string, readonly string[]> {
    const known = this.#byWord.get(dir);
    if (known) return known;
    const index = new Map<string, string[]>();
    for (const path of this.#modules(dir)) {
      const stem = withoutEnding(basename(path));
      for (const word of new Set(wordsOf(stem === 'index' ? basename(dirname(path)) : stem))) {
        const paths = index.get(word);
        if (paths) paths.push(path);
        else index.set(word, [path]);
      }
    }
    this.#byWord.set(dir, index);
    return index;
  }

  #modules(dir: string): readonly string[] {
    let modules = this.#ofPackage.get(dir);
    if (!modules) this.#ofPackage.set(dir, (modules = this.#modulesIn(dir)));
    return modules;
  }

  /** The source files of a package, folder by folder from the outermost; not those of a package inside it. */
  #modulesIn(root: string): string[] {
    const folders = [root];
    const found: string[] = [];
    for (let at = 0; at < folders.length && at < MOST_FOLDERS; at++) {
      const dir = folders[at]!;
      for (const name of this.#files.namesMatching(dir, LISTED)) {
        const path = join(dir, name);
        if (isSourcePath(name)) {
          if (!NO_MODULE.test(name)) found.push(path);
        } else if (!NO_SOURCE.has(name) && !name.startsWith('_') && this.#files.isFolder(path) && !this.#isPackage(path)) folders.push(path);
      }
    }
    return found;
  }

  #isPackage(dir: string): boolean {
    return this.#manifests.manifestIn(dir) !== undefined;
  }
}

/** The words of a name, in lower case: `SQLUser_repository.impl` is `sql`, `user`, `repository`, `impl`. */
export function wordsOf(name: string): string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map(word => word.toLowerCase());
}
