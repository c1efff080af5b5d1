import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

import { schemaGraph } from '../analysis/index.ts';
import type { OrmSettings } from '../settings.ts';
import type { Column, Model, Schema } from '../vocabulary/schema.ts';
import { UsageError } from './arguments.ts';

const SOURCE = /(?<!\.d|\.min|\.test|\.spec)\.[cm]?[jt]sx?$/;
const LEFT_OUT = /^(?:node_modules|dist|build|out|coverage|generated|__generated__|\..+)$/;

/** What `--print-schema [paths]` prints: a table for each model, and a Mermaid diagram of them all. */
export function printSchema(paths: readonly string[], cwd: string, settings: OrmSettings): string {
  const files = (paths.length > 0 ? paths : ['.']).flatMap(path => {
    const full = resolve(cwd, path);
    if (!statSync(full, { throwIfNoEntry: false })) throw new UsageError(`${path}: no such file or folder.`);
    // A schema in a file of its own speaks for a folder that has no source.
    return [...(statSync(full).isDirectory() ? [join(full, 'index.ts')] : []), ...filesIn(full)];
  });
  const schemas = schemaGraph([...new Set(files)].map(filename => ({ filename, text: readSource(filename), cwd, settings })));
  if (schemas.length === 0) return 'No schema was found, and no model is declared in these files.\n';
  return schemas.map(schema => printOne(schema, cwd)).join('\n');
}

function readSource(filename: string): string {
  return statSync(filename, { throwIfNoEntry: false }) ? readFileSync(filename, 'utf8').replace(/^\uFEFF/, '') : '';
}

function filesIn(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      if (entry.isDirectory()) return LEFT_OUT.test(entry.name) ? [] : filesIn(join(path, entry.name));
      return entry.isFile() && SOURCE.test(entry.name) ? [join(path, entry.name)] : [];
    });
}

function printOne(schema: Schema, cwd: string): string {
  const models = [...schema.models].sort((a, b) => (a.name < b.name ? -1 : 1));
  const shown = (file: string): string => relative(cwd, file).split(sep).join('/') || file;
  const problems = schema.problems.map(({ file, line, message }) => `Not understood: ${shown(file)}:${line}: ${message}\n`).join('');
  const tables = models.map(model => `### ${model.name}\n\n${headOf(model, shown)}\n\n${tableOf(model)}`).join('\n');
  return `## ${schema.orm}: ${models.length} ${models.length === 1 ? 'model' : 'models'}\n\n${problems}${problems === '' ? '' : '\n'}${tables}\n\`\`\`mermaid\n${diagramOf(models)}\`\`\`\n`;
}

function headOf(model: Model, shown: (file: string) => string): string {
  const keys = model.keys.map(({ columns, primary }) => `${primary ? 'primary' : 'unique'} (${columns.join(', ')})`);
  const indexes = (model.indexes ?? []).map(({ columns, type }) => `index (${columns.map(({ name, descending }) => (descending ? `${name} desc` : name)).join(', ')})${type === undefined ? '' : ` ${type}`}`);
  const more = [...(model.table === undefined ? [] : [`table ${model.table}`]), ...keys, ...indexes, ...(model.scope ? [`every query loads ${model.scope.join(', ')}`] : []), ...(model.discriminator === undefined ? [] : [`discriminated by ${model.discriminator}`])];
  return [shown(model.file), ...more].join(' · ');
}

function tableOf({ columns }: Model): string {
  const rows = columns.map(column => `| ${column.name} | ${escaped(column.type)}${column.list ? '[]' : ''}${column.nullable ? '?' : ''} | ${column.relation === undefined ? '' : relationInWords(column)} |`);
  return `| Field | Type | Relation |\n| --- | --- | --- |\n${rows.map(row => `${row}\n`).join('')}`;
}

function relationInWords({ relation, list, link }: Column): string {
  const key = link?.key;
  const where = { own: 'key here', other: 'key there', between: 'table between' };
  return [
    `${link?.manyToMany ? 'many to many' : list ? 'to many' : 'to one'} ${relation ?? ''}`,
    ...(link?.inverse === undefined ? [] : [`back by ${link.inverse}`]),
    ...(key ? [`${where[key.side]}${key.columns.length > 0 ? ` (${key.columns.join(', ')})` : key.table === undefined ? '' : ` (${key.table})`}`] : []),
    ...(link?.eager ? [link.eager === 'always' ? 'loaded by every query' : 'loaded by find methods'] : []),
    ...(link?.lazy ? ['lazy'] : []),
  ].join(', ');
}

const escaped = (type: string): string => type.replaceAll('|', '\\|').replace(/\s+/g, ' ');

// https://mermaid.js.org/syntax/entityRelationshipDiagram.html
function diagramOf(models: readonly Model[]): string {
  const names = new Set(models.map(({ name }) => name));
  const entities = models.map(model => {
    const fields = model.columns.filter(({ relation, link }) => relation === undefined || link?.holdsKey);
    const primary = new Set(model.keys.filter(key => key.primary).flatMap(({ columns }) => columns));
    const unique = new Set(model.keys.flatMap(({ columns, primary: isPrimary }) => (isPrimary || columns.length > 1 ? [] : columns)));
    const foreign = new Set(model.columns.flatMap(({ link }) => (link?.key?.side === 'own' ? link.key.columns : [])));
    const lines = fields.map(({ name, type, list }) => `    ${word(type)}${list ? '[]' : ''} ${word(name)}${primary.has(name) ? ' PK' : foreign.has(name) ? ' FK' : unique.has(name) ? ' UK' : ''}\n`);
    return `  ${word(model.name)} {\n${lines.join('')}  }\n`;
  });
  const seen = new Set<string>();
  const edges = models.flatMap(model => model.columns.flatMap(column => (column.relation !== undefined && names.has(column.relation) ? edgeOf(model, column, seen) : [])));
  return `erDiagram\n${entities.join('')}${edges.join('')}`;
}

/** `User ||--o{ Post : posts`, once for both sides. */
function edgeOf(model: Model, { name, relation = '', list, link, nullable }: Column, seen: Set<string>): string[] {
  const other = `${relation}.${link?.inverse ?? ''}`;
  if (link?.inverse !== undefined && seen.has(other)) return [];
  seen.add(`${model.name}.${name}`);
  const left = link?.manyToMany || (!list && link?.key?.side !== 'other') ? '}o' : '||';
  const right = list ? 'o{' : nullable ? 'o|' : '||';
  return [`  ${word(model.name)} ${left}--${right} ${word(relation)} : ${word(name)}\n`];
}

const word = (text: string): string => text.replace(/\[\]$/, '').replace(/[^\w-]+/g, '_').replace(/^_+|_+$/g, '') || 'unknown';
