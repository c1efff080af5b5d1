import { dirname, posix } from 'node:path';

import { parseSync } from 'oxc-parser';

/** What each part of `src` may import besides itself. A part that is not named here may not exist. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  vocabulary: [],
  facts: ['vocabulary'],
  'settings.ts': ['vocabulary'],
  orms: ['vocabulary', 'facts'],
  project: ['vocabulary', 'facts', 'settings.ts'],
  fixes: ['vocabulary', 'facts'],
  analysis: ['vocabulary', 'facts', 'settings.ts', 'orms', 'project'],
  'create-rule.ts': ['vocabulary', 'settings.ts', 'analysis'],
  rules: ['vocabulary', 'facts', 'fixes', 'analysis', 'create-rule.ts'],
  configs: ['rules', 'create-rule.ts'],
  'index.ts': ['configs', 'rules', 'create-rule.ts'],
  cli: ['vocabulary', 'settings.ts', 'analysis', 'create-rule.ts', 'configs', 'index.ts'],
};

/** Parts that others enter by their `index.ts` only. */
const DOORS: ReadonlySet<string> = new Set(['analysis', 'orms', 'rules', 'configs']);

const MAX_LINES: Readonly<Record<string, number>> = { vocabulary: 250, facts: 200, fixes: 200 };
const MAX_LINES_ELSEWHERE = 300;

const NO_NAMES = /^(?:utils?|helpers?|common|misc|shared)(?:\.|$)/;

