/** Words of scripts written without spaces, by the dictionaries of ICU. */

const segmenters = new Map<string, Intl.Segmenter>();

/** Which dictionary a run of such text needs, by its first letter. */
function languageOf(text: string): string {
  const codePoint = text.codePointAt(0)!;
  if (codePoint >= 0xe00 && codePoint < 0xe80) return 'th';
  if (codePoint >= 0xe80 && codePoint < 0xf00) return 'lo';
  if (codePoint >= 0x1780 && codePoint < 0x1800) return 'km';
  if (codePoint >= 0x1000 && codePoint < 0x10a0) return 'my';
  return 'en';
}

/** Offsets (UTF-16 units) inside `text` where a word begins. */
export function segmentWords(text: string): number[] {
  const language = languageOf(text);
  let segmenter = segmenters.get(language);
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' });
    segmenters.set(language, segmenter);
  }
  const offsets: number[] = [];
  for (const { index } of segmenter.segment(text)) if (index > 0) offsets.push(index);
  return offsets;
}
