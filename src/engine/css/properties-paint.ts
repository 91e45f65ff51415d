import type { CssNode } from 'css-tree';
import { BLACK } from './colors.ts';
import { computeImage, parseImage } from './paint-images.ts';
import type { BlendMode } from './paint-types.ts';
import {
  CENTERED,
  computeBackgroundSize,
  computeClipPath,
  computeEdge,
  computePosition,
  computeShadow,
  layers,
  parseBackgroundSize,
  parseClipPath,
  parseEdge,
  parsePosition,
  parseRepeat,
  parseShadow,
  restOf,
  word,
} from './paint-values.ts';
import {
  type ComputeContext,
  color,
  computeLength,
  define,
  either,
  keyword,
  keywords,
  notNegative,
  one,
} from './property.ts';
import type { StyleField } from './style.ts';
import { computeTransform, parseRotate, parseScale, parseTransform, parseTranslate } from './transforms.ts';
import { parseInteger, parseKeyword, parseLength, type SpecifiedLength, type ValueReader, ZERO } from './values.ts';

const BLEND_MODES: readonly BlendMode[] = [
  'normal', 'multiply', 'screen', 'overlay', 'darken', 'lighten', 'color-dodge', 'color-burn', 'hard-light', 'soft-light',
  'difference', 'exclusion', 'hue', 'saturation', 'color', 'luminosity',
]; // biome-ignore format: a list
const AREAS = ['border-box', 'padding-box', 'content-box'];

const each =
  <S, T>(compute: (value: S, context: ComputeContext) => T) =>
  (list: readonly S[], context: ComputeContext): T[] =>
    list.map((value) => compute(value, context));

/** Lists of background layers (CSS Backgrounds 3 section 3). */
export function defineBackgrounds(): void {
  define(
    'background-image', 'backgroundImage', false, ['none'],
    '[ none | url() | [repeating-]linear-gradient() | [repeating-]radial-gradient() | [repeating-]conic-gradient() ]#',
    layers(parseImage), each(computeImage),
  ); // biome-ignore format: a table
  define(
    'background-size', 'backgroundSize', false, [['auto', 'auto']], '[ cover | contain | [ auto | <length-percentage> ]{1,2} ]#',
    layers(parseBackgroundSize), each(computeBackgroundSize),
  ); // biome-ignore format: a table
  const start = [{ end: false, offset: ZERO }];
  define(
    'background-position-x', 'backgroundPositionX', false, start, '[ center | [ left | right ]? <length-percentage>? ]#',
    layers(parseEdge(['left', 'right'])), each(computeEdge),
  ); // biome-ignore format: a table
  define(
    'background-position-y', 'backgroundPositionY', false, start, '[ center | [ top | bottom ]? <length-percentage>? ]#',
    layers(parseEdge(['top', 'bottom'])), each(computeEdge),
  ); // biome-ignore format: a table
  define(
    'background-repeat', 'backgroundRepeat', false, [['repeat', 'repeat']],
    '[ repeat-x | repeat-y | [ repeat | space | round | no-repeat ]{1,2} ]#', layers(parseRepeat),
  ); // biome-ignore format: a table
  define(
    'background-origin',
    'backgroundOrigin',
    false,
    ['padding-box'],
    `[ ${AREAS.join(' | ')} ]#`,
    layers(word(AREAS)),
  );
  define('background-clip', 'backgroundClip', false, ['border-box'], `[ ${AREAS.join(' | ')} ]#`, layers(word(AREAS)));
  define(
    'background-attachment', 'backgroundAttachment', false, ['scroll'], '[ scroll | fixed | local ]#',
    layers(word(['scroll', 'fixed', 'local'])),
  ); // biome-ignore format: a table
  define(
    'background-blend-mode', 'backgroundBlendMode', false, ['normal'], `[ ${BLEND_MODES.join(' | ')} ]#`,
    layers(word(BLEND_MODES)),
  ); // biome-ignore format: a table
}

const shadows = (ofBox: boolean) => {
  const list = layers(parseShadow(ofBox));
  return (reader: ValueReader): unknown => (reader.take(keywords(['none'])) ? [] : list(reader));
};

