/** Script itemisation by the Unicode Script property (UAX #24), with the scripts fonts are likely to have. */

const SCRIPTS: readonly (readonly [string, RegExp])[] = (
  [
    ['Latn', 'Latin'], ['Arab', 'Arabic'], ['Hebr', 'Hebrew'], ['Cyrl', 'Cyrillic'], ['Grek', 'Greek'],
    ['Deva', 'Devanagari'], ['Thai', 'Thai'], ['Laoo', 'Lao'], ['Khmr', 'Khmer'], ['Hani', 'Han'],
    ['Hira', 'Hiragana'], ['Kana', 'Katakana'], ['Hang', 'Hangul'], ['Armn', 'Armenian'], ['Geor', 'Georgian'],
    ['Beng', 'Bengali'], ['Guru', 'Gurmukhi'], ['Gujr', 'Gujarati'], ['Orya', 'Oriya'], ['Taml', 'Tamil'],
    ['Telu', 'Telugu'], ['Knda', 'Kannada'], ['Mlym', 'Malayalam'], ['Sinh', 'Sinhala'], ['Mymr', 'Myanmar'],
    ['Tibt', 'Tibetan'], ['Ethi', 'Ethiopic'], ['Mong', 'Mongolian'], ['Syrc', 'Syriac'], ['Thaa', 'Thaana'],
    ['Nkoo', 'Nko'], ['Cans', 'Canadian_Aboriginal'], ['Cher', 'Cherokee'], ['Tfng', 'Tifinagh'], ['Adlm', 'Adlam'],
  ] as const
).map(([tag, name]) => [tag, new RegExp(`\\p{Script=${name}}`, 'u')]); // biome-ignore format: a table

const COMMON = /[\p{Script=Common}\p{Script=Inherited}]/u;
const cache = new Map<number, string | undefined>();

/** ISO 15924 tag of a character's script; undefined for characters common to several. */
export function scriptOf(codePoint: number): string | undefined {
  if (codePoint < 0x80) return (codePoint | 32) >= 97 && (codePoint | 32) <= 122 ? 'Latn' : undefined;
  if (cache.has(codePoint)) return cache.get(codePoint);
  const character = String.fromCodePoint(codePoint);
  const script = COMMON.test(character)
    ? undefined
    : (SCRIPTS.find(([, pattern]) => pattern.test(character))?.[0] ?? 'Zyyy');
  if (cache.size > 20_000) cache.clear();
  cache.set(codePoint, script);
  return script;
}

/** Strong right-to-left letters, and the controls that make bidirectional work needed (UAX #9). */
const NEEDS_BIDI =
  /[\u0590-\u08FF\u200F\u202B\u202E\u2067\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

export const needsBidi = (text: string): boolean => NEEDS_BIDI.test(text);
