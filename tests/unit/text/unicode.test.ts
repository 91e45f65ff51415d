import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type BaseDirection, resolveLevels, visualOrder } from '../../../src/engine/text/bidi.ts';
import { lineBreakOpportunities } from '../../../src/engine/text/line-break.ts';
import { lineClasses } from '../../../src/engine/text/unicode/classes.ts';

const root = new URL('../../../', import.meta.url);

/** The lines of a file of the Unicode Character Database without comments. */
function readLines(name: string): string[] {
  const file = new URL(`tests/data/unicode/${name}.txt.gz`, root);
  const lines = gunzipSync(readFileSync(file)).toString().split('\n');
  return lines.map((line) => line.replace(/#.*/, '').trim()).filter(Boolean);
}

const fromHex = (codes: string): string =>
  String.fromCodePoint(...codes.split(' ').map((code) => Number.parseInt(code, 16)));

test('LineBreakTest.txt, all of it (UAX #14, Unicode 15.0)', () => {
  const lines = readLines('LineBreakTest');
  expect(lines).toHaveLength(7654);
  const wrong = lines.filter((line) => {
    let text = '';
    const expected: number[] = [];
    for (const part of line.split(/\s+/)) {
      if (part === '÷') expected.push(text.length);
      else if (part !== '×') text += fromHex(part);
    }
    const breaks = lineBreakOpportunities(text, lineClasses(text));
    const found = [...Array(text.length).keys()].filter((i) => i > 0 && breaks[i]);
    return [...found, text.length].join() !== expected.join();
  });
  expect(wrong).toEqual([]);
});

const DIRECTIONS: readonly BaseDirection[] = ['ltr', 'rtl', 'auto'];

/** Whether one line of BidiCharacterTest.txt comes out as it says: levels and visual order, `x` for what is taken out. */
function agrees(line: string): boolean {
  const [codes = '', direction = '', level = '', levels = '', order = ''] = line.split(';');
  const text = fromHex(codes);
  const result = resolveLevels(text, DIRECTIONS[Number(direction)]!);
  if (result.paragraphs[0]!.level !== Number(level)) return false;
  const kept: { readonly index: number; readonly level: number }[] = [];
  let offset = 0;
  const right = levels.split(' ').every((expected, index) => {
    const own = result.levels[offset]!;
    offset += text.codePointAt(offset)! > 0xffff ? 2 : 1;
    if (expected === 'x') return true;
    kept.push({ index, level: own });
    return own === Number(expected);
  });
  return right && visualOrder(kept.map((k) => k.level)).map((i) => kept[i]!.index).join(' ') === order; // biome-ignore format: one comparison
}

test('BidiCharacterTest.txt, all of it (UAX #9, Unicode 15.0)', () => {
  const lines = readLines('BidiCharacterTest');
  expect(lines).toHaveLength(91_707);
  expect(lines.filter((line) => !agrees(line))).toEqual([]);
});

test('the table of classes is made from these files', () => {
  const made = execFileSync(process.execPath, ['scripts/unicode.mjs', '--print'], { cwd: root, encoding: 'utf8' });
  expect(readFileSync(new URL('src/engine/text/unicode/data.ts', root), 'utf8')).toBe(made);
});
