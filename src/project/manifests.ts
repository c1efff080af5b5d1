import { dirname, join } from 'node:path';
import type { Files } from './files.ts';
import { objectOf, parseJson, stringOf, type JsonObject } from './json.ts';

/** One `package.json`. */
export type Manifest = {
  path: string;
  dir: string;
  name?: string;
  /** Every package it depends on, of whichever kind of dependency; one under another name by both. */
  dependencies: ReadonlySet<string>;
  /** The packages that are installed under another name: `"legacy-knex": "npm:knex@0.95"`. */
  aliases: ReadonlyMap<string, string>;
  /** The whole file; empty when it is broken. */
  json: JsonObject;
};

const DEPENDENCY_FIELDS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/** Reads the `package.json` files of a project, each once. */
export class Manifests {
  readonly #files: Files;
  readonly #byDir = new Map<string, Manifest | undefined>();
  readonly #above = new Map<string, Manifest[]>();
  readonly #folders = new Map<string, string[]>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** The `package.json` in this folder. */
  manifestIn(dir: string): Manifest | undefined {
    if (!this.#byDir.has(dir)) this.#byDir.set(dir, this.#readManifest(dir));
    return this.#byDir.get(dir);
  }

  /** The `package.json` files from a file up to the root of its repository, the nearest first. */
  manifestsAbove(path: string): Manifest[] {
    const start = dirname(path);
    let found = this.#above.get(start);
    if (found === undefined) {
      found = this.foldersAbove(start).map(dir => this.manifestIn(dir)).filter(each => each !== undefined);
      this.#above.set(start, found);
    }
    return found;
  }

  /** A specifier with the name of the package that it means, where a manifest above the file installs that under another name. https://docs.npmjs.com/cli/commands/npm-install */
  unaliased(path: string, specifier: string): string {
    if (specifier.startsWith('.')) return specifier;
    for (const { aliases } of this.manifestsAbove(path)) {
      if (aliases.size === 0) continue;
      const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '';
      const real = aliases.get(name);
      if (real !== undefined) return real + specifier.slice(name.length);
    }
    return specifier;
  }

  /** This folder and those around it, up to the root of the repository, the nearest first. */
  foldersAbove(dir: string): string[] {
    let found = this.#folders.get(dir);
    if (found === undefined) {
      const outer = dirname(dir);
      const isRoot = outer === dir || this.#files.kindOf(join(dir, '.git')) !== undefined;
      found = isRoot ? [dir] : [dir, ...this.foldersAbove(outer)];
      this.#folders.set(dir, found);
    }
    return found;
  }

  /** Forgets everything, because a consulted file moved. */
  clear(): void {
    this.#byDir.clear();
    this.#above.clear();
    this.#folders.clear();
  }

  #readManifest(dir: string): Manifest | undefined {
    const path = join(dir, 'package.json');
    if (!this.#files.isFile(path)) return undefined;
    const json = objectOf(parseJson(this.#files.read(path) ?? ''));
    const name = stringOf(json['name']);
    const entries = DEPENDENCY_FIELDS.flatMap(field => Object.entries(objectOf(json[field])));
    const aliases = new Map(entries.flatMap(([alias, version]) => {
      const real = /^npm:((?:@[^/@]+\/)?[^/@]+)(?:@|$)/.exec(stringOf(version) ?? '')?.[1];
      return real === undefined ? [] : [[alias, real] as const];
    }));
    return { path, dir, ...(name === undefined ? {} : { name }), dependencies: new Set([...entries.map(([each]) => each), ...aliases.values()]), aliases, json };
  }
}
