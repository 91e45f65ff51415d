import { type GeoGeometry, type GeoProjection, geoPath } from 'd3-geo';
import { type Atlas, type AtlasWindow, comesInto, type Detail, type Drawing, type Ring } from './atlas.ts';
import { Outlines, pathOf } from './outlines.ts';
import { degreesOf, projectionOf, regionOf, type View } from './projection.ts';

export interface DrawingOptions {
  /** Countries that are told from the others. */
  readonly focus: ReadonlySet<string>;
  /** Lines between countries. */
  readonly borders: boolean;
  /** Shores, and the outlines of each country. */
  readonly outlines: boolean;
}

/** Degrees that a px shows: with fewer, the middle outlines begin to look coarse; with more, the coarse ones do. */
const FINE = 0.018;
const COARSE = 0.2;
/** Px: what is smaller is not drawn. */
const LEAST = 0.7;
const LEAST_SHORE = 6;

/** What is seen of land in a view. Kept by content: sheets in other languages show the same land. */
export function drawLand(atlas: Atlas, view: View, { focus, borders, outlines }: DrawingOptions): Drawing {
  const key = JSON.stringify([view, [...focus].sort(), borders, outlines]);
  return atlas.drawings.ensure(key, () => {
    const projection = projectionOf(view);
    const { x, y, width, height } = view.field;
    const detail = detailOf(atlas, view, focus);
    const region = regionOf(view, projection);
    const window = atlas.window(detail, region, degreesOf(view, LEAST));
    // Clipping on the sphere is for shapes that the projection tears apart, at the meridian opposite to its middle.
    const seam = { middle: view.middle.longitude + 180, reach: 0, south: -90, north: 90 };
    if (view.kind !== 'azimuthal' && !window.pieces.some(({ box }) => comesInto(box, seam)))
      projection.preclip((stream) => stream);
    projection.clipExtent([
      [x, y],
      [x + width, y + height],
    ]);
    const path = (geometry: GeoGeometry): string => pathOf(outline(projection, geometry));
    const { pieces } = window;
    const drawn = {
      land: path(window.ground(pieces)),
      focus: path(window.ground(pieces.filter(({ code }) => focus.has(code)))),
      coast: outlines ? pathOf(outline(projection, window.lines('coast')).filter(isLong)) : '',
      borders: borders ? path(window.lines('border')) : '',
      countries: outlines ? byCountry(window, projection) : new Map<string, Ring[]>(),
    };
    return { ...drawn, bytes: bytesOf(drawn) };
  });
}

/** The coarse outlines lack the smallest countries, and are no use where one of those is to be seen. */
function detailOf(atlas: Atlas, view: View, focus: ReadonlySet<string>): Detail {
  const degrees = degreesOf(view, 1);
  if (degrees < FINE) return '10m';
  return degrees > COARSE && [...focus].every((code) => atlas.has('110m', code)) ? '110m' : '50m';
}

/** Shores of islets would run together into blots. */
function isLong({ points }: { readonly points: Ring }): boolean {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return Math.max(...xs) - Math.min(...xs) + Math.max(...ys) - Math.min(...ys) > LEAST_SHORE;
}

/** Simplified lines of a shape in a view. */
function outline(projection: GeoProjection, geometry: GeoGeometry) {
  const outlines = new Outlines();
  geoPath(projection, outlines)(geometry);
  return outlines.simplified();
}

function byCountry(window: AtlasWindow, projection: GeoProjection): ReadonlyMap<string, Ring[]> {
  const rings = new Map<string, Ring[]>();
  for (const piece of window.pieces) {
    if (!piece.code) continue;
    const found = outline(projection, window.outline(piece)).map(({ points }) => points);
    if (found.length > 0) rings.set(piece.code, [...(rings.get(piece.code) ?? []), ...found]);
  }
  return rings;
}

function bytesOf({ land, focus, coast, borders, countries }: Omit<Drawing, 'bytes'>): number {
  let corners = 0;
  for (const rings of countries.values()) for (const ring of rings) corners += ring.length;
  return 1000 + land.length + focus.length + coast.length + borders.length + corners * 40;
}
