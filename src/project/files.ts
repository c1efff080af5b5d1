import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Identifies one version of a file or folder; `undefined` stands for one that is missing. */
export type Stamp = string | undefined;

/** What stands at a path. */
export type PathKind = 'file' | 'folder';

type Entry = PathKind | 'link' | 'other';

type Folder = {
  stamp: Stamp;
  entries: Map<string, Entry>;
  /** The names somebody asked for: only they can end a generation, so that a log or a swap file does not. */
  asked: Set<string>;
  /** The kinds of names somebody asked a list of. */
  patterns: Set<RegExp>;
};

type Text = { stamp: Stamp; text?: string | undefined };

const ANY_NAME = /^/;

/**
 * The disk as one generation sees it: each path is looked at once, absence is remembered, and `findMoved` says
 * which of the consulted paths have changed since.
 */
export class Files {
  /** How many file texts were read from the disk. */
  reads = 0;
  readonly #texts = new Map<string, Text>();
  readonly #folders = new Map<string, Folder>();
  readonly #realFolders = new Map<string, string>();
  /** Asked for every module at every file: the answers for what is no link itself. */
  readonly #realPaths = new Map<string, string>();
  /** Whose turn it is to be looked at. */
  #turn = this.#texts.entries();

  /** How many paths this generation has looked at. */
  get consulted(): number {
    return this.#texts.size + this.#folders.size;
  }

  /** The version of a file's text, as first seen in this generation. */
  stampOf(path: string): Stamp {
    return this.#textAt(path).stamp;
  }

  /** The text of a file without its BOM, kept in memory: for the few configuration and schema files. */
  read(path: string): string | undefined {
    // Most are looked for in vain, and their folder says so: one look for all of them, also when it is seen whether something moved.
    if (!this.isFile(path)) return undefined;
    const entry = this.#textAt(path);
    if (entry.stamp !== undefined && !('text' in entry)) entry.text = this.readUnkept(path);
    return entry.text;
  }

  /** The text of a file without its BOM, not kept: for source files, whose facts are kept instead. */
  readUnkept(path: string): string | undefined {
    const text = this.#read(path, () => readFileSync(path, 'utf8'));
    return text === undefined ? undefined : withoutBom(text);
  }

  /** The bytes of a file, not kept: for files that are only searched. */
  bytesOf(path: string): Buffer | undefined {
    return this.#read(path, () => readFileSync(path));
  }

  /** What stands at a path, links followed. */
  kindOf(path: string): PathKind | undefined {
    const name = basename(path);
    const folder = this.#folderAt(dirname(path));
    folder.asked.add(name);
    const entry = folder.entries.get(name);
    if (entry === 'link') return kindOnDisk(path);
    return entry === 'other' ? undefined : entry;
  }

  isFile(path: string): boolean {
    return this.kindOf(path) === 'file';
  }

  isFolder(path: string): boolean {
    return this.kindOf(path) === 'folder';
  }

  /** The names in a folder, sorted; empty when there is no such folder. */
  list(dir: string): string[] {
    return this.namesMatching(dir, ANY_NAME);
  }

  /** The names in a folder that match, sorted; others that come and go are no change. */
  namesMatching(dir: string, pattern: RegExp): string[] {
    const folder = this.#folderAt(dir);
    folder.patterns.add(pattern);
    return [...folder.entries.keys()].filter(name => pattern.test(name)).sort();
  }

  /** The path with all links followed; the path itself when nothing stands there. */
  realPath(path: string): string {
    const known = this.#realPaths.get(path);
    if (known !== undefined) return known;
    const dir = dirname(path);
    if (dir === path) return path;
    let realDir = this.#realFolders.get(dir);
    if (realDir === undefined) this.#realFolders.set(dir, (realDir = realPathOnDisk(dir)));
    const name = basename(path);
    const folder = this.#folderAt(dir);
    folder.asked.add(name);
    // Where a link leads may change while its folder stays as it is.
    if (folder.entries.get(name) === 'link') return realPathOnDisk(path);
    const real = join(realDir, name);
    this.#realPaths.set(path, real);
    return real;
  }

