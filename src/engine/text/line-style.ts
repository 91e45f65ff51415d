import type { ComputedStyle } from '../css/style.ts';
import { mayPart } from './clusters.ts';
import { lineBreakOpportunities } from './line-break.ts';
import type { ParagraphItem } from './paragraph.ts';
import { tailorIdeographicQuotes, tailorQuotes } from './quotes.ts';
import { segmentWords } from './segment.ts';
import { LB, lineClasses } from './unicode/classes.ts';

const {
  AL, BA, CJ, CM, EB, EM, EX, H2, H3, HL, HY, ID, ID_CN, IN, IS, JL, JT, JV, NS, NU, OP, PO, PR, SA, SP, SY, ZWJ,
} = LB; // biome-ignore format: a list

const NO_BREAK_SPACE = 0xa0;
const SOFT_HYPHEN = 0xad;

type TextItem = ParagraphItem & { type: 'text' };

/**
 * Where the lines of a paragraph may (1) and must (2) end, by UTF-16 offset: UAX #14, tailored by language and by
 * `line-break` and `word-break`, with words of Thai, Lao, Khmer and Burmese found by dictionary (CSS Text 4 section 5).
 * `style` is the block container's.
 */
export function findBreaks(text: string, items: readonly ParagraphItem[], style: ComputedStyle): Uint8Array {
  const classes = lineClasses(text);
  for (const item of items) if (item.type === 'text') tailorClasses(text, classes, item);
  tailorIdeographicQuotes(text, classes);
  const breaks = lineBreakOpportunities(text, classes);
  if (classes.includes(SA)) breakComplexContext(text, classes, breaks);
  if (classes.includes(HL)) breakAfterMaqaf(classes, breaks);
  if (classes.includes(SY) || classes.includes(IS)) breakBeforePaths(classes, breaks);
  for (const item of items) {
    if (item.type === 'text') refine(text, classes, breaks, item);
    else if (item.type === 'break') breaks[item.at + 1] = 2;
    else if (item.type === 'atomic') besideAtomic(text, breaks, item.at);
  }
  keepUnwrapped(text, items, style, breaks);
  return breaks;
}

/** An atomic inline is breakable before and after, but at a no-break space. */
function besideAtomic(text: string, breaks: Uint8Array, at: number): void {
  if (at > 0 && text.charCodeAt(at - 1) !== NO_BREAK_SPACE && !breaks[at]) breaks[at] = 1;
  const after = text.charCodeAt(at + 1);
  const space = after === 0x20 || after === 0x09 || after === 0x0a || after === NO_BREAK_SPACE;
  if (at + 1 < text.length && !space && !breaks[at + 1]) breaks[at + 1] = 1;
}

/** `text-wrap-mode: nowrap`. What is outside any text item, an atomic inline, goes by the block container. */
function keepUnwrapped(text: string, items: readonly ParagraphItem[], style: ComputedStyle, breaks: Uint8Array): void {
  const outside = style.textWrapMode === 'nowrap' ? 1 : 0;
  if (!outside && items.every((item) => item.type !== 'text' || item.style.textWrapMode === 'wrap')) return;
  const fixed = new Uint8Array(text.length).fill(outside);
  for (const item of items)
    if (item.type === 'text') fixed.fill(item.style.textWrapMode === 'nowrap' ? 1 : 0, item.start, item.end);
  for (let i = 1; i < text.length; i++) if (breaks[i] === 1 && fixed[i - 1] && fixed[i]) breaks[i] = 0;
}

/** Languages that are written with ideographs. */
const isIdeographic = (lang: string): boolean => ['ja', 'zh', 'yue'].includes(lang.split('-', 1)[0]!);

/** Iteration marks, before which `loose` breaks (CSS Text 4 section 5.3). */
const ITERATION = /[\u3005\u303b\u309d\u309e\u30fd\u30fe]/;
/** Dashes and centred marks that Chinese and Japanese may break before in `normal` and `loose`. */
const WAVE = /[\u301c\u30a0]/;
const CENTRED = /[\u30fb\uff1a\uff1b\uff65\u203c\u2047-\u2049\uff01\uff1f]/;

