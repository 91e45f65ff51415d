import { contentHash } from '../../base/hash.ts';
import type { CffFont } from './cff.ts';
import { readSfnt, type SfntTables } from './sfnt.ts';
import { unpackWoff } from './woff.ts';

/** Vertical and naming metrics of a face; lengths are font units. */
export interface FaceMetrics {
  readonly unitsPerEm: number;
  /** Chosen as browsers do: typo metrics where USE_TYPO_METRICS is set, else hhea, else OS/2 win. */
  readonly ascent: number;
  /** Positive downwards. */
  readonly descent: number;
  readonly lineGap: number;
  readonly xHeight: number;
  readonly capHeight: number;
  readonly underlinePosition: number;
  readonly underlineThickness: number;
  readonly strikeoutPosition: number;
  readonly strikeoutThickness: number;
  readonly italicAngle: number;
  readonly bbox: readonly [number, number, number, number];
  readonly fixedPitch: boolean;
  readonly serif: boolean;
}

/** One font file. Equal files give equal ids, whatever their names. */
export interface Face {
  readonly id: string;
  /** The file's path, for findings. */
  readonly file: string;
  /** The file, unpacked where it is WOFF. */
  readonly bytes: Uint8Array;
  readonly tables: SfntTables;
  readonly postscriptName: string;
  /** The table CFF, where the font has such outlines instead of the table glyf. */
  readonly cff: CffFont | undefined;
  readonly glyphCount: number;
  readonly metrics: FaceMetrics;
}

/** Reads a TrueType, OpenType or WOFF 1 file. Throws SfntError with a plain message where it cannot be used. */
export function createFace(file: string, bytes: Uint8Array): Face {
  const unpacked = unpackWoff(bytes);
  const font = readSfnt(unpacked);
  return {
    id: contentHash(bytes),
    file,
    bytes: unpacked,
    tables: font.tables,
    postscriptName: font.postscriptName,
    cff: font.cff,
    glyphCount: font.glyphCount,
    metrics: font.metrics,
  };
}
