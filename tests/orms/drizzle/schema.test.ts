import { describe, expect, it } from 'vitest';

import { drizzle } from '../../../src/orms/drizzle/index.ts';

const source = drizzle.schema!;

function read(text: string) {
  return source.read([{ path: '/app/schema.ts', text }]).models;
}

const TABLES = `import { integer, pgTable, text, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';
// export const gone = pgTable('gone', {});
export const users = pgTable("users", {
  id: integer("id").primaryKey(), // the key
  email: text('email').notNull().unique(),
  name: text('name').default('a, b: c'),
  tags: text('tags').array().notNull(),
});
const members = pgTable('members', (t) => ({
  userId: t.integer('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
  teamId: t.integer('team_id').notNull(),
  role: t.text('role', { enum: ['a', 'b'] }),
}), (table) => [primaryKey({ columns: [table.userId, table.teamId] }), uniqueIndex('role').on(table.teamId, table.role)]);
export const posts = schema.table('posts', { id: serial('id').primaryKey() }, (t) => ({ slug: unique().on(t.id) }));
export const logs = createTable('logs', { ...base, at: timestamp() });
export const Status = pgEnum('status', ['open']);
`;

describe('tables', () => {
  it('are named by their variable', () => {
    expect(read(TABLES).map(({ name }) => name)).toEqual(['users', 'members', 'posts', 'logs']);
  });

  it('tell keys of some rows from keys of all', () => {
    const [phones] = read("import { pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';\nexport const phones = pgTable('phones', { phone: text('phone'), tax: text('tax') }, t => [uniqueIndex('a').on(t.phone).where(sql`gone is null`), uniqueIndex('b').on(t.tax), uniqueIndex('c').on(t.phone, sql`lower(${t.tax})`), uniqueIndex('d').on(t.tax, sql`lower(${t.phone})`).where(sql`gone is null`)]);\n");
    expect(phones?.partialKeys).toEqual([['phone']]);
    expect(phones?.keys.map(({ columns }) => columns)).toEqual([['tax']]);
  });

  it('have columns with type, nullability and place', () => {
    const [users, members] = read(TABLES);
    expect(users?.columns.map(({ name, type, nullable, list }) => `${name} ${type}${nullable ? '?' : ''}${list ? '[]' : ''}`)).toEqual(['id integer', 'email text', 'name text?', 'tags text[]']);
    expect(members?.columns.map(({ name, type, nullable }) => `${name} ${type}${nullable ? '?' : ''}`)).toEqual(['userId integer', 'teamId integer', 'role text?']);
    expect(TABLES.slice(users?.columns[1]?.at)).toMatch(/^email: text/);
  });

  it('have keys, the primary one first', () => {
    const [users, members, posts] = read(TABLES);
    expect(users?.keys).toEqual([{ columns: ['id'], primary: true }, { columns: ['email'], primary: false }]);
    expect(members?.keys).toEqual([{ columns: ['userId', 'teamId'], primary: true }, { columns: ['teamId', 'role'], primary: false }]);
    expect(posts?.keys).toEqual([{ columns: ['id'], primary: true }, { columns: ['id'], primary: false }]);
  });

  it.each(['', 'export const users = pgTable(', "const a = pgTable('a', {", "const a = pgTable('a', { id: ", 'const t = table;', "export const x = map('a', {})"])('survive %j', text => {
    expect(() => read(text)).not.toThrow();
    expect(read(text).every(({ name }) => name !== 'x')).toBe(true);
  });
});

it.each([
  ["export default defineConfig({ schema: './src/db/schema.ts', out: './drizzle' })", ['./src/db/schema.ts']],
  ['export default { schema: ["./a.ts", "./b/schema.ts"] } satisfies Config', ['./a.ts', './b/schema.ts']],
  ["export default { schema: './src/schema/*.ts' }", ['./src/schema']],
  ["export default { schema: './src/**/*.sql.ts' }", ['./src']],
  ["export default { schema: ['./a/**/*.ts', './b/*.ts'] /* all */, out: './drizzle/**/' }", ['./a', './b']],
  ["// schema: './old.ts'\nexport default { schema: './new.ts' }", ['./new.ts']],
  ['{ "schema": "./src/schema.ts" }', ['./src/schema.ts']],
  ["const files: string[] = ['./a.ts', './b.ts'];\nexport default { schema: files }", ['./a.ts', './b.ts']],
  ['export default { out: "x" }', []],
])('the configuration %s names %j', (text, paths) => {
  expect(source.fromConfig?.(text)).toEqual(paths);
});
