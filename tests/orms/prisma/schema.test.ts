import { get_dmmf } from '@prisma/prisma-schema-wasm';
import { describe, expect, it } from 'vitest';

import { prisma } from '../../../src/orms/prisma/index.ts';
import type { Schema } from '../../../src/vocabulary/schema.ts';

const source = prisma.schema!;
const read = (text: string, path = '/app/prisma/schema.prisma'): Schema => source.read([{ path, text }]);

const CONFIG = 'datasource db {\n  provider = "postgresql"\n}\ngenerator client {\n  provider = "prisma-client"\n  output = "../generated"\n  previewFeatures = ["views"]\n}\n';

const WHOLE = `${CONFIG}
/// A person. model Fake { id Int @id }
model User {
  id        Int      @id @default(autoincrement()) // the key @unique
  email     String   @unique @db.VarChar(255)
  site      String?  @default("https://x.y/@unique{") @map("web // site")
  role      Role     @default(ADMIN)
  meta      Json     @default("{}")
  score     Decimal  @default(dbgenerated("(now() }")) @db.Decimal(10, 2)
  tags      String[]
  posts     Post[]   @relation("written")
  edited    Post[]   @relation(name: "edited")
  memberOf  Member[]
  secret    String   @ignore
  place     Unsupported("point")?
}

/* model Gone {
  id Int @id
} */
model Post {
  id       String @id @default(uuid())
  authorId Int
  author   User   @relation("written", fields: [authorId], references: [id], onDelete: Cascade)
  editorId Int?
  editor   User?  @relation(fields: [editorId], references: [id], name: "edited")
  parentId String?
  parent   Post?  @relation("tree", fields: [parentId], references: [id])
  children Post[] @relation("tree")
  slug     String
  lang     String

  @@unique([slug, lang])
  @@unique(fields: [lang, authorId(sort: Desc)], name: "byLang", map: "x_y")
  @@unique([authorId, slug], map: "z")
  @@index([authorId])
  @@map("posts")
}

model Member {
  userId Int
  teamId Int
  user   User @relation(fields: [userId], references: [id])
  old_id Int  @unique

  @@id([userId, teamId], name: "key")
}

model Single {
  a Int
  b Int
  @@id(a)
  @@unique([b])
}

model lower_case {
  id   BigInt @id
  data Bytes
  time DateTime @updatedAt @db.Timestamptz(6)
}

model Hidden {
  id Int @id
  @@ignore
}

view Totals {
  userId Int @unique
  total  Float?
}

enum Role {
  ADMIN // one
  USER  @map("user")
  @@map("roles")
}
`;

const MONGO = `datasource db {\n  provider = "mongodb"\n}\n
model Shop {
  id      String   @id @default(auto()) @map("_id") @db.ObjectId
  address Address
  old     Address?
  all     Address[]
  @@index([address.street])
}
type Address {
  street String
  zip    String
}
`;

type Field = { name: string; type: string; kind: string; isList: boolean; isRequired: boolean; isId: boolean; isUnique: boolean };
type Dmmf = { datamodel: { models: { name: string; fields: Field[]; primaryKey: Key | null; uniqueIndexes: Key[] }[] } };
type Key = { name: string | null; fields: string[] };

const keyText = (primary: boolean, columns: readonly string[], name?: string | null) =>
  `${primary ? 'id' : 'unique'} ${columns.join()}${columns.length > 1 ? ` ${name ?? columns.join('_')}` : ''}`;

/** The models as Prisma itself reads them. */
function oracle(files: readonly { path: string; text: string }[]): unknown {
  const dmmf = JSON.parse(get_dmmf(JSON.stringify({ prismaSchema: files.map(({ path, text }) => [path, text]) }))) as Dmmf;
  const models = dmmf.datamodel.models;
  const names = new Set(models.map(({ name }) => name));
  return sorted(
    models.map(({ name, fields, primaryKey, uniqueIndexes }) => ({
      name,
      columns: fields.map((field) => `${field.name} ${field.type}${field.isList ? '[]' : field.isRequired ? '' : '?'}${names.has(field.type) ? ' →' : ''}`),
      keys: [
        ...new Set([
          ...fields.filter(({ isId }) => isId).map((field) => keyText(true, [field.name])),
          ...(primaryKey ? [keyText(true, primaryKey.fields, primaryKey.name)] : []),
          ...fields.filter(({ isUnique }) => isUnique).map((field) => keyText(false, [field.name])),
          ...uniqueIndexes.map((key) => keyText(false, key.fields, key.name)),
        ]),
      ].sort(),
    })),
  );
}

