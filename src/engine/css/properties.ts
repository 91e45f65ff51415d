import { defineBorderImages } from './border-image.ts';
import { computedColor, type SpecifiedColor } from './color-values.ts';
import { BLACK, TRANSPARENT } from './colors.ts';
import { CENTERED, computePosition, parsePosition, restOf } from './paint-values.ts';
import { defineGridProperties } from './properties-grid.ts';
import { defineLists } from './properties-lists.ts';
import { definePageProperties } from './properties-pages.ts';
import { defineBackgrounds, defineEffects, defineTextPainting } from './properties-paint.ts';
import {
  type ComputeContext,
  color,
  computeLength,
  computeLengthOrKeyword,
  define,
  either,
  keyword,
  keywords,
  notNegative,
  number,
  one,
  type Property,
  type Single,
  table,
  wordGroups,
} from './property.ts';
import { features, fontFamilies, hangingPunctuation, languageOverride } from './property-values.ts';
import './properties-svg.ts';
import type { StyleField } from './style.ts';
import {
  parseColor,
  parseInteger,
  parseLength,
  parseLengthPercentage,
  parseNumber,
  parsePercentage,
  resolveLength,
  type SpecifiedLength,
  ZERO,
} from './values.ts';

// --- Properties others are computed from; they stand first. ---
const FONT_SIZES: Readonly<Record<string, number>> = {
  'xx-small': 9, 'x-small': 10, small: 13, medium: 16, large: 18, 'x-large': 24, 'xx-large': 32, 'xxx-large': 48,
}; // biome-ignore format: a table

define(
  'font-size', 'fontSize', true, 16, '<length-percentage> | small … xxx-large | smaller | larger',
  one(either(keywords([...Object.keys(FONT_SIZES), 'smaller', 'larger']), notNegative(parseLengthPercentage))),
  (value: string | SpecifiedLength, context) => {
    const { parent } = context;
    if (value === 'smaller') return parent.fontSize / 1.2;
    if (value === 'larger') return parent.fontSize * 1.2;
    if (typeof value === 'string') return FONT_SIZES[value];
    return Math.max(0, resolveLength(computeLength(value, context), parent.fontSize));
  },
); // biome-ignore format: a table
define('color', 'color', true, BLACK, '<color>', one(parseColor), (value: SpecifiedColor, { parent }) =>
  computedColor(value, parent.color),
);
keyword('direction', 'direction', true, 'ltr', ['ltr', 'rtl']);

