import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Element, isTag } from 'domhandler';
import { fontFaces, load, measureSections, openBrowser } from '../../scripts/browser.mjs';
import { FolderLoader } from '../../src/app/disk.ts';
import { layoutDocument } from '../../src/app/document.ts';
import { boxesIn, compareBoxes, type ElementBoxes, parseBoxes } from '../support/boxes.ts';
import { caseFonts } from '../support/cases.ts';
import { LAYOUTS, LOCALES, MISSION, sheetIn, themeStylesOf } from '../support/sheets.ts';

/** The shipped sheets beside a browser: every box within half a pixel. */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/**
 * What is compared, by the classes of its elements. Left out are the cover of the leaflet, on pages of another width, and
 * its flow over two pages, which a browser does not cut on a screen.
 */
const SECTIONS: Readonly<Record<(typeof LAYOUTS)[number], readonly string[]>> = {
  factsheet: ['front stack', 'back stack'],
  brief: ['sheet stack'],
  leaflet: ['sheet stack'],
  poster: ['sheet stack'],
};
/**
 * Where one line breaks at another word: Chromium cuts the advance of each glyph to 1/64 px, half a pixel over a line of
 * seventy letters, so a word that only just fits is moved in one of the two.
 */
const DIFFERENT: ReadonlySet<string> = new Set(['factsheet ckb', 'brief en', 'brief fr', 'poster de']);
const SHEETS = LAYOUTS.flatMap((layout) => LOCALES.map((locale) => ({ layout, locale })));

const MEDIA = join(ROOT, 'data/missions', MISSION);

/**
 * What the two decide differently is left out on both sides: which lines are best, where words may be parted, and how a
 * balanced column weighs a lone line.
 */
const PLAIN = `* { text-wrap: wrap !important; hyphens: manual !important; hanging-punctuation: none !important;
  orphans: 1 !important; widows: 1 !important }`;

/** A sheet's page with its styles and pictures in it. */
function standalone(locale: string, layout: string): string {
  const { html } = sheetIn(locale, 'screen', { layout }).laidOut;
  return html.text
    .replace('<link ', () => `<style>${themeStylesOf('ministry')}</style><link `)
    .replace(/<link rel="stylesheet" href="([^"]+)">/g, (_, href: string) => {
      const css = readFileSync(join(ROOT, 'templates', layout, href), 'utf8');
      // On a screen borders have whole pixels; Chromium takes one language at a time.
      const borders = css.replace(/(border[\w-]*:\s*)[\d.]+pt/g, '$11px');
      const apart = (list: string): string =>
        `:is(${list
          .split(',')
          .map((one) => `:lang(${one.trim()})`)
          .join()})`;
      return `<style>${borders.replace(/:lang\(([^)]+)\)/g, (_, list: string) => apart(list))}</style>`;
    })
    .replace('</head>', `<style>${PLAIN}</style></head>`)
    .replace(/src="((?:assets|\.\.)\/[^"]+)"/g, (_, file: string) => {
      const type = file.endsWith('.svg') ? 'image/svg+xml' : file.endsWith('.png') ? 'image/png' : 'image/jpeg';
      return `src="data:${type};base64,${readFileSync(file.startsWith('.') ? join(ROOT, 'templates', layout, file) : join(MEDIA, file)).toString('base64')}"`;
    });
}

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** As a browser lays the page out on paper; margin boxes and what they hold it does not know. */
async function inBrowser(
  html: string,
  width: number,
  sections: readonly string[],
): Promise<Record<string, ElementBoxes[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'faktaark-browser-'));
  const file = join(folder, 'sheet.html');
  const style = `<style>${fontFaces()} html { width: ${width}px } .running { display: none !important }</style>`;
  writeFileSync(
    file,
    html.replace('<style>', () => `${style}<style>`),
  );
  const page = await browser.newPage({ viewport: { width: Math.ceil(width), height: 3000 } });
  try {
    await page.emulateMedia({ media: 'print' });
    await load(page, pathToFileURL(file).href);
    const measured: Record<string, string[]> = await page.$$eval(
      sections.map((name) => `[class="${name}"]`).join(),
      measureSections,
    );
    return Object.fromEntries(Object.entries(measured).map(([name, lines]) => [name, lines.map(parseBoxes)]));
  } finally {
    await page.close();
    rmSync(folder, { recursive: true });
  }
}

function find(element: Element, name: string): Element | undefined {
  if (element.attribs.class === name) return element;
  for (const child of element.children) {
    const found = isTag(child) && find(child, name);
    if (found) return found;
  }
  return undefined;
}

test.each(SHEETS)('$layout in $locale', async ({ layout, locale }) => {
  const html = standalone(locale, layout);
  const file = join(dirname(sheetIn(locale, 'screen', { layout }).laidOut.html.file), 'sheet.html');
  const laidOut = layoutDocument(
    { html: { file, text: html }, sheets: [], lang: locale, loader: new FolderLoader([ROOT]), fonts: caseFonts() },
    () => undefined,
  );
  const names = SECTIONS[layout];
  const theirs = await inBrowser(html, laidOut.pages.at(-1)!.box.area.width, names);
  const ours = boxesIn(
    laidOut,
    names.map((name) => find(laidOut.styled.document.root, name)!),
  );
  const differences = names.flatMap((name, i) => compareBoxes(theirs[name]!, ours[i]!));
  expect(names.reduce((sum, name) => sum + theirs[name]!.length, 0)).toBeGreaterThan(40);
  if (DIFFERENT.has(`${layout} ${locale}`)) expect(differences).not.toEqual([]);
  else expect(differences).toEqual([]);
});
