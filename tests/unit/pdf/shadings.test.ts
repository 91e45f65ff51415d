import type { Color } from '../../../src/base/color.ts';
import { IDENTITY } from '../../../src/base/geometry.ts';
import type { DisplayItem, LinearGradient, Paint, RadialGradient } from '../../../src/engine/paint/display-list.ts';
import { writePdf } from '../../../src/pdf/write.ts';
import { type Picture, rasterise } from '../../support/pictures.ts';
import { leaf, node, plex, rectangle, text } from './sample.ts';

const rgb = (r: number, g: number, b: number, alpha = 1): Color => ({ space: 'rgb', components: [r, g, b], alpha });
const RED = rgb(1, 0, 0);
const BLUE = rgb(0, 0, 1);
const BOTH = [
  { offset: 0, color: RED },
  { offset: 1, color: BLUE },
];
const linear = (x1: number, x2: number, rest: Partial<LinearGradient> = {}): LinearGradient => ({
  type: 'linear', x1, y1: 0, x2, y2: 0, stops: BOTH, spread: 'pad', transform: IDENTITY, ...rest,
}); // biome-ignore format: one record
const radial = (cx: number, cy: number, r: number, rest: Partial<RadialGradient> = {}): RadialGradient => ({
  type: 'radial', cx, cy, r, fx: cx, fy: cy, fr: 0, stops: BOTH, spread: 'pad', transform: IDENTITY, ...rest,
}); // biome-ignore format: one record

const root = node(undefined, 'Document');
const mark = leaf(node(root, 'Figure', { alt: 'colours' }));

/** What a page of 200 by 100 px looks like. */
async function picture(items: readonly DisplayItem[]): Promise<Picture> {
  const page = { width: 200, height: 100, items, links: [], anchors: [] };
  const list = { pages: [page], structure: root, lang: 'en', title: 'Colours' };
  return rasterise(writePdf(list, { edition: 'screen', creator: 'c', producer: 'p', date: new Date(0) }));
}

const fill = (paint: Paint): DisplayItem => ({ type: 'path', mark, path: rectangle(0, 0, 200, 100), fill: paint });

/** PDFium has 256 steps for a whole gradient with all its periods. */
function expectPixel({ data, width }: Picture, x: number, y: number, color: readonly number[]): void {
  const at = (y * width + x) * 4;
  const got = [...data.subarray(at, at + 3)];
  const near = got.every((value, i) => Math.abs(value - color[i]!) <= 16);
  expect(near ? 'near' : `${got} at ${x},${y} instead of ${color}`).toBe('near');
}

test('a linear gradient changes evenly and goes on with its ends', async () => {
  const page = await picture([fill(linear(50, 150))]);
  expectPixel(page, 10, 50, [255, 0, 0]);
  expectPixel(page, 100, 20, [128, 0, 128]);
  expectPixel(page, 75, 80, [191, 0, 64]);
  expectPixel(page, 190, 50, [0, 0, 255]);
});

test('stops at one place make an edge, those inside hold their place', async () => {
  const stops = [
    { offset: 0.25, color: RED },
    { offset: 0.5, color: BLUE },
    { offset: 0.5, color: rgb(0, 1, 0) },
    { offset: 0.75, color: rgb(0, 1, 0) },
  ];
  const page = await picture([fill(linear(0, 200, { stops }))]);
  expectPixel(page, 20, 50, [255, 0, 0]);
  expectPixel(page, 98, 50, [5, 0, 250]);
  expectPixel(page, 102, 50, [0, 255, 0]);
  expectPixel(page, 199, 50, [0, 255, 0]);
});

test('gradients repeat and reflect to both sides', async () => {
  const repeat = await picture([fill(linear(80, 120, { spread: 'repeat' }))]);
  for (const x of [10, 50, 90, 130, 170]) expectPixel(repeat, x, 50, [191, 0, 64]);
  const reflect = await picture([fill(linear(80, 120, { spread: 'reflect' }))]);
  for (const x of [10, 90, 170]) expectPixel(reflect, x, 50, [188, 0, 67]);
  for (const x of [50, 130]) expectPixel(reflect, x, 50, [67, 0, 188]);
  const rings = await picture([fill(radial(100, 50, 20, { spread: 'repeat' }))]);
  for (const x of [110, 130, 150, 90, 70]) expectPixel(rings, x, 50, [126, 0, 129]);
});

