// A browser to measure with: the system's Chromium, or the one CHROMIUM names. Development and conformance only.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

export async function openBrowser() {
  const known = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const executablePath = known.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error('no Chromium: install it, or set CHROMIUM to its path');
  const args = ['--no-sandbox', '--disable-gpu', '--allow-file-access-from-files'];
  return chromium.launch({ executablePath, args });
}

/** `@font-face` rules for the fonts of the repository. */
export function fontFaces() {
  const { families } = JSON.parse(readFileSync(join(root, 'fonts/fonts.json'), 'utf8'));
  return Object.entries(families)
    .flatMap(([family, { faces }]) =>
      faces.map(({ file, weight, style }) => {
        const src = pathToFileURL(join(root, 'fonts', file));
        return `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};src:url(${src})}`;
      }),
    )
    .join('\n');
}

/** Loads a page and waits for every face it could ask for, so that nothing is measured in another font. */
export async function load(page, url) {
  await page.goto(url);
  await page.evaluate(() => Promise.all([...document.fonts].map((face) => face.load())));
  await page.evaluate(() => document.fonts.ready);
}

/** Run in the page: for each section its boxes, `label x y width height`, fragments parted by `|`, from its top left. */
export function measureSections(sections) {
  const round = (value) => String(Math.round(value * 1000) / 1000);
  const result = {};
  for (const section of sections) {
    const origin = section.getBoundingClientRect();
    const lines = [`section 0 0 ${round(origin.width)} ${round(origin.height)}`];
    for (const element of section.querySelectorAll('*')) {
      const { display } = getComputedStyle(element);
      if (element.ownerSVGElement || element.matches('br, wbr, col, colgroup, [data-unmeasured]')) continue;
      if (/^table-(row|header|footer|column)/.test(display)) continue;
      const rects = [...element.getClientRects()].filter(({ width, height }) => width || height);
      if (!rects.length) continue;
      const name =
        element.localName + (element.id ? `#${element.id}` : '') + [...element.classList].map((c) => `.${c}`).join('');
      const place = (r) => [r.x - origin.x, r.y - origin.y, r.width, r.height].map(round).join(' ');
      lines.push(`${name} ${rects.map(place).join(' | ')}`);
    }
    result[section.id || section.className] = lines;
  }
  return result;
}
