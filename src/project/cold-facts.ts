import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { ModuleFacts } from '../vocabulary/ir.ts';
import { unpack } from './packed-facts.ts';

/** How many bytes of facts are kept as they are: about five hundred modules. */
const PLAIN = 12_000_000;

/**
 * Facts that are not in use, as bytes outside of the heap: a sixth of the memory that they take as objects, and none that the
 * garbage collector goes through. In a large project the ones put away longest ago are compressed too (for about a third of a
 * millisecond each).
 */
export class ColdFacts {
  readonly #plain = new Map<string, Buffer>();
  readonly #compressed = new Map<string, Buffer>();
  readonly #maxPlain: number;
  #plainSize = 0;

  constructor(maxPlain = PLAIN) {
    this.#maxPlain = maxPlain;
  }

  /** Whether the facts of a path are put away. */
  has(path: string): boolean {
    return this.#plain.has(path) || this.#compressed.has(path);
  }

  /** Puts packed facts away. */
  put(path: string, bytes: Buffer): void {
    this.#plain.set(path, bytes);
    this.#plainSize += bytes.length;
    for (const [oldest, plain] of this.#plain) {
      if (this.#plainSize <= this.#maxPlain) break;
      this.#compressed.set(oldest, deflateRawSync(plain, { level: 1 }));
      this.#dropPlain(oldest, plain);
    }
  }

  /** The facts put away for a path; a copy stays. */
  find(path: string): ModuleFacts | undefined {
    const compressed = this.#compressed.get(path);
    const bytes = compressed === undefined ? this.#plain.get(path) : inflateRawSync(compressed);
    return bytes && unpack(bytes);
  }

  /** Forgets a path. */
  delete(path: string): void {
    const plain = this.#plain.get(path);
    if (plain !== undefined) this.#dropPlain(path, plain);
    this.#compressed.delete(path);
  }

  #dropPlain(path: string, plain: Buffer): void {
    this.#plain.delete(path);
    this.#plainSize -= plain.length;
  }
}
