import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkBytes } from '../../src/app/check.ts';
import { formatDiagnostic } from '../../src/base/diagnostics.ts';
import type { Page } from '../../src/engine/pages/document-pages.ts';
import { columnsOf } from '../../src/engine/paint/layout-grid.ts';
import { baseSize, contrasts, leadings, measures, numberEdges, parts, typeSizes } from '../support/design.ts';
import { rasterise } from '../support/pictures.ts';
import { findings, LAYOUTS, LOCALES, MISSION, RIGHT_TO_LEFT, sheetIn, THEMES } from '../support/sheets.ts';
import { expectPictureSnapshot } from '../support/snapshots.ts';
import { ROOT } from './program.ts';

/** The checklist of docs/design.md, measured on every page of every layout, locale and theme. */

/** Layouts with running text; the others have a lead alone, in `--size-large` of tokens.css. */
const RUNNING: ReadonlySet<string> = new Set(['factsheet', 'leaflet']);
const LARGE = 1.3125;

const PAGES: Readonly<Record<(typeof LAYOUTS)[number], number>> = { factsheet: 2, brief: 1, leaflet: 4, poster: 1 };

function gridOf(layout: string): { columns: number; gutter: number } {
  return JSON.parse(readFileSync(join(ROOT, `templates/${layout}/layout.json`), 'utf8')).grid;
}

const LOOKS = THEMES.flatMap((theme) => LAYOUTS.map((layout) => ({ theme, layout })));

describe.each(LOOKS)('$layout in the theme $theme', ({ theme, layout }) => {
  describe.each(LOCALES)('in %s', (locale) => {
    const { laidOut, pdf } = sheetIn(locale, 'screen', { theme, layout });
    const { list, pages } = laidOut;
    const base = baseSize(pages);
    const isRtl = RIGHT_TO_LEFT.has(locale);

    test('has its pages and no findings', () => {
      expect(pages).toHaveLength(PAGES[layout]);
      expect(findings.list.map(formatDiagnostic)).toEqual([]);
      expect(checkBytes(pdf, 'sheet.pdf', 'screen').findings.map(formatDiagnostic)).toEqual([]);
    });

    test('is set in six sizes of type at most, none below 7 pt', () => {
      const sizes = typeSizes(list).map(([size]) => size);
      expect(sizes.length).toBeLessThanOrEqual(6);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(7);
    });

    test('has lines of 45 to 75 characters, and leading for its script', () => {
      const running = measures(list, base);
      expect(running.length > 15).toBe(RUNNING.has(layout));
      const lines = RUNNING.has(layout) ? running : measures(list, base * LARGE);
      expect(lines.length).toBeGreaterThan(2);
      if (!isRtl) {
        const mean = lines.reduce((sum, n) => sum + n, 0) / lines.length;
        expect(mean).toBeGreaterThanOrEqual(45);
        expect(mean).toBeLessThanOrEqual(75);
      }
      for (const leading of leadings(list, base)) {
        expect(leading).toBeGreaterThanOrEqual(isRtl ? 1.4 : 1.25);
        expect(leading).toBeLessThanOrEqual(isRtl ? 1.6 : 1.4);
      }
    });

    test('has a contrast of 4.5 or more for all text', () => {
      const texts = list.pages.flatMap(contrasts);
      expect(texts.length).toBeGreaterThan(20);
      expect(texts.filter(({ contrast }) => contrast < 4.5)).toEqual([]);
    });

    test('lines numbers of tables up', () => {
      for (const edges of numberEdges(list, base)) {
        const columns = new Set(edges.map((edge) => Math.round(edge * 2) / 2));
        // At most the three amounts; without them there is no such table.
        expect(columns.size).toBeLessThanOrEqual(3);
      }
      const inTables = numberEdges(list, base).flat().length;
      if (layout === 'factsheet') expect(inTables).toBeGreaterThan(5);
      else expect(inTables).toBe(0);
    });

    test('stands on its grid: every part begins and ends with a column, or at the edge of the page', () => {
      const { columns, gutter } = gridOf(layout);
      for (const page of pages) {
        const { left, width } = columnsOf(page.box, { columns, gutter: (gutter / 25.4) * 96, line: 0 });
        const starts = [...left, 0];
        const ends = [...left.map((x) => x + width), page.box.width];
        const near = (edge: number, all: readonly number[]): boolean => all.some((x) => Math.abs(x - edge) < 0.5);
        expect(parts(page).filter((part) => !near(part.left, starts) || !near(part.right, ends))).toEqual([]);
      }
    });

    if (isRtl)
      test('is the mirror image of the sheet in English: every part has one on the other side', () => {
        // Text may go on on another page in another language.
        const edges = (of: readonly Page[], turn: (left: number, right: number, width: number) => readonly number[]) =>
          new Set(
            of.flatMap((page) =>
              parts(page).map(({ name, left, right }) =>
                [name, ...turn(left, right, page.box.width).map((edge) => Math.round(edge) || 0)].join(' '),
              ),
            ),
          );
        const english = sheetIn('en', 'screen', { theme, layout }).laidOut.pages;
        const mirrored = edges(pages, (left, right, width) => [width - right, width - left]);
        expect([...mirrored].sort()).toEqual([...edges(english, (left, right) => [left, right])].sort());
      });

    test.each(Array.from({ length: PAGES[layout] }, (_, i) => i + 1))('picture of page %i', async (page) => {
      const picture = await rasterise(pdf, page, 50);
      // The last bit of a blended pixel may differ between processors.
      expectPictureSnapshot(`looks/${theme}/${MISSION}.${locale}.${layout}.${page}.png`, picture, 2);
    });
  });
});
