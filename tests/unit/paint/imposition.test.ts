import { layoutDocument } from '../../../src/app/document.ts';
import { Findings } from '../../../src/base/diagnostics.ts';
import { pathBounds } from '../../../src/base/geometry.ts';
import { PX_PER_UNIT } from '../../../src/base/units.ts';
import type { DisplayPage } from '../../../src/engine/paint/display-list.ts';
import type { Imposition } from '../../../src/engine/paint/imposition.ts';
import { saddleStitch } from '../../../src/engine/paint/imposition.ts';
import { writePdf } from '../../../src/pdf/write.ts';
import { caseFonts } from '../../support/cases.ts';
import { findings, sheetIn } from '../../support/sheets.ts';
import { ReadBack } from '../pdf/read-back.ts';

const mm = PX_PER_UNIT.mm!;

/** Sides of sheets as page numbers; 0 where a half is blank. */
const sides = (count: number, direction: 'ltr' | 'rtl'): number[][] =>
  saddleStitch(count, direction).map((side) => side.map((index) => (index === undefined ? 0 : index + 1)));

test.each([
  [1, 'ltr', [[0, 1], [0, 0]]],
  [1, 'rtl', [[1, 0], [0, 0]]],
  [4, 'ltr', [[4, 1], [2, 3]]],
  [4, 'rtl', [[1, 4], [3, 2]]],
  [6, 'ltr', [[0, 1], [2, 0], [6, 3], [4, 5]]],
  [6, 'rtl', [[1, 0], [0, 2], [3, 6], [5, 4]]],
  [8, 'ltr', [[8, 1], [2, 7], [6, 3], [4, 5]]],
  [8, 'rtl', [[1, 8], [7, 2], [3, 6], [5, 4]]],
] as const)('%i pages, %s: %j', (count, direction, expected) => {
  expect(sides(count, direction)).toEqual(expected);
}); // biome-ignore format: sheets

/**
 * Folds the sheets and puts them in each other: what a reader sees one after the other, from the front on. Of each
 * sheet the front half of its outside comes first, its inside is read across, the other half comes at the end.
 */
function leafed(count: number, direction: 'ltr' | 'rtl'): number[] {
  const all = sides(count, direction).map((side) => (direction === 'ltr' ? side : side.toReversed()));
  const pages: number[] = [];
  for (let sheet = all.length / 2 - 1; sheet >= 0; sheet--) {
    const [outside, inside] = [all[2 * sheet]!, all[2 * sheet + 1]!];
    pages.unshift(outside[1]!, inside[0]!);
    pages.push(inside[1]!, outside[0]!);
  }
  return pages;
}

test.each(['ltr', 'rtl'] as const)('folded sheets of any number of pages are read in order, %s', (direction) => {
  for (let count = 1; count <= 40; count++) {
    const whole = Math.ceil(count / 4) * 4;
    const expected = Array.from({ length: whole }, (_, i) => (i < count ? i + 1 : 0));
    expect(leafed(count, direction)).toEqual(expected);
  }
});

interface Press {
  readonly css?: string;
  readonly direction?: 'ltr' | 'rtl';
  readonly imposition?: Imposition | undefined;
}

function impose(body: string, press: Press = {}) {
  const { css = '', direction = 'ltr', imposition } = { imposition: 'saddle-stitch' as const, ...press };
  const found = new Findings();
  const style = `@page { size: 200px 100px; margin: 0; bleed: 10px; marks: crop } body { margin: 0 } p { margin: 0; break-after: page; font-family: "IBM Plex Sans" } p:last-child { break-after: auto } ${css}`;
  const text = `<!doctype html><html lang="en" dir="${direction}"><title>Imposition</title><style>${style}</style>${body}`;
  const laidOut = layoutDocument(
    {
      html: { file: 'a.html', text },
      sheets: [],
      lang: 'en',
      loader: { text: () => undefined, bytes: () => undefined },
      fonts: caseFonts(),
      imposition,
      slug: () => 'slug',
    },
    found.report,
  );
  return { ...laidOut, findings: found.list };
}

const paragraphs = (...words: readonly string[]): string => words.map((word) => `<p>${word}</p>`).join('');

/** What stands on a side, from the left: the words of each half by the place of its clip, and where they are cut. */
function halves({ items }: DisplayPage): { readonly at: number; readonly cut: number[]; readonly words: string }[] {
  const found: { at: number; cut: number[]; words: string }[] = [];
  let depth = 0;
  for (const item of items) {
    if (item.type === 'save' && depth++ === 0) {
      const at = item.transform![4];
      const { x, y, width, height } = pathBounds(item.clip!.path)!;
      found.push({ at, cut: [x + at, y, x + at + width, y + height], words: '' });
    } else if (item.type === 'restore') depth--;
    else if (item.type === 'text' && depth)
      found.at(-1)!.words += item.pieces.map(({ shaped }) => shaped.text).join('');
  }
  return found.sort((a, b) => a.at - b.at);
}

