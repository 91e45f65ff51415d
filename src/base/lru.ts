/**
 * A map with a byte budget that forgets what was used longest ago. Everything that caches by content uses it,
 * so that a worker's memory stays flat over any number of sheets.
 */
export class LruCache<K, V> {
  #entries = new Map<K, { value: V; bytes: number }>();
  #bytes = 0;
  readonly #budget: number;
  readonly #sizeOf: (value: V, key: K) => number;

  /** `budget` and the results of `sizeOf` are bytes; an estimate is enough. */
  constructor(budget: number, sizeOf: (value: V, key: K) => number) {
    this.#budget = budget;
    this.#sizeOf = sizeOf;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: K): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    // Re-inserting moves the key to the young end of the insertion order.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  set(key: K, value: V): void {
    const old = this.#entries.get(key);
    if (old) {
      this.#bytes -= old.bytes;
      this.#entries.delete(key);
    }
    const bytes = this.#sizeOf(value, key);
    if (bytes > this.#budget) return;
    this.#entries.set(key, { value, bytes });
    this.#bytes += bytes;
    for (const [oldest, { bytes: freed }] of this.#entries) {
      if (this.#bytes <= this.#budget) break;
      this.#entries.delete(oldest);
      this.#bytes -= freed;
    }
  }

  /** The cached value, made and kept on first use. */
  ensure(key: K, make: () => V): V {
    const found = this.get(key);
    if (found !== undefined) return found;
    const made = make();
    this.set(key, made);
    return made;
  }

  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }
}
