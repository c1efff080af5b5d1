/** In memory: its `get`, `set` and `delete` are no queries. */
export class Cache<T> {
  readonly #entries = new Map<number, T>();

  get(key: number): T | undefined {
    return this.#entries.get(key);
  }

  set(key: number, value: T): void {
    this.#entries.set(key, value);
  }

  evict(keys: readonly number[]): void {
    for (const key of keys) this.#entries.delete(key);
  }
}
