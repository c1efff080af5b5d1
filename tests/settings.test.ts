import { describe, expect, it } from 'vitest';

import { checkedSettings } from '../src/analysis/index.ts';
import { isOffline, readSettings } from '../src/settings.ts';

const settings = (orm: unknown) => readSettings({ orm });

describe('settings.orm', () => {
  it('may be left out', () => {
    expect(readSettings(undefined)).toBe(readSettings({ react: {} }));
    expect(readSettings({})).toMatchObject({ clients: [], schema: [], includeOffline: false, runsOnce: [], loaders: [], smallTables: [] });
  });

  it('is read once', () => {
    const raw = { orm: { loaders: ['userLoader'] } };
    expect(readSettings(raw)).toBe(readSettings({ orm: raw.orm }));
    expect(readSettings(raw).loaders).toEqual(['userLoader']);
  });

  it('takes clients by export and by member', () => {
    const clients = [
      { module: '~/db', export: 'db', orm: 'prisma' },
      { module: '~/db', export: 'Tx', orm: 'prisma', role: 'transaction' },
      { member: 'ctx.db', orm: 'prisma' },
      { member: '*.model()', orm: 'mongoose', role: 'model', model: 'User' },
    ];
    expect(settings({ clients }).clients).toEqual([{ ...clients[0], role: 'client' }, clients[1], { ...clients[2], role: 'client' }, clients[3]]);
  });

  it('takes one schema or several', () => {
    expect(settings({ schema: 'db/schema.prisma' }).schema).toEqual(['db/schema.prisma']);
    expect(settings({ schema: ['a.prisma', 'b.prisma'] }).schema).toEqual(['a.prisma', 'b.prisma']);
  });

  it.each([
    [[], 'settings.orm: expected an object, found an array.'],
    [null, 'settings.orm: expected an object, found null.'],
    [{ client: [] }, "settings.orm.client: unknown key. Did you mean 'clients'? Allowed: clients, schema, offline, includeOffline, runsOnce, loaders, smallTables."],
    [{ tables: [] }, 'settings.orm.tables: unknown key. Allowed: clients, schema, offline, includeOffline, runsOnce, loaders, smallTables.'],
    [{ clients: {} }, 'settings.orm.clients: expected an array, found an object.'],
    [{ clients: ['db'] }, "settings.orm.clients[0]: expected an object with 'module', 'export' and 'orm', or with 'member' and 'orm', found 'db'."],
    [{ clients: [{ module: 'a', orm: 'prisma' }] }, 'settings.orm.clients[0].export: expected a non-empty string, found nothing.'],
    [{ clients: [{ module: 'a', export: 1, orm: 'prisma' }] }, 'settings.orm.clients[0].export: expected a non-empty string, found 1.'],
    [{ clients: [{ module: 'a', exports: 'b', orm: 'prisma' }] }, "settings.orm.clients[0].exports: unknown key. Did you mean 'export'? Allowed: module, export, orm, role, member, model."],
    [{ clients: [{ member: '*', orm: 'prisma' }] }, "settings.orm.clients[0].member: expected a member pattern such as 'ctx.db' or '*.model()', found '*'."],
    [{ clients: [{ module: 'a', export: 'b', orm: 'prisma', model: 'User' }] }, "settings.orm.clients[0].model: belongs to a client that is named by 'member'."],
    [{ schema: 1 }, 'settings.orm.schema: expected an array, found 1.'],
    [{ schema: [''] }, "settings.orm.schema[0]: expected a non-empty string, found ''."],
    [{ includeOffline: 'yes' }, "settings.orm.includeOffline: expected true or false, found 'yes'."],
    [{ smallTables: [['Role']] }, 'settings.orm.smallTables[0]: expected a non-empty string, found an array.'],
  ])('%j is refused', (orm, message) => {
    expect(() => settings(orm)).toThrow(expect.objectContaining({ name: 'SettingsError', message }));
  });
});

