/** What is true of a project and cannot be read from its code: `settings.orm`, checked and completed. */
export type OrmSettings = {
  readonly clients: readonly ClientSetting[];
  /** Schema files or folders, relative to the working directory. Empty: found by the ORM's own conventions. */
  readonly schema: readonly string[];
  /** Patterns of code that does not serve requests; the defaults are part of them. The last match decides, `!` takes back. */
  readonly offline: readonly string[];
  readonly includeOffline: boolean;
  /** Functions that run their callback once: `withSpan`, or `@acme/tracing#withSpan`. */
  readonly runsOnce: readonly string[];
  /** Batched loaders: what they are given in one tick becomes one query. */
  readonly loaders: readonly string[];
  /** Models that are known to hold few rows. */
  readonly smallTables: readonly string[];
};

/** An export of a module, or what a member expression gives, that belongs to an ORM. */
export type ClientSetting =
  | { readonly module: string; readonly export: string; readonly orm: string; readonly role: string }
  | { readonly member: string; readonly orm: string; readonly role: string; readonly model?: string };

/**
 * Code that does not serve requests, by its path in its package. As in `.gitignore`: a pattern without a slash
 * is the name of a file or folder at any depth, one with a slash starts at the package. The words of a folder may be joined in camelCase as well.
 */
export const DEFAULT_OFFLINE: readonly string[] = [
  '{test,tests,testing,test-*,tests-*,*-test,*-tests,__tests__,__mocks__,__fixtures__,fixtures,e2e,cypress,playwright,jest,integration-tests}/',
  '*.{test,spec,e2e,e2e-spec,int-spec,integration,cy,mock,fixture,fixtures,test-fixture,test-fixtures,stories,bench}.*',
  '{test-util,test-utils,test-helper,test-helpers,testUtil,testUtils,testHelper,testHelpers,test.util,test.utils,test.helper,test.helpers}.*',
  '{cypress,jest,vitest,playwright}.config.*',
  'cypress*.*',
  '{*-eval,*-evals,mock-*,*-mock}.*',
  '*.{test-util,test-utils,test-helper,test-helpers,testUtil,testUtils,testHelper,testHelpers}.*',
  '{load-test,load-test-*,tests-*,*-test,*-tests,load-tests,loadtest,stress-test}/',
  '{seed,seeds,seeder,seeders,seeding}/',
  '{seed,seeds,seeder}.*',
  '{seed-*,*-seed,*-seed-*,*.seed,*-seeder,*.seeder}.*',
  '/{prisma,db,database}/seed*',
  '/prisma/*.{ts,js,mts,mjs,cts,cjs}',
  '{migrate,migration,migrations,data-migrations}/',
  '{migrate-*,migration-*,*-migration,*-migration-*}/',
  '**/commands/migrate*',
  '{migrate,migration,migrations,migrate-*,migration-runner,run-migrations,*.migration,*.migrations,*-migration,*-migrations,backfill,backfill-*,*-backfill,*.backfill}.*',
  '{populate,populate-*,populator,populators}.*',
  '{backfill,backfills,seed-*,*-seed,*-seeds,*-migrations,*_migrations}/',
  '{scripts,*-scripts,*-cli,*-evals,one-off*,one_off*,one-time*,one_time*}/',
  '{cli,*.cli}.*',
  '{script-runner,*-script,*-scripts}.*',
  '{temp,tmp,disabled,*.disabled}/',
  '/{bin,dist,dev,tooling}/',
  '/src/cli/',
  '/{example,examples,benchmark,benchmarks,bench,evals}/',
];

const DEFAULTS: OrmSettings = {
  clients: [],
  schema: [],
  offline: DEFAULT_OFFLINE,
  includeOffline: false,
  runsOnce: [],
  loaders: [],
  smallTables: [],
};

/** A mistake in `settings.orm`; its message names the setting. */
export class SettingsError extends Error {
  override name = 'SettingsError';
  constructor(path: string, problem: string) {
    super(`${path}: ${problem}`);
  }
}

const known = new WeakMap<object, OrmSettings>();

/** The checked `settings.orm` out of the settings of a configuration. Throws a `SettingsError`, and nothing else. */
export function readSettings(settings: Readonly<Record<string, unknown>> | undefined): OrmSettings {
  const raw = settings?.['orm'];
  if (raw === undefined) return DEFAULTS;
  if (!isRecord(raw)) throw new SettingsError('settings.orm', `expected an object, found ${show(raw)}.`);
  let checked = known.get(raw);
  if (!checked) known.set(raw, (checked = check(raw)));
  return checked;
}

const patterns = new WeakMap<OrmSettings, readonly { out: boolean; test: RegExp }[]>();

/** Whether a file does not serve requests, by its path relative to its package. */
export function isOffline(settings: OrmSettings, pathInPackage: string): boolean {
  if (settings.includeOffline) return false;
  let compiled = patterns.get(settings);
  if (!compiled) patterns.set(settings, (compiled = settings.offline.map(compile)));
  const path = pathInPackage.replaceAll('\\', '/').replace(/^(\.?\/)+/, '');
  // A folder `predefinedMigrations/` is `predefined-migrations/` elsewhere; a file `migrateAccount.ts` is as likely a feature.
  const words = path.replaceAll(/([a-z\d])([A-Z])(?=.*\/)/g, '$1-$2');
  const last = compiled.findLast(({ test }) => test.test(path) || (words !== path && test.test(words)));
  return last !== undefined && !last.out;
}

