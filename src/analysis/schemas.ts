import { dirname, join as joinPath, resolve } from 'node:path';

import type { Manifest, ProjectView } from '../project/project.ts';
import type { OrmSettings } from '../settings.ts';
import type { Orm, SchemaSource } from '../vocabulary/orm.ts';
import type { Schema } from '../vocabulary/schema.ts';
import type { ModuleId } from '../vocabulary/value.ts';
import type { ModelFolder } from './link/declared-models.ts';

/** A multi-file schema is looked through this deep. */
const DEEPEST_FOLDER = 3;

/** Finds the schemas that speak for a module: those a setting names, else the nearest above it, else those of the workspace. */
export class Schemas {
  readonly #read = new Map<string, Schema | undefined>();
  readonly #folders = new Map<string, readonly ModelFolder[]>();
  readonly #byFolder = new Map<string, readonly Schema[]>();
  readonly #byPackage = new Map<string, readonly Schema[]>();
  readonly #inWorkspace = new Map<string, readonly Schema[]>();

  constructor(
    private readonly view: () => ProjectView,
    private readonly orms: readonly Orm[],
    private readonly settings: OrmSettings,
    private readonly cwd: string,
  ) {}

  /** The schemas for module `m`, of every ORM that keeps one. */
  for(m: ModuleId): readonly Schema[] {
    const folder = dirname(m);
    const known = this.#byFolder.get(folder);
    if (known) return known;
    const manifests = this.view().manifests(m);
    const key = manifests[0]?.dir ?? '';
    let found = this.#byPackage.get(key);
    if (!found) this.#byPackage.set(key, (found = this.orms.flatMap(orm => (orm.schema ? this.#find(orm.schema, orm.name, manifests, m) : []))));
    this.#byFolder.set(folder, found);
    return found;
  }

  /** What module `m` itself declares of the schema of an ORM whose schemas are read as texts; nothing where it declares no model. */
  in(orm: string, m: ModuleId): Schema | undefined {
    const source = this.orms.find(({ name }) => name === orm)?.schema;
    const schema = source?.endings.some(ending => m.endsWith(ending)) ? this.#schemaAt(source, orm, m) : undefined;
    return schema && schema.models.length > 0 ? schema : undefined;
  }

  /** The folders whose modules declare models for module `m`. */
  folders(m: ModuleId): readonly ModelFolder[] {
    const manifests = this.view().manifests(m);
    const key = manifests[0]?.dir ?? '';
    let found = this.#folders.get(key);
    if (!found) this.#folders.set(key, (found = this.orms.flatMap(orm => (orm.schema?.modules ? this.#foldersOf(orm, manifests, m) : []))));
    return found;
  }

  #foldersOf(orm: Orm, manifests: readonly Manifest[], m: ModuleId): readonly ModelFolder[] {
    const modules = orm.schema!.modules!;
    const packages = [...manifests, ...(this.view().workspace(m)?.packages ?? []).map(({ dir, manifest }) => ({ dir, dependencies: manifest.dependencies }))];
    for (const { dir, dependencies } of packages) {
      if (!orm.packages.some(name => dependencies.has(name))) continue;
      const text = this.view().read(joinPath(dir, modules.config));
      const named = text === undefined ? [] : modules.foldersIn(text);
      const found = [...named, ...modules.folders].map(folder => joinPath(dir, folder)).filter(path => this.view().list(path).length > 0);
      if (found.length > 0) return withoutInner([...new Set(found)]).map(path => ({ orm: orm.name, path }));
    }
    return [];
  }

  #find(source: SchemaSource, orm: string, manifests: readonly Manifest[], m: ModuleId): readonly Schema[] {
    if (this.settings.schema.length > 0) return this.settings.schema.flatMap(path => this.#schemaAt(source, orm, resolve(this.cwd, path)) ?? []);
    for (const manifest of manifests) {
      const found = this.#inPackage(source, orm, manifest.dir, manifest.json);
      if (found.length > 0) return found;
    }
    return this.#inPackages(source, orm, m);
  }

  /** The schemas of the packages of a workspace: looked for once, not once for each package that has none. */
  #inPackages(source: SchemaSource, orm: string, m: ModuleId): readonly Schema[] {
    const workspace = this.view().workspace(m);
    if (!workspace) return [];
    const key = `${orm}:${workspace.root}`;
    let found = this.#inWorkspace.get(key);
    if (!found) this.#inWorkspace.set(key, (found = workspace.packages.flatMap(each => this.#inPackage(source, orm, each.dir, undefined))));
    return found;
  }

  #inPackage(source: SchemaSource, orm: string, dir: string, manifest: Manifest['json'] | undefined): readonly Schema[] {
    const named = manifest ? (source.fromManifest?.(manifest) ?? []) : [];
    const configured = (source.configs ?? []).flatMap(config => {
      const text = this.view().read(joinPath(dir, config));
      return text === undefined ? [] : (source.fromConfig?.(text) ?? []);
    });
    const found = new Map<string, Schema>();
    for (const path of [...named, ...configured, ...source.candidates]) {
      const schema = this.#schemaAt(source, orm, joinPath(dir, path));
      const [file] = schema?.files ?? [];
      // `prisma` and `prisma/schema.prisma` are one schema.
      if (schema && schema.models.length + schema.problems.length > 0 && file !== undefined && !found.has(file)) found.set(file, schema);
    }
    return [...found.values()];
  }

  #schemaAt(source: SchemaSource, orm: string, path: string): Schema | undefined {
    const key = `${orm}:${path}`;
    if (this.#read.has(key)) return this.#read.get(key);
    const files = this.#filesOf(source, path, 0).flatMap(file => {
      const text = this.view().read(file);
      return text === undefined ? [] : [{ path: file, text }];
    });
    const schema = files.length > 0 ? source.read(files) : undefined;
    this.#read.set(key, schema);
    return schema;
  }

  #filesOf(source: SchemaSource, path: string, depth: number): readonly string[] {
    if (source.endings.some(ending => path.endsWith(ending))) return [path];
    if (depth > DEEPEST_FOLDER || /\.\w+$/.test(path)) return [];
    return this.view().list(path).filter(name => name !== 'migrations' && name !== 'node_modules').flatMap(name => this.#filesOf(source, joinPath(path, name), depth + 1));
  }
}

/** Folders that stand in none of the others. */
function withoutInner(paths: readonly string[]): readonly string[] {
  return paths.filter(path => !paths.some(other => other !== path && path.startsWith(`${other}/`)));
}
