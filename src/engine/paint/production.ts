import type { Color } from '../../base/color.ts';
import type { Path, Rect } from '../../base/geometry.ts';
import { PX_PER_UNIT } from '../../base/units.ts';
import type { Artifact } from '../boxes/structure.ts';
import { styleVariant } from '../css/variants.ts';
import type { PageBox } from '../pages/page-style.ts';
import { prepareParagraph, type TextContext } from '../text/paragraph.ts';
import type { DisplayItem, TextItem } from './display-list.ts';
import { boxPath } from './rounded.ts';

/**
 * What printers want beside the page: crop and registration marks (CSS Paged Media 3 section 7.3), patches of ink to
 * measure, and a line that says what the sheet is.
 */

const mm = PX_PER_UNIT.mm!;
/** Marks keep clear of the bleed, and of the edge of the sheet. */
const GAP = mm;
const MARK = 5 * mm;
const LINE = 0.25 * PX_PER_UNIT.pt!;
const PATCH = 4 * mm;
/** Bars and line begin where the crop marks and the registration marks do not come. */
const CLEAR = 8 * mm;
const SLUG_SIZE = 6 * PX_PER_UNIT.pt!;

/** Production aids (ISO 32000-1 section 14.8.2.2.2). */
const PRODUCTION: Artifact = { kind: 'artifact', type: 'Page' };

const inks = (...components: readonly number[]): Color => ({ space: 'cmyk', components, alpha: 1 });

/** On every plate (ISO 32000-1 section 8.6.6.4). */
const REGISTRATION: Color = { ...inks(1, 1, 1, 1), spot: { name: 'All', tint: 1, solid: [1, 1, 1, 1] } };

const PLATES: readonly (readonly [string, Color])[] = [
  ['Cyan', inks(1, 0, 0, 0)],
  ['Magenta', inks(0, 1, 0, 0)],
  ['Yellow', inks(0, 0, 1, 0)],
  ['Black', inks(0, 0, 0, 1)],
];

/** Solids, what they make two by two, and greys. */
const PATCHES: readonly Color[] = [
  ...PLATES.map(([, color]) => color),
  inks(0, 1, 1, 0),
  inks(1, 0, 1, 0),
  inks(1, 1, 0, 0),
  inks(0.5, 0.4, 0.4, 0),
  inks(0, 0, 0, 0.5),
];

/** Room that marks take around the bleed, px. */
export const marksRoom = ({ marks }: PageBox): number => (marks.length ? MARK + 2 * GAP : 0);

/** Crop and registration marks outside the bleed. */
export function paintPageMarks(page: PageBox, items: DisplayItem[]): void {
  if (page.marks.includes('crop')) for (const rect of cropMarks(page)) fill(boxPath(rect), REGISTRATION, items);
  if (page.marks.includes('cross')) for (const [x, y] of crossMarks(page)) paintCross(x, y, items);
}

/** Where a sheet of two pages is folded: broken lines above and below it. */
export function paintFoldMarks({ width, height, bleed, marks }: PageBox, items: DisplayItem[]): void {
  if (!marks.includes('crop')) return;
  const from = bleed + GAP;
  for (const y of [-from - MARK, height + from]) {
    for (let i = 0; i < 3; i++) {
      const dash = { x: width / 2 - LINE / 2, y: y + i * MARK * 0.4, width: LINE, height: MARK * 0.2 };
      fill(boxPath(dash), REGISTRATION, items);
    }
  }
}

