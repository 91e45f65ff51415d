import type { Color } from '../base/color.ts';
import type { Rect } from '../base/geometry.ts';
import type { ConicGradient, GradientStop } from '../engine/paint/display-list.ts';
import { deflate } from './deflate.ts';
import type { PdfFile, Ref } from './pdfkit.ts';
import { decimal, type PageSpace } from './syntax.ts';

/** Degrees that a triangle of the fan spans at most. */
const STEP = 3;

interface Channel {
  readonly space: string;
  readonly of: (color: Color) => readonly number[];
}

/** A conic gradient as a fan of triangles around its centre: a mesh (ISO 32000-1 section 8.7.4.5.5). */
export function conicMesh(
  { cx, cy, from, stops }: ConicGradient,
  bounds: Rect,
  space: PageSpace,
  channel: Channel,
  file: PdfFile,
): Ref {
  const corners = [bounds.x - cx, bounds.x + bounds.width - cx].flatMap((dx) =>
    [bounds.y - cy, bounds.y + bounds.height - cy].map((dy) => Math.hypot(dx, dy)),
  );
  // A little more, since the edges of the fan are straight.
  const radius = Math.max(...corners, 1) * 1.01;
  const count = channel.of(stops[0]!.color).length;
  const bytes: number[] = [];
  const put = (value: number, size: number): void => {
    const whole = Math.round(Math.min(1, Math.max(0, value)) * (2 ** (8 * size) - 1));
    for (let i = size - 1; i >= 0; i--) bytes.push(Math.floor(whole / 2 ** (8 * i)) % 256);
  };
  const vertex = (x: number, y: number, color: readonly number[]): void => {
    bytes.push(0);
    put((x + 1) / 2, 3);
    put((y + 1) / 2, 3);
    for (const value of color) put(value, 2);
  };
  const fans = sectors(stops);
  for (const [index, [a, b]] of fans.entries()) {
    const parts = Math.max(1, Math.ceil(((b.offset - a.offset) * 360) / STEP));
    const [start, end] = [channel.of(a.color), channel.of(b.color)];
    const at = (share: number): { readonly x: number; readonly y: number; readonly color: number[] } => {
      const angle = ((from + (a.offset + share * (b.offset - a.offset)) * 360) * Math.PI) / 180;
      return {
        x: Math.sin(angle),
        y: Math.cos(angle),
        color: start.map((value, i) => value + (end[i]! - value) * share),
      };
    };
    for (let k = 0; k < parts; k++) {
      // Each triangle reaches under the next, so that no reader leaves a gap between them.
      const over = k + 1 < parts || index + 1 < fans.length ? 0.3 : 0;
      const [p, q] = [at(k / parts), at((k + 1 + over) / parts)];
      vertex(0, 0, at((k + 0.5) / parts).color);
      vertex(p.x, p.y, p.color);
      vertex(q.x, q.y, q.color);
    }
  }
  const [x, y, r] = [cx * 0.75, space.height - cy * 0.75, radius * 0.75];
  const decode = [x - r, x + r, y - r, y + r].map((value) => decimal(value, 4)).join(' ');
  return file.stream(
    `/ShadingType 4/ColorSpace${channel.space}/BitsPerCoordinate 24/BitsPerComponent 16/BitsPerFlag 8/Decode[${decode}${' 0 1'.repeat(count)}]/Filter/FlateDecode`,
    deflate(Uint8Array.from(bytes)),
  );
}

/** Pairs of stops around the whole turn, those in one place left out. */
function sectors(stops: readonly GradientStop[]): [GradientStop, GradientStop][] {
  const all = [{ ...stops[0]!, offset: 0 }, ...stops, { ...stops.at(-1)!, offset: 1 }];
  return all
    .slice(1)
    .flatMap((stop, i): [GradientStop, GradientStop][] => (stop.offset > all[i]!.offset ? [[all[i]!, stop]] : []));
}
