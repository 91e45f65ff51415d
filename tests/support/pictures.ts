import { PNG } from 'pngjs';
import { withPdf } from './pdfium.ts';

/** Pixels as RGBA, eight bits a channel, row by row from the top left. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface PictureDifference {
  /** How many pixels differ, of how many; where the sizes differ, every pixel outside one of the two does. */
  readonly changed: number;
  readonly total: number;
  /** The smallest rectangle around all of them. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** The changed pixels red over the expected picture, faded. */
  readonly picture: Picture;
}

const CSS_DPI = 96;
const POINTS_PER_INCH = 72;
/** FPDFBitmap_BGRx and FPDF_ANNOT of fpdfview.h. */
const BGRX = 3;
const WITH_ANNOTATIONS = 1;

/** A page (counted from 1) on white paper, as PDFium paints it. Same bytes and dpi give the same pixels. */
export async function rasterise(pdf: Uint8Array, page = 1, dpi = CSS_DPI): Promise<Picture> {
  return withPdf(pdf, ({ pdfium, withPage }) =>
    withPage(page, (handle) => {
      const width = Math.max(1, Math.round((pdfium._FPDF_GetPageWidthF(handle) * dpi) / POINTS_PER_INCH));
      const height = Math.max(1, Math.round((pdfium._FPDF_GetPageHeightF(handle) * dpi) / POINTS_PER_INCH));
      const bitmap = pdfium._FPDFBitmap_CreateEx(width, height, BGRX, 0, 0);
      if (!bitmap) throw new Error(`PDFium cannot make a picture of ${width} x ${height} pixels.`);
      try {
        pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
        pdfium._FPDF_RenderPageBitmap(bitmap, handle, 0, 0, width, height, 0, WITH_ANNOTATIONS);
        const from = pdfium._FPDFBitmap_GetBuffer(bitmap);
        return toRgba(pdfium.HEAPU8, from, pdfium._FPDFBitmap_GetStride(bitmap), width, height);
      } finally {
        pdfium._FPDFBitmap_Destroy(bitmap);
      }
    }),
  );
}

function toRgba(heap: Uint8Array, from: number, stride: number, width: number, height: number): Picture {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0, to = 0; y < height; y++) {
    for (let at = from + y * stride, end = at + width * 4; at < end; at += 4, to += 4) {
      data[to] = heap[at + 2]!;
      data[to + 1] = heap[at + 1]!;
      data[to + 2] = heap[at]!;
      data[to + 3] = 255;
    }
  }
  return { width, height, data };
}

/** No row filter: for flat pages the file is smaller, and pngjs's filters take seconds a page inside jest. */
export function encodePng({ width, height, data }: Picture): Uint8Array {
  const png = new PNG({ width, height });
  png.data = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return PNG.sync.write(png, { deflateLevel: 9, deflateStrategy: 0, filterType: 0 });
}

export function decodePng(bytes: Uint8Array): Picture {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
  return { width, height, data };
}

/** Nothing when no channel of any pixel is more than `tolerance` (0 to 255) away from what is expected. */
export function comparePictures(actual: Picture, expected: Picture, tolerance = 0): PictureDifference | undefined {
  const width = Math.max(actual.width, expected.width);
  const height = Math.max(actual.height, expected.height);
  const data = new Uint8Array(width * height * 4);
  let changed = 0;
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 4) {
      if (isSamePixel(actual, expected, x, y, tolerance)) {
        fade(expected, x, y, data, to);
        continue;
      }
      data[to] = 255;
      data[to + 3] = 255;
      changed++;
      if (x < left) left = x;
      if (y < top) top = y;
      if (x >= right) right = x + 1;
      if (y >= bottom) bottom = y + 1;
    }
  }
  if (changed === 0) return undefined;
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  return { changed, total: width * height, box, picture: { width, height, data } };
}

/** Where the pixel begins in `data`; -1 outside the picture. */
function offset({ width, height }: Picture, x: number, y: number): number {
  return x < width && y < height ? (y * width + x) * 4 : -1;
}

// Globals such as Math are slow inside jest's contexts, so what runs for each pixel does without them.
function isSamePixel(actual: Picture, expected: Picture, x: number, y: number, tolerance: number): boolean {
  const a = offset(actual, x, y);
  const b = offset(expected, x, y);
  if (a < 0 || b < 0) return false;
  for (let k = 0; k < 4; k++) {
    const difference = actual.data[a + k]! - expected.data[b + k]!;
    if (difference > tolerance || -difference > tolerance) return false;
  }
  return true;
}

/** The pixel's grey at a quarter of its strength, so that nothing of the original is taken for a change. */
function fade(picture: Picture, x: number, y: number, data: Uint8Array, to: number): void {
  const at = offset(picture, x, y);
  const luma = 0.2126 * picture.data[at]! + 0.7152 * picture.data[at + 1]! + 0.0722 * picture.data[at + 2]!;
  data.fill(255 - (255 - luma) * 0.25, to, to + 3);
  data[to + 3] = 255;
}
