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
import { LOCALES, MISSION, sheetIn } from '../support/sheets.ts';

/** The shipped sheets beside a browser: every box of both pages within half a pixel. */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MEDIA = join(ROOT, 'data/missions', MISSION);

/**
 * What the two decide differently is left out on both sides: which lines are best, where words may be parted, and how a
 * balanced column weighs a lone line.
 */
const PLAIN = `* { text-wrap: wrap !important; hyphens: manual !important; hanging-punctuation: none !important;
  orphans: 1 !important; widows: 1 !important }`;

/** A sheet's page with its styles and pictures in it. */
function standalone(locale: string): string {
  const { html } = sheetIn(locale).laidOut;
  return html.text
    .replace(/<link rel="stylesheet" href="([^"]+)">/g, (_, href: string) => {
      const css = readFileSync(join(ROOT, 'templates/factsheet', href), 'utf8');
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
    .replace(/src="(assets\/[^"]+)"/g, (_, file: string) => {
      const type = file.endsWith('.svg') ? 'image/svg+xml' : file.endsWith('.png') ? 'image/png' : 'image/jpeg';
      return `src="data:${type};base64,${readFileSync(join(MEDIA, file)).toString('base64')}"`;
    });
}

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** As a browser lays the page out on paper; margin boxes and what they hold it does not know. */
async function inBrowser(html: string, width: number): Promise<Record<string, ElementBoxes[]>> {
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
    const measured: Record<string, string[]> = await page.$$eval('.front, .back', measureSections);
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

test.each(LOCALES)('%s', async (locale) => {
  const html = standalone(locale);
  const file = join(dirname(sheetIn(locale).laidOut.html.file), 'sheet.html');
  const laidOut = layoutDocument(
    { html: { file, text: html }, sheets: [], lang: locale, loader: new FolderLoader([ROOT]), fonts: caseFonts() },
    () => undefined,
  );
  const theirs = await inBrowser(html, laidOut.pages[0]!.box.area.width);
  const sections = ['front', 'back'].map((name) => find(laidOut.styled.document.root, name)!);
  const ours = boxesIn(laidOut, sections);
  const differences = ['front', 'back'].flatMap((name, i) => compareBoxes(theirs[name]!, ours[i]!));
  expect(theirs.front!.length + theirs.back!.length).toBeGreaterThan(150);
  expect(differences).toEqual([]);
});