describe('clients', () => {
  it.each([
    [{ member: 'ctx.db', orm: 'prism' }, "settings.orm.clients[0].orm: there is no ORM 'prism'. Known: prisma, "],
    [{ member: 'ctx.db', orm: 'prisma', role: 'table' }, "settings.orm.clients[0].role: prisma has no 'table'. Known: client, delegate."],
  ])('%j is refused', (client, message) => {
    expect(() => checkedSettings({ orm: { clients: [client] } })).toThrow(expect.objectContaining({ name: 'SettingsError', message: expect.stringContaining(message) as string }));
  });

  it('may be a bare name', () => {
    expect(checkedSettings({ orm: { clients: [{ member: 'db', orm: 'drizzle' }] } }).clients).toHaveLength(1);
  });
});

describe('offline code', () => {
  it.each([
    'src/commands/migrateReferences.ts',
    'test/users.ts',
    'src/users/__tests__/users.ts',
    'src/users/users.service.spec.ts',
    'src/users.test.tsx',
    'e2e/login.ts',
    'src/users.e2e-spec.ts',
    'cypress/support/db.ts',
    'src/__mocks__/db.ts',
    'prisma/seed.ts',
    'prisma/seedUsers.ts',
    'prisma/generateCoupons.ts',
    'cypress.config.ts',
    'server/controllers/cypressController.js',
    'packages/db/src/migration-runner.ts',
    'src/plans/attendance-plan-migration.service.ts',
    'src/db/test.utils.ts',
    'src/eval/local-ticket-eval.ts',
    'prisma/seeds/users.ts',
    'src/database/seeders/UserSeeder.ts',
    'src/database/user.seeder.ts',
    'src/db/migrations/001_init.ts',
    'migrate.ts',
    'src/jobs/backfill-emails.ts',
    'src/cli/user-backfill.ts',
    'packages/admin-cli/src/commands.ts',
    'src/core/test-util.ts',
    'src/testing/database.ts',
    'src/util/jest/config.ts',
    'packages/seed-tools/src/users.ts',
    'packages/app-migrations/src/users.ts',
    'scripts/cleanup.ts',
    'src/scripts/cleanup.ts',
    'bin/console.ts',
    'examples/basic.ts',
    'src/Button.stories.tsx',
    'src/users.bench.ts',
    'test\\users.ts',
    'src/predefinedMigrations/locales.ts',
    'src/db/migrate-tags/index.ts',
    'dev/backfill.js',
    'evals/src/runs.ts',
    'src/cli/runCi.ts',
    'src/payouts/mock-settlement.ts',
  ])('%s', path => {
    expect(isOffline(settings({}), path)).toBe(true);
  });

  it.each([
    'src/users/users.service.ts',
    'src/routes/evals/results.ts',
    'src/prisma/prisma.service.ts',
    'prisma/client/index.ts',
    'src/testimonials/list.ts',
    'src/contest.ts',
    'src/latest.service.ts',
    'src/bin/pack.ts',
    'src/immigration/service.ts',
    'src/migrateAccount.ts',
    'src/seedling.ts',
    'app/examples/page.tsx',
    'src/testing.ts',
    'src/jester/list.ts',
    'packages/cli/src/server.ts',
    'src/test-utility.service.ts',
    'src/description.ts',
    'src/medieval/list.ts',
    'src/dev/list.ts',
    'src/client/list.ts',
  ])('not %s', path => {
    expect(isOffline(settings({}), path)).toBe(false);
  });

  it('can be added to and taken back; the last match decides', () => {
    const own = settings({ offline: ['!scripts/', 'jobs/nightly/**', '!*.test.ts', 'tools/{once,twice}.ts'] });
    expect(isOffline(own, 'scripts/cleanup.ts')).toBe(false);
    expect(isOffline(own, 'src/a.test.ts')).toBe(false);
    expect(isOffline(own, 'src/a.spec.ts')).toBe(true);
    expect(isOffline(own, 'jobs/nightly/a/b.ts')).toBe(true);
    expect(isOffline(own, 'src/jobs/nightly/a.ts')).toBe(false);
    expect(isOffline(own, 'tools/twice.ts')).toBe(true);
  });

  it('can be included', () => {
    expect(isOffline(settings({ includeOffline: true }), 'prisma/seed.ts')).toBe(false);
  });
});