// --- Box generation and sizes ---
keyword('display', 'display', false, 'inline', [
  'none', 'contents', 'block', 'flow-root', 'inline', 'inline-block', 'list-item', 'flex', 'inline-flex', 'table',
  'grid', 'inline-grid', 'inline-table', 'table-row', 'table-cell', 'table-row-group', 'table-header-group', 'table-footer-group',
  'table-column', 'table-column-group', 'table-caption',
]); // biome-ignore format: a table
const POSITIONED = ['static', 'relative', 'absolute', 'fixed', 'sticky'];
define('position', 'position', false, 'static', `${POSITIONED.join(' | ')} | running(<name>)`, (reader) => {
  const node = reader.next();
  if (!node) return undefined;
  if (node.type === 'Function' && node.name === 'running') {
    const name = node.children.first;
    return name?.type === 'Identifier' ? { running: name.name } : undefined;
  }
  return keywords(POSITIONED)(node);
});
/** The sides of the inline axis are those of the parent (CSS Logical 1 section 2.2). */
const inlineSide = (value: string, { parent }: ComputeContext): unknown => {
  if (value === 'inline-start') return parent.direction === 'ltr' ? 'left' : 'right';
  if (value === 'inline-end') return parent.direction === 'ltr' ? 'right' : 'left';
  return value;
};
const SIDES_OF_TEXT = ['none', 'left', 'right', 'inline-start', 'inline-end'];
const FLOATS = [...SIDES_OF_TEXT, 'top', 'bottom', 'footnote'];
define('float', 'float', false, 'none', FLOATS.join(' | '), one(keywords(FLOATS)), inlineSide);
const CLEARS = [...SIDES_OF_TEXT, 'both'];
define('clear', 'clear', false, 'none', CLEARS.join(' | '), one(keywords(CLEARS)), inlineSide);
keyword('box-sizing', 'boxSizing', false, 'content-box', ['content-box', 'border-box']);
const SIZE_WORDS = ['min-content', 'max-content', 'fit-content'];
const size = (first: string) => one(either(keywords([first, ...SIZE_WORDS]), notNegative(parseLengthPercentage)));
for (const [name, field] of [
  ['width', 'width'], ['height', 'height'], ['min-width', 'minWidth'], ['min-height', 'minHeight'],
] as const) {
  define(name, field, false, 'auto', 'auto | <length-percentage> | min-content | max-content | fit-content', size('auto'), computeLengthOrKeyword);
} // biome-ignore format: a table
for (const [name, field] of [['max-width', 'maxWidth'], ['max-height', 'maxHeight']] as const) {
  define(name, field, false, 'none', 'none | <length-percentage> | min-content | max-content | fit-content', size('none'), computeLengthOrKeyword);
} // biome-ignore format: a table
define('aspect-ratio', 'aspectRatio', false, 'auto', 'auto || <number> [ / <number> ]', (reader) => {
  const auto = reader.take(keywords(['auto'])) !== undefined;
  const width = reader.take(parseNumber);
  const height = width !== undefined && reader.takeOperator('/') ? reader.take(parseNumber) : 1;
  const auto2 = auto || reader.take(keywords(['auto'])) !== undefined;
  if (width === undefined) return auto ? 'auto' : undefined;
  return width > 0 && height !== undefined && height > 0 ? { ratio: width / height, auto: auto2 } : undefined;
});
const autoLength = one(either(keywords(['auto']), parseLengthPercentage));
for (const side of ['top', 'right', 'bottom', 'left'] as const) {
  define(side, side, false, 'auto', 'auto | <length-percentage>', autoLength, computeLengthOrKeyword);
}
const SIDES = ['Top', 'Right', 'Bottom', 'Left'] as const;
for (const side of SIDES) {
  const lower = side.toLowerCase();
  define(
    `margin-${lower}`,
    `margin${side}`,
    false,
    ZERO,
    'auto | <length-percentage>',
    autoLength,
    computeLengthOrKeyword,
  );
  define(
    `padding-${lower}`,
    `padding${side}`,
    false,
    ZERO,
    '<length-percentage>',
    one(notNegative(parseLengthPercentage)),
    computeLength,
  );
}
define(
  'overflow', 'overflow', false, 'visible', 'visible | hidden | clip | auto | scroll',
  one(keywords(['visible', 'hidden', 'clip', 'auto', 'scroll'])),
  (value: string) => (value === 'auto' || value === 'scroll' ? 'hidden' : value),
); // biome-ignore format: a table
keyword('text-overflow', 'textOverflow', false, 'clip', ['clip', 'ellipsis']);
keyword('visibility', 'visibility', true, 'visible', ['visible', 'hidden', 'collapse']);
keyword('object-fit', 'objectFit', false, 'fill', ['fill', 'contain', 'cover', 'none', 'scale-down']);
define(
  'object-position', 'objectPosition', false, CENTERED, '<position>', (reader) => parsePosition(restOf(reader)), computePosition,
); // biome-ignore format: a table

