import { dirname, join } from 'node:path';
import type { Files } from './files.ts';
import { foldersMatching } from './folders-matching.ts';
import { objectOf, parseJson, stringOf, stringsOf } from './json.ts';
import type { Manifest, Manifests } from './manifests.ts';

/** One package of a workspace. */
export type WorkspacePackage = { name: string; dir: string; manifest: Manifest };

/** The packages of a monorepo. */
export type Workspace = {
  /** The outermost folder that declares packages. */
  root: string;
  /** Its members, the root package among them. */
  packages: WorkspacePackage[];
  /** What a package of the workspace can import by name: the root package cannot be. */
  byName: ReadonlyMap<string, WorkspacePackage>;
};

/** The largest public monorepos have about a thousand packages. */
const MAX_PACKAGES = 5_000;

/** Finds which packages stand side by side with a file, from what the manifests above it declare. */
export class Workspaces {
  readonly #files: Files;
  readonly #manifests: Manifests;
  readonly #byDir = new Map<string, Workspace | undefined>();
  readonly #members = new Map<string, WorkspacePackage[] | undefined>();

  constructor(files: Files, manifests: Manifests) {
    this.#files = files;
    this.#manifests = manifests;
  }

  /** The workspace around a file, or `undefined` when no folder above it declares one. */
  workspaceOf(path: string): Workspace | undefined {
    const dir = dirname(path);
    if (!this.#byDir.has(dir)) this.#byDir.set(dir, this.#findWorkspace(dir));
    return this.#byDir.get(dir);
  }

  /** Forgets everything, because a consulted file moved. */
  clear(): void {
    this.#byDir.clear();
    this.#members.clear();
  }

  #findWorkspace(start: string): Workspace | undefined {
    const roots = this.#manifests.foldersAbove(start).filter(dir => this.#membersOf(dir) !== undefined);
    const root = roots.at(-1);
    if (root === undefined) return undefined;
    const known = roots.length === 1 ? this.#byDir.get(root) : undefined;
    if (known !== undefined) return known;
    const packages = roots.flatMap(dir => this.#membersOf(dir) ?? []);
    const byName = new Map<string, WorkspacePackage>();
    // The inner roots come first: a name that two of them declare means the nearer package.
    for (const each of packages) if (!roots.includes(each.dir) && !byName.has(each.name)) byName.set(each.name, each);
    const workspace = { root, packages, byName };
    if (roots.length === 1) this.#byDir.set(root, workspace);
    return workspace;
  }

  #membersOf(dir: string): WorkspacePackage[] | undefined {
    if (!this.#members.has(dir)) this.#members.set(dir, this.#findMembers(dir));
    return this.#members.get(dir);
  }

  #findMembers(dir: string): WorkspacePackage[] | undefined {
    const declared = this.#declaredFolders(dir);
    if (declared === undefined) return undefined;
    return [...new Set([dir, ...declared])].flatMap(folder => {
      const manifest = this.#manifests.manifestIn(folder);
      return manifest?.name === undefined ? [] : [{ name: manifest.name, dir: folder, manifest }];
    });
  }

  #declaredFolders(dir: string): string[] | undefined {
    const workspaces = this.#manifests.manifestIn(dir)?.json['workspaces'];
    const inManifest = Array.isArray(workspaces) ? workspaces : objectOf(workspaces)['packages'];
    const pnpm = this.#textIn(dir, 'pnpm-workspace.yaml');
    const lerna = this.#textIn(dir, 'lerna.json');
    const rush = this.#textIn(dir, 'rush.json');
    const patterns = [
      ...stringsOf(inManifest),
      ...(pnpm === undefined ? [] : patternsOfPnpm(pnpm)),
      ...(lerna === undefined ? [] : stringsOf(objectOf(parseJson(lerna))['packages'])),
    ];
    if (patterns.length === 0 && rush === undefined) return undefined;
    const matched = foldersMatching(this.#files, dir, patterns, MAX_PACKAGES);
    return rush === undefined ? matched : [...matched, ...foldersOfRush(rush).map(each => join(dir, each))];
  }

  #textIn(dir: string, name: string): string | undefined {
    const path = join(dir, name);
    return this.#files.isFile(path) ? this.#files.read(path) : undefined;
  }
}

/** The `packages` list of a `pnpm-workspace.yaml`: one key with a flat list, so no YAML reader is needed for it. */
export function patternsOfPnpm(text: string): string[] {
  // A whole document may stand some way in.
  const indent = /^[ \t]+(?=["']?[\w-]+["']?[ \t]*:)/.exec(text.replace(/^(?:[ \t]*(?:#[^\n]*)?\r?\n)+/, ''))?.[0] ?? '';
  const yaml = indent === '' ? text : text.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
  const start = /^(?:packages|"packages"|'packages')[ \t]*:/m.exec(yaml);
  if (start === null) return [];
  const rest = yaml.slice(start.index + start[0].length);
  const flow = /^\s*\[([^\]]*)/.exec(rest)?.[1];
  // The list ends at the next key of the same depth; its items may stand at that depth too.
  const block = rest.split(/\n(?![ \t\r\n#-])/)[0] ?? '';
  const items = flow === undefined ? [...block.matchAll(/^\s*-[ \t]+(.+)$/gm)].map(match => match[1] ?? '') : flow.split(',');
  return items.map(unquoted).filter(item => item !== '');
}

function unquoted(item: string): string {
  const text = item.trim();
  return /^"([^"]*)"/.exec(text)?.[1] ?? /^'([^']*)'/.exec(text)?.[1] ?? text.replace(/\s+#.*$/, '').replace(/^#.*$/, '');
}

function foldersOfRush(text: string): string[] {
  const projects = objectOf(parseJson(text))['projects'];
  if (!Array.isArray(projects)) return [];
  return projects.map(each => stringOf(objectOf(each)['projectFolder'])).filter(each => each !== undefined).slice(0, MAX_PACKAGES);
}
