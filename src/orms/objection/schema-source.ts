import type { SchemaSource } from '../../vocabulary/orm.ts';
import { modelFolders } from '../model-folders.ts';

/** Models are classes: in these folders. https://vincit.github.io/objection.js/guide/models.html */
export const schemaSource: SchemaSource = {
  candidates: [],
  configs: [],
  endings: [],
  modules: {
    folders: modelFolders(['models', 'model', 'db/models', 'database/models', 'db']),
    config: '',
    foldersIn: () => [],
    declaring: new Set(),
    relating: new Set(),
  },
  read: files => ({ orm: 'objection', files: files.map(({ path }) => path), models: [], clients: [], problems: [] }),
};
