import { modelFolders } from '../model-folders.ts';

/** Models are classes: https://vincit.github.io/objection.js/guide/models.html */
export const schemaSource = modelFolders('objection', ['models', 'model', 'db/models', 'database/models', 'db']);
