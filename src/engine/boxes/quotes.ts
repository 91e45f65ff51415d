type Pairs = readonly (readonly [open: string, close: string])[];

const of = (marks: string): Pairs => {
  const [a, b, c, d] = marks.split(' ');
  return [
    [a!, b!],
    [c!, d!],
  ];
};

const ENGLISH = of('“ ” ‘ ’');
const NARROW = '\u202f';

/** Quotation marks, outer and inner, as print in the language has them: mostly those of CLDR. */
const QUOTES: Readonly<Record<string, Pairs>> = {
  ar: of('« » ‹ ›'), ca: of('« » “ ”'), ckb: of('« » ‹ ›'), cs: of('„ “ ‚ ‘'), da: of('» « › ‹'), de: of('„ “ ‚ ‘'),
  'de-CH': of('« » ‹ ›'), el: of('« » “ ”'), es: of('« » “ ”'), fa: of('« » ‹ ›'), fi: of('” ” ’ ’'),
  fr: [[`«${NARROW}`, `${NARROW}»`], [`‹${NARROW}`, `${NARROW}›`]],
  he: of('” ” ’ ’'), it: of('« » “ ”'), ja: of('「 」 『 』'), nb: of('« » ‘ ’'), nl: of('‘ ’ “ ”'), nn: of('« » ‘ ’'),
  no: of('« » ‘ ’'), pl: of('„ ” « »'), pt: of('“ ” ‘ ’'), 'pt-PT': of('« » “ ”'), ru: of('« » „ “'), sk: of('„ “ ‚ ‘'),
  sv: of('” ” ’ ’'), tr: of('“ ” ‘ ’'), uk: of('« » „ “'), yue: of('「 」 『 』'), 'zh-Hant': of('「 」 『 』'),
}; // biome-ignore format: a table

/** The pairs of `quotes: auto` for a BCP 47 tag (CSS Content 3 section 3.1), outer first. */
export function quotesOf(lang: string): Pairs {
  for (let tag = lang; tag; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    const pairs = QUOTES[tag];
    if (pairs) return pairs;
  }
  return ENGLISH;
}
