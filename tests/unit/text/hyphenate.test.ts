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

// Judged by hand by the spelling rules of each language.
test.each([
  ['de', 'Ver-tei-di-gung Si-cher-heit Kom-man-deur Ter-ro-ris-mus Sta-bi-li-tät Un-ter-stüt-zung Be-ob-ach-ter Brüs-sel'],
  ['fr', 'com-man-de-ment ad-mi-nis-tra-tion dé-ta-che-ment sé-cu-ri-té mi-nis-tère ter-ro-risme ins-truc-tion chiffre'],
  ['nb', 'freds-be-va-ren-de sik-ker-hets-råd sam-ar-beid opp-læ-ring råd-giv-ning opp-drag he-li-kop-ter-bi-drag'],
  ['sv', 'råd-gi-va-re ut-bild-ning sam-ar-be-te för-svars-mak-ten sä-ker-hets-råd hög-kvar-ter flyg-bas'],
  ['fi', 'puo-lus-tus-voi-mat ken-raa-li-luut-nant-ti tur-val-li-suus-neu-vos-to suur-lä-he-tys-tö tu-ki-koh-ta kou-lu-tus'],
  ['nl', 'vei-lig-heids-raad hoofd-kwar-tier ad-vies-mis-sie op-lei-ding strijd-krach-ten sa-men-wer-king ter-ro-ris-me'],
  ['es', 'con-tri-bu-ción he-li-cóp-te-ro se-gu-ri-dad co-man-dan-te de-sa-rro-llo trans-por-te ins-truc-ción'],
  ['it', 'con-tri-bu-to di-fe-sa mi-ni-ste-ro si-cu-rez-za co-man-dan-te ad-de-stra-men-to tra-spor-to so-vra-ni-tà'],
  ['pt', 'he-li-cóp-te-ro de-fe-sa mi-nis-té-rio se-gu-ran-ça co-man-dan-te ins-tru-ção trans-por-te co-o-pe-ra-ção'],
  ['pl', 'bez-pie-czeń-stwo mi-ni-ster-stwo do-wódz-two śmi-gło-wiec szko-le-nie współ-pra-ca pod-po-rucz-nik'],
  ['uk', 'без-пе-ка обо-ро-на під-го-тов-ка спів-пра-ця під-роз-діл мі-ні-стер-ство'],
])('%s: %s', (lang, words) => {
  for (const word of words.split(' ')) expect(hyphenated(word.replaceAll('-', ''), lang)).toBe(word);
}); // biome-ignore format: a table

// The patterns are wrong here, or break a compound within its parts, or a name; exceptions mend them.
test.each([
  ['da', 'råd-gi-ver råd-give ter-ro-ris-me Lollesgaard'],
  ['en-GB', 'head-quarters heli-copter Pugholm Denmark'],
  ['en-US', 'he-li-cop-ter head-quar-ters Iannucci'],
  ['de', 'stabs-angehörige Luftwaffen-basis Verteidigungs-minis-terium Generalleutnant Dänemark Inherent Resolve'],
  ['fr', 'con-tri-bu-tion Danemark Koweït Lollesgaard'],
  ['nb', 'hoved-kvarter styrke-sjef Stortinget'],
  ['sv', 'general-löjt-nant stabs-of-fi-cer Danmark'],
  ['fi', 'Tanskan Bagdadissa Lollesgaard'],
  ['nl', 'Denemarken Pugholm'],
  ['es', 'Dinamarca Iannucci'],
  ['it', 'Danimarca Inherent'],
  ['pt', 'sub-li-nhar Dinamarca'],
  ['pl', 'Bagdadzie Folketing'],
  ['uk', 'Багдаді Фолькетинг'],
])('%s, exceptions: %s', (lang, words) => {
  for (const word of words.split(' ')) expect(hyphenated(word.replaceAll('-', ''), lang)).toBe(word);
});

// What `hyphenate-limit-chars: auto` leaves at either end, and five letters in all.
test.each([
  ['de', 'Abend', 'Abend'],
  ['de', 'Oper', 'Oper'],
  ['de', 'Übung', 'Übung'],
  ['de', 'eben', 'eben'],
  ['de', 'Ober-gren-ze', 'Ober-gren-ze'],
  ['fr', 'pa-ra-de', 'pa-rade'],
  ['fr', 'sé-cu-ri-té', 'sé-cu-rité'],
  ['it', 'mi-ni-ste-ro', 'mi-ni-stero'],
  ['pt', 'de-fe-sa', 'de-fesa'],
  ['es', 'de-fen-sa', 'de-fen-sa'],
  ['fi', 'kou-lu-tus', 'kou-lu-tus'],
])('%s: %s is %s with the limits of its language', (lang, word, expected) => {
  const letters = word.replaceAll('-', '');
  const points = testContext().hyphenation.points(letters, lang, [0, 0, 0]);
  expect([...letters].map((letter, i) => (points.includes(i) ? `-${letter}` : letter)).join('')).toBe(expected);
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
