import parser from '@typescript-eslint/parser';
import orm from 'eslint-plugin-orm';

export default [{ ignores: ['src/prisma/generated/'] }, { files: ['**/*.ts'], languageOptions: { parser } }, orm.configs.recommended];
