import orm from 'eslint-plugin-orm';

export default [{ files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } }, orm.configs.recommended];
