import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type HyphenationData, Hyphenator } from '../../../src/engine/text/hyphenate.ts';
import { patternName } from '../../../src/engine/text/languages.ts';
import { paragraphOf, testContext } from './context.ts';

const require = createRequire(import.meta.url);

/** The word with a hyphen wherever one may stand, two letters from either end at least. */
function hyphenated(word: string, lang: string): string {
  const points = testContext()
    .hyphenation.forLanguage(lang)!
    .points(word)
    .filter((point) => point >= 2 && word.length - point >= 2);
  return [...word].map((letter, i) => (points.includes(i) ? `-${letter}` : letter)).join('');
}

// Checked by hand against Retskrivningsordbogen's rules (section 15) and the Oxford and Merriam-Webster dictionaries.
test.each([
  [
    'da',
    'mis-sion ud-dan-nel-se re-ge-ring sol-da-ter sta-bi-li-tet sam-ar-bej-de par-la-men-ta-risk be-kæm-pel-se lan-det ter-ror',
  ],
  ['da', 'forsvars-mini-ste-riet sikkerheds-styrker hoved-kvarter træ-ning føde-vare-sikkerhed'],
  [
    'en-GB',
    'mis-sion se-cur-ity con-tri-bu-tion de-fence train-ing sta-bil-ity min-istry or-gan-isa-tion rep-res-ent-at-ives ter-ror-ism',
  ],
  [
    'en-US',
    'mis-sion se-cu-ri-ty con-tri-bu-tion de-fense train-ing sta-bil-i-ty min-istry or-ga-ni-za-tion rep-re-sen-ta-tives ter-ror-ism',
  ],
])('%s: %s', (lang, words) => {
  for (const word of words.split(' ')) expect(hyphenated(word.replaceAll('-', ''), lang)).toBe(word);
});

// The Danish patterns are wrong here; exceptions mend them.
test.each(['råd-gi-ver', 'råd-give', 'ter-ro-ris-me'])('da: %s', (word) => {
  expect(hyphenated(word.replaceAll('-', ''), 'da')).toBe(word);
});

test.each([
  ['da', 'da'],
  ['en', 'en-gb'],
])('every word of the texts in %s is broken as the package itself breaks it', (locale, name) => {
  const data = require(`hyphen/patterns/${name}.js`) as HyphenationData;
  const own = new Hyphenator(data, []);
  const reference = (require('hyphen') as (patterns: unknown, options: object) => (text: string) => string)(data, {
    hyphenChar: '-',
    minWordLength: 2,
  });
  const text = readFileSync(`data/missions/nato-mission-iraq/text.${locale}.json`, 'utf8');
  const words = new Set(text.toLowerCase().match(/\p{Ll}{4,}/gu));
  expect(words.size).toBeGreaterThan(200);
  for (const word of words) {
    const points = own.points(word).filter((point) => point >= 2 && word.length - point >= 2);
    const hyphens = [...word].map((letter, i) => (points.includes(i) ? `-${letter}` : letter)).join('');
    const theirs = reference(word).replace(/^(.)-/, '$1').replace(/-(.)$/, '$1');
    expect(hyphens).toBe(theirs);
  }
});

test('languages without patterns have no hyphenator, and tags lead to their patterns', () => {
  expect(['ar', 'ckb', 'kl', 'fo', ''].map((tag) => testContext().hyphenation.forLanguage(tag))).toEqual(
    Array(5).fill(undefined),
  );
  expect(['da-DK', 'en', 'en-US', 'en-CA', 'de', 'nn', 'fr-CA'].map(patternName)).toEqual([
    'da', 'en-gb', 'en-us', 'en-us', 'de-1996', 'nb', 'fr',
  ]); // biome-ignore format: a list
});

test('limits, abbreviations and names in capitals, hyphens: manual', () => {
  const hyphensOf = (text: string, changes = {}) => {
    const points = [...paragraphOf(text, 'da', { hyphens: 'auto', ...changes }).splits.values()]
      .flat()
      .map(({ offset }) => offset);
    return [...text].map((letter, i) => (points.includes(i) ? `-${letter}` : letter)).join('');
  };
  expect(hyphensOf('terror NATO MISSION mission')).toBe('ter-ror NATO MISSION mis-sion');
  expect(hyphensOf('landet uddannelse', { hyphenateLimitChars: [8, 3, 4] })).toBe('landet uddan-nelse');
  expect(hyphensOf('uddannelse', { hyphens: 'manual' })).toBe('uddannelse');
});

test('a word that changes its length in lower case keeps its offsets by not being broken', () => {
  expect(testContext().hyphenation.forLanguage('da')!.points('İstanbul')).toEqual([]);
});
