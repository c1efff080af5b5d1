import { dirname, join, relative, resolve as absolute, sep } from 'node:path';
import type { Files } from './files.ts';
import { stringOf, objectOf, type JsonObject } from './json.ts';
import type { Manifest, Manifests } from './manifests.ts';
import { targetsOfExport, targetsOfImport } from './package-entry.ts';
import { findIndex, findSourceFile, withoutEnding } from './source-file.ts';
import type { TsConfigs } from './tsconfig.ts';
import type { Workspaces } from './workspace.ts';

/** Folders that hold build output, also below each other (`dist/esm`). */
const OUTPUT = /^(?:dist|build|lib|out|output|esm|cjs|es|types|_?generated-types|\.output)$/;

/** Where the source of a package begins when it does not say. */
const ENTRIES = ['src/index', 'index', 'src/main', 'lib/index', 'src/lib/index'];

/** Finds the source behind what a package of this repository offers, whether or not it was built. */
export class Packages {
  readonly #files: Files;
  readonly #manifests: Manifests;
  readonly #workspaces: Workspaces;
  readonly #configs: TsConfigs;

  constructor(files: Files, manifests: Manifests, workspaces: Workspaces, configs: TsConfigs) {
    this.#files = files;
    this.#manifests = manifests;
    this.#workspaces = workspaces;
    this.#configs = configs;
  }

