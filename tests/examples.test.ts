import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

/** Every place of an example that is reported, as `file:line code messageId`; nothing else is. */
interface Reports {
  readonly recommended: readonly string[];
  /** Beside those of `recommended`. */
  readonly strict: readonly string[];
}

const EXAMPLES: Readonly<Record<string, Reports>> = {
  'nestjs-prisma': {
    recommended: [
      'src/billing/billing.service.ts:14 writeInvoice queriesBehindCall',
      'src/categories/categories.service.ts:17 this.tree recursionQuery',
      'src/orders/orders.controller.ts:16 this.stock.missingFor queriesBehindCall',
      'src/orders/orders.service.ts:21 this.prisma.user.findUnique queryPerElement',
      'src/orders/orders.service.ts:39 tx.orderLine.create queryPerElement',
      'src/orders/orders.service.ts:48 this.prisma.setting.findUnique invariantQuery',
      'src/orders/stock.service.ts:22 this.prisma.product.update queryPerElement',
      'src/reports/reports.service.ts:40 this.prisma.user.count queryPerElement',
      'src/users/users.service.ts:23 this.findOne queriesBehindCall',
      'src/users/users.service.ts:29 this.repository.findByEmail queriesBehindCall',
    ],
    strict: [
      'src/billing/billing.service.ts:25 this.prisma.invoice.update rowByRow',
      'src/orders/stock.service.ts:16 this.prisma.product.update rowByRow',
      'src/reports/reports.service.ts:32 this.prisma.order.count countForEachValue',
    ],
  },
  'nestjs-typeorm': {
    recommended: [
      'src/books/books.service.ts:11 this.books.byIsbn queriesBehindCall',
      'src/books/books.service.ts:16 this.books.countBy queryPerElement',
      'src/loans/loans.controller.ts:16 this.members.findOne queriesBehindCall',
      'src/loans/loans.service.ts:22 manager.findOneByOrFail queryPerElement',
      'src/loans/loans.service.ts:23 manager.insert queryPerElement',
      "src/loans/loans.service.ts:34 query.orderBy('loan.id', 'DESC').getOne queryPerElement",
      'src/members/members.service.ts:16 this.remove queriesBehindCall',
      'src/members/members.service.ts:20 this.repository.save queryPerElement',
      'src/notices/notices.service.ts:9 notice.markAsRead queriesBehindCall',
      'src/notices/notices.service.ts:16 notice.save queryPerElement',
      'src/shelves/shelves.service.ts:13 this.tree recursionQuery',
    ],
    strict: ['src/books/books.service.ts:11 this.books.byIsbn numberBehindCall', 'src/members/members.service.ts:25 this.repository.update rowByRow'],
  },
  'hono-drizzle': {
    recommended: [
      'src/jobs/remind.ts:15 findMember queriesBehindCall',
      'src/routes/loans.ts:15 db.select().from(books).where queryPerElement',
      'src/routes/members.ts:14 openLoans queriesBehindCall',
      'src/services/catalogue.ts:18 this.db.insert(books).values(row).onConflictDoUpdate queryPerElement',
      'src/services/catalogue.ts:34 this.db.select().from(books).where queryPerElement',
      'src/services/catalogue.ts:41 this.#byIsbn.execute queryPerElement',
      'src/services/members.ts:19 tx.select().from(loans).where queryPerElement',
      'src/services/members.ts:21 tx.update(members).set({ blocked: true }).where queryPerElement',
    ],
    strict: ['src/jobs/remind.ts:16 db.insert(reminders).values rowByRow', 'src/services/catalogue.ts:28 this.db.update(books).set({ copies }).where rowByRow', 'src/services/members.ts:19 tx.select().from(loans).where first'],
  },
  shop: {
    recommended: [
      'src/drizzle/dashboard.ts:20 db.select().from(customers).where queryPerElement',
      'src/drizzle/dashboard.ts:27 db.select().from(products).where queryPerElement',
      'src/drizzle/export.ts:11 db.select().from(settings).where invariantQuery',
      'src/drizzle/export.ts:19 db.query.customers.findFirst queryPerElement',
      'src/drizzle/sync.ts:11 tx.insert(deliveries).values queryPerElement',
      'src/drizzle/sync.ts:15 tx.update(products).set({ stock: 0 }).where queryPerElement',
      'src/prisma/dashboard.ts:17 prisma.customer.findUnique queryPerElement',
      'src/prisma/dashboard.ts:24 prisma.product.findUnique queryPerElement',
      'src/prisma/export.ts:16 prisma.customer.findUnique queryPerElement',
      'src/prisma/export.ts:8 prisma.setting.findFirst invariantQuery',
      'src/prisma/sync.ts:12 tx.product.updateMany queryPerElement',
      'src/prisma/sync.ts:8 tx.delivery.create queryPerElement',
    ],
    strict: ['src/drizzle/dashboard.ts:10 db.$count countsByValue', 'src/prisma/dashboard.ts:7 prisma.order.count countsByValue'],
  },
  'trpc-next-prisma': {
    recommended: [
      'apps/web/src/app/api/teams/route.ts:9 db.member.findFirst queryPerElement',
      'apps/web/src/app/settings/actions.ts:10 db.task.create queryPerElement',
      'apps/web/src/app/settings/actions.ts:17 db.task.delete queryPerElement',
      'apps/web/src/server/routers/task.ts:12 latestActivity queriesBehindCall',
      'apps/web/src/server/routers/task.ts:22 ctx.db.member.findUnique queryPerElement',
      'apps/web/src/server/routers/task.ts:35 record queriesBehindCall',
      'apps/web/src/server/routers/team.ts:12 statsFor queriesBehindCall',
    ],
    // A digest is mailed beside its query.
    strict: ['apps/web/src/server/routers/task.ts:29 ctx.db.task.update rowByRow', 'apps/web/src/server/routers/team.ts:23 sendDigest rowByRowBehindCall'],
  },
  'express-sequelize': {
    recommended: [
      'models/project.js:17 task.destroy queryPerElement',
      'src/routes/reports.js:7 teams.projects queriesBehindCall',
      'src/routes/teams.js:6 teams.close queriesBehindCall',
      'src/services/reports.js:6 Task.count queryPerElement',
      'src/services/reports.js:12 exports.tree recursionQuery',
      'src/services/reports.js:18 sequelize.query queryPerElement',
      'src/services/tasks.js:8 User.byEmail queriesBehindCall',
      'src/services/tasks.js:16 Task.create queryPerElement',
      'src/services/tasks.js:22 task.getComments queryPerElement',
      'src/services/teams.js:10 member.deactivate queriesBehindCall',
    ],
    strict: ['src/services/tasks.js:27 Task.update rowByRow'],
  },
};

