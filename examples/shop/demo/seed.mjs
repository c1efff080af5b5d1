// A small shop, the same each time: 12 customers, 40 products, 120 orders of one to three lines.
import { readFileSync } from 'node:fs';

import { createClient } from '@libsql/client';

const STATUSES = ['open', 'paid', 'shipped', 'returned', 'cancelled'];
const count = (n, make) => Array.from({ length: n }, (_, at) => make(at + 1));
const literal = value => (typeof value === 'string' ? `'${value}'` : String(value));
const insert = (table, rows) => `INSERT INTO "${table}" VALUES ${rows.map(row => `(${row.map(literal).join(', ')})`).join(', ')}`;

/** Fills a new database with the shop's tables and rows. */
export async function seed(url) {
  const client = createClient({ url });
  await client.executeMultiple(readFileSync(new URL('tables.sql', import.meta.url), 'utf8'));
  const lines = count(120, order => count(1 + (order % 3), at => [order, at])).flat();
  for (const [table, rows] of [
    ['Customer', count(12, id => [id, `Customer ${id}`, `customer-${id}@shop.test`])],
    ['Product', count(40, id => [id, `SKU-${id}`, `Product ${id}`, id % 7, 1 + (id % 3)])],
    ['Order', count(120, id => [id, STATUSES[(id * 7) % 5], 1 + ((id * 5) % 12)])],
    ['OrderLine', lines.map(([order, at], id) => [id + 1, order, 1 + ((order * 3 + at) % 40), at, 100 + id])],
    ['Delivery', [[1, 1, 5]]],
    ['Setting', [['currency', 'EUR']]],
  ]) await client.execute(insert(table, rows));
  client.close();
}

/** All rows of all tables, as one text. */
export async function dump(url) {
  const client = createClient({ url });
  const { rows: tables } = await client.execute(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`);
  const rows = [];
  for (const { name } of tables) rows.push(name, (await client.execute(`SELECT * FROM "${name}" ORDER BY 1`)).rows);
  client.close();
  return JSON.stringify(rows);
}
