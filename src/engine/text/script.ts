/** Script itemisation by the Unicode Script property (UAX #24), with the scripts fonts are likely to have. */

const SCRIPTS: readonly (readonly [string, RegExp])[] = (
  [
    ['Latn', 'Latin'], ['Arab', 'Arabic'], ['Hebr', 'Hebrew'], ['Cyrl', 'Cyrillic'], ['Grek', 'Greek'],
    ['Deva', 'Devanagari'], ['Thai', 'Thai'], ['Laoo', 'Lao'], ['Khmr', 'Khmer'], ['Hani', 'Han'],
    ['Hira', 'Hiragana'], ['Kana', 'Katakana'], ['Hang', 'Hangul'], ['Bopo', 'Bopomofo'], ['Armn', 'Armenian'],
    ['Geor', 'Georgian'], ['Beng', 'Bengali'], ['Guru', 'Gurmukhi'], ['Gujr', 'Gujarati'], ['Orya', 'Oriya'],
    ['Taml', 'Tamil'], ['Telu', 'Telugu'], ['Knda', 'Kannada'], ['Mlym', 'Malayalam'], ['Sinh', 'Sinhala'],
    ['Mymr', 'Myanmar'], ['Tibt', 'Tibetan'], ['Ethi', 'Ethiopic'], ['Mong', 'Mongolian'], ['Syrc', 'Syriac'],
    ['Thaa', 'Thaana'], ['Nkoo', 'Nko'], ['Cans', 'Canadian_Aboriginal'], ['Cher', 'Cherokee'], ['Tfng', 'Tifinagh'],
    ['Adlm', 'Adlam'],
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

export interface ScriptRun {
  readonly end: number;
  /** ISO 15924. */
  readonly script: string;
}

/** Everything up to here is Latin or common to scripts. */
const LATIN_ONLY = /^[\u0000-\u024f\u2010-\u2027\u202f-\u2030\u20ac]*$/;

/**
 * Runs of one script: what scripts have in common goes with what stands before it, a closing bracket with its opening
 * one (UAX #24 section 5.1), and what stands first with what follows.
 */
export function scriptRuns(text: string): readonly ScriptRun[] {
  if (LATIN_ONLY.test(text)) return [{ end: text.length, script: 'Latn' }];
  const runs: { end: number; script: string }[] = [];
  const open: { readonly closing: string; readonly script: string | undefined }[] = [];
  let current: string | undefined;
  for (let i = 0; i < text.length; ) {
    const codePoint = text.codePointAt(i)!;
    const next = i + (codePoint > 0xffff ? 2 : 1);
    let script = scriptOf(codePoint);
    if (script === undefined) {
      const closing = BRACKETS[text[i]!];
      if (closing !== undefined && open.length < 64) open.push({ closing, script: current });
      else {
        const match = open.findLastIndex((bracket) => bracket.closing === text[i]);
        if (match >= 0) {
          script = open[match]!.script;
          open.length = match;
        }
      }
    }
    if (script !== undefined && script !== current) {
      if (current !== undefined) runs.push({ end: i, script: current });
      current = script;
    }
    i = next;
  }
  runs.push({ end: text.length, script: current ?? 'Zyyy' });
  return runs;
}

const BRACKETS: Readonly<Record<string, string>> = {
  '(': ')', '[': ']', '{': '}', '«': '»', '‹': '›', '“': '”', '‘': '’', '„': '“', '（': '）', '「': '」', '『': '』',
  '《': '》', '〈': '〉', '【': '】', '［': '］',
}; // biome-ignore format: a table

/** Strong right-to-left letters, and the controls that make bidirectional work needed (UAX #9). */
const NEEDS_BIDI =
  /[\u0590-\u08FF\u200F\u202B\u202E\u2067\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

export const needsBidi = (text: string): boolean => NEEDS_BIDI.test(text);
