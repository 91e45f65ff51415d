import { atlas } from '../../../src/app/atlas.ts';
import { Project, sheetLanguages } from '../../../src/app/project.ts';
import type { Rect } from '../../../src/base/geometry.ts';
import type { MapView, PlaceView, SheetData } from '../../../src/content/dataset/generated/types.ts';
import { buildSheetData } from '../../../src/content/dataset/sheet.ts';
import { estimateWidth } from '../../../src/content/graphics/advances.ts';
import { around, grown, overlap, within } from '../../../src/content/graphics/areas.ts';
import { Atlas, type AtlasFile } from '../../../src/content/graphics/map/atlas.ts';
import { coverMap } from '../../../src/content/graphics/map/cover.ts';
import { drawLand } from '../../../src/content/graphics/map/drawing.ts';
import { type Anchor, placeLabels, textBlock } from '../../../src/content/graphics/map/labels.ts';
import { locatorMap } from '../../../src/content/graphics/map/locator.ts';
import { fitView, projectionOf, spotOf } from '../../../src/content/graphics/map/projection.ts';
import { largestCluster, type MapPlace, sceneOf } from '../../../src/content/graphics/map/scene.ts';
import { partSigns } from '../../../src/content/graphics/map/symbols.ts';
import { render } from '../template/project.ts';

const project = new Project('.', () => {});
const MM = 96 / 25.4;
const SIZES = [[88, 70], [182, 90], [120, 150]].map(([w, h]) => ({ width: w! * MM, height: h! * MM })); // biome-ignore format: sizes
const COVERS = [[210, 45], [148, 210], [420, 297]].map(([w, h]) => ({ width: w! * MM, height: h! * MM })); // biome-ignore format: sizes

function sheetOf(id: string, locale: string): SheetData {
  const mission = project.mission(id)!;
  return buildSheetData(mission.record, project.catalogue(mission, locale)!.language, sheetLanguages(mission)).data;
}

const missions = project.missionIds();
const all = missions.flatMap((id) => project.mission(id)!.locales.map((locale) => [id, locale] as const));

interface Text {
  readonly name: string;
  readonly text: string;
  readonly box: Rect;
}

/** Every text of a picture with its box, as wide as its letters are counted. */
function textsIn(svg: string): Text[] {
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, written, raw]) => {
    const attributes = Object.fromEntries([...written!.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, k, v]) => [k!, v!]));
    const text = raw!.replaceAll('&amp;', '&');
    const size = Number(attributes['font-size']);
    const width = estimateWidth(text, size) + text.length * Number(attributes['letter-spacing'] ?? 0);
    const [x, y] = [Number(attributes.x), Number(attributes.y)];
    const left = attributes['text-anchor'] === 'middle' ? x - width / 2 : x;
    return { name: attributes.class!, text, box: { x: left, y: y - size * 0.8, width, height: size } };
  });
}

function collisions(texts: readonly Text[]): string[] {
  return texts.flatMap((a, i) =>
    texts
      .slice(i + 1)
      .flatMap((b) => (overlap(grown(a.box, -0.3), grown(b.box, -0.3)) ? [`${a.text} | ${b.text}`] : [])),
  );
}

const place = (id: string, longitude: number, latitude: number, more: Partial<PlaceView> = {}): MapPlace => ({
  id,
  name: id,
  country: 'Iraq',
  nation: 'IQ',
  role: 'base',
  roleLabel: 'base',
  approximate: false,
  ...more,
  longitude,
  latitude,
});

const mapOf = (places: readonly PlaceView[], more: Partial<MapView> = {}): MapView => ({
  ...sheetOf('nato-mission-iraq', 'en').map!,
  places: [...places],
  ...more,
});

const EVEN = { width: 340, height: 260, direction: 'ltr' as const };
const CLEAN = /NaN|undefined|Infinity|e-\d/;

