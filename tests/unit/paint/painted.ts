import { writePdf } from '../../../src/pdf/write.ts';
import { layoutCase } from '../../support/cases.ts';
import { type Picture, rasterise } from '../../support/pictures.ts';

/** A page of 200 x 200 px with no margins. */
const STYLE = '@page { size: 200px 200px; margin: 0 } body { margin: 0; font: 16px/20px "IBM Plex Sans" }';

export function pdfOf(body: string, css = ''): Uint8Array {
  const html = `<!doctype html><html lang="en"><title>Paint</title><style>${STYLE}${css}</style>${body}`;
  const { laidOut } = layoutCase({ name: 'paint/pixels', html });
  return writePdf(laidOut.list, { edition: 'screen', creator: 'test', producer: 'test', date: new Date(0) });
}

export interface Painted {
  readonly picture: Picture;
  /** Colour of the pixel whose top left corner is at (x, y) px, as six hexadecimal digits. */
  at(x: number, y: number): string;
  /** How dark it is, from 0 for white to 1 for black. */
  ink(x: number, y: number): number;
}

/** The first page as PDFium paints it, one pixel for each px. */
export async function painted(body: string, css = ''): Promise<Painted> {
  const picture = await rasterise(pdfOf(body, css));
  const channels = (x: number, y: number): Uint8Array => {
    const from = (y * picture.width + x) * 4;
    return picture.data.subarray(from, from + 3);
  };
  return {
    picture,
    at: (x, y) => Buffer.from(channels(x, y)).toString('hex'),
    ink: (x, y) => 1 - channels(x, y).reduce((sum, value) => sum + value, 0) / (3 * 255),
  };
}
