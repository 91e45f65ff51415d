/**
 * Advances of IBM Plex Sans and IBM Plex Sans Arabic, regular, in ems, rounded up. Other faces of text are close to
 * them. Graphics are made before fonts are at hand, so room is left by this estimate.
 */
const SEPARATE = groups([
  [0.24, ' \u00a0'],
  [0.12, '\u202f'],
  [0.26, "ijîï'"],
  [0.29, 'l.,:;!’|'],
  [0.33, 'f[]·/'],
  [0.37, 'rt()'],
  [0.4, '-I'],
  [0.48, 'zs?„“”'],
  [0.51, 'cçvyxLJ'],
  [0.54, 'kgaàâäåáã«»'],
  [0.56, 'eéèêëF†‡oôöóõ'],
  [0.58, 'hnuùûüúñøbdpqTZSE'],
  [0.6, 'ÉÈ–YP+'],
  [0.65, 'VXCKRßAÀÄÅB'],
  [0.71, 'DUÜNHOÖØQG&'],
  [0.78, 'w—'],
  [0.88, 'mMæ'],
  [0.94, 'WÆ%œ'],
  [0.3, '٠١'],
  [0.54, '٢٤٥٦٧٨٩'],
  [0.65, '٣'],
]);

/** Letters of Arabic script before another one of the same word. */
const FOLLOWED = groups([
  [0.27, 'اأإآ،؛'],
  [0.32, 'ئێرزڕژ'],
  [0.36, 'بپتثنيیلڵ'],
  [0.42, 'ءكکگ'],
  [0.48, 'وۆؤةەقفڤ'],
  [0.52, 'عغدذم'],
  [0.6, 'ه'],
  [0.66, 'جحخچ'],
  [0.7, 'ىطظ'],
  [0.84, 'سش'],
  [0.95, 'صض'],
]);

/** At the end of a word, where they are drawn out. */
const LAST = groups([
  [0.27, 'اأإآ،؛'],
  [0.33, 'رزڕژ'],
  [0.4, 'ء'],
  [0.48, 'وۆؤةەه'],
  [0.52, 'دذ'],
  [0.62, 'عغجحخچم'],
  [0.73, 'نيیێىئلڵقڤ'],
  [0.79, 'طظ'],
  [0.93, 'بپتثفكکگ'],
  [1.22, 'سشصض'],
]);

function groups(rows: readonly (readonly [number, string])[]): ReadonlyMap<string, number> {
  return new Map(rows.flatMap(([ems, letters]) => [...letters].map((letter) => [letter, ems] as const)));
}

const ARABIC_LETTER = /[\u0620-\u064a\u066e-\u06d3\u06d5]/;

/** Semibold is so much wider than the regular weight. */
export const BOLD = 1.06;

/** Advance of a text in px, a little on the wide side. */
export function estimateWidth(text: string, fontSize: number): number {
  const letters = [...text.normalize('NFC').replace(/\p{M}|\p{Cf}/gu, '')];
  let ems = 0;
  letters.forEach((letter, i) => {
    ems += advanceOf(letter, ARABIC_LETTER.test(letters[i + 1] ?? ''));
  });
  return ems * fontSize;
}

export const boldWidth = (text: string, fontSize: number): number => estimateWidth(text, fontSize) * BOLD;

function advanceOf(letter: string, joins: boolean): number {
  const known = SEPARATE.get(letter);
  if (known !== undefined) return known;
  const arabic = (joins ? FOLLOWED : LAST).get(letter);
  if (arabic !== undefined) return arabic;
  if (/\p{Nd}/u.test(letter)) return 0.6;
  // Other scripts: East Asian letters fill an em.
  return /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]/.test(letter) ? 1 : 0.68;
}
