import { withoutBom } from "./files.js";
/** The value of a JSON text with comments and trailing commas, or `undefined` when it is broken. */
export function parseJson(text) {
    const plain = withoutBom(text);
    try {
        return JSON.parse(plain);
    }
    catch {
        try {
            return JSON.parse(withoutExtras(plain));
        }
        catch {
            return undefined;
        }
    }
}
/** The value as an object; an empty one for everything else. */
export function objectOf(value) {
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
}
/** The value as a list of strings; other elements are left out. */
export function stringsOf(value) {
    return Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
}
/** The value when it is a string. */
export function stringOf(value) {
    return typeof value === 'string' ? value : undefined;
}
function withoutExtras(text) {
    const withoutComments = text.replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, string) => string ?? ' ');
    return withoutComments.replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, (_, string) => string ?? '');
}
