import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { type Picture, rasterise } from '../support/pictures.ts';
import { LAYOUTS, LOCALES, MISSION, sheetIn, THEMES } from '../support/sheets.ts';
import { contactSheet } from './contact-sheet.ts';

/** Small enough to lie in the repository, large enough to see how a page is built. */
const CONTACT_DPI = 26;
const PAGE_DPI = 100;

const folder = join(process.cwd(), 'docs/gallery');

function write(name: string, { width, height, data }: Picture): void {
  const png = new PNG({ width, height });
  png.data = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  writeFileSync(join(folder, name), PNG.sync.write(png, { deflateLevel: 7, colorType: 2 }));
}

/** Every page as `pages/<theme>.<layout>.<locale>.<page>.png`, and one contact sheet for each theme and layout. */
async function main(): Promise<void> {
  mkdirSync(join(folder, 'pages'), { recursive: true });
  for (const theme of THEMES) {
    for (const layout of LAYOUTS) {
      const rows: Picture[][] = [];
      for (const locale of LOCALES) {
        const { pdf, laidOut } = sheetIn(locale, 'screen', { mission: MISSION, theme, layout });
        const small: Picture[] = [];
        for (const { number } of laidOut.pages) {
          write(`pages/${theme}.${layout}.${locale}.${number}.png`, await rasterise(pdf, number, PAGE_DPI));
          small.push(await rasterise(pdf, number, layout === 'leaflet' ? CONTACT_DPI * 1.4 : CONTACT_DPI));
        }
        rows.push(small);
      }
      // No row is wider than six pages.
      const inRow = Math.max(1, Math.floor(6 / rows[0]!.length));
      const sheets = Array.from({ length: Math.ceil(rows.length / inRow) }, (_, i) =>
        rows.slice(i * inRow, (i + 1) * inRow).flat(),
      );
      write(`${theme}.${layout}.png`, contactSheet(sheets));
      process.stdout.write(`docs/gallery/${theme}.${layout}.png\n`);
    }
  }
}

/** The three that the README shows, equally high. */
async function best(): Promise<void> {
  const shown = [
    { locale: 'da', theme: 'ministry', layout: 'factsheet', dpi: 64 },
    { locale: 'en', theme: 'alliance', layout: 'poster', dpi: 45.25 },
    { locale: 'ar', theme: 'ministry', layout: 'leaflet', dpi: 90.5 },
  ];
  const pages = shown.map(({ locale, dpi, ...look }) => rasterise(sheetIn(locale, 'screen', look).pdf, 1, dpi));
  write('best.png', contactSheet([await Promise.all(pages)], 12));
}

void main().then(best);
