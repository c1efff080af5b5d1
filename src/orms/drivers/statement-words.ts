import type { Advice } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import { plural } from '../wording.ts';

/** What a statement is about, as far as its text says. */
type About = { driver: string; table: string; key: string; /** `count(*)`, `first`, `ordered`, or nothing of the kind. */ gives: string; client: string };

/** One statement in place of many: the list of keys goes into it in the driver's own way. SQLite is asked in the process, and has none. */
export function statementSet(query: QueryCall): Advice | undefined {
  const about = aboutOf(query);
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

/** What is left: a statement whose text is not known, or a database without a network. */
export function statementRow(query: QueryCall): Advice {
  if (aboutOf(query).driver !== 'better-sqlite3') return { text: 'Send one statement for all elements, with their keys as a list, and assign its rows to them in memory.' };
  // https://github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md#transactionfunction---function · https://www.sqlite.org/np1queryprob.html
  if (query.operation === 'read') return { text: 'SQLite answers in the process, without a round trip; where the list is long, one `… WHERE id IN (SELECT value FROM json_each(?))` with `JSON.stringify(ids)` reads all rows at once.' };
  return { text: 'SQLite writes in the process, without a round trip: prepare the statement once, and run the loop in one `db.transaction(() => { … })()`, which commits once.' };
}

/** The manual of mysql2: `query` expands a list, `execute` does not. https://sidorares.github.io/node-mysql2/docs/examples/queries/prepared-statements */
function reading({ driver, table, key, gives, client }: About): string {
  const where = driver === 'pg' ? `WHERE ${key} = ANY($1)` : `WHERE ${key} IN (?)`;
  const send = (columns: string, end: string): string => `\`${client}.query('SELECT ${columns} FROM ${table} ${where}${end}', [${listOf(key)}])\`${driver === 'pg' ? '' : ' (`execute` takes no lists)'}`;
  if (gives.includes('(')) return `${send(`${key}, ${gives}`, ` GROUP BY ${key}`)}, and look the groups up in a \`Map\`; a key without rows has none${gives.startsWith('count') ? ', and counts 0' : ''}`;
  if (gives === 'first' && driver === 'pg') return `${send(`DISTINCT ON (${key}) …`, ` ORDER BY ${key}, …`)}, and look them up in a \`Map\``;
  const ordered = gives === '' ? '' : ' ORDER BY …';
  return `${send('…', ordered)}, and ${gives === 'first' ? `keep the first row of each \`${key}\` in` : key === 'id' ? 'look them up in' : `group them by \`${key}\` in`} a \`Map\``;
}

function inserting({ driver, table }: About, upsert: boolean): string {
  const end = !upsert ? '' : driver === 'pg' ? ' ON CONFLICT … DO UPDATE SET …' : ' ON DUPLICATE KEY UPDATE …';
  return driver === 'pg' ? `\`INSERT INTO ${table} (…) SELECT * FROM unnest($1::…[], $2::…[])${end}\`, with one array per column` : `\`connection.query('INSERT INTO ${table} (…) VALUES ?${end}', [rows])\`, where each row is an array (\`execute\` takes no lists)`;
}

function updating({ driver, table, key }: About): string {
  if (driver !== 'pg') return `\`UPDATE ${table} SET … WHERE ${key} IN (?)\` with \`connection.query\` when the values are the same, \`INSERT … ON DUPLICATE KEY UPDATE\` when they differ by row`;
  return `\`UPDATE ${table} SET … WHERE ${key} = ANY($1)\` when the values are the same, \`UPDATE ${table} SET … FROM unnest($1::…[], $2::…[]) AS v (${key}, …) WHERE ${table}.${key} = v.${key}\` when they differ by row`;
}

function deleting({ driver, table, key, client }: About): string {
  return driver === 'pg' ? `\`${client}.query('DELETE FROM ${table} WHERE ${key} = ANY($1)', [${listOf(key)}])\`` : `\`${client}.query('DELETE FROM ${table} WHERE ${key} IN (?)', [${listOf(key)}])\``;
}

function aboutOf({ form = '', written }: QueryCall): About {
  const [driver = '', table = '…', key = 'id', gives = ''] = form.split(' ');
  return { driver, table, key, gives, client: written ?? (driver === 'pg' ? 'client' : 'connection') };
}

/** `author_id` → `authorIds`. */
function listOf(key: string): string {
  return plural(key.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()));
}