  /** The source file at a path that an import names: a file, or a folder with an entry or index. */
  findAtPath(path: string): string | undefined {
    return findSourceFile(this.#files, path) ?? this.findInFolder(path);
  }

  /** The source file that a folder stands for, by its manifest or its index. */
  findInFolder(dir: string): string | undefined {
    if (!this.#files.isFolder(dir)) return undefined;
    const manifest = this.#manifests.manifestIn(dir);
    return (manifest && this.#findExport(manifest, '.')) ?? findIndex(this.#files, dir);
  }

  /** The source of a file that a build would write, by the nearest package's layout. */
  findBuilt(target: string): string | undefined {
    const manifest = this.#manifests.manifestsAbove(target)[0];
    return manifest && this.#findSourceOf(manifest.dir, target);
  }

  /** What `#name` means in a file. */
  findOwnImport(from: string, name: string): string | undefined {
    const manifest = this.#manifests.manifestsAbove(from).find(each => each.json['imports'] !== undefined);
    if (manifest === undefined) return undefined;
    const targets = targetsOfImport(manifest.json, name, this.#conditionsIn(manifest.dir));
    const own = this.#findTarget(manifest.dir, targets.filter(each => each.startsWith('.')));
    if (own !== undefined) return own;
    const foreign = targets.find(each => !each.startsWith('.') && !each.startsWith('#'));
    return foreign === undefined ? undefined : this.findPackage(from, foreign);
  }

  /** What `name` or `name/subpath` means in a file, when that package is in this repository. */
  findPackage(from: string, specifier: string): string | undefined {
    const [first = '', second = '', ...rest] = specifier.split('/');
    const isScoped = first.startsWith('@');
    if (isScoped && second === '') return undefined;
    const name = isScoped ? `${first}/${second}` : first;
    const parts = isScoped ? rest : specifier.split('/').slice(1);
    const manifest = this.#findManifest(from, name);
    return manifest && this.#findExport(manifest, ['.', ...parts].join('/'));
  }

  #findManifest(from: string, name: string): Manifest | undefined {
    const above = this.#manifests.manifestsAbove(from);
    const own = above.find(each => each.name !== undefined);
    if (own?.name === name) return own;
    const member = this.#workspaces.workspaceOf(from)?.byName.get(name);
    if (member !== undefined) return member.manifest;
    for (const { dir, json } of above) {
      const linked = linkedFolder(json, name);
      if (linked !== undefined) return this.#manifests.manifestIn(absolute(dir, linked));
    }
    return this.#findLinked(from, name);
  }

  /** A link in `node_modules` that leads back into the source. */
  #findLinked(from: string, name: string): Manifest | undefined {
    for (const dir of this.#manifests.foldersAbove(dirname(from))) {
      if (!this.#files.isFolder(join(dir, 'node_modules'))) continue;
      const path = join(dir, 'node_modules', name);
      if (!this.#files.isFolder(path)) continue;
      const real = this.#files.realPath(path);
      return real.includes(`${sep}node_modules${sep}`) ? undefined : this.#manifests.manifestIn(real);
    }
    return undefined;
  }

  #findExport(manifest: Manifest, subpath: string): string | undefined {
    const { dir } = manifest;
    const targets = targetsOfExport(manifest.json, subpath, this.#conditionsIn(dir));
    if (targets?.length === 0) return undefined;
    const found = this.#findTarget(dir, targets ?? []);
    if (found !== undefined) return found;
    if (subpath === '.') return ENTRIES.map(each => findSourceFile(this.#files, join(dir, each))).find(each => each !== undefined);
    const inside = [join(dir, subpath), join(dir, 'src', subpath)];
    for (const path of inside) {
      const at = findSourceFile(this.#files, path) ?? findIndex(this.#files, path) ?? this.#findSourceOf(dir, path);
      if (at !== undefined) return at;
    }
    return undefined;
  }

  /** The first target that has a source; failing that, the first that exists, built as it is. */
  #findTarget(dir: string, targets: string[]): string | undefined {
    const paths = targets.map(target => join(dir, target));
    for (const path of paths) {
      const file = findSourceFile(this.#files, path) ?? findIndex(this.#files, path);
      const isSource = file !== undefined && (/\.[cm]?tsx?$/.test(file) && !/\.d\.[cm]?ts$/.test(file) || !isInOutput(dir, file));
      const found = isSource ? file : this.#findSourceOf(dir, path);
      if (found !== undefined) return found;
    }
    return paths.map(path => findSourceFile(this.#files, path) ?? findIndex(this.#files, path)).find(each => each !== undefined);
  }

  #findSourceOf(dir: string, target: string): string | undefined {
    for (const stem of this.#sourceStems(dir, withoutEnding(target))) {
      const found = findSourceFile(this.#files, stem) ?? findIndex(this.#files, stem) ?? this.#findWithoutIndex(stem);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Bundlers write `client.ts` to `client/index.js`. */
  #findWithoutIndex(stem: string): string | undefined {
    return stem.endsWith(`${sep}index`) && stem.length > '/index'.length ? findSourceFile(this.#files, dirname(stem)) : undefined;
  }

  /** Where the source of an output file may be, by `outDir` and `rootDir` or by the usual names of folders. */
  #sourceStems(dir: string, target: string): string[] {
    const stems: string[] = [];
    for (const { outDir, rootDir } of this.#configs.configsIn(dir)) {
      if (outDir === undefined || !isBelow(outDir, target)) continue;
      const rest = relative(outDir, target);
      stems.push(...[rootDir ?? dir, join(dir, 'src'), dir].map(root => join(root, rest)));
    }
    const segments = relative(dir, target).split(sep);
    let depth = 0;
    while (depth < segments.length - 1 && OUTPUT.test(segments[depth] ?? '')) {
      const rest = segments.slice(++depth).join(sep);
      stems.push(join(dir, 'src', rest), join(dir, rest));
    }
    return stems.filter(stem => stem !== target);
  }

  #conditionsIn(dir: string): string[] {
    return this.#configs.configsIn(dir).flatMap(each => each.conditions ?? []);
  }
}

function isInOutput(dir: string, path: string): boolean {
  return OUTPUT.test(relative(dir, path).split(sep)[0] ?? '');
}

/** Whether a path is inside a folder. */
export function isBelow(dir: string, path: string): boolean {
  return path.startsWith(dir.endsWith(sep) ? dir : dir + sep);
}

/** The folder that a dependency `file:../db` names. */
function linkedFolder(json: JsonObject, name: string): string | undefined {
  for (const field of ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']) {
    const folder = /^(?:file|link|portal|workspace):(\.{0,2}\/.*)$/.exec(stringOf(objectOf(json[field])[name]) ?? '')?.[1];
    if (folder !== undefined) return folder;
  }
  return undefined;
}