/** Patches of ink and the line below the page, where there is room for marks. */
export function paintSlug(page: PageBox, number: number, slug: string, text: TextContext, items: DisplayItem[]): void {
  if (!page.marks.length) return;
  const top = page.height + page.bleed + GAP + (MARK - PATCH) / 2;
  const middle = page.width / 2;
  const count = Math.max(0, Math.floor((middle - CLEAR - MARK) / PATCH));
  PATCHES.slice(0, count).forEach((color, i) => {
    fill(boxPath({ x: CLEAR + i * PATCH, y: top, width: PATCH, height: PATCH }), color, items);
  });
  const end = page.width - CLEAR;
  let x = middle + MARK;
  const set = (words: string, color: Color): void => {
    const line = lineOf(words, color, x, top + PATCH / 2 + SLUG_SIZE * 0.35, page, text);
    if (x + line.width > end) return;
    items.push(...line.items);
    x += line.width + SLUG_SIZE;
  };
  // Each plate shows its own name.
  for (const [name, color] of PLATES) set(name, color);
  set(`${slug} · ${number}`, inks(0, 0, 0, 1));
}

/** Text of one line from `x` on, with its width, px. */
function lineOf(
  words: string,
  color: Color,
  x: number,
  y: number,
  page: PageBox,
  context: TextContext,
): { readonly items: readonly TextItem[]; readonly width: number } {
  const style = styleVariant(page.style, 'slug', () => ({
    fontSize: SLUG_SIZE, fontWeight: 400, fontStyle: 'normal', letterSpacing: 0, wordSpacing: 0, direction: 'ltr',
  })); // biome-ignore format: one record
  const paragraph = prepareParagraph(
    words,
    [{ type: 'text', start: 0, end: words.length, style, lang: 'en' }],
    style,
    context,
  );
  const items: TextItem[] = [];
  let at = x;
  for (const atom of paragraph.atoms) {
    if (atom.kind !== 'word' && atom.kind !== 'space') continue;
    const piece = { shaped: atom.shaped, gap: 0, letterSpacing: 0 };
    const last = items.at(-1);
    const {
      face: { face },
      direction,
    } = atom.key;
    if (last && last.face === face && direction === last.direction)
      items[items.length - 1] = { ...last, pieces: [...last.pieces, piece] };
    else
      items.push({
        type: 'text',
        mark: PRODUCTION,
        face,
        size: SLUG_SIZE,
        x: at,
        y,
        direction,
        color,
        pieces: [piece],
      });
    at += atom.width;
  }
  return { items, width: at - x };
}

function fill(path: Path, color: Color, items: DisplayItem[]): void {
  items.push({ type: 'path', mark: PRODUCTION, path, fill: color });
}

/** Two lines at each corner, in line with the edges of the finished page. */
function cropMarks({ width, height, bleed }: PageBox): Rect[] {
  const from = bleed + GAP;
  return [0, width].flatMap((x) =>
    [0, height].flatMap((y) => [
      { x: x - LINE / 2, y: y ? y + from : -from - MARK, width: LINE, height: MARK },
      { x: x ? x + from : -from - MARK, y: y - LINE / 2, width: MARK, height: LINE },
    ]),
  );
}

/** The middles of the sides. */
function crossMarks({ width, height, bleed }: PageBox): (readonly [number, number])[] {
  const out = bleed + GAP + MARK / 2;
  return [
    [width / 2, -out],
    [width + out, height / 2],
    [width / 2, height + out],
    [-out, height / 2],
  ];
}

function paintCross(x: number, y: number, items: DisplayItem[]): void {
  const half = MARK / 2;
  fill(boxPath({ x: x - half, y: y - LINE / 2, width: MARK, height: LINE }), REGISTRATION, items);
  fill(boxPath({ x: x - LINE / 2, y: y - half, width: LINE, height: MARK }), REGISTRATION, items);
  const circle = (r: number): Path => {
    const round = [r, r] as const;
    return boxPath({ x: x - r, y: y - r, width: 2 * r, height: 2 * r }, [round, round, round, round]);
  };
  const path = [...circle(MARK * 0.3), ...circle(MARK * 0.3 - LINE)];
  items.push({ type: 'path', mark: PRODUCTION, path, fill: REGISTRATION, fillRule: 'evenodd' });
}
