import eslintPlugin from 'eslint-plugin-eslint-plugin';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'tests/fixtures/', 'tests/equivalence/', 'examples/', 'bench/labels/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Tables are read by indexes that are known to be there; `noUncheckedIndexedAccess` asks for the mark.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Types that may outlive a file are aliases: an alias is `Plain`, an interface is not.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' }],
      'prefer-const': 'error',
    },
  },
  {
    // The floors of tests/floors.ts that an editor can show at once.
    files: ['src/rules/*.ts'],
    ignores: ['src/rules/index.ts'],
    extends: [eslintPlugin.configs.recommended],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group: ['../orms/*', '../project/*', './*'], message: 'A rule asks analysis/index.ts, and knows no other rule.' }] }],
    },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      // Vitest's `expect.stringContaining` and the like are `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.recommended],
  },
);
