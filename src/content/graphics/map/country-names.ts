import type { Rect } from '../../../base/geometry.ts';
import { estimateWidth } from '../advances.ts';
import { grown, overlap, within } from '../areas.ts';
import type { Ring } from './atlas.ts';
import { Coverage } from './coverage.ts';
import { drawBlock, type TextBlock, textBlock } from './labels.ts';
import { areaOf } from './outlines.ts';

export interface CountryName {
  readonly code: string;
  readonly name: string;
  readonly focus: boolean;
}

/** Ems between the letters of a country's name; joined letters bear none. */
const SPACING = 0.12;
/** How much more room than its own a name can have; the more the better. */
const ROOM = [1, 1.2, 1.45, 1.8, 2.2, 2.7];
const STEPS = 14;

/** Names of countries where they fit into what is seen of them and cover nothing, the largest countries first. */
export function drawCountryNames(
  names: readonly CountryName[],
  countries: ReadonlyMap<string, readonly Ring[]>,
  { field, taken, fontSize }: { readonly field: Rect; readonly taken: readonly Rect[]; readonly fontSize: number },
): { readonly markup: string; readonly areas: readonly Rect[] } {
  const used = [...taken];
  const areas: Rect[] = [];
  const seen = names.flatMap((country) => {
    const rings = countries.get(country.code);
    const size = rings?.reduce((sum, ring) => sum + areaOf(ring), 0) ?? 0;
    return rings && size > fontSize ** 2 ? [{ country, rings, size }] : [];
  });
  let markup = '';
  for (const { country, rings } of seen.sort((a, b) => b.size - a.size || (a.country.code < b.country.code ? -1 : 1))) {
    const land = new Coverage(rings);
    for (const block of blocksOf(country.name, fontSize)) {
      const area = roomFor(block, land, used, field);
      if (!area) continue;
      used.push(grown(area, fontSize * 0.3));
      areas.push(area);
      const look = country.focus
        ? { class: 'map__country map__country--focus', fill: '#3f4a59', stroke: '#f6edda' }
        : { class: 'map__country', fill: '#6a7380', stroke: '#ece9e2' };
      const spacing = spaced(country.name) ? { 'letter-spacing': fontSize * SPACING } : {};
      markup += drawBlock(block, area, { ...look, 'stroke-width': 1.6, ...spacing });
      break;
    }
  }
  return { markup, areas };
}

const spaced = (name: string): boolean => !/\p{Script=Arab}/u.test(name);

/** On one line, then on as many as it has words. */
function blocksOf(name: string, fontSize: number): TextBlock[] {
  const text = spaced(name) ? name.toUpperCase() : name;
  return [Number.POSITIVE_INFINITY, estimateWidth(text, fontSize) * 0.6, 1].flatMap((width, i, all) => {
    const block = textBlock(text, fontSize, width);
    if (i > 0 && block.lines.length === textBlock(text, fontSize, all[i - 1]!).lines.length) return [];
    const letters = spaced(name) ? Math.max(...block.lines.map((line) => line.length)) : 0;
    return [{ ...block, width: block.width + letters * fontSize * SPACING }];
  });
}

/** The place in a country with the most room around it, near the middle of what is seen. */
function roomFor(block: TextBlock, land: Coverage, used: readonly Rect[], field: Rect): Rect | undefined {
  const { x: left, y: top, width, height } = land.bounds;
  if (width < block.width || height < block.height) return undefined;
  let best: { area: Rect; score: number } | undefined;
  for (let i = 1; i < STEPS; i++) {
    for (let j = 1; j < STEPS; j++) {
      const [x, y] = [left + (width * i) / STEPS, top + (height * j) / STEPS];
      const area = { x: x - block.width / 2, y: y - block.height / 2, width: block.width, height: block.height };
      if (!within(area, grown(field, -3)) || used.some((other) => overlap(area, other))) continue;
      const enough = ROOM.findIndex((factor) => land.share(scaled(area, factor)) < 1);
      if (enough === 0) continue;
      const room = enough < 0 ? ROOM.at(-1)! : ROOM[enough - 1]!;
      const away = Math.hypot((i / STEPS - 0.5) * 2, (j / STEPS - 0.5) * 2);
      const score = room - away * 0.5;
      if (!best || score > best.score + 1e-9) best = { area, score };
    }
  }
  return best?.area;
}

const scaled = ({ x, y, width, height }: Rect, factor: number): Rect => ({
  x: x - (width * (factor - 1)) / 2,
  y: y - (height * (factor - 1)) / 2,
  width: width * factor,
  height: height * factor,
});
