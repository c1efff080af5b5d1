import type { ModuleFacts } from '../vocabulary/ir.ts';
import type { Files } from './files.ts';
/** Turns a file's text into its facts; `undefined` when it cannot be parsed. */
export type FactsOfText = (path: string, text: string) => ModuleFacts | undefined;
/** How many facts a store keeps, in which form; the defaults are right outside of tests. */
export type FactLimits = {
    hot?: number;
    plain?: number;
};
/** The facts of every module that was asked for: one parse per version of a file, most of them kept as text. */
export declare class FactStore {
    #private;
    parses: number;
    decodes: number;
    constructor(files: Files, factsOfText: FactsOfText, limits?: FactLimits);
    /** The facts of a file as it is on disk; `diskText` spares reading it again. Two answers may be equal but not identical. */
    factsAt(path: string, diskText?: string): ModuleFacts | undefined;
    /** The facts of a text that is not (yet) on disk; the last one is kept. */
    factsOfOverlay(path: string, text: string): ModuleFacts | undefined;
}
