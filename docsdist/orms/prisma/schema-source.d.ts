import type { SchemaSource } from '../../vocabulary/orm.ts';
/** Where projects keep `schema.prisma`. https://www.prisma.io/docs/orm/prisma-schema/overview/location */
export declare const schemaSource: SchemaSource;
