import { fileURLToPath } from 'node:url';
import { loadFonts } from '../../../src/app/fonts.ts';
import { loadFace } from '../../../src/engine/fonts/loaded-face.ts';

export interface Drawn {
  readonly name: string;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };
const plain = (text: string): string => text.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);

/** The elements of a picture, the root first. */
export function elements(svg: string): Drawn[] {
  return [...svg.matchAll(/<([a-z]+)((?: [\w-]+="[^"]*")*)\/?>([^<]*)/g)].map(([, name, written, text]) => ({
    name: name!,
    text: plain(text!),
    attributes: Object.fromEntries([...written!.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, k, v]) => [k, plain(v!)])),
  }));
}

export const number = (drawn: Drawn, key: string): number => Number(drawn.attributes[key] ?? 0);

export const ofClass = (svg: string, name: string): Drawn[] =>
  elements(svg).filter((e) => e.attributes.class?.split(' ').includes(name));

const { registry, files } = loadFonts(fileURLToPath(new URL('../../../fonts', import.meta.url)), () => {})!;
const faces = new Map(
  files.map((file) => [`${file.family} ${file.weight} ${file.style}`, loadFace(registry.harfbuzz, file)]),
);

/** What a line takes in the shipped fonts, px. */
export function measure(text: string, size: number, weight: number): number {
  let width = 0;
  for (const [run] of text.matchAll(/[\p{scx=Arab}\p{M}]+|[^\p{scx=Arab}\p{M}]+/gu)) {
    const arabic = /\p{scx=Arab}/u.test(run);
    const { font, face } = faces.get(`IBM Plex Sans${arabic ? ' Arabic' : ''} ${weight} normal`)!;
    const direction = arabic ? 'rtl' : 'ltr';
    const shaped = registry.harfbuzz.shape(font, run, 0, run.length, direction, arabic ? 'Arab' : 'Latn', 'en', '');
    for (const advance of shaped.advances) width += (advance / face.metrics.unitsPerEm) * size;
  }
  return width;
}

export interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly foot: number;
}

/** Where the ink of each text of a picture can be, by the shipped fonts. */
export function textBoxes(svg: string, direction: 'ltr' | 'rtl'): Box[] {
  return elements(svg)
    .filter((e) => e.name === 'text')
    .map((e) => {
      const [x, y, size] = [number(e, 'x'), number(e, 'y'), number(e, 'font-size')];
      const width = measure(e.text, size, Number(e.attributes['font-weight'] ?? 400));
      const left = e.attributes['text-anchor'] === 'middle' ? x - width / 2 : direction === 'rtl' ? x - width : x;
      return { text: e.text, left, right: left + width, top: y - size * 0.72, foot: y + size * 0.2 };
    });
}

/** Pairs of texts that lie over each other, and texts that leave the picture: nothing, in a good one. */
export function textFaults(svg: string, direction: 'ltr' | 'rtl'): string[] {
  const [root] = elements(svg);
  const [width, height] = [number(root!, 'width'), number(root!, 'height')];
  const boxes = textBoxes(svg, direction);
  const outside = boxes.filter((b) => b.left < -0.5 || b.right > width + 0.5 || b.top < -0.5 || b.foot > height + 0.5);
  const faults = outside.map((b) => `"${b.text}" leaves the picture`);
  boxes.forEach((a, i) => {
    for (const b of boxes.slice(i + 1)) {
      const apart =
        a.left >= b.right - 0.1 || b.left >= a.right - 0.1 || a.top >= b.foot - 0.1 || b.top >= a.foot - 0.1;
      if (!apart) faults.push(`"${a.text}" lies over "${b.text}"`);
    }
  });
  return faults;
}

/** Shapes that leave the picture by more than half their stroke. */
export function shapeFaults(svg: string): string[] {
  const [root, ...inside] = elements(svg);
  const [width, height] = [number(root!, 'width'), number(root!, 'height')];
  const out = (x: number, y: number): boolean => x < -1 || y < -1 || x > width + 1 || y > height + 1;
  return inside.flatMap((e) => {
    const points: [number, number][] = [];
    if (e.name === 'rect')
      points.push(
        [number(e, 'x'), number(e, 'y')],
        [number(e, 'x') + number(e, 'width'), number(e, 'y') + number(e, 'height')],
      );
    if (e.name === 'line') points.push([number(e, 'x1'), number(e, 'y1')], [number(e, 'x2'), number(e, 'y2')]);
    if (e.name === 'circle') points.push([number(e, 'cx'), number(e, 'cy')]);
    for (const pair of (e.attributes.points ?? '').split(' ').filter(Boolean))
      points.push(pair.split(',').map(Number) as [number, number]);
    return points.some(([x, y]) => out(x, y)) ? [`${e.attributes.class} leaves the picture`] : [];
  });
}
