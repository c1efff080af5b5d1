import type { SchemaSource } from '../../vocabulary/orm.ts';
import { modelFolders } from '../model-folders.ts';
import { hooking } from './hooks.ts';
import { relating } from './methods.ts';

/** The folders that a project keeps its models in, where no `.sequelizerc` says it. */
const FOLDERS = ['models', 'model', 'db/models', 'database/models', 'database', 'db'];

/** Models are declared by code: in these folders, by these methods. https://sequelize.org/docs/v6/other-topics/migrations/#project-bootstrapping */
export const schemaSource: SchemaSource = {
  candidates: [],
  configs: [],
  endings: [],
  modules: {
    folders: modelFolders(FOLDERS),
    config: '.sequelizerc',
    foldersIn: modelsPath,
    declaring: new Set(['define']),
    relating: new Set([...relating.keys(), ...hooking]),
  },
  read: (files) => ({ orm: 'sequelize', files: files.map(({ path }) => path), models: [], clients: [], problems: [] }),
};

/** `'models-path': path.resolve('src', 'models')` of `.sequelizerc`. */
function modelsPath(text: string): readonly string[] {
  const [, value = ''] = /['"]models-path['"]\s*:\s*([^\n]+)/.exec(text) ?? [];
  const parts = [...value.matchAll(/(["'`])([^"'`$]+)\1/g)].map((match) => match[2] ?? '');
  return parts.length > 0 ? [parts.join('/')] : [];
}
