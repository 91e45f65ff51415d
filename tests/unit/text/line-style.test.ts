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
  // Quoted as others do, the mark next to a space says what it is.
  ['da', 'et: |«ord» |her'],
  ['fr', 'un: |»mot« |ici'],
  ['en', 'the |“word” |and |‘that’ |don’t'],
  ['en', '10 |000 |km/|h |and/|or |e-|mail |x–|y'],
  ['en', 'see |/usr/|share |in |./a |or |../b, |.NET |a / |b |so . |it ; |( /|a'],
  ['uk', 'слово |« слово » |слово'],
  ['', '« |mot |» |et'],
  ['zh', '他|说|“你|好”，|“NMI”|任|务'],
  ['ja', '“引|用”|https:'],
  // Where nothing is known of the language, between ideographs all the same (UAX #14 revision 53, rule LB19a).
  ['', '他|说|“你|好”|任|务'],
  ['ko', '은|“훈|련”|은'],
  // Rule LB21a lets Hebrew words part after a maqaf since Unicode 15.1.
  ['he', 'לא־|צבאי |ב־2018 |לא-|צבאי'],
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

test('a word goes on through inline boxes', () => {
  const text = 'กำลังทำงาน';
  const style = styleOf();
  const item = (start: number, end: number) => ({ type: 'text' as const, start, end, style, lang: 'th' });
  const apart = [{ type: 'open' as const, at: 0 }, item(0, 2), { type: 'close' as const, at: 2 }, item(2, text.length)];
  expect(findBreaks(text, apart, style)).toEqual(findBreaks(text, [item(0, text.length)], style));
});

test.each<[string, Partial<ComputedStyle>, string]>([
  // A small kana begins no line in strict rules, and a prolonged sound mark neither.
  ['ja', { lineBreak: 'strict' }, 'キャッ|シュ|カー|ド'],
  ['ja', { lineBreak: 'normal' }, 'キ|ャ|ッ|シ|ュ|カ|ー|ド'],
  ['ja', { lineBreak: 'loose' }, '人|々|は…|…|・|だ'],
  ['ja', { lineBreak: 'strict' }, '人々|は……・|だ'],
  ['ja', {}, '「日|本」、|国。'],
  ['ja', { lineBreak: 'loose' }, '日|‐|国 |11‐|12 |日|〜|国'],
  ['ja', { lineBreak: 'normal' }, '日‐|国|〜|国'],
  // No Japanese line begins with a wave dash where nobody asks for it.
  ['ja', {}, '日〜|国'],
  ['zh', {}, '日|〜|国'],
  ['en', {}, 'コ|ー|ド'],
  ['ja', { wordBreak: 'keep-all' }, '「日本」、|国の。'],
  ['ja', { wordBreak: 'keep-all' }, 'ウィキ・|ペディア々々'],
  ['th', { wordBreak: 'keep-all' }, 'ภาษา|ไทย'],
  ['zh', { lineBreak: 'anywhere' }, '「|中|国|」|，|好'],
  ['ko', { wordBreak: 'keep-all' }, '한국어 |문장'],
  ['ko', {}, '한|국|어 |문|장'],
  ['en', { wordBreak: 'break-all' }, 'a|b|c |d|e|f,|g'],
  ['en', { wordBreak: 'normal' }, 'abc |def,g'],
  ['hi', { wordBreak: 'break-all' }, 'क्ष|त्रि|य |हिं|दी'],
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
