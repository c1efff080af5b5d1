import { join as joinPath, resolve } from 'node:path';
/** A multi-file schema is looked through this deep. */
const DEEPEST_FOLDER = 3;
/** Finds the schemas that speak for a module: those a setting names, else the nearest above it, else those of the workspace. */
export class Schemas {
    view;
    orms;
    settings;
    cwd;
    #read = new Map();
    #byPackage = new Map();
    constructor(view, orms, settings, cwd) {
        this.view = view;
        this.orms = orms;
        this.settings = settings;
        this.cwd = cwd;
    }
    /** The schemas for module `m`, of every ORM that keeps one. */
    for(m) {
        const manifests = this.view().manifests(m);
        const key = manifests[0]?.dir ?? '';
        let found = this.#byPackage.get(key);
        if (!found)
            this.#byPackage.set(key, (found = this.orms.flatMap(orm => (orm.schema ? this.#find(orm.schema, orm.name, manifests, m) : []))));
        return found;
    }
    #find(source, orm, manifests, m) {
        if (this.settings.schema.length > 0)
            return this.settings.schema.flatMap(path => this.#schemaAt(source, orm, resolve(this.cwd, path)) ?? []);
        for (const manifest of manifests) {
            const found = this.#inPackage(source, orm, manifest.dir, manifest.json);
            if (found)
                return [found];
        }
        return (this.view().workspace(m)?.packages ?? []).flatMap(each => this.#inPackage(source, orm, each.dir, undefined) ?? []);
    }
    #inPackage(source, orm, dir, manifest) {
        const named = manifest ? (source.fromManifest?.(manifest) ?? []) : [];
        const configured = (source.configs ?? []).flatMap(config => {
            const text = this.view().read(joinPath(dir, config));
            return text === undefined ? [] : (source.fromConfig?.(text) ?? []);
        });
        for (const path of [...named, ...configured, ...source.candidates]) {
            const schema = this.#schemaAt(source, orm, joinPath(dir, path));
            if (schema && schema.models.length > 0)
                return schema;
        }
        return undefined;
    }
    #schemaAt(source, orm, path) {
        const key = `${orm}:${path}`;
        if (this.#read.has(key))
            return this.#read.get(key);
        const files = this.#filesOf(source, path, 0).flatMap(file => {
            const text = this.view().read(file);
            return text === undefined ? [] : [{ path: file, text }];
        });
        const schema = files.length > 0 ? source.read(files) : undefined;
        this.#read.set(key, schema);
        return schema;
    }
    #filesOf(source, path, depth) {
        if (source.endings.some(ending => path.endsWith(ending)))
            return [path];
        if (depth > DEEPEST_FOLDER || /\.\w+$/.test(path))
            return [];
        return this.view().list(path).filter(name => name !== 'migrations' && name !== 'node_modules').flatMap(name => this.#filesOf(source, joinPath(path, name), depth + 1));
    }
}
