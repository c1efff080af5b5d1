import { isBuiltin } from 'node:module';
import { dirname, isAbsolute, join, relative, resolve as absolute, sep } from 'node:path';
import type { Files } from './files.ts';
import type { Manifests } from './manifests.ts';
import { capture } from './package-entry.ts';
import { Packages } from './packages.ts';
import { TsConfigs, type TsConfig } from './tsconfig.ts';
import type { Workspaces } from './workspace.ts';

/**
 * Names that bundlers give to a package's source folder. None of them can be a package on a registry, so where no
 * `tsconfig` explains them they are tried.
 */
const CUSTOM_ALIASES = /^(?:@|~|~~|@@|\$lib|\$src)\/(.+)$/;

/** Says which source file an import means, in a checkout with or without `node_modules` and build output. */
export class Resolver {
  /** How many specifiers were resolved, repeated ones not counted. */
  resolves = 0;
  readonly #files: Files;
  readonly #manifests: Manifests;
  readonly #configs: TsConfigs;
  readonly #packages: Packages;
  readonly #byDir = new Map<string, Map<string, string | undefined>>();

  constructor(files: Files, manifests: Manifests, workspaces: Workspaces) {
    this.#files = files;
    this.#manifests = manifests;
    this.#configs = new TsConfigs(files, manifests, workspaces);
    this.#packages = new Packages(files, manifests, workspaces, this.#configs);
  }

  /** The source file that `specifier` means in the file `from`; `undefined` for outside packages, assets and what does not exist. */
  resolve(from: string, specifier: string): string | undefined {
    const dir = dirname(from);
    let known = this.#byDir.get(dir);
    if (known === undefined) this.#byDir.set(dir, (known = new Map<string, string | undefined>()));
    if (!known.has(specifier)) known.set(specifier, this.#find(from, specifier));
    return known.get(specifier);
  }

  /** Forgets everything, because a consulted folder or configuration moved. */
  clear(): void {
    this.#byDir.clear();
    this.#configs.clear();
  }

  #find(from: string, specifier: string): string | undefined {
    this.resolves++;
    try {
      const found = this.#findAnywhere(from, specifier);
      const real = found === undefined ? undefined : this.#files.realPath(found);
      return real === undefined || real.includes(`${sep}node_modules${sep}`) ? undefined : real;
    } catch {
      // No import may make a rule throw: what cannot be resolved stays outside.
      return undefined;
    }
  }

  #findAnywhere(from: string, specifier: string): string | undefined {
    // `?raw`, `data:`, `node:` and `virtual:` name no module of source code.
    if (specifier === '' || /[?:\0]/.test(specifier)) return undefined;
    const dir = dirname(from);
    if (/^\.\.?(?:\/|$)/.test(specifier)) return this.#findRelative(dir, specifier);
    if (isAbsolute(specifier)) return this.#findAbsolute(from, specifier);
    if (specifier.startsWith('#')) {
      const found = this.#packages.findOwnImport(from, specifier);
      if (found !== undefined) return found;
    }
    const aliased = this.#findAliased(dir, specifier);
    if (aliased !== undefined) return aliased;
    return isBuiltin(specifier) ? undefined : (this.#packages.findPackage(from, specifier) ?? this.#findCustom(from, specifier));
  }

  #findRelative(dir: string, specifier: string): string | undefined {
    const path = absolute(dir, specifier);
    // `./` and `..` name a folder even where a file has its name.
    const isFolder = /(?:^|\/)\.{0,2}\/?$/.test(specifier);
    return (isFolder ? this.#packages.findInFolder(path) : this.#packages.findAtPath(path)) ?? this.#packages.findBuilt(path);
  }

  #findAbsolute(from: string, specifier: string): string | undefined {
    const home = this.#manifests.manifestsAbove(from)[0]?.dir;
    return this.#packages.findAtPath(specifier) ?? (home === undefined ? undefined : this.#packages.findAtPath(join(home, specifier)));
  }

  /** By the nearest `paths` or `baseUrl`, from the file's folder outward. */
  #findAliased(dir: string, specifier: string): string | undefined {
    for (const configs of this.#configs.configsAbove(dir)) {
      let isNamed = false;
      for (const config of configs) {
        const match = findAlias(config, specifier);
        const targets = [...(match?.targets ?? []), ...(config.baseUrl === undefined ? [] : [join(config.baseUrl, specifier)])];
        for (const target of targets) {
          const found = this.#packages.findAtPath(target) ?? this.#packages.findBuilt(target);
          if (found !== undefined) return found;
        }
        isNamed ||= match !== undefined && match.pattern !== '*';
      }
      // The nearest alias of this name means a file that does not exist (generated, say): an outer one means another.
      if (isNamed) return undefined;
    }
    return undefined;
  }

  #findCustom(from: string, specifier: string): string | undefined {
    const rest = CUSTOM_ALIASES.exec(specifier)?.[1] ?? (specifier.startsWith('src/') ? specifier.slice('src/'.length) : undefined);
    if (rest === undefined) return undefined;
    const folder = specifier.startsWith('$lib/') ? ['src/lib'] : ['src', 'app', ''];
    for (const { dir } of this.#manifests.manifestsAbove(from)) {
      if (relative(dir, from).startsWith('..')) continue;
      for (const each of folder) {
        const found = this.#packages.findAtPath(join(dir, each, rest));
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }
}

/** The targets of the alias that matches: the exact one, or the pattern with the longest beginning, as TypeScript chooses. */
function findAlias(config: TsConfig, specifier: string): { pattern: string; targets: string[] } | undefined {
  const paths = config.paths ?? {};
  const exact = paths[specifier];
  if (exact !== undefined) return { pattern: specifier, targets: exact };
  let best: string | undefined;
  for (const pattern of Object.keys(paths)) {
    if (!pattern.includes('*') || capture(pattern, specifier) === undefined) continue;
    if (best === undefined || pattern.indexOf('*') > best.indexOf('*')) best = pattern;
  }
  if (best === undefined) return undefined;
  const captured = capture(best, specifier) ?? '';
  return { pattern: best, targets: (paths[best] ?? []).map(target => target.replace('*', () => captured)) };
}