test('a radial gradient has a focus, and is turned and stretched', async () => {
  const plain = await picture([fill(radial(100, 50, 40))]);
  expectPixel(plain, 100, 50, [252, 0, 3]);
  expectPixel(plain, 120, 50, [126, 0, 129]);
  expectPixel(plain, 100, 95, [0, 0, 255]);
  const focal = await picture([fill(radial(100, 50, 40, { fx: 80 }))]);
  expectPixel(focal, 80, 50, [250, 0, 5]);
  expectPixel(focal, 110, 50, [126, 0, 129]);
  const wide = await picture([fill(radial(50, 50, 40, { transform: [2, 0, 0, 1, 0, 0] }))]);
  expectPixel(wide, 140, 50, [126, 0, 129]);
});

test('gradients follow the groups they are in, and lines and letters take them', async () => {
  const moved = await picture([
    { type: 'save', transform: [2, 0, 0, 2, 20, 0] },
    fill(linear(0, 80)),
    { type: 'restore' },
    { type: 'path', mark, path: [['M', 0, 90], ['L', 200, 90]], stroke: { color: linear(0, 200), width: 10, cap: 'butt', join: 'miter', miterLimit: 4, dash: [], dashOffset: 0 } },
  ]); // biome-ignore format: two items
  expectPixel(moved, 100, 50, [128, 0, 128]);
  expectPixel(moved, 50, 90, [191, 0, 64]);
  const letters = await picture([
    text(mark, plex('Bold'), 0, 90, 'MMM', { size: 100, color: linear(0, 200) as never }),
  ]);
  expectPixel(letters, 16, 60, [236, 0, 19]);
  const item = text(mark, plex('Bold'), 5, 90, 'I', { size: 100 });
  const line = { color: RED, width: 4, cap: 'butt', join: 'miter', miterLimit: 4, dash: [], dashOffset: 0 } as const;
  const outlined = await picture([{ ...item, color: undefined, stroke: line } as DisplayItem, fill(rgb(1, 1, 1, 0))]);
  expect([...Array(200).keys()].some((x) => outlined.data[(60 * 200 + x) * 4 + 1]! < 100)).toBe(true);
});

test('stops fade', async () => {
  const stops = [
    { offset: 0, color: RED },
    { offset: 1, color: rgb(1, 0, 0, 0) },
  ];
  const page = await picture([
    { type: 'path', mark, path: rectangle(0, 50, 200, 50), fill: BLUE },
    fill(linear(0, 200, { stops })),
    { type: 'path', mark, path: rectangle(150, 0, 50, 10), fill: RED },
  ]);
  expectPixel(page, 100, 20, [255, 128, 128]);
  expectPixel(page, 100, 80, [128, 0, 128]);
  expectPixel(page, 198, 80, [2, 0, 253]);
  // What comes after is not behind the mask.
  expectPixel(page, 195, 5, [255, 0, 0]);
  const half = { stops: BOTH.map(({ offset, color }) => ({ offset, color: { ...color, alpha: 0.5 } })) };
  expectPixel(await picture([fill(linear(0, 200, half))]), 2, 50, [254, 128, 128]);
});

test('gradients of enormous and of no size do not hang or break the file', async () => {
  for (const paint of [
    linear(0, 1e-9, { spread: 'repeat' }),
    linear(0, 1e30, { spread: 'reflect' }),
    radial(0, 0, 1e-9, { spread: 'repeat' }),
    radial(1e30, 0, 1e30),
    linear(0, 10, { transform: [0, 0, 0, 0, 0, 0], spread: 'repeat' }),
  ]) {
    expect((await picture([fill(paint)])).width).toBe(200);
  }
});
