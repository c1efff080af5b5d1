// Runs one handler of the shop on a database of its own and prints, as JSON, what it gave and how many statements it sent.
//   node handler.mjs <folder of the compiled shop> <prisma | drizzle> <dashboard | export | sync>
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { dump, seed } from './seed.mjs';

const [folder, orm, handler] = process.argv.slice(2);
const GIVEN = {
  dashboard: ({ dashboard }) => dashboard(),
  export: ({ exportLines }) => exportLines(),
  sync: ({ sync }) => sync(Array.from({ length: 25 }, (_, at) => ({ id: at + 2, productId: 1 + (at % 40), quantity: at })), 2),
};

const dir = mkdtempSync(join(tmpdir(), 'shop-'));
const url = `file:${join(dir, 'shop.db')}`;
process.env.SHOP_DATABASE = url;
await seed(url);
const load = name => import(pathToFileURL(join(folder, orm, name)).href);
const { onStatement } = await load('client.js');
let statements = 0;
// Opening and closing a transaction asks nothing.
onStatement(sql => { if (!/^\s*(?:begin|commit|rollback|savepoint|release)\b/i.test(sql)) statements += 1; });
const result = await GIVEN[handler](await load(`${handler}.js`));
console.log(JSON.stringify({ statements, result: result ?? null, tables: await dump(url) }));
rmSync(dir, { recursive: true, force: true });
process.exit(0);
