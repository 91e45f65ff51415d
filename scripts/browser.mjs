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
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--allow-file-access-from-files'] });
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