describe.each(all)('%s in %s', (id, locale) => {
  const { map, direction } = sheetOf(id, locale);

  test.each(SIZES)('names do not cover each other and stay inside of %o', (size) => {
    const svg = locatorMap(atlas, map!, { ...size, direction });
    expect(svg).not.toMatch(CLEAN);
    // The start of a key of a legend from right to left is its right end: those are measured by the next test.
    const texts = textsIn(svg).filter(({ name }) => !/__key$/.test(name));
    expect(collisions(texts)).toEqual([]);
    const canvas = { x: 0, y: 0, ...size };
    expect(texts.filter(({ box }) => !within(box, canvas)).map(({ text }) => text)).toEqual([]);
  });

  test('every place has its name on the map, or in its inset', () => {
    const svg = locatorMap(atlas, map!, { ...SIZES[1]!, direction });
    const words = textsIn(svg).map(({ text }) => text);
    const written = words.join(' ');
    for (const { name } of map!.places) for (const word of name.split(' ')) expect(written).toContain(word);
    expect(svg).toContain('map__scale');
  });

  test('the picture says every place', () => {
    for (const { name, roleLabel } of map!.places) {
      expect(map!.description).toContain(name);
      expect(map!.description).toContain(roleLabel);
    }
    const label = `aria-label="${map!.description.replaceAll('"', '&quot;')}"`;
    expect(locatorMap(atlas, map!, { ...EVEN, direction })).toContain(label);
    expect(coverMap(atlas, map!, { ...EVEN, direction })).toContain(label);
  });
});

describe.each(all.filter(([, locale]) => locale === 'da' || locale === 'ar'))('cover of %s in %s', (id, locale) => {
  const { map, direction } = sheetOf(id, locale);

  test.each(COVERS)('of %o has the name of its place alone', (size) => {
    const svg = coverMap(atlas, map!, { ...size, direction });
    expect(svg).not.toMatch(CLEAN);
    const main = sceneOf(map!, atlas)!.main.name;
    expect(
      textsIn(svg)
        .map(({ text }) => text)
        .join(' '),
    ).toBe(main);
    for (const { box } of textsIn(svg)) expect(within(box, { x: 0, y: 0, ...size })).toBe(true);
    const dot = /class="cover__dot" cx="([\d.]+)"/.exec(svg)!;
    const part = Number(dot[1]) / size.width;
    expect(direction === 'rtl' ? 1 - part : part).toBeGreaterThan(0.2);
  });
});

describe('views', () => {
  const field = { x: 0, y: 0, width: 300, height: 200 };
  const target = grown(field, -25);

  test.each([
    [
      'Iraq',
      [
        [44, 33],
        [47, 29],
      ],
    ],
    [
      'the equator',
      [
        [-3, -4],
        [9, 6],
      ],
    ],
    [
      'the south',
      [
        [18, -33],
        [28, -26],
      ],
    ],
    [
      'the antimeridian',
      [
        [178, -17],
        [-175, -21],
      ],
    ],
    [
      'the Arctic',
      [
        [15, 79],
        [-60, 82],
        [120, 80],
      ],
    ],
    ['the North Pole', [[0, 90]]],
    [
      'the South Pole',
      [
        [0, -90],
        [170, -78],
      ],
    ],
    [
      'half the world',
      [
        [-80, 34],
        [47, 29],
      ],
    ],
    [
      'opposite ends',
      [
        [0, 0],
        [180, 0],
      ],
    ],
    [
      'one spot',
      [
        [10, 50],
        [10, 50],
      ],
    ],
  ])('%s lies inside with its margin', (_name, points) => {
    // biome-ignore format: a table
    const positions = points.map(([longitude, latitude]) => ({ longitude: longitude!, latitude: latitude! }));
    const view = fitView(positions, { field, target, least: 1 });
    const projection = projectionOf(view);
    for (const position of positions) {
      const spot = spotOf(projection, position)!;
      expect(within(around(spot, 0), grown(target, 0.5))).toBe(true);
    }
  });

  test('every near place of every mission is inside of its map', () => {
    for (const id of missions) {
      const scene = sceneOf(sheetOf(id, 'da').map!, atlas)!;
      const projection = projectionOf(fitView(scene.extent, { field, target, least: scene.least }));
      for (const near of scene.near)
        expect(within(around(spotOf(projection, near)!, 0), grown(target, 0.5))).toBe(true);
    }
  });

  test('a country is shown whole where it is not far larger than its places', () => {
    const scene = (nation: string, longitude: number, latitude: number) =>
      sceneOf(mapOf([place('here', longitude, latitude, { nation })]), atlas)!.extent.length;
    expect(scene('IQ', 44, 33)).toBeGreaterThan(20);
    expect(scene('ML', -8, 12.6)).toBeGreaterThan(20);
    expect(scene('US', -80, 34)).toBe(1);
    expect(scene('RU', 37, 55)).toBe(1);
    expect(scene('XQ', 37, 55)).toBe(1);
  });
});

