import type { ComputedStyle } from '../../../src/engine/css/style.ts';
import { findBreaks } from '../../../src/engine/text/line-style.ts';
import { styleOf } from './context.ts';

/** The text with a bar wherever a line may end. */
function parted(text: string, lang: string, changes: Partial<ComputedStyle> = {}): string {
  const style = styleOf(changes);
  const breaks = findBreaks(text, [{ type: 'text', start: 0, end: text.length, style, lang }], style);
  return Array.from({ length: text.length }, (_, i) => (breaks[i] ? `|${text[i]}` : text[i])).join('');
}

const plain = (marked: string): string => marked.replaceAll('|', '');

test.each([
  ['fr', '« mot » |et |« autre »'],
  ['fr', 'Quoi ? |Non ! |Si ; |oui : |non'],
  ['fr', '«\u202fmot\u202f», |«\u00a0deux\u00a0»'],
  ['de', 'das |»Wort« |und |„Wort“ |da'],
  ['de-CH', 'das |« Wort » |da'],
  ['da', 'et |»ord« |og |» ord « |her'],
  ['en', 'the |“word” |and |‘that’ |don’t'],
  ['en', '10 |000 |km/|h |and/|or |e-|mail |x–|y'],
  ['uk', 'слово |« слово » |слово'],
  ['', '« |mot |» |et'],
])('%s: %s', (lang, marked) => {
  expect(parted(plain(marked), lang)).toBe(marked);
});

// Dictionaries of ICU; these words have been the same in every version.
test.each([
  ['th', 'ภาษา|ไทย|เป็น|ภาษา|ที่|มี|ความ|สำคัญ'],
  ['lo', 'ພາສາ|ລາວ'],
  ['km', 'ខ្ញុំ|ស្រឡាញ់|ប្រទេស|កម្ពុជា'],
  ['th', 'ราคา |100 |บาท'],
])('words of %s by dictionary: %s', (lang, marked) => {
  expect(parted(plain(marked), lang)).toBe(marked);
});

test.each<[string, Partial<ComputedStyle>, string]>([
  // A small kana begins no line in strict rules, and a prolonged sound mark neither.
  ['ja', { lineBreak: 'strict' }, 'キャッ|シュ|カー|ド'],
  ['ja', { lineBreak: 'normal' }, 'キ|ャ|ッ|シ|ュ|カ|ー|ド'],
  ['ja', { lineBreak: 'loose' }, '人|々|は|…|…|・|だ'],
  ['ja', { lineBreak: 'strict' }, '人々|は……・|だ'],
  ['ja', {}, '「日|本」、|国。'],
  ['ja', { wordBreak: 'keep-all' }, '「日本」、|国の。'],
  ['zh', { lineBreak: 'anywhere' }, '「|中|国|」|，|好'],
  ['ko', { wordBreak: 'keep-all' }, '한국어 |문장'],
  ['ko', {}, '한|국|어 |문|장'],
  ['en', { wordBreak: 'break-all' }, 'a|b|c |d|e|f,|g'],
  ['en', { wordBreak: 'normal' }, 'abc |def,g'],
  ['en', { textWrapMode: 'nowrap' }, 'abc def'],
  ['en', { hyphens: 'none' }, 'ab\u00adcd'],
  ['en', { hyphens: 'manual' }, 'ab\u00ad|cd'],
  ['da', { textWrapStyle: 'pretty' }, '100 km |og |20 % |af |3 t |i |5 |kasser'],
  ['fr', { textWrapStyle: 'pretty' }, 'les |11–12 |juillet, |11.–12. |et |a–|b'],
  ['fr', {}, '11–|12 |juillet'],
  ['da', {}, '100 |km |og |20 |% |af'],
])('%s %j: %s', (lang, changes, marked) => {
  expect(parted(plain(marked), lang, changes)).toBe(marked);
});
