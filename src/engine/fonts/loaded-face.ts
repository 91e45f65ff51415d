import type { Place } from '../../base/diagnostics.ts';
import { inRange, type UnicodeRange } from '../../base/unicode-range.ts';
import type { Face } from './face.ts';
import type { FontHandle, HarfBuzz } from './harfbuzz.ts';
import { loadProgram } from './program.ts';

/** One face of a family, as fonts.json or an @font-face rule describes it, with its file read. */
export interface FaceSource {
  readonly family: string;
  /** 1 to 1000. */
  readonly weight: number;
  readonly style: 'normal' | 'italic';
  /** The characters the face may be used for; all it has where undefined. */
  readonly unicodeRange?: UnicodeRange | undefined;
  /** ISO 15924 codes of the scripts it is made for; empty where nobody said. */
  readonly scripts: readonly string[];
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Where the file is named. */
  readonly place?: Place | undefined;
}

/** A face that can be shaped with. */
export interface LoadedFace {
  readonly face: Face;
  readonly font: FontHandle;
  readonly family: string;
  readonly weight: number;
  readonly style: 'normal' | 'italic';
  /** ISO 15924 codes of the scripts it is made for; empty where nobody said. */
  readonly scripts: readonly string[];
  /** Whether the face may be used for a code point, glyph or not. */
  allows(codePoint: number): boolean;
  /** Whether the face has a glyph for a code point and may be used for it. */
  covers(codePoint: number): boolean;
  /** Whether the face substitutes glyphs by an OpenType feature of this tag. */
  hasFeature(tag: string): boolean;
  /** Advance of the glyph of U+2010, or of U+002D where the face has none; font units. */
  readonly hyphenAdvance: number;
  /** The character automatic hyphens are drawn with. */
  readonly hyphen: string;
}

/** Throws SfntError where the file cannot be used. */
export function loadFace(harfbuzz: HarfBuzz, source: FaceSource): LoadedFace {
  // `covers` holds the program, so that HarfBuzz keeps its font as long as the face is in use.
  const program = loadProgram(harfbuzz, source.file, source.bytes);
  const { face, font } = program;
  const { family, weight, style, scripts, unicodeRange } = source;
  const allows = (codePoint: number): boolean => !unicodeRange || inRange(unicodeRange, codePoint);
  const coverage = new Map<number, boolean>();
  let features: ReadonlySet<string> | undefined;
  const hyphenGlyph = harfbuzz.nominalGlyph(font, 0x2010);
  return {
    face,
    font,
    family,
    weight,
    style,
    scripts,
    allows,
    covers: (codePoint) => {
      let covered = coverage.get(codePoint);
      if (covered === undefined) {
        covered = allows(codePoint) && harfbuzz.nominalGlyph(program.font, codePoint) !== 0;
        coverage.set(codePoint, covered);
      }
      return covered;
    },
    hasFeature: (tag) => {
      features ??= harfbuzz.substitutions(program.font);
      return features.has(tag);
    },
    hyphen: hyphenGlyph ? '\u2010' : '-',
    hyphenAdvance: harfbuzz.glyphAdvance(font, hyphenGlyph || harfbuzz.nominalGlyph(font, 0x2d)),
  };
}
