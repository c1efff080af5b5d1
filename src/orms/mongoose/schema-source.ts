import type { SchemaSource } from '../../vocabulary/orm.ts';
import { modelFolders } from '../model-folders.ts';

const FOLDERS = ['models', 'model', 'db/models', 'database/models', 'schemas', 'db'];

/** Models are declared by code: in these folders, by `model(…)`. https://mongoosejs.com/docs/models.html */
export const schemaSource: SchemaSource = {
  candidates: [],
  configs: [],
  endings: [],
  modules: {
    folders: modelFolders(FOLDERS),
    config: '',
    foldersIn: () => [],
    declaring: new Set(['model']),
    relating: new Set(['virtual', 'pre', 'post', 'plugin']),
  },
  read: (files) => ({ orm: 'mongoose', files: files.map(({ path }) => path), models: [], clients: [], problems: [] }),
};
