import type { GeoGeometry } from 'd3-geo';
import type { MapView, PlaceView } from '../../dataset/generated/types.ts';
import { type Atlas, arcBetween, type Piece, turn } from './atlas.ts';
import type { Position } from './position.ts';

/** A place with coordinates. */
export type MapPlace = PlaceView & Position;

export interface Scene {
  /** The places that the map is of, and those too far away for it. */
  readonly near: readonly MapPlace[];
  readonly far: readonly MapPlace[];
  /** The place that stands for all: the seat, else a base, a city, any. */
  readonly main: MapPlace;
  /** Corners of all that is to be seen: the near places, and their countries where they are not too large. */
  readonly extent: readonly Position[];
  /** Degrees that are shown at least. */
  readonly least: number;
  readonly focus: ReadonlySet<string>;
}

/** Degrees of arc: places further from all others of a map are not shown beside them. */
const LINKED = 15;
/** Degrees of arc: a country larger than this is shown in part, as far as its places need. */
const LARGEST_COUNTRY = 24;
/** Degrees of arc: islands further from the main part of their country do not count for its extent. */
const ISLANDS = 6;
const RANK: Readonly<Record<string, number>> = { seat: 0, base: 1, city: 2, training: 3, support: 4, area: 5 };

const rankOf = ({ role }: PlaceView): number => RANK[role] ?? 6;

/** What a map shows; undefined where no place has coordinates. */
export function sceneOf(map: MapView, atlas: Atlas): Scene | undefined {
  const places = map.places.filter(
    (place): place is MapPlace => Number.isFinite(place.latitude) && Number.isFinite(place.longitude),
  );
  const near = largestCluster(places);
  const main = [...near].sort((a, b) => rankOf(a) - rankOf(b))[0];
  if (!main) return undefined;
  const lands = [...new Set(near.filter(({ role }) => role !== 'area').map(({ nation }) => nation))];
  const alone = near.every(({ role }) => role === 'area');
  return {
    near,
    far: places.filter((place) => !near.includes(place)),
    main,
    extent: [...near.flatMap(roomOf), ...lands.flatMap((code) => countryExtent(atlas, code, near))],
    // A sea area is known by the coasts around it.
    least: alone ? 16 : 1.2,
    focus: new Set(map.countries.filter(({ focus }) => focus).map(({ code }) => code)),
  };
}

/**
 * The group of places that carries the mission: places within 15 degrees of each other belong together, and of the
 * groups that one counts which has the most places, then the weightiest role, then the first place of the data.
 */
export function largestCluster(places: readonly MapPlace[]): readonly MapPlace[] {
  const left = new Set(places);
  const groups: MapPlace[][] = [];
  for (const start of places) {
    if (!left.delete(start)) continue;
    const group = [start];
    for (let i = 0; i < group.length; i++) {
      for (const other of left) {
        if (arcBetween(group[i]!, other) > LINKED) continue;
        left.delete(other);
        group.push(other);
      }
    }
    groups.push(group.sort((a, b) => places.indexOf(a) - places.indexOf(b)));
  }
  const weight = (group: readonly MapPlace[]): number => Math.min(...group.map(rankOf));
  return groups.sort((a, b) => b.length - a.length || weight(a) - weight(b))[0] ?? [];
}

/** A place, or the room that the sign of a sea area needs; degrees. */
function roomOf(place: MapPlace): Position[] {
  if (place.role !== 'area') return [place];
  const { longitude, latitude } = place;
  return [-1, 0, 1].map((step) => ({ longitude: longitude + step, latitude: latitude + step * 0.6 }));
}

/** Corners of the main part of a country; none where it is too large to be shown whole, or not in the atlas. */
function countryExtent(atlas: Atlas, code: string, near: readonly MapPlace[]): Position[] {
  const window = atlas.country('50m', code);
  const { pieces } = window;
  const [main] = pieces;
  if (!main) return [];
  const together = pieces.filter((piece) => piece === main || isBeside(piece, main));
  const boxes = together.map(({ box }) => box);
  const centre = main.box[0] + ((main.box[2] - main.box[0] + 360) % 360) / 2;
  const west = Math.min(...boxes.map(([w]) => turn(centre, w)));
  const east = Math.max(...boxes.map(([, , e]) => turn(centre, e)));
  const south = Math.min(...boxes.map(([, s]) => s));
  const north = Math.max(...boxes.map(([, , , n]) => n));
  const wide = (east - west) * Math.cos((((south + north) / 2) * Math.PI) / 180);
  if (Math.max(wide, north - south) > LARGEST_COUNTRY) return [];
  // An island far from its country may be all that a mission sees of it.
  const middle = { longitude: centre + (west + east) / 2, latitude: (south + north) / 2 };
  if (near.every((place) => arcBetween(place, middle) > LARGEST_COUNTRY)) return [];
  return together.flatMap((piece) => corners(window.outline(piece)));
}

function isBeside({ box, area }: Piece, main: Piece): boolean {
  if (area < main.area / 500) return false;
  const gapEast = Math.max(turn(main.box[2], box[0]), turn(box[2], main.box[0]));
  const gapNorth = Math.max(box[1] - main.box[3], main.box[1] - box[3]);
  return gapEast < ISLANDS && gapNorth < ISLANDS;
}

/** Every fourth corner of the outer ring: enough to know how far it reaches. */
function corners({ coordinates }: GeoGeometry): Position[] {
  const [outer = []] = coordinates as readonly (readonly [number, number])[][];
  return outer.filter((_, i) => i % 4 === 0).map(([longitude, latitude]) => ({ longitude, latitude }));
}