describe('places that lie far apart', () => {
  const names = (places: readonly MapPlace[]) => largestCluster(places).map(({ id }) => id);
  const base = place('base', 42, 33);
  const seat = place('seat', 10, 50, { role: 'seat' });

  test('the largest group carries the map', () => {
    expect(names([place('us', -80, 34), base, place('kuwait', 47, 29)])).toEqual(['base', 'kuwait']);
  });

  test('of groups of one size the seat, then the first', () => {
    expect(names([base, seat])).toEqual(['seat']);
    expect(names([place('first', -50, 0), base])).toEqual(['first']);
  });

  test('places in a row belong together', () => {
    const row = [0, 12, 24, 36].map((longitude) => place(`p${longitude}`, longitude, 10));
    expect(names(row)).toEqual(['p0', 'p12', 'p24', 'p36']);
  });

  test('across the antimeridian too', () => {
    expect(names([place('west', -179, 0), place('east', 179, 0)])).toEqual(['west', 'east']);
  });

  test('those left out are named in the inset', () => {
    const map = sheetOf('operation-inherent-resolve', 'en').map!;
    expect(locatorMap(atlas, map, EVEN)).toMatch(/>Shaw Air<.*>Force Base</);
    expect(locatorMap(atlas, map, { ...EVEN, inset: false })).not.toMatch(/>Shaw|map__inset/);
  });
});

