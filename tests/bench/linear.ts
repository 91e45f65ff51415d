import { FolderLoader } from '../../src/app/disk.ts';
import { layoutDocument } from '../../src/app/document.ts';
import type { FontSet } from '../../src/app/fonts.ts';
import { GROWING, growingDocument, processorTime } from '../support/growth.ts';

/** How the cost of long documents grows: time of 50,000 rows against that of 1,000, where 50 is linear. */
export function printGrowth(root: string, fonts: FontSet, few = 1000, many = 50_000): void {
  for (const [name, make] of Object.entries(GROWING)) {
    const time = (rows: number, turns: number): number => {
      const text = growingDocument(make(rows));
      return processorTime(() => {
        layoutDocument(
          { html: { file: 'growth.html', text }, sheets: [], lang: 'en', loader: new FolderLoader([root]), fonts },
          () => undefined,
        );
      }, turns);
    };
    time(few, 2);
    const [small, large] = [time(few, 5), time(many, 1)];
    console.log(
      `linear ${name.padEnd(32)} ${few} rows ${small.toFixed(0)} ms, ${many} rows ${large.toFixed(0)} ms: 1 : ${(large / small).toFixed(1)} (linear 1 : ${many / few})`,
    );
  }
}
