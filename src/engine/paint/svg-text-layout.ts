import { applyTo, type Matrix, multiply, type Rect } from '../../base/geometry.ts';
import type { ComputedStyle } from '../css/style.ts';
import { styleVariant } from '../css/variants.ts';
import type { Face } from '../fonts/face.ts';
import type { SvgPosition, SvgText, SvgTextPath, SvgTextRun } from '../images/svg-nodes.ts';
import { visualOrder } from '../text/bidi.ts';
import { clusterEnd, isClusterStart } from '../text/clusters.ts';
import { prepareParagraph, type SpaceAtom, type TextContext, type WordAtom } from '../text/paragraph.ts';
import type { TextPiece } from '../text/pieces.ts';
import { joinsLetters } from '../text/shape.ts';
import { letterCount, widthOf } from '../text/widths.ts';
import { Way } from './svg-along.ts';
import { baselineOf } from './svg-baseline.ts';
import { acrossOf, downOf, mapPath, outline, type Room, unionOf } from './svg-geometry.ts';

/** Text of one style that is set in one go: from `x` on, left or right by its direction, in the space of `transform`. */
export interface PlacedText {
  readonly run: SvgTextRun;
  readonly face: Face;
  readonly direction: 'ltr' | 'rtl';
  readonly left: number;
  readonly width: number;
  /** Baseline. */
  readonly y: number;
  readonly transform: Matrix | undefined;
  readonly pieces: readonly TextPiece[];
}

export interface SvgTextLayout {
  readonly placed: readonly PlacedText[];
  /** Around the em boxes. */
  readonly bounds: Rect | undefined;
}

/** Characters from one place that is set to the next (SVG 2 section 11.5, text chunks). */
interface Chunk {
  readonly start: number;
  readonly end: number;
  readonly path: SvgTextPath | undefined;
}

type ShapedAtom = WordAtom | SpaceAtom;

/** An atom with its place along the line of its chunk, which begins at 0. */
interface LineAtom {
  readonly atom: ShapedAtom;
  readonly run: SvgTextRun;
  left: number;
  width: number;
  readonly letterSpacing: number;
  /** Letters are drawn wider by this factor. */
  readonly stretch: number;
  readonly rise: number;
  readonly rotate: number | undefined;
  /** Stands at a place of its own, so that it does not run on from the one before. */
  readonly apart: boolean;
}

export function layoutText(node: SvgText, room: Room, lang: string, context: TextContext): SvgTextLayout {
  return new TextLayout(node, room, lang, context).layout();
}

class TextLayout {
  readonly #node: SvgText;
  readonly #room: Room;
  readonly #lang: string;
  readonly #context: TextContext;
  readonly #placed: PlacedText[] = [];
  readonly #ways = new Map<SvgTextPath, Way>();
  /** Where the next character goes. */
  #x = 0;
  #y = 0;

  constructor(node: SvgText, room: Room, lang: string, context: TextContext) {
    this.#node = node;
    this.#room = room;
    this.#lang = lang;
    this.#context = context;
  }

