import type { Schema } from '../../vocabulary/schema.ts';
/** Reads the models of a schema's files; what cannot be read is a problem, and the rest still counts. */
export declare function readSchema(files: readonly {
    path: string;
    text: string;
}[]): Schema;