// --- Borders and backgrounds ---
const BORDER_STYLES = ['none', 'hidden', 'solid', 'dashed', 'dotted', 'double', 'groove', 'ridge', 'inset', 'outset'];
const BORDER_WIDTHS: Readonly<Record<string, number>> = { thin: 1, medium: 3, thick: 5 };
export const parseBorderWidth: Single = either(keywords(Object.keys(BORDER_WIDTHS)), notNegative(parseLength));
export const parseBorderStyle: Single = keywords(BORDER_STYLES);
const borderWidth =
  (styleField: StyleField) =>
  (value: string | SpecifiedLength, context: ComputeContext): number => {
    const style = context.own[styleField];
    if (style === undefined || style === 'none' || style === 'hidden') return 0;
    return typeof value === 'string' ? BORDER_WIDTHS[value]! : computeLength(value, context).px;
  };
for (const side of SIDES) {
  const lower = side.toLowerCase();
  keyword(`border-${lower}-style`, `border${side}Style`, false, 'none', BORDER_STYLES);
  define(
    `border-${lower}-width`,
    `border${side}Width`,
    false,
    0,
    '<length> | thin | medium | thick',
    one(parseBorderWidth),
    borderWidth(`border${side}Style`),
  );
  color(`border-${lower}-color`, `border${side}Color`, BLACK);
}
for (const corner of ['TopLeft', 'TopRight', 'BottomRight', 'BottomLeft'] as const) {
  const name = corner.replace(/(?<=.)[A-Z]/, (letter) => `-${letter}`).toLowerCase();
  define(
    `border-${name}-radius`, `border${corner}Radius`, false, [ZERO, ZERO], '<length-percentage>{1,2}',
    (reader) => {
      const first = reader.take(notNegative(parseLengthPercentage));
      const second = reader.take(notNegative(parseLengthPercentage)) ?? first;
      return first && [first, second];
    },
    (value: readonly [SpecifiedLength, SpecifiedLength], context) => value.map((v) => computeLength(v, context)),
  ); // biome-ignore format: a table
}
color('background-color', 'backgroundColor', TRANSPARENT);
defineBackgrounds();
defineBorderImages();
defineEffects(BORDER_STYLES, parseBorderWidth, borderWidth);
define('opacity', 'opacity', false, 1, '<number> | <percentage>', one((node) => {
  const percent = parsePercentage(node);
  const value = percent === undefined ? parseNumber(node) : percent / 100;
  return value === undefined ? undefined : Math.min(1, Math.max(0, value));
})); // biome-ignore format: a table

// --- Fonts ---
define('font-family', 'fontFamily', true, [], '<family-name>#', fontFamilies);
define(
  'font-weight', 'fontWeight', true, 400, 'normal | bold | bolder | lighter | <number 1 to 1000>',
  one(either(keywords(['normal', 'bold', 'bolder', 'lighter']), (node) => {
    const weight = parseNumber(node);
    return weight !== undefined && weight >= 1 && weight <= 1000 ? weight : undefined;
  })),
  (value: string | number, { parent: { fontWeight: w } }) => {
    if (value === 'normal') return 400;
    if (value === 'bold') return 700;
    // CSS Fonts 4 section 2.2.1, the table of relative weights.
    if (value === 'bolder') return [400, 700, 900, w][[350, 550, 900].filter((limit) => w >= limit).length];
    if (value === 'lighter') return w < 100 ? w : w < 550 ? 100 : w < 750 ? 400 : 700;
    return value;
  },
); // biome-ignore format: a table
define(
  'font-style',
  'fontStyle',
  true,
  'normal',
  'normal | italic | oblique',
  one(keywords(['normal', 'italic', 'oblique'])),
  (value: string) => (value === 'oblique' ? 'italic' : value),
);
keyword('font-kerning', 'fontKerning', true, 'auto', ['auto', 'normal', 'none']);
wordGroups('font-variant-ligatures', 'fontVariantLigatures', 'none', [
  ['common-ligatures', 'no-common-ligatures'],
  ['discretionary-ligatures', 'no-discretionary-ligatures'],
  ['historical-ligatures', 'no-historical-ligatures'],
  ['contextual', 'no-contextual'],
]);
wordGroups('font-variant-numeric', 'fontVariantNumeric', undefined, [
  ['lining-nums', 'oldstyle-nums'],
  ['proportional-nums', 'tabular-nums'],
  ['diagonal-fractions', 'stacked-fractions'],
  ['ordinal'],
  ['slashed-zero'],
]);
wordGroups('font-variant-east-asian', 'fontVariantEastAsian', undefined, [
  ['jis78', 'jis83', 'jis90', 'jis04', 'simplified', 'traditional'],
  ['full-width', 'proportional-width'],
  ['ruby'],
]);
keyword('font-variant-caps', 'fontVariantCaps', true, 'normal', [
  'normal', 'small-caps', 'all-small-caps', 'petite-caps', 'all-petite-caps', 'unicase', 'titling-caps',
]); // biome-ignore format: a list
keyword('font-variant-position', 'fontVariantPosition', true, 'normal', ['normal', 'sub', 'super']);
define(
  'font-feature-settings',
  'fontFeatureSettings',
  true,
  [],
  'normal | [ <string> [ <integer> | on | off ]? ]#',
  features,
);
define('font-language-override', 'fontLanguageOverride', true, 'normal', 'normal | <string>', languageOverride);

