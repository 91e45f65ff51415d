import { FolderLoader } from '../../../src/app/disk.ts';
import { layoutDocument } from '../../../src/app/document.ts';
import { dumpStage } from '../../../src/app/dump.ts';
import type { FontSet } from '../../../src/app/fonts.ts';
import { Findings } from '../../../src/base/diagnostics.ts';
import { writePdf } from '../../../src/pdf/write.ts';

/** Milliseconds of the processor that a document may take. */
export const MOST_TIME = 2000;
/** Px of a page area in which tame documents must end. */
const LEAST_PAGE = 20;
const QUOTED = /"(?:[^"\\]|\\.)*"/g;
const NO_NUMBER = /^.*(?:NaN|Infinity|undefined).*$/m;

export interface FuzzResult {
  /** What is wrong with us, in a word that stays while the document shrinks; undefined where all is well. */
  readonly fault: string | undefined;
  readonly detail: string;
  readonly pages: number;
  readonly time: number;
}

interface FuzzAim {
  readonly pdf: boolean;
  readonly tame: boolean;
}

/**
 * One document through all stages, to a file where `pdf` says so. `tame` documents must end. What was slow gets two more
 * turns: what others do on the machine is no fault of ours.
 */
export function runDocument(html: string, fonts: FontSet, aim: FuzzAim): FuzzResult {
  let result = runOnce(html, fonts, aim);
  for (let turn = 1; turn < 3 && result.fault === 'slow'; turn++) result = runOnce(html, fonts, aim);
  return result;
}

function runOnce(html: string, fonts: FontSet, { pdf, tame }: FuzzAim): FuzzResult {
  const started = process.cpuUsage();
  let pages = 0;
  const result = (fault: string | undefined, detail = ''): FuzzResult => {
    const { user, system } = process.cpuUsage(started);
    const time = (user + system) / 1000;
    const slow = fault === undefined && time > MOST_TIME;
    return { fault: slow ? 'slow' : fault, detail: slow ? `${Math.round(time)} ms, ${pages} pages` : detail, pages, time };
  };
  try {
    const findings = new Findings();
    const input = { html: { file: 'fuzz.html', text: html }, sheets: [], lang: 'en', loader: new FolderLoader([]), fonts };
    const laidOut = layoutDocument(input, findings.report);
    pages = laidOut.pages.length;
    if (pages === 0) return result('no pages');
    // On pages of hardly any size, anything goes on for hundreds.
    const roomy = laidOut.pages.every(({ box: { area } }) => Math.min(area.width, area.height) >= LEAST_PAGE);
    if (tame && roomy && findings.list.some(({ code }) => code === 'layout-too-many-pages')) return result('endless pages');
    const wrong = NO_NUMBER.exec(dumpStage('display', laidOut).replace(QUOTED, '""'));
    if (wrong) return result('no number in the display list', wrong[0].slice(0, 300));
    if (pdf) {
      const fault = faultOfFile(writePdf(laidOut.list, { edition: 'screen', creator: '', producer: '', date: new Date(0), claims: [], report: findings.report }));
      if (fault) return result(fault);
    }
    return result(undefined);
  } catch (error) {
    const { message, stack = '' } = error as Error;
    const frames = stack.split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 6).join('\n');
    return result(`throws ${message.replace(/[\d.]+(e[+-]\d+)?/g, '#').slice(0, 80)}`, `${message.slice(0, 300)}\n${frames}`);
  }
} // biome-ignore format: lists

/** The marks at both ends of a file, and the cross references where they are said to be. */
function faultOfFile(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!text.startsWith('%PDF-1.')) return 'a file without its beginning';
  const end = /startxref\n(\d+)\n%%EOF\s*$/.exec(text.slice(-100));
  if (!end) return 'a file without its end';
  return text.startsWith('xref', Number(end[1])) ? undefined : 'a file without cross references';
}
