import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-jsonrpc/node.js';

/** What an editor does over the language server of oxlint: a file is opened, and typed in without being saved. */
const ROOT = resolve(import.meta.dirname, '..');

interface Diagnostic {
  readonly range: { readonly start: { readonly line: number } };
  readonly message: string;
}

let project = '';
let server: ChildProcess;
let editor: MessageConnection;
let diagnosed: (found: readonly Diagnostic[]) => void = () => undefined;

beforeAll(async () => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'orm-editor-')));
  cpSync(join(ROOT, 'tests/fixtures/compat'), project, { recursive: true });
  writeFileSync(join(project, '.oxlintrc.json'), JSON.stringify({ jsPlugins: ['eslint-plugin-orm'], categories: { correctness: 'off' }, rules: { 'orm/no-query-in-loop': 'error' } }));
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(ROOT, join(project, 'node_modules/eslint-plugin-orm'), 'junction');

  server = spawn(process.execPath, [join(ROOT, 'node_modules/oxlint/bin/oxlint'), '--lsp'], { cwd: project, stdio: ['pipe', 'pipe', 'ignore'] });
  editor = createMessageConnection(new StreamMessageReader(server.stdout!), new StreamMessageWriter(server.stdin!));
  const options = { run: 'onType', fixKind: 'safe_fix_or_suggestion' };
  editor.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) => items.map(() => options));
  editor.onRequest(() => null);
  editor.onNotification('textDocument/publishDiagnostics', ({ diagnostics }: { diagnostics: readonly Diagnostic[] }) => diagnosed(diagnostics));
  editor.listen();
  const uri = pathToFileURL(project).href;
  await editor.sendRequest('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'project' }],
    initializationOptions: [{ workspaceUri: uri, options }],
    capabilities: { workspace: { configuration: true, workspaceFolders: true }, textDocument: { publishDiagnostics: {} } },
  });
  await editor.sendNotification('initialized', {});
});

afterAll(() => {
  editor.dispose();
  server.kill();
  rmSync(project, { recursive: true, force: true });
});

/** What the server says of a document after a notification about it. */
async function after(method: string, parameters: object): Promise<readonly Diagnostic[]> {
  const found = new Promise<readonly Diagnostic[]>(done => (diagnosed = done));
  await editor.sendNotification(method, parameters);
  return found;
}

it('shows the reports of the text as it is typed, before it is saved', async () => {
  const file = join(project, 'src/users.ts');
  const uri = pathToFileURL(file).href;
  const text = readFileSync(file, 'utf8');
  const lines = (found: readonly Diagnostic[]): number[] => found.map(({ range }) => range.start.line + 1);

  const opened = await after('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version: 1, text } });
  expect(lines(opened)).toEqual([8, 10]);
  expect(opened[0]!.message).toContain('`prisma.post.findMany` runs once for each of `users`');

  const typed = text.replace('await postsOf(', 'String(');
  expect(typed).not.toBe(text);
  expect(lines(await after('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ text: typed }] }))).toEqual([8]);
  expect(lines(await after('textDocument/didChange', { textDocument: { uri, version: 3 }, contentChanges: [{ text }] }))).toEqual([8, 10]);
});