// --- Text ---
keyword('unicode-bidi', 'unicodeBidi', false, 'normal', [
  'normal',
  'embed',
  'isolate',
  'bidi-override',
  'isolate-override',
  'plaintext',
]);
const lineFactor: Single = (node) => {
  const factor = parseNumber(node);
  if (factor === undefined || (factor < 0 && node.type === 'Number')) return undefined;
  return { factor: Math.max(0, factor) };
};
define(
  'line-height', 'lineHeight', true, 'normal', 'normal | <number> | <length-percentage>',
  one(either(keywords(['normal']), lineFactor, notNegative(parseLengthPercentage))),
  (value: 'normal' | { factor: number } | SpecifiedLength, context) => {
    if (value === 'normal' || 'factor' in value) return value;
    return { px: resolveLength(computeLength(value, context), context.fontSize) };
  },
); // biome-ignore format: a table
for (const [name, field] of [
  ['letter-spacing', 'letterSpacing'],
  ['word-spacing', 'wordSpacing'],
] as const) {
  define(
    name,
    field,
    true,
    0,
    'normal | <length>',
    one(either(keywords(['normal']), parseLength)),
    (value: string | SpecifiedLength, context) => (typeof value === 'string' ? 0 : computeLength(value, context).px),
  );
}
const ALIGNMENTS = ['start', 'end', 'left', 'right', 'center', 'justify'];
// The values of Chromium that place blocks too, as the align attribute does (HTML section 15.3.3).
const BLOCK_ALIGNMENTS = ['-webkit-left', '-webkit-center', '-webkit-right'];
keyword('text-align', 'textAlign', true, 'start', [...ALIGNMENTS, ...BLOCK_ALIGNMENTS]);
keyword('text-align-last', 'textAlignLast', true, 'auto', ['auto', ...ALIGNMENTS]);
define('text-indent', 'textIndent', true, ZERO, '<length-percentage>', one(parseLengthPercentage), computeLength);
keyword('-webkit-text-security', 'textSecurity', true, 'none', ['none', 'disc', 'circle', 'square']);
keyword('text-transform', 'textTransform', true, 'none', ['none', 'uppercase', 'lowercase', 'capitalize']);
const LINES = ['underline', 'overline', 'line-through'];
define('text-decoration-line', 'textDecorationLine', false, [], `none | ${LINES.join(' || ')}`, (reader) => {
  if (reader.take(keywords(['none']))) return [];
  const lines: string[] = [];
  for (let word = reader.take(keywords(LINES)); word !== undefined; word = reader.take(keywords(LINES)))
    lines.push(word as string);
  return lines.length ? lines : undefined;
});
color('text-decoration-color', 'textDecorationColor', BLACK);
defineTextPainting();
const thickness = (value: string | SpecifiedLength, context: ComputeContext): unknown => {
  if (typeof value === 'string') return value;
  return resolveLength(computeLength(value, context), context.fontSize);
};
define(
  'text-decoration-thickness',
  'textDecorationThickness',
  false,
  'auto',
  'auto | from-font | <length-percentage>',
  one(either(keywords(['auto', 'from-font']), parseLengthPercentage)),
  thickness,
);
define(
  'text-underline-offset',
  'textUnderlineOffset',
  true,
  'auto',
  'auto | <length-percentage>',
  one(either(keywords(['auto']), parseLengthPercentage)),
  thickness,
);
keyword('text-wrap-mode', 'textWrapMode', true, 'wrap', ['wrap', 'nowrap']);
keyword('text-wrap-style', 'textWrapStyle', true, 'auto', ['auto', 'balance', 'pretty', 'stable']);
keyword('white-space-collapse', 'whiteSpaceCollapse', true, 'collapse', [
  'collapse',
  'preserve',
  'preserve-breaks',
  'break-spaces',
]);
keyword('hyphens', 'hyphens', true, 'manual', ['none', 'manual', 'auto']);
define('hyphenate-limit-chars', 'hyphenateLimitChars', true, [0, 0, 0], '[ auto | <integer> ]{1,3}', (reader) => {
  const limits: number[] = [];
  while (!reader.done && limits.length < 3) {
    const limit = reader.take(either(keywords(['auto']), parseInteger));
    if (limit === undefined) return undefined;
    limits.push(limit === 'auto' ? 0 : (limit as number));
  }
  const [total = 0, before = 0, after = before] = limits;
  return limits.length ? [total, before, after] : undefined;
});
keyword('hyphenate-limit-last', 'hyphenateLimitLast', true, 'none', ['none', 'column', 'page']);
keyword('line-break', 'lineBreak', true, 'auto', ['auto', 'loose', 'normal', 'strict', 'anywhere']);
keyword('word-break', 'wordBreak', true, 'normal', ['normal', 'break-all', 'keep-all', 'break-word']);
define(
  'hanging-punctuation',
  'hangingPunctuation',
  true,
  [],
  'none | [ first || [ force-end | allow-end ] || last ]',
  hangingPunctuation,
);
keyword('text-justify', 'textJustify', true, 'auto', ['auto', 'none', 'inter-word', 'inter-character']);
keyword('overflow-wrap', 'overflowWrap', true, 'normal', ['normal', 'break-word', 'anywhere']);
const notNegativeNumber: Single = (node) => {
  const value = parseNumber(node);
  return value !== undefined && value >= 0 ? value : undefined;
};
define(
  'tab-size', 'tabSize', true, 8, '<number> | <length>', one(either(notNegativeNumber, notNegative(parseLength))),
  (value: number | SpecifiedLength, context) => (typeof value === 'number' ? value : computeLength(value, context)),
); // biome-ignore format: a table
const VERTICAL = ['baseline', 'sub', 'super', 'text-top', 'text-bottom', 'middle', 'top', 'bottom'];
define(
  'vertical-align',
  'verticalAlign',
  false,
  'baseline',
  `${VERTICAL.join(' | ')} | <length-percentage>`,
  one(either(keywords(VERTICAL), parseLengthPercentage)),
  computeLengthOrKeyword,
);