  /** The consulted paths that are no longer as they were seen; they are forgotten, so the next question looks anew. */
  findMoved(): string[] {
    const moved: string[] = [];
    for (const [path, { stamp }] of this.#texts) {
      if (stampOnDisk(path) === stamp) continue;
      this.#texts.delete(path);
      moved.push(path);
    }
    for (const [dir, folder] of this.#folders) {
      const stamp = stampOnDisk(dir);
      if (stamp === folder.stamp) continue;
      const entries = entriesOnDisk(dir, stamp);
      if (isListMoved(folder, entries)) {
        this.#folders.delete(dir);
        moved.push(dir);
      } else this.#folders.set(dir, { ...folder, stamp, entries });
    }
    // A link may have changed without its own folder changing (a link above it), so these are asked again.
    if (moved.length > 0) {
      this.#realFolders.clear();
      this.#realPaths.clear();
    }
    return moved;
  }

  /** Whether one of the next few consulted texts is no longer as it was seen: all have their turn. */
  hasMovedAmong(few: number): boolean {
    for (let n = 0; n < few; n++) {
      const next = this.#turn.next();
      if (next.done) {
        this.#turn = this.#texts.entries();
        return false;
      }
      const [path, { stamp }] = next.value;
      if (stampOnDisk(path) !== stamp) return true;
    }
    return false;
  }

  /** Looks at one file anew; whether it moved. */
  recheck(path: string): boolean {
    const known = this.#texts.get(path);
    if (known === undefined || stampOnDisk(path) === known.stamp) return false;
    this.#texts.delete(path);
    return true;
  }

  #read<Content>(path: string, read: () => Content): Content | undefined {
    if (this.stampOf(path) === undefined) return undefined;
    this.reads++;
    try {
      return read();
    } catch {
      return undefined;
    }
  }

  #textAt(path: string): Text {
    let entry = this.#texts.get(path);
    // The stamp is taken before the text is read: a write in between shows as a later move, never as a stale text.
    if (entry === undefined) this.#texts.set(path, (entry = { stamp: stampOnDisk(path) }));
    return entry;
  }

  #folderAt(dir: string): Folder {
    let folder = this.#folders.get(dir);
    if (folder === undefined) {
      const stamp = stampOnDisk(dir);
      folder = { stamp, entries: entriesOnDisk(dir, stamp), asked: new Set(), patterns: new Set() };
      this.#folders.set(dir, folder);
    }
    return folder;
  }
}

/** The text without a byte order mark, as ESLint hands it to rules. */
export function withoutBom(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function isListMoved(folder: Folder, now: Map<string, Entry>): boolean {
  const isListed = (name: string): boolean => [...folder.patterns].some(pattern => pattern.test(name));
  for (const name of folder.asked) if (folder.entries.get(name) !== now.get(name)) return true;
  for (const name of now.keys()) if (!folder.entries.has(name) && isListed(name)) return true;
  for (const name of folder.entries.keys()) if (!now.has(name) && isListed(name)) return true;
  return false;
}

function entriesOnDisk(dir: string, stamp: Stamp): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  if (stamp === undefined) return entries;
  try {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other';
      entries.set(entry.name, kind);
    }
  } catch {
    // A file, or a folder that may not be read: nothing is found in it.
  }
  return entries;
}

function stampOnDisk(path: string): Stamp {
  try {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
    return stat && `${stat.ctimeNs}:${stat.mtimeNs}:${stat.size}`;
  } catch {
    return undefined;
  }
}


function kindOnDisk(path: string): PathKind | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat?.isFile() ? 'file' : stat?.isDirectory() ? 'folder' : undefined;
  } catch {
    return undefined;
  }
}

function realPathOnDisk(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
