import { claim, fromType } from "./claims.js";
import { schemaSource } from "./schema-source.js";
import { call, callbackParam, get, shape } from "./transitions.js";
import { words } from "./words.js";
/** Prisma Client 5 to 7. https://www.prisma.io/docs/orm/reference/prisma-client-reference */
export const prisma = {
    name: 'prisma',
    packages: ['@prisma/client', 'prisma', 'nestjs-prisma', '@zenstackhq/runtime'],
    schema: schemaSource,
    client: (evidence) => ({ k: 'orm', orm: 'prisma', role: 'client', evidence }),
    claim,
    fromType,
    get,
    call,
    callbackParam,
    shape,
    words,
};
