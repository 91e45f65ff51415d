import { readFileSync } from 'node:fs';
import { Findings } from '../../../src/base/diagnostics.ts';
import { parseJson } from '../../../src/content/dataset/json.ts';
import { type LocalePack, readLocaleFile } from '../../../src/content/i18n/locale-file.ts';
import { compileMessage } from '../../../src/content/i18n/messages.ts';
import { checkProse, checkTranslated, wordsOf } from '../../../src/content/i18n/prose.ts';

const packs = new Map<string, LocalePack>();

function packOf(locale: string): LocalePack {
  const file = `data/locales/${locale}.json`;
  const pack = packs.get(locale) ?? readLocaleFile({ file, text: readFileSync(file, 'utf8') }, () => {})!;
  packs.set(locale, pack);
  return pack;
}

/** What is found in one message: `code at column of the string`. */
function slips(locale: string, text: string, source?: string): string[] {
  const findings = new Findings();
  const document = parseJson({ file: 'text.json', text: JSON.stringify([text]) }, () => {})!;
  const place = { document, pointer: '/0' };
  const words = wordsOf(compileMessage(text, locale, () => {})!);
  checkProse(text, words, packOf(locale), place, findings.report);
  if (source !== undefined) {
    const languages = { language: packOf(locale).info.language, sourceLanguage: 'da' };
    checkTranslated(words, wordsOf(compileMessage(source, 'da', () => {})!), languages, place, findings.report);
  }
  // One column for the bracket and one for the quotation mark before the string.
  return findings.list.map(({ code, column }) => `${code} ${column! - 3}`);
}

test.each([
  ['da', 'Han sagde: »Velkommen til {nmi, name}.«'],
  ['da', '»{nmi, name}« er NATO’s mission, fra kl. 12:30 og frem; ca. 1:10.'],
  ['en', '“{nmi, name}” wasn’t a “combat mission”: https://nato.int/x?a=1; really!'],
  ['fr', 'Qu’est-ce que «\u202f{nmi, name}\u202f»\u202f? Une mission\u00a0: voilà\u202f!'],
  ['de', 'Was ist „{nmi, name}“? <strong>Eine Mission:</strong> ja.'],
  ['ar', 'ما هي «{nmi, name}»؟ قانون B 159، وEH101 أيضًا في ٢٠٢٠.'],
  ['ckb', '\u2067نێردەی {nmi, name}\u2069، لە ٢٠٢٠دا؛'],
  ['en', 'Called <span lang="da">fra og med »nu«</span> in Danish.'],
])('%s: good prose has no finding: %s', (locale, text) => {
  expect(slips(locale, text)).toEqual([]);
});

test.each([
  ['da', 'To  mellemrum', ['text-space 2']],
  ['da', ' foran', ['text-space 0']],
  ['da', 'Hvad nu ?', ['text-space 7']],
  ['da', 'Et ord , et andet', ['text-space 6']],
  ['da', '“Velkommen”', ['text-quotes 0', 'text-quotes 10']],
  ['da', '«Velkommen»', ['text-quotes 0', 'text-quotes 10']],
  ['da', '»Velkommen {nmi, name}', ['text-quotes 0']],
  ['en', "NATO's", ['text-quotes 4']],
  ['fr', 'Quoi?', ['text-space 4']],
  ['fr', '« Bonjour »', ['text-space 0', 'text-space 10']],
  ['ar', 'في 2020', ['text-digits 3']],
  ['ar', 'بغداد, العراق', ['text-quotes 5']],
  ['en', 'in ٢٠٢٠', ['text-digits 3']],
  ['ckb', 'بەغدا \u2067عێراق', ['text-bidi 6']],
  ['ckb', 'بەغدا\u2069', ['text-bidi 5']],
] as const)('%s: %j', (locale, text, wanted) => {
  expect(slips(locale, text)).toEqual(wanted);
});

test('words left in the source language, and whole strings', () => {
  expect(slips('en', 'Fra 2018', 'Fra 2018')).toEqual(['text-untranslated 0']);
  expect(slips('de', 'Die Mission og mere', 'Missionen og mere')).toEqual(['text-untranslated 12']);
  expect(slips('en', 'Danske soldater uden navn', 'Danske soldater uden navn')).toEqual(['text-untranslated -1']);
  expect(slips('en', '{nmi, name} in {IQ, country}', '{nmi, name} i {IQ, country}')).toEqual([]);
  expect(slips('en', 'The end of man', 'Enden')).toEqual([]);
});
