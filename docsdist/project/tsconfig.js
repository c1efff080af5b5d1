import { dirname, isAbsolute, join, resolve } from 'node:path';
import { objectOf, parseJson, stringOf, stringsOf } from "./json.js";
/** How far `extends` and `references` are followed. */
const MAX_CHAIN = 16;
const CONFIG_NAME = /^[jt]sconfig(?:\..+)?\.json$/;
const FIRST_NAMES = ['tsconfig.json', 'jsconfig.json', 'tsconfig.app.json', 'tsconfig.base.json'];
/** Reads the `tsconfig` files of a project, each once; what is broken or missing is passed over. */
export class TsConfigs {
    #files;
    #manifests;
    #workspaces;
    #byPath = new Map();
    #inDir = new Map();
    #above = new Map();
    constructor(files, manifests, workspaces) {
        this.#files = files;
        this.#manifests = manifests;
        this.#workspaces = workspaces;
    }
    /**
     * The configurations of one folder: `tsconfig.json`, then what it refers to, then its other kinds.
     * Which of them includes a file is not asked: all of one folder agree on aliases in practice, and the first that leads to a file wins.
     */
    configsIn(dir) {
        let found = this.#inDir.get(dir);
        if (found === undefined)
            this.#inDir.set(dir, (found = this.#findConfigs(dir)));
        return found;
    }
    /** The configurations of each folder that has some, from this one outward. */
    configsAbove(dir) {
        let found = this.#above.get(dir);
        if (found === undefined) {
            found = this.#manifests.foldersAbove(dir).map(each => this.configsIn(each)).filter(each => each.length > 0);
            this.#above.set(dir, found);
        }
        return found;
    }
    /** Forgets everything, because a consulted file moved. */
    clear() {
        this.#byPath.clear();
        this.#inDir.clear();
        this.#above.clear();
    }
    #findConfigs(dir) {
        const names = this.#files.namesMatching(dir, CONFIG_NAME);
        names.sort((a, b) => orderOf(a) - orderOf(b));
        return names.map(name => this.#read(join(dir, name), 0));
    }
    #read(path, depth) {
        const known = this.#byPath.get(path);
        if (known !== undefined)
            return known;
        const json = objectOf(parseJson(this.#files.read(path) ?? ''));
        let config = { path };
        if (depth < MAX_CHAIN) {
            const bases = typeof json['extends'] === 'string' ? [json['extends']] : stringsOf(json['extends']);
            for (const each of bases) {
                const base = this.#findBase(path, each);
                if (base !== undefined && base !== path)
                    config = { ...config, ...this.#read(base, depth + 1), path };
            }
        }
        config = inPlaceOf(config, path, objectOf(json['compilerOptions']));
        // Only whole chains are kept: one that was cut off by its depth may be read from nearer later.
        if (depth === 0)
            this.#byPath.set(path, config);
        return config;
    }
    #findBase(path, base) {
        const dir = dirname(path);
        if (base.startsWith('.') || isAbsolute(base))
            return this.#findJson(resolve(dir, base));
        const [first = '', second = '', ...rest] = base.split('/');
        const name = first.startsWith('@') ? `${first}/${second}` : first;
        const subpath = (first.startsWith('@') ? rest : [second, ...rest]).join('/') || 'tsconfig.json';
        const member = this.#workspaces.workspaceOf(path)?.byName.get(name);
        const homes = [...(member ? [member.dir] : []), ...this.#manifests.foldersAbove(dir).map(each => join(each, 'node_modules', name))];
        return homes.map(home => this.#findJson(join(home, subpath))).find(each => each !== undefined);
    }
    #findJson(path) {
        return [path, `${path}.json`, join(path, 'tsconfig.json')].find(each => this.#files.isFile(each));
    }
}
function orderOf(name) {
    const first = FIRST_NAMES.indexOf(name);
    return first < 0 ? FIRST_NAMES.length : first;
}
/** The configuration after its own options have replaced those it extends. */
function inPlaceOf(config, path, options) {
    const dir = dirname(path);
    const absolute = (each, base = dir) => resolve(base, each.replace('${configDir}', dir));
    const own = { ...config };
    for (const key of ['baseUrl', 'outDir', 'rootDir']) {
        const value = stringOf(options[key]);
        if (value !== undefined)
            own[key] = absolute(value);
    }
    if (options['customConditions'] !== undefined)
        own.conditions = stringsOf(options['customConditions']);
    if (options['paths'] !== undefined) {
        const entries = Object.entries(objectOf(options['paths']));
        own.paths = Object.fromEntries(entries.map(([pattern, targets]) => [pattern, stringsOf(targets).map(each => absolute(each, own.baseUrl))]));
    }
    return own;
}
