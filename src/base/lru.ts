/**
 * A map with a byte budget that forgets what has not been used for longest. Everything that caches by content uses it,
 * so that a worker's memory stays flat over any number of sheets.
 *
 * It keeps two generations: what is used moves to the young one, and when that holds half the budget the old one is
 * dropped. A hit costs one look-up, where exact order would cost two writes.
 */
export class LruCache<K, V> {
  #young = new Map<K, V>();
  #old = new Map<K, V>();
  #youngBytes = 0;
  #oldBytes = 0;
  readonly #budget: number;
  readonly #sizeOf: (value: V, key: K) => number;

  /** `budget` and the results of `sizeOf` are bytes; an estimate is enough. */
  constructor(budget: number, sizeOf: (value: V, key: K) => number) {
    this.#budget = budget;
    this.#sizeOf = sizeOf;
  }

  /** At most the budget. */
  get bytes(): number {
    return this.#youngBytes + this.#oldBytes;
  }

  get(key: K): V | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) {
      this.#old.delete(key);
      this.#oldBytes -= this.#sizeOf(old, key);
      this.#insert(key, old);
    }
    return old;
  }

  set(key: K, value: V): void {
    for (const [map, own] of [
      [this.#young, true],
      [this.#old, false],
    ] as const) {
      const before = map.get(key);
      if (before === undefined) continue;
      map.delete(key);
      if (own) this.#youngBytes -= this.#sizeOf(before, key);
      else this.#oldBytes -= this.#sizeOf(before, key);
    }
    this.#insert(key, value);
  }

  #insert(key: K, value: V): void {
    const bytes = this.#sizeOf(value, key);
    if (bytes > this.#budget / 2) return;
    if (this.#youngBytes + bytes > this.#budget / 2) {
      this.#old = this.#young;
      this.#oldBytes = this.#youngBytes;
      this.#young = new Map();
      this.#youngBytes = 0;
    }
    this.#young.set(key, value);
    this.#youngBytes += bytes;
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
    this.#young.clear();
    this.#old.clear();
    this.#youngBytes = 0;
    this.#oldBytes = 0;
  }
}
