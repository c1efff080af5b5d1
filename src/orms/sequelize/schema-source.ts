import { modelFolders } from '../model-folders.ts';
import { hooking } from './hooks.ts';
import { relating } from './methods.ts';

/** Models are declared by code: in folders of these names where no `.sequelizerc` says it. https://sequelize.org/docs/v6/other-topics/migrations/#project-bootstrapping */
export const schemaSource = modelFolders('sequelize', ['models', 'model', 'db/models', 'database/models', 'database', 'db'], {
  config: '.sequelizerc',
  foldersIn: modelsPath,
  declaring: new Set(['define']),
  relating: new Set([...relating.keys(), ...hooking]),
});

/** `'models-path': path.resolve('src', 'models')` of `.sequelizerc`. */
function modelsPath(text: string): readonly string[] {
  const [, value = ''] = /['"]models-path['"]\s*:\s*([^\n]+)/.exec(text) ?? [];
  const parts = [...value.matchAll(/(["'`])([^"'`$]+)\1/g)].map((match) => match[2] ?? '');
  return parts.length > 0 ? [parts.join('/')] : [];
}
