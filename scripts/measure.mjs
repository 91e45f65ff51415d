// Lays the cases of tests/cases/boxes/ out in Chromium, left to right and right to left, and writes the boxes it found
// beside them: what the engine is held to. `npm run measure`, or with names of cases: `npm run measure -- floats grid`.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fontFaces, load, openBrowser } from './browser.mjs';

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

/** In the page: for each section its boxes, `label x y width height`, fragments parted by `|`, from its top left. */
function measureSections(sections) {
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
    result[section.id] = lines;
  }
  return result;
}
