import type { ExternalName, Place } from '../../vocabulary/orm.ts';
import type { OrmValue } from '../../vocabulary/value.ts';
/** The value of an import from Prisma's package or from a generated client. */
export declare function claim(external: ExternalName, place: Place): OrmValue | undefined;
/** The value of something annotated with one of Prisma's types. */
export declare function fromType(external: ExternalName, place: Place): OrmValue | undefined;
