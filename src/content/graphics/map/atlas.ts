import { type GeoGeometry, geoDistance } from 'd3-geo';
import { feature, merge, mesh, type Topology, type TopologyPolygon } from 'topojson-client';
import { LruCache } from '../../../base/lru.ts';
import type { Position } from './position.ts';

/** Scale of the map that the outlines were drawn for: 1:110, 1:50 or 1:10 million. */
export type Detail = '110m' | '50m' | '10m';

/** West, south, east and north in degrees; where west is greater than east, it crosses the antimeridian. */
type Box = readonly [number, number, number, number];

/** One polygon of a country, or an island that belongs to none (`code` is empty). */
export interface Piece extends TopologyPolygon {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly box: Box;
  /** Square degrees on the sphere. */
  readonly area: number;
}

/** A file of dist/atlas, as scripts/atlas.mjs writes it. */
export interface AtlasFile {
  readonly transform: Topology['transform'];
  /** Numbers with spaces between: x and y of the first corner, then the steps to the next ones. */
  readonly arcs: readonly string[];
  /** Boxes of the arcs. */
  readonly boxes: readonly Box[];
  readonly pieces: readonly Omit<Piece, 'type'>[];
}

/** A part of the world in degrees: where longitudes are `middle` ± `reach`, and latitudes from `south` to `north`. */
export interface Region {
  readonly middle: number;
  readonly reach: number;
  readonly south: number;
  readonly north: number;
}

/** Degrees between the corners that are kept of arcs outside of a window: they only lead round it. */
const COARSE = 2;

/** The outlines of the world's countries; nothing is read before it is asked for, and nothing decoded that is not shown. */
export class Atlas {
  readonly #read: (detail: Detail) => AtlasFile;
  readonly #known = new Map<Detail, AtlasFile>();
  /** What was drawn of this atlas, by content. */
  readonly drawings: LruCache<string, Drawing> = new LruCache(16 << 20, ({ bytes }) => bytes);

  constructor(read: (detail: Detail) => AtlasFile) {
    this.#read = read;
  }

  /** The pieces that come into a region by their boxes; those smaller than `least` degrees are left out. */
  window(detail: Detail, region: Region, least: number): AtlasWindow {
    const file = this.#file(detail);
    const pieces = file.pieces.filter(
      ({ box }) => comesInto(box, region) && Math.max(box[3] - box[1], lengthOf(box)) >= least,
    );
    return new AtlasWindow(file, pieces, region);
  }

  has(detail: Detail, code: string): boolean {
    return this.#file(detail).pieces.some((piece) => piece.code === code);
  }

  /** The pieces of a country, the largest first. */
  country(detail: Detail, code: string): AtlasWindow {
    const file = this.#file(detail);
    const pieces = file.pieces.filter((piece) => piece.code === code).sort((a, b) => b.area - a.area);
    return new AtlasWindow(file, pieces, undefined);
  }

  #file(detail: Detail): AtlasFile {
    let known = this.#known.get(detail);
    if (!known) {
      known = this.#read(detail);
      this.#known.set(detail, known);
    }
    return known;
  }
}

/** Pieces of an atlas, decoded in full inside of a region and coarsely around it. */
export class AtlasWindow {
  readonly pieces: readonly Piece[];
  readonly #topology: Topology;

  constructor(file: AtlasFile, pieces: readonly Omit<Piece, 'type'>[], region: Region | undefined) {
    this.pieces = pieces.map((piece) => ({ ...piece, type: 'Polygon' }));
    const arcs: [number, number][][] = [];
    for (const ring of pieces.flatMap((piece) => piece.arcs)) {
      for (const reference of ring) {
        const at = reference < 0 ? ~reference : reference;
        if (arcs[at]) continue;
        const seen = !region || comesInto(file.boxes[at]!, region);
        arcs[at] = decode(file.arcs[at]!, seen ? undefined : COARSE / file.transform.scale[1]!);
      }
    }
    this.#topology = { type: 'Topology', transform: file.transform, arcs, objects: {} };
  }

  /** The ground that pieces cover together, without the borders between them. */
  ground(pieces: readonly Piece[]): GeoGeometry {
    return merge(this.#topology, pieces);
  }

  outline(piece: Piece): GeoGeometry {
    return feature(this.#topology, piece).geometry;
  }

  /** Lines between countries, or lines where land ends. */
  lines(kind: 'border' | 'coast'): GeoGeometry {
    const collection = { type: 'GeometryCollection', geometries: this.pieces } as const;
    const keeps = (a: Piece, b: Piece): boolean => (kind === 'coast' ? a === b : a.code !== b.code);
    return mesh(this.#topology, collection, keeps);
  }
}

/** Steps of an arc; with `coarse`, corners nearer to the last one are left out, but for the end. */
function decode(text: string, coarse: number | undefined): [number, number][] {
  const numbers = text.split(' ');
  const steps: [number, number][] = [];
  let [dx, dy] = [0, 0];
  for (let i = 0; i < numbers.length; i += 2) {
    dx += Number(numbers[i]);
    dy += Number(numbers[i + 1]);
    const isEnd = i === 0 || i + 2 === numbers.length;
    if (coarse !== undefined && !isEnd && Math.abs(dx) < coarse / 2 && Math.abs(dy) < coarse) continue;
    steps.push([dx, dy]);
    [dx, dy] = [0, 0];
  }
  return steps;
}

/** Finished path data of a view, and its outlines in px. */
export interface Drawing {
  readonly land: string;
  readonly focus: string;
  readonly coast: string;
  readonly borders: string;
  /** By country: rings of what is seen of it. */
  readonly countries: ReadonlyMap<string, readonly Ring[]>;
  readonly bytes: number;
}

/** Corners in px, the first not repeated. */
export type Ring = readonly (readonly [number, number])[];

const lengthOf = ([west, , east]: Box): number => (east - west === 360 ? 360 : (east - west + 360) % 360);

/** The shorter way from one longitude to another: -180 to 180. */
export const turn = (from: number, to: number): number => ((((to - from) % 360) + 540) % 360) - 180;

export function comesInto(box: Box, { middle, reach, south, north }: Region): boolean {
  if (box[1] > north || box[3] < south) return false;
  const half = lengthOf(box) / 2;
  return Math.abs(turn(box[0] + half, middle)) <= half + reach;
}

/** Degrees of arc between two positions. */
export const arcBetween = (a: Position, b: Position): number =>
  (geoDistance([a.longitude, a.latitude], [b.longitude, b.latitude]) * 180) / Math.PI;