  layout(): SvgTextLayout {
    for (const chunk of this.#chunks()) this.#chunk(chunk);
    return { placed: this.#placed, bounds: unionOf(this.#placed.map(emBox)) };
  }

  /** What is said of the character at an offset; inside a letter nothing is. */
  #position(offset: number): SvgPosition | undefined {
    return isClusterStart(this.#node.text, offset) ? this.#node.positions.get(offset) : undefined;
  }

  #chunks(): Chunk[] {
    const { text, runs } = this.#node;
    const chunks: Chunk[] = [];
    let start = 0;
    let path = runs[0]?.path;
    for (const run of runs) {
      for (let at = run.start; at < run.end; at++) {
        const position = at === 0 ? undefined : this.#position(at);
        const moves = position && (position.x !== undefined || position.y !== undefined);
        if (!moves && !(at === run.start && run.path !== path)) continue;
        if (at > start) chunks.push({ start, end: at, path });
        start = at;
        path = run.path;
      }
    }
    if (text.length > start) chunks.push({ start, end: text.length, path });
    return chunks;
  }

  #chunk(chunk: Chunk): void {
    const position = this.#position(chunk.start) ?? {};
    const first = this.#node.runs.find(({ end }) => end > chunk.start)!;
    const way = chunk.path && this.#way(chunk.path);
    if (position.x) this.#x = acrossOf(position.x, this.#room);
    if (position.y) this.#y = downOf(position.y, this.#room);
    const atoms = this.#atoms(chunk);
    const left = Math.min(...atoms.map((atom) => atom.left));
    const right = Math.max(...atoms.map((atom) => atom.left + atom.width));
    if (atoms.length === 0) return;
    const rtl = first.style.direction === 'rtl';
    const { textAnchor } = first.style;
    const part = textAnchor === 'middle' ? 0.5 : (textAnchor === 'end') !== rtl ? 1 : 0;
    const begin = way ? this.#offset(chunk.path!, way) + (position.x ? this.#x : 0) : this.#x;
    // What moves the first letter moves the whole line, so it is not counted as width.
    const indent = position.dx ? acrossOf(position.dx, this.#room) : 0;
    const origin = begin - (right - left) * part - (left - indent);
    for (const group of groups(atoms)) {
      if (way) this.#along(group[0]!, origin, way);
      else this.#place(group, origin);
    }
    if (way) {
      const end = way.pointAt(Math.min(way.length, Math.max(0, origin + right)));
      [this.#x, this.#y] = [end?.x ?? this.#x, end?.y ?? this.#y];
    } else {
      this.#x = rtl ? origin + left : origin + right;
      this.#y += atoms.at(-1)!.rise;
    }
  }

  #way(path: SvgTextPath): Way {
    let way = this.#ways.get(path);
    if (!way) {
      way = new Way(mapPath(path.shape.transform, outline(path.shape.geometry, this.#room)));
      this.#ways.set(path, way);
    }
    return way;
  }

  #offset({ startOffset, shape }: SvgTextPath, way: Way): number {
    const scale = shape.pathLength ? way.length / shape.pathLength : 1;
    return startOffset.px * scale + (startOffset.percent / 100) * way.length;
  }

  /** Shapes the chunk, cut wherever something is said of a character, and puts it on a line. */
  #atoms(chunk: Chunk): LineAtom[] {
    const { text, runs, lengths } = this.#node;
    const slice = text.slice(chunk.start, chunk.end);
    const items: { type: 'text'; start: number; end: number; style: ComputedStyle; lang: string }[] = [];
    const owners: SvgTextRun[] = [];
    for (const run of runs) {
      const [from, to] = [Math.max(run.start, chunk.start), Math.min(run.end, chunk.end)];
      for (let at = from; at < to; ) {
        const end = this.#cut(at, to, chunk.path !== undefined);
        const lang = run.lang ?? this.#lang;
        items.push({ type: 'text', start: at - chunk.start, end: end - chunk.start, style: unbroken(run.style), lang });
        owners.push(run);
        at = end;
      }
    }
    if (items.length === 0) return [];
    const paragraph = prepareParagraph(slice, items, unbroken(owners[0]!.style), this.#context);
    const atoms = paragraph.atoms.filter((atom): atom is ShapedAtom => atom.kind === 'word' || atom.kind === 'space');
    const moves = this.#moves(chunk, items);
    const line: LineAtom[] = atoms.map((atom) => {
      const { rise, rotate, apart } = moves[atom.item]!;
      const { letterSpacing, width } = atom;
      return { atom, run: owners[atom.item]!, left: 0, width, letterSpacing, stretch: 1, rise, rotate, apart };
    });
    for (const { start, end, length, glyphs } of lengths)
      fillLength(line, start - chunk.start, end - chunk.start, acrossOf(length, this.#room), glyphs);
    let x = 0;
    for (const index of visualOrder(atoms.map((atom) => atom.level))) {
      const atom = line[index]!;
      atom.left = x + moves[atom.atom.item]!.shift;
      x += atom.width + (atom.atom.kind === 'space' ? atom.run.style.wordSpacing : 0);
    }
    return line;
  }

  /** The next offset after `at` of which something is said, or that is set by itself. */
  #cut(at: number, to: number, single: boolean): number {
    const { text } = this.#node;
    const turned = this.#node.positions.get(at)?.rotate;
    if (single || turned !== undefined) return clusterEnd(text, at, to);
    for (let next = at + 1; next < to; next++) {
      const position = this.#position(next);
      if (position && (position.dx || position.dy || position.rotate !== undefined)) return next;
    }
    return to;
  }

  /** How far each item is moved by `dx` and `dy`, its own and those before. */
  #moves(chunk: Chunk, items: readonly { readonly start: number }[]) {
    let [shift, rise] = [0, 0];
    return items.map((item) => {
      const { dx, dy, rotate } = this.#position(chunk.start + item.start) ?? {};
      shift += dx ? acrossOf(dx, this.#room) : 0;
      rise += dy ? downOf(dy, this.#room) : 0;
      return { shift, rise, rotate: rotate || undefined, apart: dx !== undefined || dy !== undefined };
    });
  }

  #place(group: readonly LineAtom[], origin: number): void {
    const [first] = group as [LineAtom];
    const left = origin + Math.min(...group.map((atom) => atom.left));
    const width = origin + Math.max(...group.map((atom) => atom.left + atom.width)) - left;
    const y = this.#y + first.rise + baselineOf(first.run, first.atom.key.face.face);
    let transform: Matrix | undefined;
    if (first.stretch !== 1) transform = [first.stretch, 0, 0, 1, left * (1 - first.stretch), 0];
    if (first.rotate !== undefined) {
      const angle = (first.rotate * Math.PI) / 180;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const y0 = this.#y + first.rise;
      const turn: Matrix = [cos, sin, -sin, cos, left - cos * left + sin * y0, y0 - sin * left - cos * y0];
      transform = transform ? multiply(turn, transform) : turn;
    }
    this.#placed.push(placedText(group, left, first.stretch === 1 ? width : width / first.stretch, y, transform));
  }

  /** One letter on a path, upright on its middle; beyond the ends of the path there is none (SVG 2 section 11.8.3). */
  #along(atom: LineAtom, origin: number, way: Way): void {
    const middle = atom.width / 2;
    const point = way.pointAt(origin + atom.left + middle);
    if (!point) return;
    const { x, y, dx, dy } = point;
    const turn: Matrix = [dx, dy, -dy, dx, x, y];
    this.#placed.push(
      placedText([atom], -middle, atom.width, atom.rise + baselineOf(atom.run, atom.atom.key.face.face), turn),
    );
  }
}

/** White space is collapsed already, and lines do not break. */
const unbroken = (style: ComputedStyle): ComputedStyle =>
  styleVariant(style, 'svg text', () => ({ whiteSpaceCollapse: 'preserve', textWrapMode: 'nowrap' }));

/** Gives the atoms from `start` to `end` a whole length (SVG 2 section 11.6.4). */
function fillLength(line: LineAtom[], start: number, end: number, length: number, glyphs: boolean): void {
  const inside = line.filter(({ atom }) => atom.start >= start && atom.end <= end);
  const natural = inside.reduce((sum, atom) => sum + atom.width, 0);
  if (inside.length === 0 || !(natural > 0) || !(length >= 0)) return;
  const joined = inside.some(({ atom }) => joinsLetters(atom.key.script));
  if (glyphs || joined) {
    const stretch = length / natural;
    if (stretch > 0) replace(line, inside, (atom) => ({ ...atom, stretch, width: atom.width * stretch }));
    return;
  }
  const letters = inside.reduce((sum, { atom }) => sum + letterCount(atom.shaped), 0);
  if (letters < 2) return;
  const more = (length - natural) / (letters - 1);
  replace(line, inside, (atom) => {
    const letterSpacing = atom.letterSpacing + more;
    const last = atom === inside.at(-1) ? more : 0;
    const width = widthOf(atom.atom.key, atom.atom.shaped, atom.run.style.fontSize, letterSpacing) - last;
    return { ...atom, letterSpacing, width };
  });
}

function replace(line: LineAtom[], inside: readonly LineAtom[], change: (atom: LineAtom) => LineAtom): void {
  const chosen = new Set(inside);
  for (const [i, atom] of line.entries()) if (chosen.has(atom)) line[i] = change(atom);
}

/** Atoms that can be set together: neighbours of one element, face and level, neither moved nor turned. */
function groups(line: readonly LineAtom[]): LineAtom[][] {
  const result: LineAtom[][] = [];
  for (const next of line) {
    const group = result.at(-1);
    const last = group?.at(-1);
    const goesOn =
      last &&
      last.run === next.run &&
      last.atom.key.face === next.atom.key.face &&
      last.atom.level === next.atom.level &&
      last.stretch === 1 &&
      next.stretch === 1 &&
      last.rotate === undefined &&
      next.rotate === undefined &&
      !next.run.path &&
      (!next.apart || last.atom.item === next.atom.item);
    if (goesOn) group!.push(next);
    else result.push([next]);
  }
  return result;
}

function placedText(
  group: readonly LineAtom[],
  left: number,
  width: number,
  y: number,
  transform: Matrix | undefined,
): PlacedText {
  const [{ atom, run }] = group as [LineAtom];
  const pieces = group.map((one) => ({
    shaped: one.atom.shaped,
    gap: one.atom.kind === 'space' ? run.style.wordSpacing : 0,
    letterSpacing: one.letterSpacing,
  }));
  return { run, face: atom.key.face.face, direction: atom.key.direction, left, width, y, transform, pieces };
}

function emBox({ run, face, left, width, y, transform }: PlacedText): Rect {
  const { ascent, descent, unitsPerEm } = face.metrics;
  const unit = run.style.fontSize / unitsPerEm;
  const [top, bottom] = [y - ascent * unit, y + descent * unit];
  if (!transform) return { x: left, y: top, width, height: bottom - top };
  const corners = [[left, top], [left + width, top], [left, bottom], [left + width, bottom]].map(([x, y]) =>
    applyTo(transform, x!, y!),
  ); // biome-ignore format: four corners
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [x, highest] = [Math.min(...xs), Math.min(...ys)];
  return { x, y: highest, width: Math.max(...xs) - x, height: Math.max(...ys) - highest };
}
