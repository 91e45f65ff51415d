/**
 * Liang's algorithm over the pattern data of the package `hyphen`: a trie whose nodes are the index of a list of
 * levels (the pattern ends here), a map of next letters, or both as a pair.
 */
export class Hyphenator {
  readonly #levels: readonly (readonly number[])[];
  readonly #trie: PatternMap;
  readonly #exceptions: ReadonlyMap<string, readonly number[]>;

  /** `exceptions` are words with their hyphens, such as `føde-vare-sikkerhed`; they win over the patterns. */
  constructor(data: HyphenationData, exceptions: readonly string[]) {
    const [levels, trie, own] = data;
    this.#levels = levels;
    this.#trie = trie;
    this.#exceptions = new Map([...Object.entries(own ?? {}), ...exceptions.map(splitException)]);
  }

  /** Offsets (UTF-16 units from the start of `word`) where a hyphen may stand, before any limits. */
  points(word: string): readonly number[] {
    const lower = word.toLowerCase();
    // A change of length (İ) would shift the offsets.
    return lower.length === word.length ? (this.#exceptions.get(lower) ?? this.#walk(lower)) : [];
  }

  #walk(word: string): number[] {
    const text = `.${word}.`;
    const values = new Uint8Array(text.length + 2);
    for (let start = 0; start < text.length; start++) {
      // The levels of a pattern that begins at the leading dot begin at the first letter.
      const base = start === 0 ? 0 : start - 1;
      let node: PatternMap | undefined = this.#trie;
      for (let i = start; node && i < text.length; i++) {
        const next: PatternNode | undefined = node[text[i]!];
        if (next === undefined) break;
        const leaf = typeof next === 'number' ? next : isPair(next) ? next[1] : undefined;
        node = typeof next === 'number' ? undefined : isPair(next) ? next[0] : (next as PatternMap);
        if (leaf === undefined) continue;
        const levels = this.#levels[leaf]!;
        for (let k = 0; k < levels.length; k++) if (levels[k]! > values[base + k]!) values[base + k] = levels[k]!;
      }
    }
    const points: number[] = [];
    for (let i = 1; i < word.length; i++) if (values[i]! % 2 === 1) points.push(i);
    return points;
  }
}

function splitException(entry: string): [string, number[]] {
  const parts = entry.split('-');
  const points: number[] = [];
  let at = 0;
  for (const part of parts.slice(0, -1)) {
    at += part.length;
    points.push(at);
  }
  return [parts.join('').toLowerCase(), points];
}

const isPair = (node: Exclude<PatternNode, number>): node is readonly [PatternMap, number] => Array.isArray(node);

type PatternMap = { readonly [letter: string]: PatternNode };
export type PatternNode = number | PatternMap | readonly [PatternMap, number];

/** The data of one language as the package `hyphen` exports it: level lists, trie, exceptions by word. */
export type HyphenationData = readonly [
  levels: readonly (readonly number[])[],
  trie: PatternMap,
  exceptions?: Readonly<Record<string, readonly number[]>>,
];