defineLists();

// --- Flexible boxes ---
keyword('flex-direction', 'flexDirection', false, 'row', ['row', 'row-reverse', 'column', 'column-reverse']);
keyword('flex-wrap', 'flexWrap', false, 'nowrap', ['nowrap', 'wrap', 'wrap-reverse']);
number('flex-grow', 'flexGrow', false, 0);
number('flex-shrink', 'flexShrink', false, 1);
define(
  'flex-basis',
  'flexBasis',
  false,
  'auto',
  'auto | content | <length-percentage>',
  one(either(keywords(['auto', 'content', ...SIZE_WORDS]), notNegative(parseLengthPercentage))),
  computeLengthOrKeyword,
);
number('order', 'order', false, 0, Number.NEGATIVE_INFINITY, true);
defineGridProperties();
for (const [name, field] of [['row-gap', 'rowGap'], ['column-gap', 'columnGap']] as const) {
  define(name, field, false, 'normal', 'normal | <length-percentage>', one(either(keywords(['normal']), notNegative(parseLengthPercentage))), computeLengthOrKeyword);
} // biome-ignore format: a table

// --- Columns, tables and fragmentation ---
define('column-count', 'columnCount', false, 'auto', 'auto | <integer>', one(either(keywords(['auto']), (node) => {
  const count = parseInteger(node);
  return count !== undefined && count >= 1 ? count : undefined;
}))); // biome-ignore format: a table
define(
  'column-width',
  'columnWidth',
  false,
  'auto',
  'auto | <length>',
  one(either(keywords(['auto']), notNegative(parseLength))),
  (value: string | SpecifiedLength, context) => (typeof value === 'string' ? value : computeLength(value, context).px),
);
keyword('column-fill', 'columnFill', false, 'balance', ['balance', 'auto']);
keyword('column-span', 'columnSpan', false, 'none', ['none', 'all']);
keyword('column-rule-style', 'columnRuleStyle', false, 'none', BORDER_STYLES);
define(
  'column-rule-width',
  'columnRuleWidth',
  false,
  0,
  '<length> | thin | medium | thick',
  one(parseBorderWidth),
  borderWidth('columnRuleStyle'),
);
color('column-rule-color', 'columnRuleColor', BLACK);
keyword('table-layout', 'tableLayout', false, 'auto', ['auto', 'fixed']);
keyword('border-collapse', 'borderCollapse', true, 'separate', ['separate', 'collapse']);
define(
  'border-spacing', 'borderSpacing', true, [0, 0], '<length>{1,2}',
  (reader) => {
    const first = reader.take(notNegative(parseLength));
    return first && [first, reader.take(notNegative(parseLength)) ?? first];
  },
  (value: readonly SpecifiedLength[], context) => value.map((v) => computeLength(v, context).px),
); // biome-ignore format: a table
keyword('caption-side', 'captionSide', true, 'top', ['top', 'bottom']);
keyword('empty-cells', 'emptyCells', true, 'show', ['show', 'hide']);
const BREAKS = [
  'auto', 'avoid', 'avoid-page', 'avoid-column', 'always', 'all', 'page', 'column', 'left', 'right', 'recto', 'verso',
]; // biome-ignore format: a list
const breakBetween = one(keywords(BREAKS));
define('break-before', 'breakBefore', false, 'auto', BREAKS.join(' | '), breakBetween);
define('break-after', 'breakAfter', false, 'auto', BREAKS.join(' | '), breakBetween);
keyword('break-inside', 'breakInside', false, 'auto', ['auto', 'avoid', 'avoid-page', 'avoid-column']);
number('orphans', 'orphans', true, 2, 1, true);
number('widows', 'widows', true, 2, 1, true);

definePageProperties();

/** What the others are computed from: sizes, fonts and lines for the relative units, colours and directions. */
const FIRST = [
  'font-size', 'font-family', 'font-weight', 'font-style', 'font-variant-caps', 'font-variant-position', 'line-height',
  'color', 'direction',
]; // biome-ignore format: a list

/** All longhands, in the order they are computed. */
export const PROPERTIES: readonly Property[] = [
  ...FIRST.map((name) => table.find((property) => property.name === name)!),
  ...table.filter(({ name }) => !FIRST.includes(name)),
];
export const PROPERTY_BY_NAME: ReadonlyMap<string, Property> = new Map(
  table.map((property) => [property.name, property]),
);
