// Lays the cases of tests/cases/boxes/ out in Chromium, left to right and right to left, and writes the boxes it found
// beside them: what the engine is held to. `npm run measure`, or with names of cases: `npm run measure -- floats grid`.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fontFaces, load, measureSections, openBrowser } from './browser.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../tests/cases/boxes');
const names = process.argv.slice(2).map((name) => name.replace(/^.*\/|\.html$/g, ''));
const topics = readdirSync(folder)
  .filter((file) => file.endsWith('.html'))
  .map((file) => file.slice(0, -5))
  .filter((topic) => !names.length || names.includes(topic));
const style = `<style>${fontFaces()}\n${readFileSync(join(folder, 'base.css'), 'utf8')}</style>`;

const browser = await openBrowser();
let count = 0;
for (const topic of topics) {
  const html = readFileSync(join(folder, `${topic}.html`), 'utf8');
  // Beside the case, so that its relative addresses hold.
  const copy = join(folder, `.${topic}.measured.html`);
  writeFileSync(
    copy,
    html.replace(/<style|<\/title>/, (at) => (at === '<style' ? style + at : at + style)),
  );
  const page = await browser.newPage({ viewport: { width: 800, height: 30_000 } });
  const out = [];
  try {
    await load(page, pathToFileURL(copy).href);
    const sections = await page.$$eval('body > section', (list) =>
      list.map(({ id, dataset }) => ({ id, dirs: dataset.dir ? [dataset.dir] : ['ltr', 'rtl'] })),
    );
    for (const dir of ['ltr', 'rtl']) {
      await page.evaluate((value) => document.documentElement.setAttribute('dir', value), dir);
      const measured = await page.$$eval('body > section', measureSections);
      for (const { id, dirs } of sections) if (dirs.includes(dir)) out.push({ id, dir, lines: measured[id] });
    }
    out.sort((a, b) => sections.findIndex((s) => s.id === a.id) - sections.findIndex((s) => s.id === b.id));
  } finally {
    await page.close();
    rmSync(copy);
  }
  count += out.length;
  const text = out.map(({ id, dir, lines }) => [`${id} ${dir}`, ...lines].join('\n  ')).join('\n');
  writeFileSync(join(folder, `${topic}.boxes.txt`), `${text}\n`);
  console.log(`${topic}: ${out.length} cases`);
}
await browser.close();
console.log(`${count} cases measured`);
