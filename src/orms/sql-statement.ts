import type { View } from '../vocabulary/orm.ts';
import type { Operation } from '../vocabulary/query.ts';
import type { Ref } from '../vocabulary/value.ts';

const BY_KEYWORD: { readonly [keyword: string]: Operation } = {
  select: 'read',
  values: 'read',
  table: 'read',
  insert: 'create',
  replace: 'upsert',
  update: 'update',
  delete: 'delete',
};

/** A read that does something, or answers differently each time: locks, sequences, clocks. */
const IMPURE_READ = /\bfor\s+(?:no\s+key\s+)?(?:update|share)\b|\bpg_(?:try_)?advisory|\b(?:nextval|setval|set_config|pg_notify|pg_sleep|random|now|clock_timestamp|last_insert_id|get_lock|release_lock)\s*\(/i;
const WRITE_IN_PARENTHESES = /\(\s*(?:insert|update|delete|merge)\b/i;

/** Statements about tables, sessions or transactions: no rows are asked for, and none could be asked for at once. */
const ABOUT_NO_ROWS =
  /^\s*(?:alter|analyze|begin|cluster|comment|commit|create|drop|grant|listen|lock|notify|pragma|refresh|reindex|release|reset|revoke|rollback|savepoint|set|start|truncate|unlisten|use|vacuum)\b/i;

/** A function of the server in place of rows: `SELECT pg_drop_replication_slot(…)`, `SELECT pg_terminate_backend(…)`. */
const CALLS_SERVER = /^\s*select\s+(?:\*\s+from\s+)?pg_(?:catalog\.pg_)?(?:create|drop|copy|terminate|cancel|reload|rotate|switch|start|stop|promote|logical|replication)_\w+\s*\(/i;

/** A function that is called with values, and no table: what it does, it does once for each call. */
const CALLS_FUNCTION = /^\s*select\s+[\w."]+\s*\((?![^]*\b(?:from|where|select|union)\b)[^]*\)\s*(?:as\s+[\w"]+\s*)?;?\s*$/i;

/** What an SQL statement asks for, `raw` when its text does not tell, and `undefined` when it is not about rows. */
export function operationOf(sql: string | undefined): Operation | undefined {
  if (sql === undefined) return 'raw';
  const text = sql.replace(/--[^\n]*|\/\*[^]*?\*\//g, ' ').replace(/'(?:[^']|'')*'/g, "''");
  if (ABOUT_NO_ROWS.test(text) || CALLS_SERVER.test(text) || (CALLS_FUNCTION.test(text) && !IMPURE_READ.test(text))) return undefined;
  const operation = mainOperation(text);
  if (operation === 'read' && (IMPURE_READ.test(text) || WRITE_IN_PARENTHESES.test(text))) return 'raw';
  if (operation === 'create' && /\bon\s+(?:conflict|duplicate\s+key)\b/i.test(text)) return 'upsert';
  return operation;
}

/** The text of a statement: a string, a template with its holes, or a constant that holds one. */
export function textOf(statement: View | undefined): string | undefined {
  const text = statement?.text() ?? statement?.literal();
  return typeof text === 'string' ? text : undefined;
}

const NAMES_TABLE = /\b(?:from|join|into|update)\s+(?:[\w"`[\]]+\.)?["`[]?$/i;

/** The expression that a statement takes the name of a table from: ``SELECT * FROM "${table}"``. */
function tableOf(statement: View | undefined): Ref | undefined {
  return statement?.holes().find(({ before }) => NAMES_TABLE.test(before))?.value;
}

/** What of a statement is known at run time only: which table it asks, by the expression that its name comes from, or the whole of its text. */
export function sentOf(statement: View | undefined, text = textOf(statement)): { target?: Ref; statement?: Ref } {
  const table = tableOf(statement);
  if (table) return { target: table };
  return text === undefined && statement ? { statement: statement.ref } : {};
}

function mainOperation(text: string): Operation {
  const first = /^[\s(]*([a-z]+)/i.exec(text)?.[1]?.toLowerCase();
  if (first !== 'with') return (first !== undefined && BY_KEYWORD[first]) || 'raw';
  const main = /\b(select|insert|update|delete)\b/i.exec(withoutParentheses(text))?.[1]?.toLowerCase();
  return (main !== undefined && BY_KEYWORD[main]) || 'raw';
}

function withoutParentheses(text: string): string {
  let rest = text;
  for (let next = rest.replace(/\([^()]*\)/g, ' '); next !== rest; next = rest.replace(/\([^()]*\)/g, ' ')) rest = next;
  return rest;
}
