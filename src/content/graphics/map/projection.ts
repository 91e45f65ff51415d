import { type GeoProjection, geoAzimuthalEqualArea, geoConicConformal, geoMercator } from 'd3-geo';
import type { Rect } from '../../../base/geometry.ts';
import type { Spot } from '../areas.ts';
import { type Region, turn } from './atlas.ts';
import type { Position } from './position.ts';

/** A view of the world as plain data, so that what is drawn of it can be kept by its content. */
export interface View {
  readonly kind: 'mercator' | 'conic' | 'azimuthal';
  readonly middle: Position;
  /** Latitudes at which the cone cuts the globe. */
  readonly parallels: readonly [number, number];
  /** Px for one radian at the middle. */
  readonly scale: number;
  readonly offset: Spot;
  /** What is seen of it. */
  readonly field: Rect;
}

/** Near the equator a cone is nearly a cylinder. */
const TROPICS = 16;
/** Near a pole, and over a part of the globe that is this large, the plane is the calmest. */
const POLAR = 72;
const WIDE = 55;
const DEGREE = Math.PI / 180;

export const degreesOf = (view: View, px: number): number => px / view.scale / DEGREE;

export function projectionOf({ kind, middle, parallels, scale, offset }: View): GeoProjection {
  const { longitude, latitude } = middle;
  if (kind === 'azimuthal')
    return geoAzimuthalEqualArea()
      .rotate([-longitude, -latitude])
      .clipAngle(120)
      .scale(scale)
      .translate([offset.x, offset.y]);
  const flat = kind === 'conic' ? geoConicConformal().parallels(parallels) : geoMercator();
  return flat.rotate([-longitude, 0]).scale(scale).translate([offset.x, offset.y]);
}

/** Where a position stands in the view; undefined where the projection has no place for it. */
export function spotOf(projection: GeoProjection, { longitude, latitude }: Position): Spot | undefined {
  // The poles lie at infinity on a cylinder and on one side of a cone.
  const spot = projection([longitude, Math.max(-89.5, Math.min(89.5, latitude))]);
  return spot && Number.isFinite(spot[0]) && Number.isFinite(spot[1]) ? { x: spot[0], y: spot[1] } : undefined;
}

export interface Fit {
  /** What is seen of the view. */
  readonly field: Rect;
  /** What the positions are to fill, inside of the field. */
  readonly target: Rect;
  /** The shorter side of the target shows at least so many degrees. */
  readonly least: number;
}

/** The view in which all positions lie in the target, as large as they can be there. */
export function fitView(positions: readonly Position[], { field, target, least }: Fit): View {
  const middle = middleOf(positions);
  const east = positions.map(({ longitude }) => turn(middle.longitude, longitude));
  const north = positions.map(({ latitude }) => latitude);
  const [south, top] = [Math.min(...north), Math.max(...north)];
  // A target that is much wider than the positions need shows more of the world than they span.
  const span = Math.max(
    top - south,
    (Math.max(...east) - Math.min(...east)) * Math.cos(middle.latitude * DEGREE),
    least,
  );
  const away = Math.max(Math.abs(south), Math.abs(top));
  const kind = span > WIDE || away > POLAR ? 'azimuthal' : Math.abs(middle.latitude) < TROPICS ? 'mercator' : 'conic';
  const sixth = Math.max((top - south) / 6, 0.5);
  const first = Math.min(south + sixth, middle.latitude);
  const parallels = [first, Math.max(top - sixth, first + 0.1)] as const;

  const unit: View = { kind, middle, parallels, scale: 1, offset: { x: 0, y: 0 }, field };
  const projection = projectionOf(unit);
  // Straight lines between corners bulge on a cone: the middles of the sides count too.
  const spots = positions.map((position) => spotOf(projection, position)).filter((spot) => spot !== undefined);
  const [left, right] = [Math.min(...spots.map(({ x }) => x)), Math.max(...spots.map(({ x }) => x))];
  const [upper, lower] = [Math.min(...spots.map(({ y }) => y)), Math.max(...spots.map(({ y }) => y))];
  // One degree at the middle is less than a degree of the unit projection where the cylinder stretches it.
  const stretch = kind === 'mercator' ? 1 / Math.cos(middle.latitude * DEGREE) : 1;
  const scale = Math.min(
    target.width / (right - left || 1e-9),
    target.height / (lower - upper || 1e-9),
    Math.min(target.width, target.height) / (least * DEGREE * stretch),
  );
  const offset = {
    x: target.x + target.width / 2 - (scale * (left + right)) / 2,
    y: target.y + target.height / 2 - (scale * (upper + lower)) / 2,
  };
  return { ...unit, scale, offset };
}

/** Half-way between the outermost latitudes; the longitude of the sum of all positions as vectors. */
function middleOf(positions: readonly Position[]): Position {
  let [x, y] = [0, 0];
  for (const { longitude, latitude } of positions) {
    const weight = Math.max(Math.cos(latitude * DEGREE), 0.01);
    x += weight * Math.cos(longitude * DEGREE);
    y += weight * Math.sin(longitude * DEGREE);
  }
  const all = positions.map(({ latitude }) => latitude);
  // Opposite positions have no middle: the first one is as good as any.
  const longitude = Math.hypot(x, y) > 1e-6 ? Math.atan2(y, x) / DEGREE : (positions[0]?.longitude ?? 0);
  return { longitude, latitude: (Math.min(...all) + Math.max(...all)) / 2 };
}

/** The part of the world that is seen in the field of a view, as a box in degrees, a little too large. */
export function regionOf(view: View, projection: GeoProjection): Region {
  const { x, y, width, height } = view.field;
  let [reach, south, north] = [0, 90, -90];
  const steps = 12;
  for (let i = 0; i <= steps; i++) {
    for (let j = 0; j <= steps; j++) {
      const point = projection.invert([x + (width * i) / steps, y + (height * j) / steps]);
      if (!point || !Number.isFinite(point[0]) || !Number.isFinite(point[1])) {
        return { middle: view.middle.longitude, reach: 180, south: -90, north: 90 };
      }
      reach = Math.max(reach, Math.abs(turn(view.middle.longitude, point[0])));
      south = Math.min(south, point[1]);
      north = Math.max(north, point[1]);
    }
  }
  const { middle } = view;
  for (const pole of [-90, 90] as const) {
    const spot = spotOf(projection, { longitude: middle.longitude, latitude: pole });
    if (!spot || spot.x < x || spot.x > x + width || spot.y < y || spot.y > y + height) continue;
    reach = 180;
    if (pole < 0) south = -90;
    else north = 90;
  }
  const spare = Math.max((north - south) / steps, 0.2);
  return { middle: middle.longitude, reach: Math.min(reach + spare, 180), south: south - spare, north: north + spare };
}
