/** A raster picture as it can stand in a PDF: one compressed stream, with the alpha channel beside it. */
export interface RasterImage {
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly format: 'png' | 'jpeg';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels per inch, 96 where the file is silent (CSS Images 3 section 5.3: one px per image pixel). */
  readonly main: ImageStream;
  readonly alpha?: ImageStream | undefined;
}

export interface ImageStream {
  readonly colorSpace: 'gray' | 'rgb' | 'cmyk' | { readonly indexed: Uint8Array };
  readonly bitsPerComponent: 1 | 2 | 4 | 8 | 16;
  readonly filter: 'FlateDecode' | 'DCTDecode';
  /** PNG predictors (ISO 32000-1 section 7.4.4.4), where the stream holds unchanged IDAT data. */
  readonly predictor?: { readonly colors: number; readonly columns: number } | undefined;
  readonly data: Uint8Array;
  /** Colour key mask for indexed pictures, ranges as ISO 32000-1 section 8.9.6.4 wants them. */
  readonly colorKey?: readonly number[] | undefined;
  /** The samples are inverted (CMYK JPEG written by Adobe programs). */
  readonly inverted?: boolean | undefined;
}