/** Packages that only some files may import; `types` may be imported everywhere, and cost nothing when the plugin runs. */
const RESERVED: readonly { package: RegExp; only: RegExp; types?: true }[] = [
  { package: /^@typescript-eslint\//, only: /^$/, types: true },
  { package: /^(?:node:)?fs(?:\/promises)?$/, only: /^(?:project|cli)\// },
  { package: /^(?:node:)?child_process$/, only: /^cli\// },
  { package: /^eslint(?:\/|$)/, only: /^cli\//, types: true },
  { package: /^oxc-parser$/, only: /^(?:project\/|cli\/oxc-parser\.ts)/, types: true },
];

const ORMS = /prisma|typeorm|drizzle|sequelize|mikro-?orm|kysely|knex|mongoose|objection/i;
const KNOWS_NO_ORM: ReadonlySet<string> = new Set(['facts', 'project', 'analysis', 'rules', 'fixes', 'create-rule.ts', 'configs']);

const TYPES_ONLY: ReadonlySet<string> = new Set(['TSTypeAliasDeclaration', 'TSInterfaceDeclaration']);

interface Source {
  readonly path: string;
  readonly part: string;
  readonly lines: number;
  /** The text, comments blanked. */
  readonly code: string;
  readonly imports: readonly { readonly to: string; readonly typeOnly: boolean }[];
  readonly hasLogic: boolean;
}

/** Every way in which the files of `src`, by path relative to it, break the rules of the house. */
export function violations(files: ReadonlyMap<string, string>): string[] {
  const sources = [...files].map(([path, text]) => read(path, text));
  return [...sources.flatMap(each => [...checkShape(each), ...checkImports(each), ...checkWords(each)]), ...cycles(sources)];
}

function read(path: string, text: string): Source {
  const { program, comments, module } = parseSync(path, text);
  const blanked = comments.reduce((code, { start, end }) => code.slice(0, start) + ' '.repeat(end - start) + code.slice(end), text);
  const entries = [
    ...module.staticImports.map(({ moduleRequest, entries: names }) => ({ to: moduleRequest.value, typeOnly: names.length > 0 && names.every(name => name.isType) })),
    ...module.staticExports.flatMap(each => each.entries.flatMap(({ moduleRequest, isType }) => (moduleRequest ? [{ to: moduleRequest.value, typeOnly: isType }] : []))),
    // Dynamic imports and `import('x')` types.
    ...Array.from(blanked.matchAll(/\bimport\(\s*['"](?<to>[^'"]+)['"]/g), match => ({ to: match.groups!['to']!, typeOnly: false })),
  ];
  return {
    path,
    part: partOf(path),
    lines: text.trimEnd().split('\n').length,
    code: blanked,
    imports: entries.map(each => (each.to.startsWith('.') ? { ...each, to: posix.join(posix.dirname(path), each.to) } : each)),
    hasLogic: program.body.some(statement => {
      if (statement.type === 'ImportDeclaration' || statement.type === 'ExportAllDeclaration') return false;
      if (statement.type === 'ExportNamedDeclaration') return statement.declaration ? !TYPES_ONLY.has(statement.declaration.type) : false;
      return !TYPES_ONLY.has(statement.type);
    }),
  };
}

const partOf = (path: string): string => path.split('/')[0]!;

/** The unit of a folder of equals: one rule, or one ORM. */
const unitOf = (path: string): string => path.split('/').slice(0, 2).join('/');

function checkShape({ path, part, lines, hasLogic }: Source): string[] {
  const found: string[] = [];
  const limit = MAX_LINES[part] ?? MAX_LINES_ELSEWHERE;
  if (!MAY_IMPORT[part]) found.push(`${path}: ${part} has no floor; give it one in tests/floors.ts`);
  if (lines > limit) found.push(`${path}: has ${lines} lines, and ${limit} are allowed`);
  if (path.split('/').some(name => NO_NAMES.test(name))) found.push(`${path}: name it for the question it answers`);
  if (part === 'vocabulary' && hasLogic) found.push(`${path}: the vocabulary has types only`);
  return found;
}

function checkImports({ path, part, imports }: Source): string[] {
  return imports.flatMap(({ to, typeOnly }) => {
    if (isPackage(to)) {
      const strays = RESERVED.filter(rule => rule.package.test(to) && !rule.only.test(path) && !(rule.types && typeOnly));
      return strays.map(rule => `${path}: may not import ${to}${rule.types ? ', except its types' : ''}`);
    }
    const target = partOf(to);
    if (target !== part) {
      if (!(MAY_IMPORT[part] ?? []).includes(target)) return [`${path}: may not import from ${target} (${to})`];
      if (DOORS.has(target) && to !== `${target}/index.ts`) return [`${path}: enters ${target} by its index.ts only (${to})`];
      return [];
    }
    if (part === 'rules' && path !== 'rules/index.ts') return [`${path}: a rule imports no other rule (${to})`];
    const isShared = dirname(to) === 'orms' && to !== 'orms/index.ts';
    if (part === 'orms' && dirname(path) !== 'orms' && unitOf(to) !== unitOf(path) && !isShared) return [`${path}: an ORM imports no other ORM (${to})`];
    return [];
  });
}

const isPackage = (to: string): boolean => !/\.ts$/.test(to) || /^[@\w-]+$/.test(to);

function checkWords({ path, part, code }: Source): string[] {
  const found: string[] = [];
  const name = KNOWS_NO_ORM.has(part) ? ORMS.exec(code) : undefined;
  if (name) found.push(`${path}:${lineOf(code, name.index)}: names an ORM (${name[0]}); its own words come from its folder`);
  const branch = /\bNODE_ENV\b|\bVITEST\b/.exec(code);
  if (branch) found.push(`${path}:${lineOf(code, branch.index)}: behaves differently when tested (${branch[0]})`);
  return found;
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** One sentence for each group of files that import each other; types count, except among the words themselves. */
function cycles(sources: readonly Source[]): string[] {
  const targets = new Map(
    sources.map(({ path, imports }) => [path, imports.map(({ to }) => to).filter(to => !(partOf(to) === 'vocabulary' && partOf(path) === 'vocabulary'))]),
  );
  const reported = new Set<string>();
  const found: string[] = [];
  for (const start of targets.keys()) {
    const cycle = reported.has(start) ? undefined : wayBack(start, targets);
    if (!cycle) continue;
    for (const path of cycle) reported.add(path);
    found.push(`${start}: takes part in an import cycle: ${[...cycle, start].join(' → ')}`);
  }
  return found;
}

/** The shortest way from a file to itself. */
function wayBack(start: string, targets: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const seen = new Set<string>();
  let ways: string[][] = [[start]];
  while (ways.length > 0) {
    const next: string[][] = [];
    for (const way of ways) {
      for (const target of targets.get(way.at(-1)!) ?? []) {
        if (target === start) return way;
        if (seen.has(target)) continue;
        seen.add(target);
        next.push([...way, target]);
      }
    }
    ways = next;
  }
  return undefined;
}
