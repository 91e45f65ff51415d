import type { LoadedFace } from '../fonts/loaded-face.ts';
import type { FaceSelection } from '../fonts/registry.ts';
import { extendsCluster, isIgnorable } from './clusters.ts';
import { scriptOf } from './script.ts';

/**
 * Chooses a face for each grapheme cluster (CSS Fonts 4 section 5.3): the first of the named families that has all of
 * it, else the first fallback family made for its script, else the first that has it.
 */
export class FontChoice {
  /** What spaces and text that no face has are set in. */
  readonly first: LoadedFace;
  readonly #named: readonly LoadedFace[];
  readonly #fallback: readonly LoadedFace[];
  readonly #known = new Map<string, LoadedFace | undefined>();
  /** By unit of the alphabets: 0 not asked for yet, 1 simple, 2 not. */
  readonly #simple = new Uint8Array(0x800);

  constructor({ named, fallback, primary }: FaceSelection) {
    this.first = primary;
    this.#named = named;
    this.#fallback = fallback;
  }

  /** Whether any face has a character. */
  covers(codePoint: number): boolean {
    return [...this.#named, ...this.#fallback].some((face) => face.covers(codePoint));
  }

  /** Whether a UTF-16 unit is a character that the first face has, and that goes on with no cluster. */
  isSimple(unit: number): boolean {
    if (unit >= this.#simple.length) return false;
    let known = this.#simple[unit]!;
    if (known === 0) {
      const simple =
        this.#named[0] === this.first && !isIgnorable(unit) && !extendsCluster(unit) && this.first.covers(unit);
      known = simple ? 1 : 2;
      this.#simple[unit] = known;
    }
    return known === 1;
  }

  /** The face of a cluster, or undefined where no face has it; `current` is that of the cluster before. */
  choose(text: string, start: number, end: number, current: LoadedFace | undefined): LoadedFace | undefined {
    const codePoint = text.codePointAt(start)!;
    const single = end - start === (codePoint > 0xffff ? 2 : 1);
    if (single && current && isIgnorable(codePoint)) return current;
    if (single && this.#named[0] === this.first && this.first.covers(codePoint)) return this.first;
    if (single && isIgnorable(codePoint)) return this.first;
    const cluster = text.slice(start, end);
    if (this.#known.has(cluster)) return this.#known.get(cluster);
    const face = this.#find(cluster);
    if (this.#known.size > 5000) this.#known.clear();
    this.#known.set(cluster, face);
    return face;
  }

  #find(cluster: string): LoadedFace | undefined {
    const script = scriptOf(cluster.codePointAt(0)!);
    const suited = this.#fallback.filter((face) => script !== undefined && scriptsOf(face).has(script));
    const faces = new Set([...this.#named, ...suited, ...this.#fallback]);
    // Fonts hold composed letters, or letters and marks; HarfBuzz turns one into the other.
    for (const form of new Set([cluster, cluster.normalize('NFC'), cluster.normalize('NFD')])) {
      for (const face of faces) if (coversAll(face, form)) return face;
    }
    // A base without its marks still reads; what is missing is reported by its glyph.
    return [...faces].find((face) => face.covers(cluster.codePointAt(0)!));
  }
}

/** Tags that name several scripts together (ISO 15924). */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  Jpan: ['Hani', 'Hira', 'Kana'], Kore: ['Hang', 'Hani'], Hans: ['Hani'], Hant: ['Hani'], Hrkt: ['Hira', 'Kana'],
}; // biome-ignore format: a table

const scriptsOf = ({ scripts }: LoadedFace): Set<string> => new Set(scripts.flatMap((tag) => TOGETHER[tag] ?? [tag]));

function coversAll(face: LoadedFace, text: string): boolean {
  for (const character of text) {
    const codePoint = character.codePointAt(0)!;
    if (!isIgnorable(codePoint) && !face.covers(codePoint)) return false;
  }
  return true;
}
