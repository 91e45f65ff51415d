import { FolderLoader } from '../../src/app/disk.ts';
import { layoutDocument } from '../../src/app/document.ts';
import type { FontSet } from '../../src/app/fonts.ts';
import { GROWING, growingDocument, NESTED, pagesOfAll, pdfOf, processorTime } from '../support/growth.ts';

/**
 * How the cost of long and of deep documents grows, from HTML to PDF: time of the processor for each size, with what it
 * is to the share of the first size (1 is linear). `only` picks the documents whose name has it.
 */
export function printGrowth(root: string, fonts: FontSet, only = ''): void {
  const loader = new FolderLoader([root]);
  const print = (name: string, make: (size: number) => string, sizes: readonly number[]): void => {
    if (!name.includes(only)) return;
    let pages = 0;
    const codes = new Set<string>();
    const time = (size: number, turns: number): number => {
      const html = { file: 'growth.html', text: growingDocument(make(size)) };
      globalThis.gc?.();
      return processorTime(() => {
        const laidOut = layoutDocument({ html, sheets: [], lang: 'en', loader, fonts }, ({ code }) => codes.add(code));
        pdfOf(laidOut);
        pages = laidOut.pages.length;
      }, turns);
    };
    const [first] = sizes as [number];
    const shown: string[] = [];
    try {
      const warm = sizes.findLast((size) => size <= Math.max(first, 100))!;
      time(warm, 3);
      let least = Number.NaN;
      for (const size of sizes) {
        const took = time(size, size <= 100 ? 7 : size <= 1000 ? 3 : 1);
        if (size === first) least = took;
        const share = took / least / (size / first);
        shown.push(`${size}: ${took.toFixed(took < 100 ? 1 : 0)} ms ×${share.toFixed(2)}`);
      }
    } catch (error) {
      shown.push(String(error).slice(0, 100));
    }
    const found = codes.size ? ` (${[...codes].join(', ')})` : '';
    const peak = `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`;
    console.log(`${name.padEnd(34)} ${shown.join('   ').padEnd(66)} ${pages} pages, peak so far ${peak}${found}`);
  };
  // About 10, 100 and 1,000 pages.
  print('pages of all', pagesOfAll, [16, 160, 1600]);
  for (const [name, make] of Object.entries(GROWING)) print(name, make, [1000, 10_000, 50_000]);
  for (const [name, make] of Object.entries(NESTED)) print(`nested: ${name}`, make, [10, 100, 1000]);
}
