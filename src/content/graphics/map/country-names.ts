import { estimateWidth } from '../words.ts';
import type { Ring } from './atlas.ts';
import { drawBlock, type TextBlock, textBlock } from './labels.ts';
import { areaOf, isInside } from './outlines.ts';
import { type Area, grown, overlap, within } from './position.ts';

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
  { field, taken, fontSize }: { readonly field: Area; readonly taken: readonly Area[]; readonly fontSize: number },
): { readonly markup: string; readonly areas: readonly Area[] } {
  const used = [...taken];
  const areas: Area[] = [];
  const seen = names.flatMap((country) => {
    const rings = countries.get(country.code);
    return rings ? [{ country, rings, size: rings.reduce((sum, ring) => sum + areaOf(ring), 0) }] : [];
  });
  let markup = '';
  for (const { country, rings } of seen.sort((a, b) => b.size - a.size || (a.country.code < b.country.code ? -1 : 1))) {
    for (const block of blocksOf(country.name, fontSize)) {
      const area = roomFor(block, rings, used, field);
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

/** The place in the rings with the most room around it, near the middle of what is seen. */
function roomFor(block: TextBlock, rings: readonly Ring[], used: readonly Area[], field: Area): Area | undefined {
  const largest = rings.reduce((best, ring) => (areaOf(ring) > areaOf(best) ? ring : best));
  const [xs, ys] = [largest.map(([x]) => x), largest.map(([, y]) => y)];
  const [left, right] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
  const [top, bottom] = [ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))];
  if (right - left < block.width || bottom - top < block.height) return undefined;
  // Islands and lakes that are smaller than a letter would only cost time.
  const large = rings.filter((ring) => ring === largest || areaOf(ring) > block.fontSize ** 2);
  let best: { area: Area; score: number } | undefined;
  for (let i = 1; i < STEPS; i++) {
    for (let j = 1; j < STEPS; j++) {
      const [x, y] = [left + ((right - left) * i) / STEPS, top + ((bottom - top) * j) / STEPS];
      const area = { x: x - block.width / 2, y: y - block.height / 2, width: block.width, height: block.height };
      if (!within(area, grown(field, -3)) || used.some((other) => overlap(area, other))) continue;
      const enough = ROOM.findIndex((factor) => !isIn(scaled(area, factor), large));
      if (enough === 0) continue;
      const room = enough < 0 ? ROOM.at(-1)! : ROOM[enough - 1]!;
      const away = Math.hypot((i / STEPS - 0.5) * 2, (j / STEPS - 0.5) * 2);
      const score = room - away * 0.5;
      if (!best || score > best.score + 1e-9) best = { area, score };
    }
  }
  return best?.area;
}

const scaled = ({ x, y, width, height }: Area, factor: number): Area => ({
  x: x - (width * (factor - 1)) / 2,
  y: y - (height * (factor - 1)) / 2,
  width: width * factor,
  height: height * factor,
});

/** Whether a grid of points all over an area lies in the rings. */
function isIn({ x, y, width, height }: Area, rings: readonly Ring[]): boolean {
  for (const v of [0, 1, 0.5]) {
    for (let u = 0; u <= 6; u++) if (!isInside(x + (width * u) / 6, y + height * v, rings)) return false;
  }
  return true;
}
