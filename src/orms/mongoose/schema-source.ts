import type { SchemaSource } from '../../vocabulary/orm.ts';

const FOLDERS = ['models', 'model', 'db/models', 'database/models', 'schemas', 'db'];
const ROOTS = ['', 'src/', 'server/', 'app/', 'api/', 'lib/', 'src/server/', 'server/src/', 'src/app/', 'backend/', 'backend/src/', 'api/src/'];

/** Models are declared by code: in these folders, by `model(…)`. https://mongoosejs.com/docs/models.html */
export const schemaSource: SchemaSource = {
  candidates: [],
  configs: [],
  endings: [],
  modules: {
    folders: ROOTS.flatMap((root) => FOLDERS.map((folder) => root + folder)),
    config: '',
    foldersIn: () => [],
    declaring: new Set(['model']),
    relating: new Set(['virtual', 'pre', 'post', 'plugin']),
  },
  read: (files) => ({ orm: 'mongoose', files: files.map(({ path }) => path), models: [], clients: [], problems: [] }),
};
