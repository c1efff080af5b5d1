import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Files } from './files.ts';
import { objectOf, parseJson, stringOf, stringsOf, type JsonObject } from './json.ts';
import type { Manifests } from './manifests.ts';
import type { Workspaces } from './workspace.ts';

/** What one `tsconfig.json` or `jsconfig.json` says about where things are; all paths are absolute. */
export type TsConfig = {
  path: string;
  baseUrl?: string;
  /** From pattern (`@/*`) to targets. */
  paths?: { [pattern: string]: string[] };
  conditions?: string[];
  outDir?: string;
  rootDir?: string;
};

/** How far `extends` and `references` are followed. */
const MAX_CHAIN = 16;

const CONFIG_NAME = /^[jt]sconfig(?:\..+)?\.json$/;
const FIRST_NAMES = ['tsconfig.json', 'jsconfig.json', 'tsconfig.app.json', 'tsconfig.base.json'];

/** Reads the `tsconfig` files of a project, each once; what is broken or missing is passed over. */
export class TsConfigs {
  readonly #files: Files;
  readonly #manifests: Manifests;
  readonly #workspaces: Workspaces;
  readonly #byPath = new Map<string, TsConfig>();
  readonly #inDir = new Map<string, TsConfig[]>();
  readonly #above = new Map<string, TsConfig[][]>();

  constructor(files: Files, manifests: Manifests, workspaces: Workspaces) {
    this.#files = files;
    this.#manifests = manifests;
    this.#workspaces = workspaces;
  }

  /**
   * The configurations of one folder: `tsconfig.json`, then what it refers to, then its other kinds.
   * Which of them includes a file is not asked: all of one folder agree on aliases in practice, and the first that leads to a file wins.
   */
  configsIn(dir: string): TsConfig[] {
    let found = this.#inDir.get(dir);
    if (found === undefined) this.#inDir.set(dir, (found = this.#findConfigs(dir)));
    return found;
  }

  /** The configurations of each folder that has some, from this one outward. */
  configsAbove(dir: string): TsConfig[][] {
    let found = this.#above.get(dir);
    if (found === undefined) {
      found = this.#manifests.foldersAbove(dir).map(each => this.configsIn(each)).filter(each => each.length > 0);
      this.#above.set(dir, found);
    }
    return found;
  }

  /** Forgets everything, because a consulted file moved. */
  clear(): void {
    this.#byPath.clear();
    this.#inDir.clear();
    this.#above.clear();
  }

  #findConfigs(dir: string): TsConfig[] {
    const names = this.#files.namesMatching(dir, CONFIG_NAME);
    names.sort((a, b) => orderOf(a) - orderOf(b));
    return names.map(name => this.#read(join(dir, name), 0));
  }

  #read(path: string, depth: number): TsConfig {
    const known = this.#byPath.get(path);
    if (known !== undefined) return known;
    const json = objectOf(parseJson(this.#files.read(path) ?? ''));
    let config: TsConfig = { path };
    if (depth < MAX_CHAIN) {
      const bases = typeof json['extends'] === 'string' ? [json['extends']] : stringsOf(json['extends']);
      for (const each of bases) {
        const base = this.#findBase(path, each);
        if (base !== undefined && base !== path) config = { ...config, ...this.#read(base, depth + 1), path };
      }
    }
    config = inPlaceOf(config, path, objectOf(json['compilerOptions']));
    // Only whole chains are kept: one that was cut off by its depth may be read from nearer later.
    if (depth === 0) this.#byPath.set(path, config);
    return config;
  }

  #findBase(path: string, base: string): string | undefined {
    const dir = dirname(path);
    if (base.startsWith('.') || isAbsolute(base)) return this.#findJson(resolve(dir, base));
    const [first = '', second = '', ...rest] = base.split('/');
    const name = first.startsWith('@') ? `${first}/${second}` : first;
    const subpath = (first.startsWith('@') ? rest : [second, ...rest]).join('/') || 'tsconfig.json';
    const member = this.#workspaces.workspaceOf(path)?.byName.get(name);
    const homes = [...(member ? [member.dir] : []), ...this.#manifests.foldersAbove(dir).map(each => join(each, 'node_modules', name))];
    return homes.map(home => this.#findJson(join(home, subpath))).find(each => each !== undefined);
  }

  #findJson(path: string): string | undefined {
    return [path, `${path}.json`, join(path, 'tsconfig.json')].find(each => this.#files.isFile(each));
  }
}

function orderOf(name: string): number {
  const first = FIRST_NAMES.indexOf(name);
  return first < 0 ? FIRST_NAMES.length : first;
}

/** The configuration after its own options have replaced those it extends. */
function inPlaceOf(config: TsConfig, path: string, options: JsonObject): TsConfig {
  const dir = dirname(path);
  const absolute = (each: string, base = dir): string => resolve(base, each.replace('${configDir}', dir));
  const own = { ...config };
  for (const key of ['baseUrl', 'outDir', 'rootDir'] as const) {
    const value = stringOf(options[key]);
    if (value !== undefined) own[key] = absolute(value);
  }
  if (options['customConditions'] !== undefined) own.conditions = stringsOf(options['customConditions']);
  if (options['paths'] !== undefined) {
    const entries = Object.entries(objectOf(options['paths']));
    own.paths = Object.fromEntries(entries.map(([pattern, targets]) => [pattern, stringsOf(targets).map(each => absolute(each, own.baseUrl))]));
  }
  return own;
}
