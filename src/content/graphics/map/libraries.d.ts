/** What the maps use of d3-geo and topojson-client, which bring no types of their own. Longitude comes first everywhere. */
declare module 'd3-geo' {
  type Point = readonly [number, number];

  export interface GeoGeometry {
    readonly type: string;
    readonly coordinates: unknown;
  }

  export interface GeoProjection {
    (point: Point): [number, number] | null;
    invert(point: Point): [number, number] | null;
    rotate(angles: readonly [number, number]): this;
    parallels(parallels: Point): this;
    scale(scale: number): this;
    translate(offset: Point): this;
    precision(precision: number): this;
    preclip(clip: <S>(stream: S) => S): this;
    clipAngle(degrees: number): this;
    clipExtent(extent: readonly [Point, Point] | null): this;
  }

  /** Takes the part of a canvas that paths use. */
  export interface PathContext {
    beginPath(): void;
    moveTo(x: number, y: number): void;
    lineTo(x: number, y: number): void;
    closePath(): void;
    arc(x: number, y: number, radius: number, from: number, to: number): void;
  }

  export function geoPath(projection: GeoProjection, context: PathContext): (geometry: GeoGeometry) => void;
  export function geoMercator(): GeoProjection;
  export function geoConicConformal(): GeoProjection;
  export function geoAzimuthalEqualArea(): GeoProjection;
  /** Radians. */
  export function geoDistance(a: Point, b: Point): number;
}

declare module 'topojson-client' {
  import type { GeoGeometry } from 'd3-geo';

  export interface Topology {
    readonly type: 'Topology';
    readonly transform: { readonly scale: readonly number[]; readonly translate: readonly number[] };
    readonly arcs: readonly (readonly (readonly [number, number])[])[];
    readonly objects: Readonly<Record<string, unknown>>;
  }

  /** A polygon of rings, each a list of arcs. */
  export interface TopologyPolygon {
    readonly type: 'Polygon';
    readonly arcs: readonly (readonly number[])[];
  }

  export function merge(topology: Topology, polygons: readonly TopologyPolygon[]): GeoGeometry;
  export function mesh<T extends TopologyPolygon>(
    topology: Topology,
    collection: { readonly type: 'GeometryCollection'; readonly geometries: readonly T[] },
    keeps: (a: T, b: T) => boolean,
  ): GeoGeometry;
  export function feature(topology: Topology, polygon: TopologyPolygon): { readonly geometry: GeoGeometry };
}
