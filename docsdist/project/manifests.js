import { dirname, join } from 'node:path';
import { objectOf, parseJson, stringOf } from "./json.js";
const DEPENDENCY_FIELDS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
/** Reads the `package.json` files of a project, each once. */
export class Manifests {
    #files;
    #byDir = new Map();
    #above = new Map();
    #folders = new Map();
    constructor(files) {
        this.#files = files;
    }
    /** The `package.json` in this folder. */
    manifestIn(dir) {
        if (!this.#byDir.has(dir))
            this.#byDir.set(dir, this.#readManifest(dir));
        return this.#byDir.get(dir);
    }
    /** The `package.json` files from a file up to the root of its repository, the nearest first. */
    manifestsAbove(path) {
        const start = dirname(path);
        let found = this.#above.get(start);
        if (found === undefined) {
            found = this.foldersAbove(start).map(dir => this.manifestIn(dir)).filter(each => each !== undefined);
            this.#above.set(start, found);
        }
        return found;
    }
    /** This folder and those around it, up to the root of the repository, the nearest first. */
    foldersAbove(dir) {
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
    clear() {
        this.#byDir.clear();
        this.#above.clear();
        this.#folders.clear();
    }
    #readManifest(dir) {
        const path = join(dir, 'package.json');
        if (!this.#files.isFile(path))
            return undefined;
        const json = objectOf(parseJson(this.#files.read(path) ?? ''));
        const name = stringOf(json['name']);
        const dependencies = new Set(DEPENDENCY_FIELDS.flatMap(field => Object.keys(objectOf(json[field]))));
        return { path, dir, ...(name === undefined ? {} : { name }), dependencies, json };
    }
}