function ours({ models }: Schema): unknown {
  return sorted(
    models.map(({ name, columns, keys }) => ({
      name,
      columns: columns.map((column) => `${column.name} ${column.type}${column.list ? '[]' : column.nullable ? '?' : ''}${column.relation ? ' →' : ''}`),
      keys: [...new Set(keys.map((key) => keyText(key.primary, key.columns, key.name)))].sort(),
    })),
  );
}

function sorted<T extends { name: string }>(models: T[]): T[] {
  return models.sort((a, b) => (a.name < b.name ? -1 : 1));
}

describe('readSchema agrees with Prisma', () => {
  it.each([
    ['on every kind of line', WHOLE],
    ['with CRLF', WHOLE.replaceAll('\n', '\r\n')],
    ['on composite types', MONGO],
    ['on an empty schema', ''],
    ['without spaces', `${CONFIG}model A{\nid Int@id\nb String?@unique\n}`],
    ['with trailing spaces and tabs', `${CONFIG}model A {  \n\tid\tInt\t@id  \n\tb Int[] \n}  `],
    ['on comments in odd places', `${CONFIG}model A { // model B {\n  id Int @id /// }\n  // x Int\n  c String @default("//") // }\n}`],
  ])('%s', (_, text) => {
    expect(ours(read(text))).toEqual(oracle([{ path: 'schema.prisma', text }]));
    expect(read(text).problems).toEqual([]);
  });

  it('on a schema of several files', () => {
    const files = [
      { path: '/app/prisma/schema/main.prisma', text: CONFIG },
      { path: '/app/prisma/schema/user.prisma', text: 'model User {\n  id Int @id\n  posts Post[]\n  role Role\n}' },
      { path: '/app/prisma/schema/post.prisma', text: 'model Post {\n  id Int @id\n  userId Int\n  user User @relation(fields: [userId], references: [id])\n}\nenum Role {\n  A\n}' },
    ];
    expect(ours(source.read(files))).toEqual(oracle(files));
    expect(source.read(files).models.map(({ file }) => file)).toEqual(files.slice(1).map(({ path }) => path));
  });
});

describe('readSchema', () => {
  it('says where models and columns stand, with a BOM and CRLF too', () => {
    for (const text of [WHOLE, `\uFEFF${WHOLE}`, WHOLE.replaceAll('\n', '\r\n')]) {
      const { models } = read(text);
      expect(models.length).toBe(6);
      for (const model of models) {
        expect(text.slice(model.at, model.at + model.name.length)).toBe(model.name);
        for (const { name, at } of model.columns) expect(text.slice(at, at + name.length)).toBe(name);
      }
    }
  });

  it('puts the primary key first and names compound keys', () => {
    const keys = read(WHOLE).models.find(({ name }) => name === 'Member')?.keys;
    expect(keys).toEqual([
      { columns: ['userId', 'teamId'], primary: true, name: 'key' },
      { columns: ['old_id'], primary: false },
    ]);
  });

  it.each([
    ['a field without a type', 'model A {\n  id Int @id\n  ti\n  b Int\n}\nmodel B {\n  id Int @id\n}', ['A id,b', 'B id'], [3]],
    ['a model that is not closed', 'model A {\n  id Int @id\n\nmodel B {\n  id Int @id\n}', ['A id', 'B id'], [1]],
    ['a last model that is not closed', 'model A {\n  id Int @id', ['A id'], [1]],
    ['a header without a brace', 'model\nmodel A\nmodel B {\n  id Int @id\n}', ['B id'], [1, 2]],
    ['a brace too many', 'model A {\n  id Int @id\n}\n}\nmodel B {\n  id Int @id\n}', ['A id', 'B id'], [4]],
    ['an open string', 'model A {\n  id String @default("x)\n  b Int\n}\nmodel B {\n  id Int @id\n}', ['A id,b', 'B id'], []],
    ['an open comment', 'model A {\n  id Int @id\n}\n/* model B {\nmodel C {\n  id Int @id\n}', ['A id', 'C id'], []],
    ['a type that is nowhere', 'model A {\n  id Int @id\n  b Nowhere?\n}', ['A id,b'], []],
    ['a model twice', 'model A {\n  id Int @id\n}\nmodel A {\n  b Int @id\n}', ['A id'], [4]],
    ['forms Prisma refuses', 'model A { id Int @id }\nmodel B {\n  id: Int @id\n  c Int [ ]\n  @@unique([c.d(ops: raw("x"))])\n}', ['A id', 'B id,c'], []],
    ['half an attribute', 'model A {\n  id Int @\n  b Int @@\n  @@unique([\n  @@\n}', ['A id,b'], [5]],
  ])('carries on after %s', (_, text, models, lines) => {
    const schema = read(text);
    expect(schema.models.map(({ name, columns }) => `${name} ${columns.map((column) => column.name).join()}`)).toEqual(models);
    expect(schema.problems.map(({ line }) => line)).toEqual(lines);
  });

  it('throws on no prefix of a schema', () => {
    for (let end = 0; end <= WHOLE.length; end += 3) expect(() => read(WHOLE.slice(0, end))).not.toThrow();
  });
});

