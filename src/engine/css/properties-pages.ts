import type { CssNode } from 'css-tree';
import { contentParts, namedStrings } from './content-values.ts';
import { PAGE_SIZES } from './page-sizes.ts';
import { computeLength, define, either, keyword, keywords, notNegative, one } from './property.ts';
import { parseInteger, parseKeyword, parseLength, px, type SpecifiedLength } from './values.ts';

const ORIENTATIONS = ['portrait', 'landscape'];
type SpecifiedSize = 'auto' | { readonly lengths: readonly SpecifiedLength[]; readonly orientation?: string };

/** Pages (CSS Paged Media 3, CSS GCPM 3). */
export function definePageProperties(): void {
  define(
    'page',
    'page',
    // Not inherited by the letter, but `auto` means the value of the parent (section 8.1).
    true,
    'auto',
    'auto | <name>',
    one((node: CssNode) => (node.type === 'Identifier' ? node.name : undefined)),
    (value: string, { parent }) => (value.toLowerCase() === 'auto' ? parent.page : value),
  );

  define(
    'size',
    'size',
    false,
    'auto',
    'auto | <length>{1,2} | [ <page-size> || portrait | landscape ]',
    (reader): SpecifiedSize | undefined => {
      if (reader.take(keywords(['auto']))) return 'auto';
      const positive = (node: CssNode): SpecifiedLength | undefined =>
        notNegative(parseLength)(node) as SpecifiedLength | undefined;
      const width = reader.take(positive);
      if (width) return { lengths: [width, reader.take(positive) ?? width] };
      const orient = (): string | undefined => reader.take(keywords(ORIENTATIONS)) as string | undefined;
      const before = orient();
      const named = reader.take((node) => PAGE_SIZES.get(parseKeyword(node) ?? ''));
      const orientation = before ?? orient();
      const lengths = named?.map(px) ?? [];
      return named || orientation ? { lengths, ...(orientation ? { orientation } : {}) } : undefined;
    },
    (value: SpecifiedSize, context) => {
      if (value === 'auto') return value;
      const [width, height] = value.lengths.map((length) => computeLength(length, context).px);
      if (width === undefined) return value.orientation;
      if (!value.orientation) return [width, height];
      const [small, large] = [Math.min(width, height!), Math.max(width, height!)];
      return value.orientation === 'landscape' ? [large, small] : [small, large];
    },
  );
  keyword('page-orientation', 'pageOrientation', false, 'upright', ['upright', 'rotate-left', 'rotate-right']);
  define(
    'bleed',
    'bleed',
    false,
    'auto',
    'auto | <length>',
    one(either(keywords(['auto']), notNegative(parseLength))),
    (value: 'auto' | SpecifiedLength, context) => (value === 'auto' ? value : computeLength(value, context).px),
  );
  define('marks', 'marks', false, [], 'none | [ crop || cross ]', (reader) => {
    if (reader.take(keywords(['none']))) return [];
    const marks: unknown[] = [];
    const mark = keywords(['crop', 'cross']);
    for (let word = reader.take(mark); word !== undefined; word = reader.take(mark)) marks.push(word);
    return marks.length && new Set(marks).size === marks.length ? marks : undefined;
  });
  define('string-set', 'stringSet', false, [], 'none | [ <name> <content-list> ]#', namedStrings);
  // Page floats are floats of the page, whatever the text around them does; columns have none of their own.
  keyword('float-reference', 'floatReference', false, 'inline', ['inline', 'page']);
  keyword('footnote-policy', 'footnotePolicy', false, 'auto', ['auto', 'line', 'block']);
  keyword('footnote-display', 'footnoteDisplay', false, 'block', ['block', 'inline', 'compact']);
  define(
    'bookmark-level',
    'bookmarkLevel',
    false,
    'auto',
    'auto | none | <integer from 1>',
    one(
      either(keywords(['auto', 'none']), (node) => {
        const level = parseInteger(node);
        return level !== undefined && level >= 1 ? level : undefined;
      }),
    ),
  );
  define('bookmark-label', 'bookmarkLabel', false, 'normal', 'normal | none | <content-list>', contentParts);
  keyword('bookmark-state', 'bookmarkState', false, 'open', ['open', 'closed']);
}