function check(raw: Readonly<Record<string, unknown>>): OrmSettings {
  const path = 'settings.orm';
  allowOnly(raw, Object.keys(DEFAULTS), path);
  const strings = (key: string): readonly string[] => stringsOf(raw[key], `${path}.${key}`);
  return {
    clients: listOf(raw['clients'], `${path}.clients`).map((each, index) => clientOf(each, `${path}.clients[${index}]`)),
    schema: typeof raw['schema'] === 'string' ? [stringOf(raw['schema'], `${path}.schema`)] : strings('schema'),
    offline: raw['offline'] === undefined ? DEFAULT_OFFLINE : [...DEFAULT_OFFLINE, ...strings('offline')],
    includeOffline: booleanOf(raw['includeOffline'], `${path}.includeOffline`),
    runsOnce: strings('runsOnce'),
    loaders: strings('loaders'),
    smallTables: strings('smallTables'),
  };
}

function clientOf(raw: unknown, path: string): ClientSetting {
  if (!isRecord(raw)) throw new SettingsError(path, `expected an object with 'module', 'export' and 'orm', or with 'member' and 'orm', found ${show(raw)}.`);
  const text = (key: string): string => stringOf(raw[key], `${path}.${key}`);
  const role = raw['role'] === undefined ? 'client' : text('role');
  if ('member' in raw) {
    allowOnly(raw, ['member', 'orm', 'role', 'model'], path);
    const member = text('member');
    if (!/^(\*(?=\.)|[\w$]+)(\.[\w$]+(\(\))?)*$/.test(member)) {
      throw new SettingsError(`${path}.member`, `expected a member pattern such as 'ctx.db' or '*.model()', found ${show(member)}.`);
    }
    return { member, orm: text('orm'), role, ...(raw['model'] === undefined ? {} : { model: text('model') }) };
  }
  allowOnly(raw, ['module', 'export', 'orm', 'role', 'member', 'model'], path);
  if (raw['model'] !== undefined) throw new SettingsError(`${path}.model`, "belongs to a client that is named by 'member'.");
  return { module: text('module'), export: text('export'), orm: text('orm'), role };
}

function allowOnly(raw: Readonly<Record<string, unknown>>, allowed: readonly string[], path: string): void {
  for (const key of Object.keys(raw)) {
    if (allowed.includes(key)) continue;
    const meant = allowed.find(each => distance(each.toLowerCase(), key.toLowerCase()) <= 2);
    throw new SettingsError(`${path}.${key}`, `unknown key.${meant ? ` Did you mean '${meant}'?` : ''} Allowed: ${allowed.join(', ')}.`);
  }
}

function stringsOf(raw: unknown, path: string): readonly string[] {
  return listOf(raw, path).map((each, index) => stringOf(each, `${path}[${index}]`));
}

function listOf(raw: unknown, path: string): readonly unknown[] {
  if (raw === undefined) return [];
  if (!Array.isArray(raw)) throw new SettingsError(path, `expected an array, found ${show(raw)}.`);
  return raw;
}

function stringOf(raw: unknown, path: string): string {
  if (typeof raw !== 'string' || raw.trim() === '') throw new SettingsError(path, `expected a non-empty string, found ${show(raw)}.`);
  return raw;
}

function booleanOf(raw: unknown, path: string): boolean {
  if (raw === undefined) return false;
  if (typeof raw !== 'boolean') throw new SettingsError(path, `expected true or false, found ${show(raw)}.`);
  return raw;
}

function isRecord(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

function show(raw: unknown): string {
  if (raw === undefined) return 'nothing';
  if (Array.isArray(raw)) return 'an array';
  if (typeof raw === 'string') return `'${raw}'`;
  if (typeof raw === 'function') return 'a function';
  return isRecord(raw) ? 'an object' : JSON.stringify(raw);
}

/** How many letters differ, by insertions, deletions and replacements. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** A pattern as a regular expression over a path with `/`, relative to the package. */
function compile(pattern: string): { out: boolean; test: RegExp } {
  const out = pattern.startsWith('!');
  const glob = (out ? pattern.slice(1) : pattern).trim();
  const folder = glob.endsWith('/');
  const body = glob.replace(/^\//, '').replace(/\/$/, '');
  const anchored = glob.replace(/\/$/, '').includes('/');
  return { out, test: new RegExp(`${anchored ? '^' : '(^|/)'}${globToRegExp(body)}${folder ? '/' : '(/|$)'}`, 'i') };
}

const WILD: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };

/** The stars, `?` and `{a,b}` of a glob as a regular expression; everything else stands for itself. */
function globToRegExp(glob: string): string {
  const parts = glob.split(/(\{[^{}]*\}|\*\*\/|\*\*|\*|\?)/);
  return parts.map((part, index) => (index % 2 === 0 ? escape(part) : (WILD[part] ?? groupToRegExp(part)))).join('');
}

const groupToRegExp = (group: string): string => `(?:${group.slice(1, -1).split(',').map(globToRegExp).join('|')})`;

const escape = (text: string): string => text.replace(/[.+^$()|[\]\\{}]/g, '\\$&');
