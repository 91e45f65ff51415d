import { readFileSync } from 'node:fs';
import { readRaster } from '../../../src/engine/images/image.ts';
import type { Orientation, RasterImage } from '../../../src/engine/images/raster.ts';
import type { DisplayItem } from '../../../src/engine/paint/display-list.ts';
import { writePdf } from '../../../src/pdf/write.ts';
import { rasterise } from '../../support/pictures.ts';
import { ReadBack } from './read-back.ts';
import { leaf, node } from './sample.ts';

const root = node(undefined, 'Document');
const mark = leaf(node(root, 'Figure', { alt: 'four fields' }));

function write(items: readonly DisplayItem[]): Uint8Array {
  const page = { width: 60, height: 60, items, links: [], anchors: [] };
  const list = { pages: [page], structure: root, lang: 'en', title: 'Pictures' };
  return writePdf(list, { edition: 'screen', creator: 'c', producer: 'p', date: new Date(0) });
}

const item = (image: RasterImage, stored?: true): DisplayItem => ({
  type: 'image', mark, image, rect: { x: 0, y: 0, width: 60, height: 60 }, ...(stored ? { stored } : {}),
}); // biome-ignore format: one record

const fixture = (name: string): RasterImage => readRaster(readFileSync(`tests/data/images/${name}.jpg`));

/** The fields from the top left, row by row: red, green, blue and white in the file. */
async function fields(items: readonly DisplayItem[]): Promise<string> {
  const { data, width } = await rasterise(write(items));
  const at = (x: number, y: number): string => {
    const [r, g, b] = data.subarray((y * width + x) * 4) as unknown as [number, number, number];
    if (r > 230 && g > 230 && b > 230) return 'w';
    return r > g && r > b ? 'r' : g > b ? 'g' : 'b';
  };
  return at(10, 10) + at(50, 10) + at(10, 50) + at(50, 50);
}

test.each(['rgb', 'progressive', 'cmyk-adobe'])('%s has its colours', async (name) => {
  expect(await fields([item(fixture(name))])).toBe('rgbw');
});

// Exif says at which sides of the upright picture the first row and column lie.
test.each([[1, 'rgbw'], [2, 'grwb'], [3, 'wbgr'], [4, 'bwrg'], [5, 'rbgw'], [6, 'brwg'], [7, 'wgbr'], [8, 'gwrb']] as const)(
  'orientation %i is turned upright', async (orientation, upright) => {
    const image: RasterImage = { ...fixture('rgb'), orientation: orientation as Orientation };
    expect(await fields([item(image)])).toBe(upright);
    expect(await fields([item(image, true)])).toBe('rgbw');
  },
); // biome-ignore format: a table

test('CMYK is never device CMYK, a picture and its profile are written once, and nothing asks readers to smooth', () => {
  const cmyk = fixture('cmyk-adobe');
  const pdf = new ReadBack(write([item(cmyk), item(cmyk), item({ ...cmyk, hash: 'other' })]));
  const pictures = pdf.find(/\/Subtype\/Image/);
  expect(pictures).toHaveLength(2);
  const [first, second] = pictures.map(({ text }) => /\/ColorSpace\[\/ICCBased (\d+) 0 R\]/.exec(text)?.[1]);
  expect(first).toBe(second);
  expect(pdf.objects.get(Number(first))).toContain('/N 4/Alternate/DeviceCMYK');
  expect(pictures[0]!.text).toContain('/Decode[1 0 1 0 1 0 1 0]');
  expect(pdf.raw).not.toContain('/Interpolate');
});
