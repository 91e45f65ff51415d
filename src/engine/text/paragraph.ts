import type { Report } from '../../base/diagnostics.ts';
import { LruCache } from '../../base/lru.ts';
import type { ComputedStyle } from '../css/style.ts';
import type { FontRegistry } from '../fonts/registry.ts';
import { Itemiser } from './itemise.ts';
import type { Hyphenation } from './languages.ts';
import { type Levels, paragraphLevels } from './levels.ts';
import { findBreaks } from './line-style.ts';
import type { ShapeKey, Shaper } from './shape.ts';
import type { ShapedText } from './shaped.ts';

/** One piece of inline content, in order. Offsets are UTF-16 units of the paragraph's text. */
export type ParagraphItem =
  | {
      readonly type: 'text';
      readonly start: number;
      readonly end: number;
      readonly style: ComputedStyle;
      readonly lang: string;
    }
  /** The edges of an inline box; `style` is the box's. */
  | { readonly type: 'open' | 'close'; readonly at: number; readonly style?: ComputedStyle | undefined }
  /** Stands on a U+FFFC of the text. */
  | { readonly type: 'atomic'; readonly at: number }
  /** A forced break, standing on a newline of the text. */
  | { readonly type: 'break'; readonly at: number };

/** What is shaped as one: a word with all that holds to it, a space, or something that is not text. */
export type Atom = WordAtom | SpaceAtom | OtherAtom;

interface ShapedAtom {
  readonly item: number;
  readonly start: number;
  readonly end: number;
  readonly level: number;
  readonly key: ShapeKey;
  readonly shaped: ShapedText;
  /** px, letter-spacing counted. */
  readonly width: number;
  /** px after each cluster; 0 in scripts whose letters join (CSS Text 4 section 8.2). */
  readonly letterSpacing: number;
}

export interface WordAtom extends ShapedAtom {
  readonly kind: 'word';
}

export interface SpaceAtom extends ShapedAtom {
  readonly kind: 'space';
  /** Vanishes at the end of a line. */
  readonly collapsible: boolean;
}

export interface OtherAtom {
  /** `newline` is a forced break; the width of a tab is the distance between tab stops. */
  readonly kind: 'open' | 'close' | 'atomic' | 'newline' | 'tab';
  readonly item: number;
  readonly start: number;
  readonly end: number;
  readonly level: number;
  readonly width: number;
  /** The least advance of a tab, px: nearer stops are passed over. */
  readonly least: number;
  /** The edge of a box whose text is isolated from what is around it (UAX #9 section 2.4.2). */
  readonly isolates: boolean;
}

/** A place inside a word where a line may end. */
export interface Split {
  /** UTF-16 offset in the paragraph's text. */
  readonly offset: number;
  /** A hyphen is to be set there. */
  readonly hyphen: boolean;
}

/** A paragraph ready to be broken into lines: shaped, with every place where a line may end. */
export interface Paragraph {
  readonly text: string;
  readonly items: readonly ParagraphItem[];
  readonly atoms: readonly Atom[];
  /** By text offset: 1 a line may end before this offset, 2 it must. */
  readonly breaks: Uint8Array;
  /** Places inside words, in order, by the offset the word starts at. */
  readonly splits: ReadonlyMap<number, readonly Split[]>;
  readonly levels: Levels | undefined;
}

/** What text layout needs from outside: fonts, shaping, hyphenation, and where to report. */
export interface TextContext {
  readonly fonts: FontRegistry;
  readonly shaper: Shaper;
  readonly hyphenation: Hyphenation;
  readonly report: Report;
}

/** Paragraphs hold faces, so they are kept as long as the fonts they were set with. */
const paragraphs = new WeakMap<FontRegistry, LruCache<string, Paragraph>>();

function paragraphsOf(fonts: FontRegistry): LruCache<string, Paragraph> {
  let cache = paragraphs.get(fonts);
  if (!cache) {
    cache = new LruCache(24 << 20, ({ atoms, text }) => 600 + text.length * 4 + atoms.length * 140);
    paragraphs.set(fonts, cache);
  }
  return cache;
}

/**
 * Itemises and shapes (CSS Text 3, UAX #9, UAX #14, UAX #24). `style` is the block container's. Paragraphs are kept by
 * content: labels, table cells and sources are the same in sheet after sheet.
 */
export function prepareParagraph(
  text: string,
  items: readonly ParagraphItem[],
  style: ComputedStyle,
  context: TextContext,
): Paragraph {
  const signature = items.map((item) =>
    item.type === 'text'
      ? `t${item.start}-${item.end}:${idOf(item.style)}${item.lang}`
      : `${item.type}${item.at}${item.type === 'open' && item.style ? `${bidiOf(item.style)} ${item.style.boxDecorationBreak}` : ''}`,
  );
  const cache = paragraphsOf(context.fonts);
  const key = `${bidiOf(style)} ${style.textWrapMode} ${signature.join()} ${text}`;
  const known = cache.get(key);
  if (known) return known;
  let clean = true;
  const watched: TextContext = {
    ...context,
    report: (diagnostic) => {
      clean = false;
      context.report(diagnostic);
    },
  };
  const plain = items.map(
    (item): ParagraphItem =>
      item.type === 'text'
        ? { type: 'text', start: item.start, end: item.end, style: item.style, lang: item.lang }
        : item.type === 'open'
          ? { type: 'open', at: item.at, style: item.style }
          : { type: item.type, at: item.at },
  );
  const paragraph = makeParagraph(text, plain, style, watched);
  // What has findings is done again each time, so that they are told again.
  if (clean) cache.set(key, paragraph);
  return paragraph;
}

const bidiOf = ({ direction, unicodeBidi }: ComputedStyle): string => `${direction} ${unicodeBidi}`;

const ids = new WeakMap<object, number>();
let nextId = 1;

function idOf(object: object): number {
  let id = ids.get(object);
  if (id === undefined) {
    id = nextId++;
    ids.set(object, id);
  }
  return id;
}

function makeParagraph(
  text: string,
  items: readonly ParagraphItem[],
  style: ComputedStyle,
  context: TextContext,
): Paragraph {
  const levels = paragraphLevels(text, items, style);
  const breaks = findBreaks(text, items, style);
  const itemiser = new Itemiser(text, levels, breaks, context);
  items.forEach((item, index) => {
    if (item.type === 'text') itemiser.addText(item, index);
    else itemiser.addOther(item, index);
  });
  return { text, items, atoms: itemiser.atoms, breaks, splits: itemiser.splits, levels };
}
