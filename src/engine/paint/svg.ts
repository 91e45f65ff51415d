import type { Color } from '../../base/color.ts';
import { IDENTITY, type Matrix, type Rect } from '../../base/geometry.ts';
import type { ComputedStyle } from '../css/style.ts';
import type { LoadedFace } from '../fonts/loaded-face.ts';
import type { SvgNode, SvgPicture } from '../images/svg.ts';
import { visualOrder } from '../text/bidi.ts';
import { type Paragraph, prepareParagraph, type TextContext } from '../text/paragraph.ts';
import type { TextPiece } from '../text/pieces.ts';
import { boxPath } from './borders.ts';
import type { DisplayItem, Mark } from './display-list.ts';

/** Paints a vector picture into `area` (SVG 2 section 8.2): user units are mapped by viewBox and aspect ratio. */
export function paintSvg(
  picture: SvgPicture,
  area: Rect,
  mark: Mark,
  lang: string,
  text: TextContext,
  out: DisplayItem[],
): void {
  const box = picture.viewBox ?? { x: 0, y: 0, width: area.width, height: area.height };
  let [sx, sy] = [area.width / box.width, area.height / box.height];
  let [dx, dy] = [0, 0];
  if (picture.preserveAspectRatio) {
    const scale = Math.min(sx, sy);
    [dx, dy] = [(area.width - box.width * scale) / 2, (area.height - box.height * scale) / 2];
    [sx, sy] = [scale, scale];
  }
  const transform: Matrix = [sx, 0, 0, sy, area.x + dx - box.x * sx, area.y + dy - box.y * sy];
  out.push({ type: 'save', clip: { path: boxPath(area), rule: 'nonzero' } }, { type: 'save', transform });
  for (const child of picture.children) paintNode(child, mark, lang, text, out);
  out.push({ type: 'restore' }, { type: 'restore' });
}

function paintNode(node: SvgNode, mark: Mark, lang: string, text: TextContext, out: DisplayItem[]): void {
  if (node.type === 'group') {
    out.push({
      type: 'save',
      ...(node.transform === IDENTITY ? {} : { transform: node.transform }),
      ...(node.opacity < 1 ? { opacity: node.opacity } : {}),
    });
    for (const child of node.children) paintNode(child, mark, lang, text, out);
    out.push({ type: 'restore' });
  } else if (node.style.visibility !== 'visible') return;
  else if (node.type === 'path') paintPath(node, mark, out);
  else paintText(node, mark, lang, text, out);
}

function paintPath({ path, evenOdd, style }: SvgNode & { type: 'path' }, mark: Mark, out: DisplayItem[]): void {
  const fill = fillOf(style);
  const stroke = style.stroke === 'none' || style.strokeWidth <= 0 ? undefined : style.stroke;
  if (!fill && !stroke) return;
  out.push({
    type: 'path', mark, path, fill, fillRule: evenOdd ? 'evenodd' : 'nonzero',
    stroke: stroke && {
      color: stroke, width: style.strokeWidth, cap: style.strokeLinecap, join: style.strokeLinejoin, miterLimit: 4, dash: style.strokeDasharray, dashOffset: 0,
    },
  }); // biome-ignore format: one record
}

function fillOf(style: ComputedStyle): Color | undefined {
  if (style.fill === 'none') return undefined;
  return style.fillOpacity < 1 ? { ...style.fill, alpha: style.fill.alpha * style.fillOpacity } : style.fill;
}

/** Text of one line, set from its anchor. */
function paintText(
  node: SvgNode & { type: 'text' },
  mark: Mark,
  lang: string,
  text: TextContext,
  out: DisplayItem[],
): void {
  const { style } = node;
  const fill = fillOf(style);
  if (!fill) return;
  const item = { type: 'text' as const, start: 0, end: node.text.length, style, lang };
  const paragraph = prepareParagraph(node.text, [item], style, text);
  const width = paragraph.atoms.reduce((sum, atom) => sum + atom.width, 0);
  const rtl = style.direction === 'rtl';
  const anchor = style.textAnchor === 'middle' ? 0.5 : (style.textAnchor === 'end') !== rtl ? 1 : 0;
  const left = node.x - width * anchor;
  for (const run of runs(paragraph, style, left)) {
    out.push({
      type: 'text',
      mark,
      face: run.face.face,
      size: style.fontSize,
      x: run.x,
      y: node.y,
      direction: run.direction,
      color: fill,
      pieces: run.pieces,
    });
  }
}

interface Run {
  readonly face: LoadedFace;
  readonly direction: 'ltr' | 'rtl';
  x: number;
  readonly pieces: TextPiece[];
}

/** Neighbouring atoms of one face and direction, placed in visual order. */
function runs(paragraph: Paragraph, style: ComputedStyle, left: number): Run[] {
  const words = paragraph.atoms.filter((atom) => atom.kind === 'word' || atom.kind === 'space');
  const order = visualOrder(words.map((atom) => atom.level));
  const starts = new Map<number, number>();
  let x = left;
  for (const index of order) {
    starts.set(index, x);
    x += words[index]!.width;
  }
  const result: Run[] = [];
  let previous: { readonly level: number } | undefined;
  words.forEach((atom, index) => {
    const piece = {
      shaped: atom.shaped,
      gap: atom.kind === 'space' ? style.wordSpacing : 0,
      letterSpacing: atom.letterSpacing,
    };
    const { face, direction } = atom.key;
    const start = starts.get(index)! + (direction === 'rtl' ? atom.width : 0);
    const last = result.at(-1);
    if (last && last.face === face && previous?.level === atom.level) last.pieces.push(piece);
    else result.push({ face, direction, x: start, pieces: [piece] });
    previous = atom;
  });
  return result;
}
