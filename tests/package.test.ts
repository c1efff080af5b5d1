import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  name: string;
  version: string;
  bin: Record<string, string>;
  exports: Record<string, { types: string; default: string }>;
  dependencies: Record<string, string>;
};

// The built package, as its users load it: `npm run build` comes first.
const built = join(ROOT, manifest.exports['.']!.default);

it('loads by import and by require, as one and the same plugin', () => {
  // In a process of its own: Vitest's imports are not Node's.
  const script = `import * as imported from ${JSON.stringify(pathToFileURL(built).href)};
    import { createRequire } from 'node:module';
    const required = createRequire(import.meta.url)(${JSON.stringify(built)});
    console.log(JSON.stringify({ names: Object.keys(imported).sort(), same: required === imported.default, meta: required.meta }));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({ names: ['default', 'module.exports'], same: true, meta: { name: manifest.name, version: manifest.version, namespace: 'orm' } });
});

it('has its presets, each with the severity and options that the rules ask for', async () => {
  const { default: plugin } = (await import(built)) as { default: { configs: Record<string, { name?: string; plugins: unknown; rules: object }> } };
  expect(Object.keys(plugin.configs)).toEqual(['recommended', 'strict', 'all', 'legacy-recommended', 'legacy-strict', 'legacy-all']);
  for (const preset of ['recommended', 'strict', 'all']) {
    expect(plugin.configs[preset]).toMatchObject({ name: `orm/${preset}`, rules: plugin.configs[`legacy-${preset}`]!.rules });
    expect((plugin.configs[preset]!.plugins as { orm: unknown }).orm).toBe(plugin);
    expect(plugin.configs[`legacy-${preset}`]!.plugins).toEqual(['orm']);
  }
  expect(plugin.configs['recommended']!.rules).toMatchObject({ 'orm/no-query-in-loop': 'error' });
  expect(plugin.configs['strict']!.rules).toMatchObject({ 'orm/no-query-in-loop': ['error', { perRowWrites: true }] });
});

it('has a command', () => {
  const command = join(ROOT, manifest.bin[manifest.name]!);
  expect(readFileSync(command, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  expect(execFileSync(process.execPath, [command, '--version'], { encoding: 'utf8' })).toBe(`${manifest.version}\n`);
});

it('its types need nothing that its users do not have', () => {
  const types = readFileSync(join(ROOT, manifest.exports['.']!.types), 'utf8');
  expect(Array.from(types.matchAll(/from '([^']+)'/g), match => match[1])).toEqual(['eslint']);
});

it('ships what was built and what the licence asks for, and nothing else', () => {
  const [{ files }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], shell: process.platform === 'win32' })) as [{ files: { path: string }[] }];
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['LICENSE', 'package.json', 'dist/index.js', 'dist/index.d.ts', 'dist/cli/main.js']));
  expect(paths.filter(path => !/^(?:dist\/|LICENSE$|README\.md$|CHANGELOG\.md$|package\.json$)/.test(path))).toEqual([]);
  // Declarations without a source are left over from an earlier build; what runs is three entries and what they share.
  const stale = paths.filter(path => path.endsWith('.d.ts') && !existsSync(join(ROOT, path.replace(/^dist/, 'src').replace(/\.d\.ts$/, '.ts'))));
  expect(stale).toEqual([]);
  expect(paths.filter(path => path.endsWith('.js') && !path.endsWith('-chunk.js')).sort()).toEqual(['dist/analysis/index.js', 'dist/cli/main.js', 'dist/index.js']);
});