interface Result {
  readonly filePath: string;
  readonly source?: string;
  readonly messages: readonly { readonly line: number; readonly column: number; readonly endColumn: number; readonly messageId?: string; readonly message: string }[];
}

/** The standard output of a script, whatever its exit code is. */
function run(script: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((done, fail) => {
    execFile(process.execPath, [script, ...args], { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 }, (_error, stdout, stderr) => {
      if (stdout) done(stdout);
      else fail(new Error(stderr));
    });
  });
}

/** What ESLint's JSON says, as the list above has it. */
function reportsOf(json: string, folder: string): string[] {
  const results = JSON.parse(json) as Result[];
  expect(results.length).toBeGreaterThan(10);
  return results
    .flatMap(({ filePath, source, messages }) =>
      messages.map(({ line, column, endColumn, messageId, message }) => {
        const code = source?.split('\n')[line - 1]?.slice(column - 1, endColumn - 1) ?? '';
        return `${relative(folder, filePath).replaceAll('\\', '/')}:${line} ${code} ${messageId ?? message}`;
      }),
    )
    .sort();
}

const bySortOrder = (reports: readonly string[]): string[] => [...reports].sort();

let folder = '';

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'orm-examples-')));
  // An example whose demo has run has its packages beside it.
  cpSync(join(ROOT, 'examples'), folder, { recursive: true, filter: source => basename(source) !== 'node_modules' });
  // What `npm install` would have put there, as far as the configuration needs it.
  for (const [name, target] of [['eslint-plugin-orm', ROOT], ['@typescript-eslint/parser', join(ROOT, 'node_modules/@typescript-eslint/parser')]] as const) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link, 'junction');
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(Object.entries(EXAMPLES))('examples/%s', (name, { recommended, strict }) => {
  const command = join(ROOT, 'dist/cli/main.js');

  it('is reported by the command, which needs no configuration', async () => {
    const example = join(ROOT, 'examples', name);
    expect(reportsOf(await run(command, ['--format', 'json', example], ROOT), example)).toEqual(bySortOrder(recommended));
  });

  it('has more reports in `strict`', async () => {
    const example = join(ROOT, 'examples', name);
    expect(reportsOf(await run(command, ['--preset', 'strict', '--format', 'json', example], ROOT), example)).toEqual(bySortOrder([...recommended, ...strict]));
  });

  it('is reported by ESLint with the configuration of the example', async () => {
    const example = join(folder, name);
    const stdout = await run(join(ROOT, 'node_modules/eslint/bin/eslint.js'), ['--format', 'json', '.'], example);
    expect(reportsOf(stdout, example)).toEqual(bySortOrder(recommended));
  });
});
