import type { Model, Schema } from '../../vocabulary/schema.ts';
/** How the client spells a model: `PostTag` → `postTag`. */
export declare function accessorOf(model: string): string;
/** The model an accessor most likely stands for; only a schema knows models that begin in lower case. */
export declare function modelNamed(accessor: string): string;
/** The model of a schema that the client spells `accessor`. */
export declare function findModel(schema: Schema | undefined, accessor: string): Model | undefined;