/** Shadows, outlines, groups, transforms and clips. `lineStyles` and `lineWidth` are those of borders. */
export function defineEffects(
  lineStyles: readonly string[],
  parseLineWidth: (node: CssNode) => unknown,
  lineWidth: (styleField: StyleField) => (value: string | SpecifiedLength, context: ComputeContext) => number,
): void {
  const styles = lineStyles.filter((style) => style !== 'hidden');
  keyword('box-decoration-break', 'boxDecorationBreak', false, 'slice', ['slice', 'clone']);
  define(
    'box-shadow',
    'boxShadow',
    false,
    [],
    'none | [ <color>? && <length>{2,4} && inset? ]#',
    shadows(true),
    each(computeShadow),
  );
  define(
    'outline-style', 'outlineStyle', false, 'none', ['auto', ...styles].join(' | '),
    one((node) => (parseKeyword(node) === 'auto' ? 'solid' : keywords(styles)(node))),
  ); // biome-ignore format: a table
  define(
    'outline-width',
    'outlineWidth',
    false,
    0,
    '<length> | thin | medium | thick',
    one(parseLineWidth),
    lineWidth('outlineStyle'),
  );
  color('outline-color', 'outlineColor', BLACK);
  define('outline-offset', 'outlineOffset', false, 0, '<length>', one(parseLength), (value: SpecifiedLength, context) =>
    computeLength(value, context).px,
  ); // biome-ignore format: a table

  define('z-index', 'zIndex', false, 'auto', 'auto | <integer>', one(either(keywords(['auto']), parseInteger)));
  keyword('isolation', 'isolation', false, 'auto', ['auto', 'isolate']);
  keyword('mix-blend-mode', 'mixBlendMode', false, 'normal', BLEND_MODES);
  define(
    'overflow-clip-margin', 'overflowClipMargin', false, { box: 'padding-box', by: 0 }, `[ ${AREAS.join(' | ')} ] || <length>`,
    (reader) => {
      const first = reader.take(keywords(AREAS));
      const by = reader.take(notNegative(parseLength));
      const box = first ?? reader.take(keywords(AREAS));
      return box || by ? { box: box ?? 'padding-box', by: by ?? ZERO } : undefined;
    },
    ({ box, by }: { box: string; by: SpecifiedLength }, context) => ({ box, by: computeLength(by, context).px }),
  ); // biome-ignore format: a table
  define(
    'clip-path', 'clipPath', false, 'none',
    'none | [ inset() | circle() | ellipse() | polygon() | path() | rect() | xywh() ] || <geometry-box>', parseClipPath, computeClipPath,
  ); // biome-ignore format: a table

  const functions = 'translate*(), scale*(), rotate*(), skew*(), matrix(), matrix3d() without perspective';
  define('transform', 'transform', false, [], `none | [ ${functions} ]+`, parseTransform, computeTransform);
  define(
    'translate',
    'translate',
    false,
    [],
    'none | <length-percentage>{1,2} <length>?',
    parseTranslate,
    computeTransform,
  );
  define(
    'rotate',
    'rotate',
    false,
    [],
    'none | [ x | y | z | <number>{3} ]? && <angle>',
    parseRotate,
    computeTransform,
  );
  define('scale', 'scale', false, [], 'none | [ <number> | <percentage> ]{1,3}', parseScale, computeTransform);
  define(
    'transform-origin', 'transformOrigin', false, CENTERED, '<position>, with <length> for the third dimension',
    (reader) => {
      const nodes = restOf(reader);
      const flat = nodes.length === 3 && parseLength(nodes[2]!) ? nodes.slice(0, 2) : nodes;
      return flat.length < 3 ? parsePosition(flat) : undefined;
    },
    computePosition,
  ); // biome-ignore format: a table
  keyword('transform-box', 'transformBox', false, 'view-box', [
    'content-box',
    'border-box',
    'fill-box',
    'stroke-box',
    'view-box',
  ]);

  keyword('print-color-adjust', 'printColorAdjust', true, 'economy', ['economy', 'exact']);
  keyword('image-rendering', 'imageRendering', true, 'auto', [
    'auto',
    'smooth',
    'high-quality',
    'pixelated',
    'crisp-edges',
  ]);
}

/** What decorates text beyond its lines (CSS Text Decoration 4). */
export function defineTextPainting(): void {
  keyword('text-decoration-style', 'textDecorationStyle', false, 'solid', [
    'solid',
    'double',
    'dotted',
    'dashed',
    'wavy',
  ]);
  keyword('text-decoration-skip-ink', 'textDecorationSkipInk', true, 'auto', ['auto', 'none', 'all']);
  define('text-underline-position', 'textUnderlinePosition', true, 'auto', 'auto | from-font | under', one((node) => {
    const side = parseKeyword(node);
    // Left and right are about vertical lines of text.
    return side === 'left' || side === 'right' ? 'auto' : keywords(['auto', 'from-font', 'under'])(node);
  })); // biome-ignore format: a table
  define(
    'text-shadow',
    'textShadow',
    true,
    [],
    'none | [ <color>? && <length>{2,3} ]#',
    shadows(false),
    each(computeShadow),
  );
}
