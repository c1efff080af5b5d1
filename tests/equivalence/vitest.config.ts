import { defineConfig } from 'vitest/config';

const results = process.env['LAB_RESULTS'];

export default defineConfig({
  root: import.meta.dirname,
  oxc: { decorator: { legacy: true } },
  test: {
    include: ['orms/*/lab.test.ts', '*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Each file has a PostgreSQL of its own in its process.
    pool: 'forks',
    maxWorkers: 2,
    reporters: results ? ['default', ['json', { outputFile: results }]] : ['default'],
  },
});