describe('pages on sheets', () => {
  const four = paragraphs('one', 'two', 'three', 'four');

  test('stand beside each other, each cut at the fold and at its bleed', () => {
    const { list, findings } = impose(four);
    expect(findings).toEqual([]);
    expect(list.pages.map(({ width, height }) => [width, height])).toEqual([[400, 100], [400, 100]]);
    expect(list.pages.map(halves)).toEqual(
      [['four', 'one'], ['two', 'three']].map(([left, right]) => [
        { at: 0, cut: [-10, -10, 200, 110], words: left },
        { at: 200, cut: [200, -10, 410, 110], words: right },
      ]),
    );
    const mirrored = impose(four, { direction: 'rtl' }).list.pages.map((page) => halves(page).map(({ words }) => words));
    expect(mirrored).toEqual([['one', 'four'], ['three', 'two']]);
  }); // biome-ignore format: sides

  test('a half without a page is blank', () => {
    const { list } = impose(paragraphs('one', 'two', 'three'));
    expect(list.pages.map((page) => halves(page).map(({ at, words }) => [at, words]))).toEqual([
      [[200, 'one']],
      [[0, 'two'], [200, 'three']],
    ]);
  }); // biome-ignore format: sides

  test('marks stand around both pages and at the fold, none between them', () => {
    const { list } = impose(four);
    const thin = list.pages[0]!.items.flatMap((item) => {
      const bounds = item.type === 'path' && item.fill && 'spot' in item.fill && item.fill.spot?.name === 'All' ? pathBounds(item.path) : undefined;
      return bounds && bounds.width < 1 ? [bounds] : [];
    }); // biome-ignore format: one condition
    const places = [...new Set(thin.map(({ x, width }) => Math.round(x + width / 2)))].sort((a, b) => a - b);
    expect(places).toEqual([0, 200, 400]);
    // Three dashes above the page and three below, outside the bleed.
    const fold = thin.filter(({ x, width }) => Math.round(x + width / 2) === 200);
    expect(fold).toHaveLength(6);
    expect(fold.every(({ y, height }) => y + height <= -10 || y >= 110)).toBe(true);
  });

  test('the text of a later page is read after that of an earlier one, wherever they stand', () => {
    const { list } = impose(four);
    for (const { items } of list.pages) {
      const orders = items.flatMap((item) => (item.type === 'text' && item.order !== undefined ? [item.order] : []));
      expect(orders).toHaveLength(2);
      expect(orders[1]! - orders[0]!).toBeGreaterThan(1e5);
    }
  });

  test('links and anchors go with their page', () => {
    const link = '<p><a href="#end">to</a></p><p>two</p><p id="end">three</p><p>four</p>';
    const { list } = impose(link);
    expect(list.pages[0]!.links.flatMap(({ rects }) => rects.map(({ x }) => x))).toEqual([200]);
    expect(list.pages[1]!.anchors.filter(({ id }) => id === 'end').map(({ x }) => x)).toEqual([200]);
  });

  test('pages of several sizes are left alone, and it is said', () => {
    const css = '@page wide { size: 300px 100px } .wide { page: wide }';
    const body = '<p>one</p><p class="wide">two</p><p>three</p>';
    const { list, findings } = impose(body, { css });
    expect(list.pages.map(({ width }) => width)).toEqual([200, 300, 200]);
    expect(findings).toMatchObject([{ code: 'layout-imposition', severity: 'error', page: 2 }]);
    expect(impose(body, { css, imposition: undefined }).findings).toEqual([]);
  });

  test('pages of several bleeds are left alone', () => {
    const { list, findings } = impose(paragraphs('one', 'two'), { css: '@page :first { bleed: 5px }' });
    expect(list.pages).toHaveLength(2);
    expect(findings.map(({ code }) => code)).toEqual(['layout-imposition']);
  });

  test('in the file: the sheet is trimmed as one page', () => {
    const { list } = impose(four);
    const bytes = writePdf(list, { edition: 'screen', creator: '', producer: '', date: new Date(0) });
    const [page] = new ReadBack(bytes).pages;
    expect(page!.text).toContain('/TrimBox [0 0 300 75]');
    expect(page!.text).toContain('/BleedBox [-7.5 -7.5 307.5 82.5]');
  });
});

describe.each(['da', 'ar'])('the leaflet in %s', (locale) => {
  test('is four pages on a screen, and two sides of a sheet in print', () => {
    const screen = sheetIn(locale, 'screen', { layout: 'leaflet' }).laidOut.list.pages;
    expect(screen.map(({ width }) => Math.round(width / mm))).toEqual([148, 148, 148, 148]);
    const { list, pages } = sheetIn(locale, 'print', { layout: 'leaflet' }).laidOut;
    expect(pages).toHaveLength(4);
    expect(list.pages).toHaveLength(2);
    for (const { width, height, sheet } of list.pages) {
      expect([width / mm, height / mm, sheet!.bleed / mm].map((value) => Math.round(value * 10) / 10)).toEqual([296, 210, 3]);
    }
    expect(findings.list.filter(({ code }) => code === 'layout-imposition')).toEqual([]);
    // The cover is on the outside, at the side where a reader begins.
    const cover = halves(list.pages[0]!)[locale === 'ar' ? 0 : 1]!;
    expect(cover.words).toContain(pages[0]!.content.fragment.box.style.direction === 'rtl' ? 'بعثة' : 'NATO');
  }); // biome-ignore format: sizes
});