describe('labels', () => {
  const field = { x: 0, y: 0, width: 300, height: 200 };

  test('sixty places in one spot: as many names as find room, none over another', () => {
    const spots = partSigns(
      Array.from({ length: 60 }, () => ({ x: 150, y: 100 })),
      4,
      [5, 5, 295, 195],
    );
    for (const [i, a] of spots.entries())
      for (const b of spots.slice(i + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(4);
    const svg = locatorMap(atlas, mapOf(Array.from({ length: 60 }, (_, i) => place(`Place ${i}`, 44, 33))), {
      ...EVEN,
      width: 700,
      height: 600,
    });
    const labels = textsIn(svg).filter(({ name }) => name === 'map__label');
    expect(collisions(labels)).toEqual([]);
    expect(labels.length).toBeGreaterThan(25);
  });

  test('a label goes to another side where there is no room, and away where there is none beside the sign', () => {
    const anchor: Anchor = { at: { x: 290, y: 100 }, rx: 4, ry: 4 };
    const block = textBlock('Besmaya', 9, 100);
    const [west] = placeLabels([anchor], [block], { field, taken: [] });
    expect(west!.area.x + west!.area.width).toBeLessThan(286);
    expect(west!.leader).toBeUndefined();
    const [led] = placeLabels([anchor], [block], { field, taken: [{ x: 230, y: 60, width: 70, height: 80 }] });
    expect(led).toBeUndefined();
    const middle = { ...anchor, at: { x: 150, y: 100 } };
    const near = [around({ x: 175, y: 100 }, 20), around({ x: 125, y: 100 }, 20)];
    const more = [...near, { x: 100, y: 80, width: 100, height: 15 }];
    const [away] = placeLabels([middle], [block], { field, taken: more });
    expect(away!.leader).toBeDefined();
    expect(more.some((area) => overlap(area, away!.area))).toBe(false);
  });
});

describe('hostile data', () => {
  const poles = [place('north', 0, 90), place('south', 0, -90), place('line', 180, 0), place('other', -180, 10)];

  test.each([
    ['no places', []],
    ['poles and the antimeridian', poles],
    ['the North Pole', [poles[0]!]],
    ['the South Pole', [poles[1]!]],
    ['an area on the date line', [place('sea', 180, 0, { role: 'area' })]],
    ['a code that is no country', [place('x', 10, 10, { nation: 'QQ' })]],
    ['a role of tomorrow', [place('x', 10, 10, { role: 'camp' })]],
    ['a name as long as a page', [place('x'.repeat(5000), 44, 33)]],
    ['places all over the world', Array.from({ length: 60 }, (_, i) => place(`p${i}`, ((i * 67) % 360) - 180, ((i * 37) % 180) - 90))], // biome-ignore format: a table
  ])('%s', (_name, places) => {
    for (const size of [EVEN, { ...EVEN, width: 1, height: 1 }, { ...EVEN, width: 60, height: 500 }]) {
      for (const svg of [locatorMap(atlas, mapOf(places), size), coverMap(atlas, mapOf(places), size)]) {
        expect(svg).toMatch(/^<svg .*<\/svg>$/);
        expect(svg).not.toMatch(CLEAN);
      }
    }
  });
});

describe('the atlas', () => {
  const view = fitView([{ longitude: 44, latitude: 33 }], {
    field: { x: 0, y: 0, width: 200, height: 200 },
    target: { x: 0, y: 0, width: 200, height: 200 },
    least: 12,
  });

  test('knows the codes of countries, and Kosovo by its own', () => {
    expect(atlas.country('50m', 'XK').pieces).toHaveLength(1);
    expect(atlas.country('10m', 'DK').pieces.length).toBeGreaterThan(10);
    expect(atlas.country('50m', 'QQ').pieces).toEqual([]);
  });

  test('has Crimea in Ukraine', () => {
    const isCrimea = ({ box: [w, s, e, n] }: { readonly box: readonly number[] }) =>
      w! > 32 && w! < 33 && s! > 44 && e! < 37 && n! < 46.5;
    for (const detail of ['50m', '10m'] as const) {
      expect(atlas.country(detail, 'UA').pieces.some(isCrimea)).toBe(true);
      expect(atlas.country(detail, 'RU').pieces.some(isCrimea)).toBe(false);
    }
  });

  test('is read when a map is asked for, once for each detail', () => {
    const read: string[] = [];
    const empty: AtlasFile = { transform: { scale: [1, 1], translate: [0, 0] }, arcs: [], boxes: [], pieces: [] };
    const bare = new Atlas((detail) => {
      read.push(detail);
      return empty;
    });
    expect(read).toEqual([]);
    const map = mapOf([place('here', 44, 33)]);
    const svg = locatorMap(bare, map, EVEN);
    expect(svg).toContain('map__sea');
    expect(svg).not.toContain('map__land');
    locatorMap(bare, map, { ...EVEN, width: 300 });
    expect(read.filter((detail) => detail === '50m')).toHaveLength(1);
  });

  test('keeps what it drew by content', () => {
    const options = { focus: new Set(['IQ']), borders: true, outlines: true };
    const drawn = drawLand(atlas, view, options);
    expect(drawLand(atlas, { ...view }, { ...options, focus: new Set(['IQ']) })).toBe(drawn);
    expect(drawLand(atlas, view, { ...options, focus: new Set(['IR']) }).focus).not.toBe(drawn.focus);
  });

  test('draws the same bytes from scratch', () => {
    const map = sheetOf('kfor', 'da').map!;
    const before = locatorMap(atlas, map, EVEN);
    atlas.drawings.clear();
    expect(locatorMap(atlas, map, EVEN)).toBe(before);
  });

  test('no line leaves the view', () => {
    const { land, borders } = drawLand(atlas, view, { focus: new Set(), borders: true, outlines: true });
    for (const path of [land, borders]) {
      let [x, y] = [0, 0];
      for (const [, command, a, b] of path.matchAll(/([Ml]?) ?(-?[\d.]+) ?(-?[\d.]+)/g)) {
        [x, y] = command === 'M' ? [Number(a), Number(b)] : [x + Number(a), y + Number(b)];
        expect(x).toBeGreaterThan(-0.5);
        expect(x).toBeLessThan(200.5);
        expect(y).toBeGreaterThan(-0.5);
        expect(y).toBeLessThan(200.5);
      }
    }
  });
});

describe('in a template', () => {
  test('both pictures are helpers', () => {
    const { html, findings } = render(
      '{{#if map}}{{locatorMap map width=300 height=200 inset=false}}{{coverMap map width=300 height=100}}{{/if}}',
    );
    expect(findings).toEqual([]);
    expect(html).toMatch(/graphic--map.*graphic--cover/);
    expect(html).not.toContain('map__inset');
  });

  test('take a map and nothing else', () => {
    const { findings } = render('{{locatorMap personnel width=300 height=200 inset="no"}}');
    expect(findings.map(({ code }) => code)).toEqual(['template-arguments', 'template-arguments']);
  });
});

test('sea areas light no country up, and their country is not told', () => {
  const map = sheetOf('gulf-of-guinea', 'en').map!;
  expect(map.countries.filter(({ focus }) => focus)).toEqual([]);
  expect(map.description).toBe(
    'Map: Gulf of Guinea (area, approximate position), The Strait of Hormuz (area, approximate position).',
  );
  expect(locatorMap(atlas, map, EVEN)).toContain('map__area');
});

test('the legend stands at the start side', () => {
  const x = (svg: string) => Number(/class="chart__key" x="([\d.]+)"/.exec(svg.slice(svg.indexOf('map__frame')))![1]);
  const map = sheetOf('kfor', 'ar').map!;
  expect(x(locatorMap(atlas, map, { ...EVEN, direction: 'rtl' }))).toBeGreaterThan(300);
  expect(x(locatorMap(atlas, map, EVEN))).toBeLessThan(40);
});
