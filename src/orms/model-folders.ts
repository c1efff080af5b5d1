import type { SchemaSource } from '../vocabulary/orm.ts';

/** Where the source of a package may begin. */
const ROOTS = ['', 'src/', 'server/', 'app/', 'api/', 'lib/', 'src/server/', 'server/src/', 'src/app/', 'backend/', 'backend/src/', 'api/src/', 'forge/'];

type Modules = NonNullable<SchemaSource['modules']>;

/** Models that are declared by code, in folders of these names: by classes, by calls of `declaring`, and by those of `relating` that add to them. */
export function modelFolders(orm: string, names: readonly string[], modules: Partial<Modules> = {}): SchemaSource {
  return {
    candidates: [],
    configs: [],
    endings: [],
    modules: { folders: ROOTS.flatMap(root => names.map(name => root + name)), config: '', foldersIn: () => [], declaring: new Set(), relating: new Set(), ...modules },
    read: files => ({ orm, files: files.map(({ path }) => path), models: [], clients: [], problems: [] }),
  };
}
