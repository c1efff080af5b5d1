import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import { plural } from '../wording.ts';

/** What a statement is about, as far as its text says. */
type About = { driver: string; table: string; key: string; /** It asks by more than the key. */ more: boolean; /** `count(*)`, `first`, `ordered`, `nothing` where a row is there already, or none of these. */ gives: string; client: string };

/** One statement in place of many: the list of keys goes into it in the driver's own way. SQLite is asked in the process, and has none. */
export function statementSet(query: QueryCall, driven: Driven): Advice | undefined {
  const about = aboutOf(query, driven);
  if (about.driver === 'better-sqlite3') return undefined;
  switch (query.operation) {
    case 'read':
      return { text: `Read all rows before the loop with one statement, ${reading(about)}.` };
    case 'create':
    case 'upsert':
      return { text: `Collect the rows and write them with one statement: ${inserting(about, query.operation === 'upsert')}.` };
    case 'update':
      return { text: `Write all rows with one statement: ${updating(about)}.` };
    case 'delete':
      return { text: `Collect the keys and delete all rows with one statement: ${deleting(about)}.` };
    default:
      return undefined;
  }
}

/** A statement by what it does and to which table: `DELETE FROM users`. */
export function statementName(query: QueryCall): string {
  const { driver, table } = aboutOf(query, undefined);
  const does = { read: 'SELECT … FROM', create: 'INSERT INTO', upsert: 'INSERT INTO', update: 'UPDATE', delete: 'DELETE FROM' }[query.operation as string];
  return does === undefined || table === '…' ? `${driver === 'better-sqlite3' ? 'db' : 'client'}.${query.method}` : `${does} ${table}`;
}

/** What is left: a statement whose text is not known, or a database without a network. */
export function statementRow(query: QueryCall): Advice {
  if (aboutOf(query, undefined).driver !== 'better-sqlite3') return { text: 'Send one statement for all elements, with their keys as a list, and assign its rows to them in memory.' };
  // https://github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md#transactionfunction---function · https://www.sqlite.org/np1queryprob.html
  if (query.operation === 'read') return { text: 'SQLite answers in the process, without a round trip; where the list is long, one `… WHERE id IN (SELECT value FROM json_each(?))` with `JSON.stringify(ids)` reads all rows at once.' };
  return { text: 'SQLite writes in the process, without a round trip: prepare the statement once, and run the loop in one `db.transaction(() => { … })()`, which commits once.' };
}

/** The manual of mysql2: `query` expands a list, `execute` does not. https://sidorares.github.io/node-mysql2/docs/examples/queries/prepared-statements */
function reading({ driver, table, key, more, gives, client }: About): string {
  const where = `WHERE ${among(driver, key)}${more ? ' AND …' : ''}`;
  const send = (columns: string, end: string): string => `\`${client}.query('SELECT ${columns} FROM ${table} ${where}${end}', [${listOf(key)}])\`${driver === 'pg' ? '' : ' (`execute` takes no lists)'}`;
  if (gives.includes('(')) return `${send(`${key}, ${gives}`, ` GROUP BY ${key}`)}, and look the groups up in a \`Map\`; a key without rows has none${gives.startsWith('count') ? ', and counts 0' : ''}`;
  if (gives === 'first' && driver === 'pg') return `${send(`DISTINCT ON (${key}) …`, ` ORDER BY ${key}, …`)}, and look them up in a \`Map\``;
  const ordered = gives === '' ? '' : ' ORDER BY …';
  return `${send('…', ordered)}, and ${gives === 'first' ? `keep the first row of each \`${key}\` in` : key === 'id' ? 'look them up in' : `group them by \`${key}\` in`} a \`Map\``;
}

/** The condition that takes a list of keys. */
function among(driver: string, key: string): string {
  return driver === 'pg' ? `${key} = ANY($1)` : `${key} IN (?)`;
}

function inserting({ driver, table, gives }: About, upsert: boolean): string {
  const end = !upsert ? '' : driver !== 'pg' ? ' ON DUPLICATE KEY UPDATE …' : gives === 'nothing' ? ' ON CONFLICT … DO NOTHING' : ' ON CONFLICT … DO UPDATE SET …';
  return driver === 'pg' ? `\`INSERT INTO ${table} (…) SELECT * FROM unnest($1::…[], $2::…[])${end}\`, with one array per column` : `\`connection.query('INSERT INTO ${table} (…) VALUES ?${end}', [rows])\`, where each row is an array (\`execute\` takes no lists)`;
}

function updating({ driver, table, key, more }: About): string {
  const where = `WHERE ${among(driver, key)}${more ? ' AND …' : ''}`;
  if (driver !== 'pg') return `\`UPDATE ${table} SET … ${where}\` with \`connection.query\` when the values are the same, \`INSERT … ON DUPLICATE KEY UPDATE\` when they differ by row`;
  return `\`UPDATE ${table} SET … ${where}\` when the values are the same, \`UPDATE ${table} SET … FROM unnest($1::…[], $2::…[]) AS v (${key}, …) WHERE ${table}.${key} = v.${key}\` when they differ by row`;
}

function deleting({ driver, table, key, more, client }: About): string {
  return `\`${client}.query('DELETE FROM ${table} WHERE ${among(driver, key)}${more ? ' AND …' : ''}', [${listOf(key)}])\``;
}

function aboutOf({ form = '', written }: QueryCall, driven: Driven | undefined): About {
  const [driver = '', table = '…', whole = '-', gives = ''] = form.split(' ');
  const columns = [...new Set(driven?.conditions.flatMap(({ op, column }) => (op === '=' && column !== undefined ? [column] : [])))];
  const key = whole !== '-' ? whole : columns.length === 1 ? columns[0]! : '…';
  return { driver, table, key, more: whole === '-', gives, client: written ?? (driver === 'pg' ? 'client' : 'connection') };
}

/** `author_id` → `authorIds`. */
function listOf(key: string): string {
  return key === '…' ? 'keys' : plural(key.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()));
}
