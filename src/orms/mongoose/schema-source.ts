import { modelFolders } from '../model-folders.ts';

/** Models are declared by code, by `model(…)`: https://mongoosejs.com/docs/models.html */
export const schemaSource = modelFolders('mongoose', ['models', 'model', 'db/models', 'database/models', 'schemas', 'db'], {
  declaring: new Set(['model']),
  relating: new Set(['virtual', 'pre', 'post', 'plugin']),
});