/** Gives characters other classes where style or language say so. */
function tailorClasses(text: string, classes: Uint8Array, { start, end, style, lang }: TextItem): void {
  tailorQuotes(text, classes, start, end, lang);
  const { lineBreak, wordBreak } = style;
  const ideographic = isIdeographic(lang);
  // As browsers have it, `auto` is `normal`, but for what no Japanese line begins with.
  const strict = lineBreak === 'strict';
  const waves = ideographic && !(lineBreak === 'auto' && lang.startsWith('ja'));
  const loose = lineBreak === 'loose';
  for (let i = start; i < end; i++) {
    const own = classes[i]!;
    if (own === CJ) classes[i] = strict ? NS : ID;
    else if (wordBreak === 'break-all' && (own === AL || own === HL || own === NU || own === SA)) classes[i] = ID;
    else if (!strict && own === NS) {
      const character = text[i]!;
      if (loose && ITERATION.test(character)) classes[i] = ID;
      else if (waves && WAVE.test(character)) classes[i] = ID;
      else if (loose && ideographic && CENTRED.test(character)) classes[i] = ID;
    } else if (loose && ideographic && (own === PO || own === PR || own === EX) && text.charCodeAt(i) > 0x7f)
      classes[i] = ID;
  }
}

/** Classes of typographic letter units, between which `keep-all` does not break (CSS Text 4 section 5.2). */
const LETTERS = new Set([AL, HL, NU, ID, ID_CN, EB, EM, H2, H3, JL, JV, JT, CJ, SA, NS]);

function refine(text: string, classes: Uint8Array, breaks: Uint8Array, { start, end, style }: TextItem): void {
  const { lineBreak, wordBreak, textWrapStyle } = style;
  if (wordBreak === 'break-all') {
    for (let i = Math.max(start, 1); i < end; i++) if (breaks[i] === 1 && !mayPart(text, i)) breaks[i] = 0;
  }
  if (wordBreak === 'keep-all') keepWords(text, classes, breaks, start, end);
  if (style.hyphens === 'none') {
    for (let i = start; i < end; i++) if (text.charCodeAt(i) === SOFT_HYPHEN && breaks[i + 1] === 1) breaks[i + 1] = 0;
  }
  if (lineBreak === 'anywhere') {
    for (let i = Math.max(start, 1); i < end; i++)
      if (!breaks[i] && classes[i] !== CM && classes[i] !== ZWJ && classes[i - 1] !== ZWJ && mayPart(text, i))
        breaks[i] = 1;
  } else if (lineBreak === 'loose') loosen(text, classes, breaks, start, end);
  if (style.whiteSpaceCollapse === 'break-spaces') {
    for (let i = Math.max(start, 1); i < end; i++) if (!breaks[i] && /[ \t\u3000]/.test(text[i - 1]!)) breaks[i] = 1;
  }
  if (textWrapStyle === 'pretty') tieNumbers(text, breaks, start, end);
}

/**
 * `keep-all` does not break between letters, but where a dictionary does. Nonstarters are letters (an iteration mark) or
 * punctuation (a middle dot).
 */
function keepWords(text: string, classes: Uint8Array, breaks: Uint8Array, start: number, end: number): void {
  const isLetter = (i: number): boolean => LETTERS.has(classes[i]!) && (classes[i] !== NS || /\p{L}/u.test(text[i]!));
  for (let i = Math.max(start, 1); i < end; i++) {
    if (breaks[i] !== 1 || !isLetter(i)) continue;
    const base = baseOf(classes, i - 1);
    if (isLetter(base) && !(classes[i] === SA && classes[base] === SA)) breaks[i] = 0;
  }
}

