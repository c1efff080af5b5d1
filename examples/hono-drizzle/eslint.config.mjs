import parser from '@typescript-eslint/parser';
import orm from 'eslint-plugin-orm';

export default [{ files: ['**/*.ts'], languageOptions: { parser } }, orm.configs.recommended];