describe('clients', () => {
  const generator = (lines: string) => `generator client {\n${lines}\n}`;

  it.each([
    ['provider = "prisma-client-js"', []],
    ['provider = "prisma-client-js"\noutput = "../src/generated/client"', ['/app/src/generated/client']],
    ['output   = "./client" // here\n  provider = "prisma-client"', ['/app/prisma/client']],
    ['provider = "prisma-client"\noutput = "../../db/a/../b/"', ['/db/b']],
    ['provider = "prisma-client"\noutput = "/abs/client"', ['/abs/client']],
    ['provider = "prisma-client"\noutput = env("OUT")', []],
    ['provider = "prisma-client"\npreviewFeatures = [\n"a",\n"b"\n]\noutput = "../out"', ['/app/out']],
    ['provider = "zod-prisma-types"\noutput = "../zod"', []],
  ])('%j', (lines, clients) => {
    expect(read(generator(lines)).clients).toEqual(clients);
    expect(read(generator(lines)).problems).toEqual([]);
  });

  it('keeps the separators of Windows', () => {
    expect(read(generator('provider = "prisma-client"\noutput = "../src/db"'), 'C:\\app\\prisma\\schema.prisma').clients).toEqual(['C:\\app\\src\\db']);
  });
});

describe('where the schema is', () => {
  it('is read from the manifest', () => {
    expect(source.fromManifest?.({ prisma: { schema: 'db/schema.prisma' } })).toEqual(['db/schema.prisma']);
    expect(source.fromManifest?.({ scripts: { generate: 'prisma generate --schema=./a/b.prisma && x', b: 'prisma migrate dev --schema "c.prisma"' } })).toEqual(['./a/b.prisma', 'c.prisma']);
    expect(source.fromManifest?.({ prisma: null, scripts: 'x' })).toEqual([]);
  });

  it.each([
    ["export default defineConfig({ schema: 'prisma/schema' })", ['prisma/schema']],
    ['export default { schema: path.join("prisma", "schema.prisma"), }', ['prisma/schema.prisma']],
    ["schema: join(__dirname, 'prisma', 'db')", ['prisma/db']],
    ["schema: new URL('./prisma/schema.prisma', import.meta.url).pathname", ['./prisma/schema.prisma']],
    ["// schema: 'old'\n{ migrations: { path: 'x' }, 'schema': `db` }", ['db']],
    ["const folder = path.join('libs', 'db', 'src');\nexport default defineConfig({\n  schema: folder,\n});", ['libs/db/src']],
    ["/** Not `schema: 'old'`. */\n{ schema: 'new' }", ['new']],
    ["{ /*schema: 'old',*/ schema: /* here */ 'new' }", ['new']],
    ['{ schema: folder }', []],
    ['{ schema: process.env.SCHEMA }', []],
    ['{}', []],
  ])('is read from a configuration: %s', (text, paths) => {
    expect(source.fromConfig?.(text)).toEqual(paths);
  });
});
