import type { Rect } from '../../../base/geometry.ts';
import { boldWidth } from '../advances.ts';
import { grown, overlap, type Spot, within } from '../areas.ts';
import { element, textLine } from '../svg.ts';
import { wrapWords } from '../words.ts';

/** Lines of text with the box that they take. */
export interface TextBlock {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
}

export interface PlacedLabel {
  readonly block: TextBlock;
  readonly area: Rect;
  /** From the sign to the label, where the label does not stand beside it. */
  readonly leader?: readonly [Spot, Spot];
}

export interface Anchor {
  readonly at: Spot;
  readonly rx: number;
  readonly ry: number;
  /** Whether the label may stand in the middle of the sign. */
  readonly hollow?: boolean;
}

const LINE = 1.2;
/** Px between a sign and its label. */
const GAP = 2;

export function textBlock(text: string, fontSize: number, width: number): TextBlock {
  const lines = balanced(text, width, fontSize);
  // Halo and rounding take half a px on each side.
  const widest = Math.max(...lines.map((line) => boldWidth(line, fontSize))) + 1;
  return { lines, width: widest, height: lines.length * fontSize * LINE, fontSize };
}

/** As few lines as fit, as equally long as they can be. */
function balanced(text: string, width: number, fontSize: number): string[] {
  let lines = wrapWords(text, width, fontSize);
  for (let narrower = width - fontSize / 2; lines.length > 1 && narrower > 0; narrower -= fontSize / 2) {
    const next = wrapWords(text, narrower, fontSize);
    if (next.length > lines.length) break;
    lines = next;
  }
  return lines;
}

/** East first, as most languages read on from the sign, then the other sides, then the corners. */
const SIDES: readonly (readonly [number, number])[] = [
  [1, 0],
  [-1, 0],
  [0.85, -0.85],
  [0.85, 0.85],
  [-0.85, -0.85],
  [-0.85, 0.85],
  [0, -1],
  [0, 1],
];

/** Directions of labels that stand away from their signs. */
const DIRECTIONS = 24;

/**
 * Places labels so that none covers another, a sign or anything in `taken`, all inside of `field`: beside the sign in
 * one of eight positions that no other sign is near to, else as near as there is room, with a leader. Where signs crowd,
 * labels may stand beside other signs and leaders pass under them. Undefined where there is no room at all. Those with
 * the least room choose first.
 */
export function placeLabels(
  anchors: readonly Anchor[],
  blocks: readonly TextBlock[],
  { field, taken }: { readonly field: Rect; readonly taken: readonly Rect[] },
): (PlacedLabel | undefined)[] {
  const signs = anchors.map(({ at, rx, ry }) => ({ x: at.x - rx, y: at.y - ry, width: 2 * rx, height: 2 * ry }));
  const inner = grown(field, -2);
  const used: Rect[] = [...taken];
  const leaders: (readonly [Spot, Spot])[] = [];
  const placed: (PlacedLabel | undefined)[] = anchors.map(() => undefined);
  const isFree = (area: Rect, own: number, clearance = 0): boolean =>
    within(area, inner) &&
    !used.some((other) => overlap(area, other)) &&
    !signs.some((sign, i) => {
      if (i === own) return !anchors[own]!.hollow && overlap(area, sign);
      return !isHollow(anchors[i]!) && overlap(grown(area, clearance), sign);
    }) &&
    !leaders.some(([from, to]) => crosses(from, to, area));
  const beside = (i: number, clearance: number): Rect[] =>
    besides(anchors[i]!, blocks[i]!).filter((area) => isFree(area, i, clearance));
  const away = (i: number, clearance: number, reach: number, under: boolean) =>
    farther(anchors[i]!, blocks[i]!, reach, (area, from, to) => {
      const covers = (sign: Rect, j: number): boolean => j !== i && !isHollow(anchors[j]!) && crosses(from, to, sign);
      if (!isFree(area, i, clearance) || used.some((other) => crosses(from, to, other))) return false;
      return under || !signs.some(covers);
    });

  const left = new Set(anchors.keys());
  while (left.size > 0) {
    const choices = [...left].map((i) => ({ i, free: beside(i, clearanceOf(blocks[i]!)) }));
    choices.sort((a, b) => a.free.length - b.free.length || a.i - b.i);
    // Who has no room beside its sign must not take the last room of another.
    const next = choices.find(({ free }) => free.length > 0) ?? choices[0]!;
    const { i, free } = next;
    left.delete(i);
    const others = choices.filter((choice) => choice.i !== i);
    const cost = (area: Rect): number =>
      others.reduce((sum, { free: theirs }) => sum + theirs.filter((their) => overlap(area, their)).length, 0);
    // The order of the sides decides between areas that cost the others the same.
    const best = free.map((area, rank) => ({ area, cost: cost(area) + rank * 0.7 })).sort((a, b) => a.cost - b.cost)[0];
    const clearance = clearanceOf(blocks[i]!);
    const reach = Math.hypot(field.width, field.height);
    const cramped = (): Found | undefined => {
      const [area] = beside(i, 0);
      return area && { area };
    };
    const found: Found | undefined = best
      ? { area: best.area }
      : (away(i, clearance, blocks[i]!.fontSize * 6, false) ??
        cramped() ??
        away(i, 0, reach, false) ??
        away(i, 0, reach, true));
    if (!found) continue;
    used.push(grown(found.area, 0.5));
    if (found.leader) leaders.push(found.leader);
    placed[i] = { block: blocks[i]!, ...found };
  }
  return placed;
}

