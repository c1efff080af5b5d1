import type { ExternalName, Place } from '../../vocabulary/orm.ts';
import type { Evidence, OrmValue } from '../../vocabulary/value.ts';

/** `@prisma/client`, `@prisma/client/edge`, `.prisma/client/default`, and copies of it under `node_modules`. */
const PACKAGE = /(?:^|\/node_modules\/)(?:@prisma\/client|\.prisma\/client)(?:$|\/)/;
/** The files of a generated client that export it. */
const ENTRY = /(?:\/(?:client|index|edge|default|browser|wasm|react-native))?(?:\.[cm]?[jt]s|\.d\.[cm]?ts)?$/;
const LIKELY_GENERATED = /(?:^|[/@~#])(?:[\w.-]*prisma[\w.-]*|generated|__generated__)(?:\/|$)/i;

/** Exports of other packages that give or wrap a client, by `package export`. */
const OTHERS: { readonly [name: string]: string } = {
  'nestjs-prisma PrismaService': 'client-class',
  '@zenstackhq/runtime enhance': 'enhance',
  '@zenstackhq/runtime/enhance enhance': 'enhance',
  'blitz enhancePrisma': 'enhance-class',
};

const OTHER_NAMES: ReadonlySet<string> = new Set(Object.keys(OTHERS).map((each) => each.slice(each.indexOf(' ') + 1)));

/** What an export of another package is. Every import of a program is asked about, and few have such a name. */
function roleElsewhere(from: string, name: string | undefined): string | undefined {
  return name !== undefined && OTHER_NAMES.has(name) ? OTHERS[`${from} ${name}`] : undefined;
}

/** The value of an import from Prisma's package or from a generated client. */
export function claim(external: ExternalName, place: Place): OrmValue | undefined {
  const [name, ...path] = membersOf(external);
  const role = roleElsewhere(external.from, name);
  if (role && path.length === 0) return { k: 'orm', orm: 'prisma', role, evidence: 'proved' };
  if (path.length > 0 || !(name === 'PrismaClient' || name === 'Prisma' || name === undefined)) return undefined;
  const evidence = evidenceFor(external.from, name, place);
  if (!evidence) return undefined;
  return { k: 'orm', orm: 'prisma', role: name === 'PrismaClient' ? 'client-class' : name === 'Prisma' ? 'namespace' : 'module', evidence };
}

/** The value of something annotated with one of Prisma's types. */
export function fromType(external: ExternalName, place: Place): OrmValue | undefined {
  const members = membersOf(external);
  const made = members[0] === 'Prisma' ? fromNamespaceType(members.slice(1)) : fromExportedType(external.from, members);
  if (!made) return undefined;
  const known = evidenceFor(external.from, members[0] === 'Prisma' ? 'Prisma' : 'PrismaClient', place);
  return known || roleElsewhere(external.from, members[0]) ? made : undefined;
}

function fromExportedType(from: string, [name, ...path]: readonly string[]): OrmValue | undefined {
  if (path.length > 0) return undefined;
  if (name === 'PrismaClient' || roleElsewhere(from, name) === 'client-class') return declared('client');
  if (name === 'DynamicClientExtensionThis') return declared('client');
  return name === 'PrismaPromise' ? declared('rows') : undefined;
}

function fromNamespaceType([name, ...path]: readonly string[]): OrmValue | undefined {
  if (name === undefined || path.length > 0) return undefined;
  if (name === 'TransactionClient') return { ...declared('client'), state: { transaction: true } };
  if (name === 'DefaultPrismaClient') return declared('client');
  if (name === 'PrismaPromise') return declared('rows');
  const model = /^(\w+)Delegate$/.exec(name)?.[1];
  return model === undefined ? undefined : { ...declared('delegate'), model };
}

function declared(role: string): OrmValue {
  return { k: 'orm', orm: 'prisma', role, evidence: 'declared' };
}

/** The exported name and its members; a namespace or default import of the package is seen through. */
function membersOf({ name, path }: ExternalName): readonly string[] {
  return name === '*' || name === 'default' ? path : [name, ...path];
}

function evidenceFor(from: string, name: string | undefined, place: Place): Evidence | undefined {
  if (PACKAGE.test(from)) return 'proved';
  const clients = place.schemas().filter((schema) => schema.orm === 'prisma').flatMap((schema) => schema.clients);
  if (clients.some((client) => isEntryOf(client, from, name, place))) return 'proved';
  const unresolved = place.path === undefined || from.startsWith('.');
  return name === 'PrismaClient' && unresolved && LIKELY_GENERATED.test(from) ? 'declared' : undefined;
}

function isEntryOf(client: string, from: string, name: string | undefined, place: Place): boolean {
  const folder = slashed(client);
  if (place.path !== undefined) {
    const path = slashed(place.path);
    return path.startsWith(folder) && path.slice(folder.length).replace(ENTRY, '') === '';
  }
  const tails = name === undefined ? [] : tailsOf(from);
  return tails.some((tail) => [tail, tail.replace(ENTRY, '')].some((end) => end !== '' && folder.endsWith(`/${end}`)));
}

/** What an alias or a workspace package's scope leaves of a path: `@/generated/prisma` → `generated/prisma`, `@acme/db/client` → `db/client`. */
function tailsOf(from: string): readonly string[] {
  if (from.startsWith('.')) return [];
  return [from, from.replace(/^[@~#$]\/?/, ''), from.replace(/^[@~#$][\w.-]*\//, '')];
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
