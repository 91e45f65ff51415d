/** A raster picture as it can stand in a PDF: one compressed stream, with the alpha channel beside it. */
export interface RasterImage {
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly format: 'png' | 'jpeg' | 'gif';
  /** Pixels as they are stored; one is a px (CSS Images 4 section 3.3). */
  readonly width: number;
  readonly height: number;
  /** How they are to be turned before they are shown. */
  readonly orientation?: Orientation | undefined;
  readonly main: ImageStream;
  readonly alpha?: ImageStream | undefined;
}

/** The values of the Exif tag Orientation (Exif 2.32 section 4.6.4): 1 is upright, from 5 on the sides change places. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** The size of a picture, upright if its style says so (CSS Images 3 section 5.4). */
export function shownSize(
  { width, height, orientation = 1 }: RasterImage,
  { imageOrientation }: { readonly imageOrientation: 'from-image' | 'none' },
): { width: number; height: number } {
  return orientation >= 5 && imageOrientation === 'from-image' ? { width: height, height: width } : { width, height };
}

export interface ImageStream {
  /** A palette has three bytes for each colour, four where they are inks. */
  readonly colorSpace: 'gray' | 'rgb' | 'cmyk' | { readonly indexed: Uint8Array; readonly inks?: boolean };
  readonly bitsPerComponent: 1 | 2 | 4 | 8 | 16;
  readonly filter: 'FlateDecode' | 'DCTDecode';
  /** PNG predictors (ISO 32000-1 section 7.4.4.4), where the stream holds unchanged IDAT data. */
  readonly predictor?: { readonly colors: number; readonly columns: number } | undefined;
  readonly data: Uint8Array;
  /** Colour key mask for indexed pictures, ranges as ISO 32000-1 section 8.9.6.4 wants them. */
  readonly colorKey?: readonly number[] | undefined;
  /** ICC profile of the colours, sound and for this colour space; without it, device colours are meant. */
  readonly profile?: Uint8Array | undefined;
  /** A JPEG that says nothing of it is RGB and not YCbCr. */
  readonly plainRgb?: boolean | undefined;
  /** The samples are inverted (CMYK JPEG written by Adobe programs). */
  readonly inverted?: boolean | undefined;
}
