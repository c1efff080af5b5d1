import { deflateRawSync, inflateRawSync } from 'node:zlib';
/** How many characters of JSON text are kept as they are: about a thousand modules. */
const PLAIN = 32_000_000;
/**
 * Facts that are not in use, as JSON text (a third of the memory that they take as objects); in a large project the
 * ones put away longest ago are compressed too (a quarter of that, for about a third of a millisecond each).
 */
export class ColdFacts {
    #plain = new Map();
    #packed = new Map();
    #maxPlain;
    #plainSize = 0;
    constructor(maxPlain = PLAIN) {
        this.#maxPlain = maxPlain;
    }
    /** Puts facts away; what is put away already is not written again. */
    put(path, facts) {
        if (this.#plain.has(path) || this.#packed.has(path))
            return;
        const json = JSON.stringify(facts);
        this.#plain.set(path, json);
        this.#plainSize += json.length;
        for (const [oldest, text] of this.#plain) {
            if (this.#plainSize <= this.#maxPlain)
                break;
            this.#packed.set(oldest, deflateRawSync(text, { level: 1 }));
            this.#dropPlain(oldest, text);
        }
    }
    /** The facts put away for a path; a copy stays. */
    find(path) {
        const packed = this.#packed.get(path);
        const json = packed === undefined ? this.#plain.get(path) : inflateRawSync(packed).toString();
        return json === undefined ? undefined : JSON.parse(json);
    }
    /** Forgets a path. */
    delete(path) {
        const text = this.#plain.get(path);
        if (text !== undefined)
            this.#dropPlain(path, text);
        this.#packed.delete(path);
    }
    #dropPlain(path, text) {
        this.#plain.delete(path);
        this.#plainSize -= text.length;
    }
}
