import type { Program } from 'oxc-parser';
import type { ModuleFacts } from '../../vocabulary/ir.ts';
/** The facts of a file, or `undefined` when it cannot be read. Never throws. */
export declare function factsOfText(path: string, text: string): ModuleFacts | undefined;
/** The facts of a parsed file. */
export declare function lower(program: Program, text: string): ModuleFacts;
