import { type Diagnostic, finding, type Report } from '../../base/diagnostics.ts';
import type { ComputedStyle } from '../css/style.ts';
import { createFace, type Face } from './face.ts';
import type { FontHandle, HarfBuzz } from './harfbuzz.ts';
import { SfntError } from './sfnt.ts';
import { assertEmbeddable } from './subset.ts';

/** One face of a family, as fonts.json lists it, with its file read. */
export interface FaceSource {
  readonly family: string;
  /** 1 to 1000. */
  readonly weight: number;
  readonly style: 'normal' | 'italic';
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** A face that can be shaped with. */
export interface LoadedFace {
  readonly face: Face;
  readonly font: FontHandle;
  readonly family: string;
  readonly weight: number;
  readonly style: 'normal' | 'italic';
  readonly scripts?: readonly string[];
  /** Whether the face has a glyph for a code point. */
  covers(codePoint: number): boolean;
  /** Advance of the glyph of U+2010, or of U+002D where the face has none; font units. */
  readonly hyphenAdvance: number;
  /** The character automatic hyphens are drawn with. */
  readonly hyphen: string;
}

/**
 * The fonts of a project. Faces are parsed and handed to HarfBuzz on first use. Family names compare without case
 * (CSS Fonts 4 section 5.1); `fallback` families are asked, in order, for characters the named families lack.
 */
export class FontRegistry {
  readonly harfbuzz: HarfBuzz;
  readonly #sources: ReadonlyMap<string, readonly FaceSource[]>;
  readonly #fallback: readonly string[];
  readonly #loaded = new Map<FaceSource, LoadedFace | undefined>();
  readonly #selections = new Map<
    string,
    { readonly faces: readonly LoadedFace[]; readonly findings: readonly Diagnostic[] }
  >();
  readonly #byStyle = new WeakMap<ComputedStyle, readonly LoadedFace[]>();
  readonly #report: Report;

  constructor(harfbuzz: HarfBuzz, sources: readonly FaceSource[], fallback: readonly string[], report: Report) {
    this.harfbuzz = harfbuzz;
    const byFamily = new Map<string, FaceSource[]>();
    for (const source of sources) {
      const key = source.family.toLowerCase();
      const list = byFamily.get(key);
      if (list) list.push(source);
      else byFamily.set(key, [source]);
    }
    this.#sources = byFamily;
    this.#fallback = fallback.map((name) => name.toLowerCase());
    this.#report = report;
  }

  /** Faces to try for a style, best first: its families in order, then the fallback families. Never empty. */
  select(style: ComputedStyle, report: Report): readonly LoadedFace[] {
    const known = this.#byStyle.get(style);
    if (known) return known;
    const key = `${style.fontFamily.join('\0')}\0${style.fontWeight}${style.fontStyle}`;
    let selection = this.#selections.get(key);
    if (!selection) {
      const findings: Diagnostic[] = [];
      selection = { faces: this.#choose(style, (diagnostic) => findings.push(diagnostic)), findings };
      this.#selections.set(key, selection);
    }
    for (const diagnostic of selection.findings) report(diagnostic);
    if (!selection.findings.length) this.#byStyle.set(style, selection.faces);
    return selection.faces;
  }

  #choose(style: ComputedStyle, report: Report): LoadedFace[] {
    const faces: LoadedFace[] = [];
    const wanted = style.fontFamily.map((name) => name.toLowerCase());
    const named = wanted.filter((name) => this.#sources.has(name));
    const generic = wanted.some((name) => GENERIC.has(name));
    if (wanted.length && !named.length && !generic) {
      report(
        finding(
          'font-missing-family',
          `no font family "${style.fontFamily.join(', ')}"`,
          {},
          `known: ${this.#families()}`,
        ),
      );
    }
    for (const name of new Set([...named, ...this.#fallback])) {
      const source = nearest(this.#sources.get(name) ?? [], style);
      const face = source && this.#load(source);
      if (!face) continue;
      if (
        named.includes(name) &&
        (Math.abs(source.weight - style.fontWeight) > 50 || source.style !== style.fontStyle)
      ) {
        report(
          finding(
            'font-missing-face',
            `"${source.family}" has no ${style.fontStyle === 'italic' ? 'italic ' : ''}face of weight ${style.fontWeight}; weight ${source.weight}${source.style === 'italic' ? ' italic' : ''} is used`,
          ),
        );
      }
      faces.push(face);
    }
    if (!faces.length) throw new Error('no usable font in the registry');
    return faces;
  }

  #families(): string {
    return [...new Set([...this.#sources.values()].map((list) => list[0]!.family))].join(', ');
  }

  #load(source: FaceSource): LoadedFace | undefined {
    if (this.#loaded.has(source)) return this.#loaded.get(source);
    let loaded: LoadedFace | undefined;
    try {
      const face = createFace(source.file, source.bytes);
      assertEmbeddable(face);
      const font = this.harfbuzz.createFont(source.bytes);
      const coverage = new Map<number, boolean>();
      const hyphenGlyph = this.harfbuzz.nominalGlyph(font, 0x2010);
      const hyphen = hyphenGlyph ? '\u2010' : '-';
      loaded = {
        face,
        font,
        family: source.family,
        weight: source.weight,
        style: source.style,
        covers: (codePoint) => {
          let covered = coverage.get(codePoint);
          if (covered === undefined) {
            covered = this.harfbuzz.nominalGlyph(font, codePoint) !== 0;
            coverage.set(codePoint, covered);
          }
          return covered;
        },
        hyphen,
        hyphenAdvance: this.harfbuzz.glyphAdvance(font, hyphenGlyph || this.harfbuzz.nominalGlyph(font, 0x2d)),
      };
    } catch (error) {
      if (!(error instanceof SfntError)) throw error;
      this.#report(finding('font-broken', error.message, { file: source.file }));
    }
    this.#loaded.set(source, loaded);
    return loaded;
  }
}

const GENERIC = new Set([
  'serif',
  'sans-serif',
  'monospace',
  'cursive',
  'fantasy',
  'system-ui',
  'ui-serif',
  'ui-sans-serif',
  'ui-monospace',
  'ui-rounded',
  'math',
  'emoji',
]);

/** CSS Fonts 4 section 5.2, steps 4.2 and 4.3: style before weight. */
function nearest(sources: readonly FaceSource[], style: ComputedStyle): FaceSource | undefined {
  const sameStyle = sources.filter((source) => source.style === style.fontStyle);
  const pool = sameStyle.length ? sameStyle : sources;
  const wanted = style.fontWeight;
  const rank = ({ weight }: FaceSource): number => {
    if (weight === wanted) return 0;
    if (wanted >= 400 && wanted <= 500) {
      if (weight > wanted && weight <= 500) return weight - wanted;
      return weight < wanted ? 1000 + wanted - weight : 2000 + weight - wanted;
    }
    const preferred = wanted < 400 ? wanted - weight : weight - wanted;
    return preferred > 0 ? preferred : 1000 - preferred;
  };
  let best: FaceSource | undefined;
  for (const source of pool) if (!best || rank(source) < rank(best)) best = source;
  return best;
}
