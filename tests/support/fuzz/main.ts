import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { loadFonts } from '../../../src/app/fonts.ts';
import { fuzzDocument } from './documents.ts';
import { shrink, textOf } from './pieces.ts';
import { type FuzzResult, runDocument } from './run.ts';

/**
 * `npm run fuzz -- SEED COUNT`: documents of the seeds from SEED on; what fails is shrunk and shown. They run in a
 * worker, so that one that hangs can be ended and told.
 */

/** Seconds of the clock after which nobody waits for a document any longer. */
const HANGS = 120;
/** Seconds for making a document smaller; fewer than a hang. */
const SHRINKING = 40;
const SHARE_OF_FILES = 3;

type Report = { readonly seed: number; readonly result?: FuzzResult; readonly document?: string };

if (isMainThread) {
  const [seed = 1, count = 200] = process.argv.slice(2).map(Number);
  void fuzz(seed, seed + count).then((failed) => {
    process.exitCode = failed ? 1 : 0;
  });
} else work(workerData as { from: number; to: number });

function work({ from, to }: { readonly from: number; readonly to: number }): void {
  const fonts = loadFonts(join(process.cwd(), 'fonts'), () => undefined)!;
  const tell = (report: Report): void => parentPort!.postMessage(report);
  for (let seed = from; seed < to; seed++) {
    const { piece, tame } = fuzzDocument(seed);
    tell({ seed });
    const options = { pdf: seed % SHARE_OF_FILES === 0, tame };
    const result = runDocument(textOf(piece), fonts, options);
    if (!result.fault) tell({ seed, result });
    else {
      tell({ seed });
      const until = performance.now() + SHRINKING * 1000;
      const fails = (less: typeof piece): boolean => performance.now() < until && runDocument(textOf(less), fonts, options).fault === result.fault;
      tell({ seed, result, document: textOf(shrink(piece, fails)) });
    }
  }
} // biome-ignore format: short

/** The number of documents that failed. */
async function fuzz(from: number, to: number): Promise<number> {
  let [next, failed, pages, slowest] = [from, 0, 0, 0];
  while (next < to) {
    await new Promise<void>((resolve, reject) => {
      const worker = new Worker(process.argv[1]!, { workerData: { from: next, to } });
      const hang = (): void => {
        failed++;
        console.log(`\nseed ${next}: hangs\n${textOf(fuzzDocument(next).piece)}`);
        next++;
        void worker.terminate();
      };
      let timer = setTimeout(hang, HANGS * 1000);
      worker.on('message', ({ seed, result, document }: Report) => {
        clearTimeout(timer);
        timer = setTimeout(hang, HANGS * 1000);
        next = seed;
        if (!result) return;
        next++;
        pages += result.pages;
        slowest = Math.max(slowest, result.time);
        if (!result.fault) return;
        failed++;
        console.log(`\nseed ${seed}: ${result.fault}\n${result.detail}\n${document}`);
      });
      worker.on('error', reject);
      worker.on('exit', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
  console.log(`\n${to - from} documents, ${pages} pages, slowest ${Math.round(slowest)} ms: ${failed} failed`);
  return failed;
}
