// Makes src/engine/text/unicode/data.ts from the Unicode Character Database under tests/data/unicode/; `--print` writes it out.
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const folder = new URL('../tests/data/unicode/', import.meta.url);
const target = new URL('../src/engine/text/unicode/data.ts', import.meta.url);
const LAST = 0x10ffff;

const linesOf = (name) =>
  gunzipSync(readFileSync(new URL(`${name}.txt.gz`, folder)))
    .toString()
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter(Boolean)
    .map((line) => line.split(/\s*;\s*/));

/** Fills an array of values by code point from a file of ranges. */
function property(name, missing, accepts = () => true) {
  const values = new Array(LAST + 1).fill(undefined);
  for (const [range, value] of linesOf(name)) {
    if (!accepts(value)) continue;
    const [from, to = from] = range.split('..').map((hex) => Number.parseInt(hex, 16));
    values.fill(value, from, to + 1);
  }
  return values.map((value, codePoint) => value ?? missing(codePoint));
}

const within = (ranges) => (codePoint) => ranges.some(([from, to]) => codePoint >= from && codePoint <= to);

// The defaults that the heads of the files state.
const ideographic = within([
  [0x3400, 0x4dbf], [0x4e00, 0x9fff], [0xf900, 0xfaff], [0x20000, 0x2fffd], [0x30000, 0x3fffd], [0x1f000, 0x1faff],
  [0x1fc00, 0x1fffd],
]); // biome-ignore format: a table
const currency = within([[0x20a0, 0x20cf]]);
const missingBidi = [
  [0x0590, 0x05ff, 'R'], [0x0600, 0x07bf, 'AL'], [0x07c0, 0x085f, 'R'], [0x0860, 0x08ff, 'AL'], [0x20a0, 0x20cf, 'ET'],
  [0xfb1d, 0xfb4f, 'R'], [0xfb50, 0xfdcf, 'AL'], [0xfdf0, 0xfdff, 'AL'], [0xfe70, 0xfeff, 'AL'], [0x10800, 0x10cff, 'R'],
  [0x10d00, 0x10d3f, 'AL'], [0x10d40, 0x10ebf, 'R'], [0x10ec0, 0x10eff, 'AL'], [0x10f00, 0x10f2f, 'R'],
  [0x10f30, 0x10f6f, 'AL'], [0x10f70, 0x10fff, 'R'], [0x1e800, 0x1ec6f, 'R'], [0x1ec70, 0x1ecbf, 'AL'],
  [0x1ecc0, 0x1ecff, 'R'], [0x1ed00, 0x1ed4f, 'AL'], [0x1ed50, 0x1edff, 'R'], [0x1ee00, 0x1eeff, 'AL'],
  [0x1ef00, 0x1efff, 'R'],
]; // biome-ignore format: a table

const category = property('DerivedGeneralCategory', () => 'Cn');
const wide = property('EastAsianWidth', () => 'N').map((width) => width === 'F' || width === 'W' || width === 'H');
const pictographic = property(
  'emoji-data',
  () => undefined,
  (value) => value === 'Extended_Pictographic',
);
const breaking = property('LineBreak', (c) => (ideographic(c) ? 'ID' : currency(c) ? 'PR' : 'XX'));
const bidi = property('DerivedBidiClass', (c) => {
  const noncharacter = (c & 0xfffe) === 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
  return noncharacter ? 'BN' : (missingBidi.find(([from, to]) => c >= from && c <= to)?.[2] ?? 'L');
});

/** UAX #14 rule LB1, but for SA and CJ, which go by language and style; what LB30 and LB30b look at is a class. */
function resolve(codePoint) {
  const value = breaking[codePoint];
  if (value === 'AI' || value === 'SG' || value === 'XX') return 'AL';
  if (value === 'SA') return category[codePoint] === 'Mn' || category[codePoint] === 'Mc' ? 'CM' : 'SA';
  if ((value === 'OP' || value === 'CP') && wide[codePoint]) return `${value}_EA`;
  if (pictographic[codePoint] && category[codePoint] === 'Cn') return 'ID_CN';
  return value;
}

const CODES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Runs of equal values over all code points: a letter for the class, the length after it. */
function runs(names, classOf) {
  let out = '';
  for (let from = 0; from <= LAST; ) {
    const value = classOf(from);
    let to = from + 1;
    while (to <= LAST && classOf(to) === value) to++;
    const index = names.indexOf(value);
    if (index < 0) throw new Error(`no class ${value}`);
    out += CODES[index] + (to - from === 1 ? '' : digits(to - from));
    from = to;
  }
  return out;
}

/** Digits that no class letter is taken for: 0-9 and punctuation. */
const DIGITS = '0123456789!#$%&()*+,-./:;<=>?@[]^_{|}';
const digits = (n) => (n === 0 ? '' : digits(Math.floor(n / DIGITS.length)) + DIGITS[n % DIGITS.length]);

const LINE = [
  'AL', 'BK', 'CR', 'LF', 'NL', 'CM', 'ZWJ', 'SP', 'ZW', 'WJ', 'GL', 'B2', 'BA', 'BB', 'HY', 'CB', 'CL', 'CP', 'CP_EA',
  'EX', 'IN', 'NS', 'CJ', 'OP', 'OP_EA', 'QU', 'IS', 'NU', 'PO', 'PR', 'SY', 'SA', 'EB', 'EM', 'H2', 'H3', 'HL', 'ID',
  'ID_CN', 'JL', 'JV', 'JT', 'RI',
]; // biome-ignore format: a list
const BIDI = [
  'L', 'R', 'AL', 'EN', 'ES', 'ET', 'AN', 'CS', 'NSM', 'BN', 'B', 'S', 'WS', 'ON', 'LRE', 'LRO', 'RLE', 'RLO', 'PDF',
  'LRI', 'RLI', 'FSI', 'PDI',
]; // biome-ignore format: a list

const brackets = linesOf('BidiBrackets')
  .filter(([, , type]) => type === 'o')
  .map(([open, close]) => String.fromCodePoint(Number.parseInt(open, 16), Number.parseInt(close, 16)))
  .join('');

const quoted = (text) => `'${text.replace(/[\\']/g, '\\$&')}'`;
const list = (names) => names.map((name) => `'${name}'`).join(', ');

const text = `// Made by \`npm run unicode\` from the Unicode Character Database 15.0; not to be edited.
// biome-ignore-all format: generated
// biome-ignore-all lint: generated

/** Line_Break values after rule LB1 of UAX #14; SA and CJ stay, \`_EA\` is East Asian wide, \`_CN\` a pictograph to come. */
export const LINE_CLASSES = [${list(LINE)}] as const;

/** Runs of Line_Break classes over all code points. */
export const LINE_RUNS = ${quoted(runs(LINE, resolve))};

/** Bidi_Class values (UAX #9). */
export const BIDI_CLASSES = [${list(BIDI)}] as const;

/** Runs of Bidi_Class over all code points. */
export const BIDI_RUNS = ${quoted(runs(BIDI, (c) => bidi[c]))};

/** Opening and closing paired brackets in turn (BidiBrackets.txt). */
export const BRACKET_PAIRS = ${quoted(brackets)};

/** Digits of the lengths of runs, most significant first; a run without length is 1 long. */
export const RUN_DIGITS = ${quoted(DIGITS)};
`;

if (process.argv.includes('--print')) process.stdout.write(text);
else writeFileSync(target, text);
