import { describe } from 'vitest';

import { check, type Case, type Files } from './harness.ts';

const FILES: Files = {
  'package.json': JSON.stringify({ name: 'app', private: true, dependencies: { knex: '^3.0.0', stripe: '^14.0.0' } }),
  'src/db.ts': "import knex from 'knex';\nexport const db = knex({ client: 'pg' });\n",
  'src/billing.ts': `import Stripe from 'stripe';
import { db } from './db';
const stripe = new Stripe('key');
export async function updateQuantity(orgId: number) {
  const org = await db('organizations').where({ id: orgId }).first();
  const [users, item] = await Promise.all([db('users').where({ orgId }).count(), stripe.subscriptionItems.retrieve(org.item)]);
  return [users, item];
}
export async function quantityOf(orgId: number) {
  const org = await db('organizations').where({ id: orgId }).first();
  if (!org.item) return stripe.subscriptionItems.retrieve(org.item);
  return org;
}
class Mailer {
  private readonly client = new Stripe('key');
  async send(to: string) {
    await this.client.customers.create({ email: to });
  }
}
export const mailer = new Mailer();
`,
};

/** One module beside a client and a module that goes to a service. */
function module(name: string, code: string, ...reports: readonly string[]): Case {
  return { name, code: { ...FILES, 'src/a.ts': `import { mailer, quantityOf, updateQuantity } from './billing';\nimport { db } from './db';\n${code}` }, reports: reports.map(report => `src/a.ts: ${report}`) };
}

const each = (body: string, head = ''): string => `${head}export async function f(ids: number[]) {\n  for (const id of ids) {\n    ${body}\n  }\n}\n`;
const READ = "const user = await db('users').where({ id }).first();";

describe('rounds that wait for something outside have no single query in their place', () => {
  check([
    module('a request', each(`${READ}\n    await fetch(user.url);`), "row-by-row db('users').where(…).first"),
    module('a client of a package', each(`${READ}\n    const sent = await ses.send(user.email);\n    console.log(sent);`, "import { SES } from '@aws-sdk/client-ses';\nconst ses = new SES({});\n"), "row-by-row db('users').where(…).first"),
    module('behind a class of the program', each(`${READ}\n    await mailer.send(user.email);`), "row-by-row db('users').where(…).first"),
    module('in the function that runs the query', 'export async function f(ids: number[]) {\n  await Promise.all(ids.map(async id => {\n    await updateQuantity(id);\n  }));\n}\n', 'row-by-row updateQuantity'),
    module('for each of the rows that the round reads', each("const users = await db('users').where({ teamId: id });\n    for (const user of users) await fetch(user.url);"), "row-by-row db('users').where"),
    module('on some paths of the function that runs the query', 'export async function f(ids: number[]) {\n  for (const id of ids) console.log(await quantityOf(id));\n}\n', 'row-by-row quantityOf'),
    module('in a branch that the query decides', each(`${READ}\n    if (user.url) await fetch(user.url);`), "row-by-row db('users').where(…).first"),
    module('near miss: in a branch that something else decides', each(`${READ}\n    if (id > 100) await fetch(user.url);`), "driven db('users').where(…).first"),
    module('near miss: a cache and a loader are as near as the database', each(`${READ}\n    await redis.set(user.name, 1);`, "import Redis from 'ioredis';\nconst redis = new Redis();\n"), "driven db('users').where(…).first"),
    module('near miss: what is handed a function wraps it', each(`${READ}\n    await span(user.name, () => console.log(user));`, "import { span } from 'tracing';\n"), "driven db('users').where(…).first"),
    module('near miss: a file of the program that is not there', each(`${READ}\n    await audit(user);`, "import { audit } from './audit';\n"), "driven db('users').where(…).first"),
  ]);
});

describe('what is outside is found behind functions that only hand on its promise', () => {
  check([
    module('a chain', each(`${READ}\n    await request(user.url);`, "import axios from 'axios';\nconst request = (url: string) => axios.get(url).then(({ data }) => data);\n"), "row-by-row db('users').where(…).first"),
    module('a request of the language', each(`${READ}\n    await request(user.url);`, 'const request = (url: string) => fetch(url);\n'), "row-by-row db('users').where(…).first"),
    module('a literal that is run there', each(`${READ}\n    await send(user.url);`, "import { span } from 'tracing';\nconst send = async (url: string) => {\n  await span('send', async () => {\n    await fetch(url);\n  });\n};\n"), "row-by-row db('users').where(…).first"),
    module('the client of a package', each(`${READ}\n    await send(user.email);`, "import { SES } from '@aws-sdk/client-ses';\nconst ses = new SES({});\nasync function send(to: string) {\n  return ses.sendEmail({ to });\n}\n"), "row-by-row db('users').where(…).first"),
    module('near miss: an async function that gives what a package makes of a row', each('console.log(await load(id));', "import { pick } from 'object-tools';\nasync function load(id: number) {\n  const user = await db('users').where({ id }).first();\n  return pick(user, ['name']);\n}\n"), 'driven load'),
  ]);
});