type Found = Pick<PlacedLabel, 'area' | 'leader'>;

/** Px to other signs, so that a label is read with its own. */
const clearanceOf = ({ fontSize }: TextBlock): number => fontSize * 0.5;

const isHollow = ({ hollow }: Anchor): boolean => hollow === true;

function besides({ at, rx, ry, hollow }: Anchor, { width, height }: TextBlock): Rect[] {
  const areas = SIDES.map(([dx, dy]) => {
    const [x, y] = [at.x + dx * (rx + GAP), at.y + dy * (ry + GAP / 2)];
    return { x: x - (width * (1 - Math.sign(dx))) / 2, y: y - (height * (1 - Math.sign(dy))) / 2, width, height };
  });
  if (hollow && width < rx * 1.9 && height < ry * 1.6)
    areas.unshift({ x: at.x - width / 2, y: at.y - height / 2, width, height });
  return areas;
}

/** The nearest free area around a sign, with a leader to it. */
function farther(
  { at, rx, ry }: Anchor,
  { width, height, fontSize }: TextBlock,
  reach: number,
  isFree: (area: Rect, from: Spot, to: Spot) => boolean,
): Found | undefined {
  for (let distance = fontSize * 1.2; distance < reach; distance += fontSize * 0.6) {
    for (let i = 0; i < DIRECTIONS; i++) {
      const angle = (2 * Math.PI * i) / DIRECTIONS;
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      const to = { x: at.x + dx * (rx + distance), y: at.y + dy * (ry + distance) };
      const area = { x: to.x - (width * (1 - dx)) / 2, y: to.y - (height * (1 - dy)) / 2, width, height };
      const from = { x: at.x + dx * rx, y: at.y + dy * ry };
      if (isFree(area, from, to)) return { area, leader: [from, to] };
    }
  }
  return undefined;
}

/** Whether a line meets an area, looked at in steps of a px and a half. */
function crosses(from: Spot, to: Spot, { x, y, width, height }: Rect): boolean {
  const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 1.5);
  for (let i = 0; i <= steps; i++) {
    const [px, py] = [from.x + ((to.x - from.x) * i) / (steps || 1), from.y + ((to.y - from.y) * i) / (steps || 1)];
    if (px > x && px < x + width && py > y && py < y + height) return true;
  }
  return false;
}

/** The lines of a block, each in the middle of its area, with a halo in the colour of the ground. */
export function drawBlock(block: TextBlock, area: Rect, look: Readonly<Record<string, string | number>>): string {
  const { lines, fontSize } = block;
  const x = area.x + area.width / 2;
  return lines
    .map((text, i) => {
      const y = area.y + fontSize * LINE * i + fontSize * 0.93;
      const halo = { 'stroke-linejoin': 'round', 'paint-order': 'stroke' };
      return textLine(text, { ...look, x, y, 'text-anchor': 'middle', 'font-size': fontSize, ...halo });
    })
    .join('');
}

export function drawLeader([from, to]: readonly [Spot, Spot]): string {
  const line = { x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: '#16202e', 'stroke-width': 0.6 };
  return element('line', { class: 'map__leader', ...line });
}
