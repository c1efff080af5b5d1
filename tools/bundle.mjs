#!/usr/bin/env node
// The files that run, written to `dist` beside the declarations: the plugin, the command, and the analysis for the bench.
// A linter is started for each commit; hundreds of small modules cost 300 ms to load, one costs 30.
import { fileURLToPath } from 'node:url';

import { rolldown } from 'rolldown';

const cwd = fileURLToPath(new URL('..', import.meta.url));

const bundle = await rolldown({
  cwd,
  input: { index: 'src/index.ts', 'cli/main': 'src/cli/main.ts', 'analysis/index': 'src/analysis/index.ts' },
  platform: 'node',
  // Packages stay what is installed.
  external: /^(?!\.{0,2}\/)/,
  treeshake: { moduleSideEffects: false },
});
// Shared code stands in `dist` itself: what it says of places relative to `src` holds there too.
await bundle.write({
  dir: 'dist',
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-chunk.js',
  // V8 keeps the text of a module: without comments and space it is half as long, and in ASCII half as wide. Names stay, for stack traces.
  comments: false,
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true, asciiOnly: true } },
});
await bundle.close();
