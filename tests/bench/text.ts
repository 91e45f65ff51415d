import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FolderLoader } from '../../src/app/disk.ts';
import { layoutDocument } from '../../src/app/document.ts';
import type { FontSet } from '../../src/app/fonts.ts';

const LOCALES = ['da', 'en', 'fr', 'de', 'ar', 'ckb'];

/** The words of the translations of a mission, by locale. */
function wordsOf(root: string, mission: string): Map<string, string[]> {
  const words = new Map<string, string[]>();
  for (const locale of LOCALES) {
    const file = join(root, 'data/missions', mission, `text.${locale}.json`);
    const { messages } = JSON.parse(readFileSync(file, 'utf8')) as { messages: Record<string, string> };
    const prose = Object.values(messages)
      .join(' ')
      .replaceAll(/\{[^{}]*\}/g, ' NATO Mission Iraq 2020 ');
    words.set(
      locale,
      prose.split(/[\s{}<>]+/).filter((word) => word.length > 0 && !/[*_[\]#]/.test(word)),
    );
  }
  return words;
}

/** Paragraphs of mixed languages and settings; `seed` gives other sentences of the same words. */
function page(words: ReadonlyMap<string, readonly string[]>, count: number, seed: number): string {
  let state = seed;
  const random = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  let out = `<!doctype html><html lang="en"><style>@page { size: A4; margin: 20mm }
body { font: 9.5px/1.5 "IBM Plex Sans"; margin: 0 } p { margin: 0 0 6px; hyphens: auto }
[dir] { font-family: "IBM Plex Sans Arabic", "IBM Plex Sans"; hyphens: manual } .j { text-align: justify; text-wrap: pretty }</style>`;
  for (let made = 0, k = 0; made < count; made += 60, k++) {
    const locale = LOCALES[k % LOCALES.length]!;
    const list = words.get(locale)!;
    const text = Array.from({ length: 60 }, () => list[Math.floor(random() * list.length)]).join(' ');
    const rtl = locale === 'ar' || locale === 'ckb' ? ' dir="rtl"' : '';
    out += `<p lang="${locale}"${rtl}${k % 2 ? ' class="j"' : ''}>${text}`;
  }
  return out;
}

/** Milliseconds for laying out pages of `count` words of mixed text, each time with other sentences. */
export function textTimes(root: string, mission: string, fonts: FontSet, count: number, runs: number): number[] {
  const words = wordsOf(root, mission);
  const loader = new FolderLoader([root]);
  return Array.from({ length: runs }, (_, run) => {
    const html = { file: '(bench)', text: page(words, count, run + 1) };
    const start = performance.now();
    layoutDocument({ html, sheets: [], lang: 'en', loader, fonts }, () => undefined);
    return performance.now() - start;
  });
}