/** What `loose` allows whatever the language: hyphens after an ideograph, and parting leaders and ellipses. */
function loosen(text: string, classes: Uint8Array, breaks: Uint8Array, start: number, end: number): void {
  for (let i = Math.max(start, 1); i < end; i++) {
    if (breaks[i]) continue;
    const before = classes[baseOf(classes, i - 1)];
    if (classes[i] === IN ? before === IN : before === ID && /[\u2010\u2013]/.test(text[i]!)) breaks[i] = 1;
  }
}

/** Rule LB21a keeps the letter after a hyphen; since Unicode 15.1 it lets two Hebrew words part, as Hebrew does. */
function breakAfterMaqaf(classes: Uint8Array, breaks: Uint8Array): void {
  for (let i = 2; i < classes.length; i++) {
    if (classes[i] !== HL || breaks[i]) continue;
    const hyphen = baseOf(classes, i - 1);
    if (classes[hyphen] !== BA && classes[hyphen] !== HY) continue;
    if (hyphen > 0 && classes[baseOf(classes, hyphen - 1)] === HL) breaks[i] = 1;
  }
}

/** Classes that a path or a file name begins with, and what follows. */
const PATH_START = new Set([SY, IS]);
const PATH = new Set([AL, NU]);

/** A space parts a word from what begins with a slash or a stop, as in browsers; rule LB13 keeps punctuation back alone. */
function breakBeforePaths(classes: Uint8Array, breaks: Uint8Array): void {
  for (let i = 2; i + 1 < classes.length; i++) {
    if (breaks[i] || classes[i - 1] !== SP || !PATH_START.has(classes[i]!)) continue;
    let end = i;
    while (PATH_START.has(classes[end]!)) end++;
    if (!PATH.has(classes[end]!)) continue;
    let before = i - 1;
    while (before > 0 && classes[before] === SP) before--;
    if (classes[before] === OP || classes[before] === SP) continue;
    breaks[i] = 1;
    // What it begins with does not stand alone at the end of a line.
    breaks.fill(0, i + 1, end + 1);
  }
}

/** Where the base of what stands at `i` is: there, or where its mark stands on. */
function baseOf(classes: Uint8Array, i: number): number {
  let at = i;
  while (at > 0 && (classes[at] === CM || classes[at] === ZWJ)) at--;
  return at;
}

/** Rule LB1 leaves the South East Asian scripts to a dictionary, whose words inline boxes do not end. */
function breakComplexContext(text: string, classes: Uint8Array, breaks: Uint8Array): void {
  const end = text.length;
  for (let from = 0; from < end; ) {
    if (classes[from] !== SA) {
      from++;
      continue;
    }
    let to = from + 1;
    while (to < end && (classes[to] === SA || classes[to] === CM)) to++;
    for (const offset of segmentWords(text.slice(from, to)))
      if (mayPart(text, from + offset)) breaks[from + offset] = 1;
    from = to;
  }
}

/** A number and its unit, with a plain space between them, as good typesetters keep them. */
const NUMBER_AND_UNIT =
  /\p{Nd}( )(?:[kcm]?m[²³]?|ha|[km]?g|t|[kmc]?l|h|min|s|k[mn]\/[ht]|°[CF]?|[kMG]?W|GB|MB|%|‰|[$€£]|kr\.?|mio\.?|mia\.?|Mio\.|Mrd\.|EUR|USD|DKK)(?![\p{L}\p{N}])/gu;

/** A range of numbers: 11–12, 2019–20. */
const NUMBER_RANGE = /\p{Nd}\.?[-–](?=\p{Nd})/gu;

/** Keeps what belongs together on one line. */
function tieNumbers(text: string, breaks: Uint8Array, start: number, end: number): void {
  const part = text.slice(start, end);
  const tie = (at: number): void => {
    if (breaks[at] === 1) breaks[at] = 0;
  };
  for (const match of part.matchAll(NUMBER_AND_UNIT)) tie(start + match.index + match[0].indexOf(' ', 1) + 1);
  for (const match of part.matchAll(NUMBER_RANGE)) tie(start + match.index + match[0].length);
}
