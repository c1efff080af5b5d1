import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { ModuleFacts } from '../vocabulary/ir.ts';

/** How many bytes of JSON text are kept as they are: about a thousand modules. */
const PLAIN = 32_000_000;

/**
 * Facts that are not in use, as JSON text outside of the heap: a third of the memory that they take as objects, and none that
 * the garbage collector goes through. In a large project the ones put away longest ago are compressed too (a quarter of that,
 * for about a third of a millisecond each).
 */
export class ColdFacts {
  readonly #plain = new Map<string, Buffer>();
  readonly #packed = new Map<string, Buffer>();
  readonly #maxPlain: number;
  #plainSize = 0;

  constructor(maxPlain = PLAIN) {
    this.#maxPlain = maxPlain;
  }

  /** Puts facts away; what is put away already is not written again. */
  put(path: string, facts: ModuleFacts): void {
    if (this.#plain.has(path) || this.#packed.has(path)) return;
    const json = Buffer.from(JSON.stringify(facts));
    this.#plain.set(path, json);
    this.#plainSize += json.length;
    for (const [oldest, text] of this.#plain) {
      if (this.#plainSize <= this.#maxPlain) break;
      this.#packed.set(oldest, deflateRawSync(text, { level: 1 }));
      this.#dropPlain(oldest, text);
    }
  }

  /** The facts put away for a path; a copy stays. */
  find(path: string): ModuleFacts | undefined {
    const packed = this.#packed.get(path);
    const json = packed === undefined ? this.#plain.get(path) : inflateRawSync(packed);
    return json === undefined ? undefined : (JSON.parse(json.toString()) as ModuleFacts);
  }

  /** Forgets a path. */
  delete(path: string): void {
    const text = this.#plain.get(path);
    if (text !== undefined) this.#dropPlain(path, text);
    this.#packed.delete(path);
  }

  #dropPlain(path: string, text: Buffer): void {
    this.#plain.delete(path);
    this.#plainSize -= text.length;
  }
}
