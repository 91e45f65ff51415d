import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFonts } from '../../src/app/fonts.ts';
import { Project } from '../../src/app/project.ts';
import { makeSheet, type SheetJob } from '../../src/app/sheet.ts';
import { printGrowth } from './linear.ts';
import { textTimes } from './text.ts';

/** Cold start, warm milliseconds per sheet and peak memory, on the real sheet. */
const root = process.cwd();
const JOB: SheetJob = { mission: 'nato-mission-iraq', locale: 'da', layout: 'factsheet', edition: 'screen' };

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const ms = (value: number): string => `${value.toFixed(1)} ms`.padStart(10);
const mb = (bytes: number): string => `${(bytes / 1048576).toFixed(0)} MB`.padStart(10);

function cold(args: readonly string[], runs: number): number[] {
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(`node ${args.join(' ')} failed: ${stderr}`);
    times.push(performance.now() - start);
  }
  return times;
}

// Alone, so that the peak of memory is that of these documents.
const linear = process.argv.indexOf('--linear');
if (linear > 0) {
  printGrowth(root, loadFonts(join(root, 'fonts'), () => undefined)!, process.argv[linear + 1]);
  process.exit();
}

const out = mkdtempSync(join(tmpdir(), 'faktaark-bench-'));
const empty = cold(['-e', '0'], 7);
const build = cold(['bin/faktaark.cjs', 'build', JOB.mission, '--locale', 'da', '--force', '--out', out], 7);
rmSync(out, { recursive: true, force: true });
console.log(`cold  node -e 0            ${ms(median(empty))}   best ${ms(Math.min(...empty))}`);
console.log(`cold  build, one sheet     ${ms(median(build))}   best ${ms(Math.min(...build))}`);

const project = new Project(root, () => undefined);
const locales = [...project.mission(JOB.mission)!.catalogues.keys()];

/** Makes sheets in turn through the locales; `vary` gives every sheet words that no sheet had before. */
function warm(count: number, vary: boolean): number[] {
  const times: number[] = [];
  const record = project.mission(JOB.mission)!;
  for (let i = 0; i < count; i++) {
    const locale = locales[i % locales.length]!;
    const catalogue = record.catalogues.get(locale)!;
    const { language } = catalogue;
    if (vary) {
      // One word in eight of the prose is new in every sheet.
      const rich: typeof language.rich = (key, provenance) => {
        let word = 0;
        return language
          .rich(key, provenance)
          .replace(/(?<=[ >])\p{Ll}{5,}(?=[ <])/gu, (text) => (word++ % 8 ? text : shuffled(text, i)));
      };
      (catalogue as { language: typeof language }).language = { ...language, rich };
    }
    const start = performance.now();
    const sheet = makeSheet(project, { ...JOB, locale }, () => undefined);
    times.push(performance.now() - start);
    (catalogue as { language: typeof language }).language = language;
    if (!sheet) throw new Error('the sheet could not be made');
  }
  return times;
}

const shuffled = (word: string, seed: number): string =>
  [...word].map((letter, k) => String.fromCharCode(97 + ((letter.charCodeAt(0) + seed * 7 + k) % 26))).join('');

warm(40, false);
for (const [name, vary] of [
  ['same data', false],
  ['new words', true],
] as const) {
  const times = warm(200, vary);
  console.log(
    `warm  ${name.padEnd(20)} ${ms(median(times))}   best ${ms(Math.min(...times))}   95 % ${ms([...times].sort((a, b) => a - b)[190]!)}`,
  );
}
const fonts = loadFonts(join(root, 'fonts'), () => undefined)!;
const words = textTimes(root, JOB.mission, fonts, 10_000, 12).slice(4);
console.log(`warm  10,000 mixed words   ${ms(median(words))}   best ${ms(Math.min(...words))}`);
globalThis.gc?.();
const before = process.memoryUsage().rss;
warm(600, true);
globalThis.gc?.();
console.log(
  `memory peak               ${mb(process.resourceUsage().maxRSS * 1024)}   after ${mb(process.memoryUsage().rss)}   before the last 600 sheets ${mb(before)}`,
);
