/** A value read from JSON. */
export type Json = string | number | boolean | null | Json[] | {
    [key: string]: Json;
};
/** An object read from JSON. */
export type JsonObject = {
    [key: string]: Json;
};
/** The value of a JSON text with comments and trailing commas, or `undefined` when it is broken. */
export declare function parseJson(text: string): Json | undefined;
/** The value as an object; an empty one for everything else. */
export declare function objectOf(value: Json | undefined): JsonObject;
/** The value as a list of strings; other elements are left out. */
export declare function stringsOf(value: Json | undefined): string[];
/** The value when it is a string. */
export declare function stringOf(value: Json | undefined): string | undefined;
