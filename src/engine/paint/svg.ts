import { finding } from '../../base/diagnostics.ts';
import { IDENTITY, invert, type Matrix, mapRect, multiply, type Path, type Rect } from '../../base/geometry.ts';
import type { ComputedStyle, Reference } from '../css/style.ts';
import { rotation } from '../images/svg-attributes.ts';
import type {
  SvgImage,
  SvgMarker,
  SvgNode,
  SvgPattern,
  SvgPicture,
  SvgResource,
  SvgShape,
  SvgText,
  SvgViewport,
  ViewBox,
} from '../images/svg-nodes.ts';
import type { TextContext } from '../text/paragraph.ts';
import { boxPath } from './borders.ts';
import type { DisplayItem, Mark } from './display-list.ts';
import { clipOf, maskOf } from './svg-clip.ts';
import { acrossOf, downOf, fitBox, lengthOf, outline, type Room, tightBounds, unionOf } from './svg-geometry.ts';
import { faded, grouped, moved } from './svg-group.ts';
import { imageArea, naturalSize } from './svg-image.ts';
import { vertices } from './svg-markers.ts';
import { paintOf } from './svg-paint.ts';
import { dashScale, paintedPath, strokeOf } from './svg-stroke.ts';
import { paintText } from './svg-text.ts';
import { layoutText, type SvgTextLayout } from './svg-text-layout.ts';
import { transformOf } from './svg-transform.ts';

/**
 * Paints a vector picture into `area` (SVG 2 section 8). The root element of an `inline` one is a box of the page, which
 * fades it; others are cut off at the edges of the area.
 */
export function paintSvg(
  picture: SvgPicture,
  area: Rect,
  mark: Mark,
  lang: string,
  text: TextContext,
  out: DisplayItem[],
  inline = false,
): void {
  for (const item of new SvgPainter(picture, mark, lang, text).picture(area, inline)) out.push(item);
}

/** More than any drawing has; patterns in patterns and markers on markers grow without end. */
const MOST_NODES = 100_000;

/** Where nodes are painted: the room for percentages, and the way from their space to that of the picture, px. */
export interface Scope {
  readonly room: Room;
  readonly matrix: Matrix;
}

/** Paints the nodes of one picture. Its public methods are what clips, patterns and text need of it. */
export class SvgPainter {
  readonly mark: Mark;
  readonly lang: string;
  readonly text: TextContext;
  readonly #picture: SvgPicture;
  /** Resources being painted: one that leads back to itself paints nothing. */
  readonly #active = new Set<SvgResource>();
  readonly #texts = new Map<SvgText, SvgTextLayout>();
  /** What patterns are made of, where it does not depend on what they fill. */
  readonly tiles = new Map<SvgPattern, { readonly room: Room; readonly items: DisplayItem[] }>();
  #left = MOST_NODES;

  constructor(picture: SvgPicture, mark: Mark, lang: string, text: TextContext) {
    this.#picture = picture;
    this.mark = mark;
    this.lang = lang;
    this.text = text;
  }

  picture(area: Rect, inline: boolean): DisplayItem[] {
    const { root } = this.#picture;
    const scope = { room: area, matrix: IDENTITY };
    const items = this.#inside(root, area, root.children, scope, !inline || root.style.overflow !== 'visible');
    const style = inline ? { ...root.style, opacity: 1 } : root.style;
    return this.#composed({ style }, items, scope, () => area);
  }

  nodes(children: readonly SvgNode[], scope: Scope): DisplayItem[] {
    const items: DisplayItem[] = [];
    for (const child of children) for (const item of this.node(child, scope)) items.push(item);
    return items;
  }

  /** One node in the space around it. */
  node(node: SvgNode, outer: Scope): DisplayItem[] {
    if (!this.spend()) return [];
    const transform = this.transformOf(node, outer.room);
    if (!invert(transform)) return [];
    const scope = { room: outer.room, matrix: multiply(outer.matrix, transform) };
    const items = this.#composed(node, this.#content(node, scope), scope, () => this.bounds(node, scope.room));
    return moved(items, transform);
  }

  /** What a style names, if it is there; undefined while it is being painted itself. */
  use<T extends SvgResource['type'], R>(
    reference: Reference | { readonly url: string },
    types: readonly T[],
    paint: (resource: Extract<SvgResource, { type: T }>) => R,
  ): R | undefined {
    const resource = reference === 'none' ? undefined : this.#picture.resources.get(reference.url);
    if (!resource || !types.includes(resource.type as T) || this.#active.has(resource)) return undefined;
    this.#active.add(resource);
    try {
      return paint(resource as Extract<SvgResource, { type: T }>);
    } finally {
      this.#active.delete(resource);
    }
  }

  /** The bounding box in the node's own space, without strokes (SVG 2 section 8.10). */
  bounds(node: SvgNode, room: Room): Rect | undefined {
    switch (node.type) {
      case 'shape':
        return tightBounds(outline(node.geometry, room));
      case 'text':
        return this.textLayout(node, room).bounds;
      case 'image':
        return imageArea(node, room);
      case 'group':
        return this.boundsOf(node.children, room);
      case 'viewport': {
        const area = areaOf(node, room);
        const inner = this.boundsOf(node.children, innerRoom(node, area));
        return inner && mapRect(placement(node, area), inner);
      }
    }
  }

  boundsOf(children: readonly SvgNode[], room: Room): Rect | undefined {
    return unionOf(
      children.map((child) => {
        const rect = this.bounds(child, room);
        return rect && mapRect(this.transformOf(child, room), rect);
      }),
    );
  }

  transformOf(node: SvgNode, room: Room): Matrix {
    return transformOf(node, room, () => this.bounds(node, room));
  }

  textLayout(node: SvgText, room: Room): SvgTextLayout {
    let layout = this.#texts.get(node);
    if (!layout) {
      layout = layoutText(node, room, this.lang, this.text);
      this.#texts.set(node, layout);
    }
    return layout;
  }

  /** Counts one more part painted; false when there are too many. */
  spend(): boolean {
    if (this.#left > 0) {
      this.#left--;
      return true;
    }
    if (this.#left === 0) {
      const message = `the drawing comes to more than ${MOST_NODES} parts; the rest is not painted`;
      this.text.report(finding('svg-limit', message, this.#picture.place));
    }
    this.#left = -1;
    return false;
  }

  #content(node: SvgNode, scope: Scope): DisplayItem[] {
    switch (node.type) {
      case 'group':
        return this.nodes(node.children, scope);
      case 'viewport':
        return this.#inside(node, areaOf(node, scope.room), node.children, scope, node.style.overflow !== 'visible');
      case 'shape':
        return node.style.visibility === 'visible' ? this.#shape(node, scope) : [];
      case 'text':
        return paintText(this, this.textLayout(node, scope.room), scope);
      case 'image':
        return node.style.visibility === 'visible' ? this.#image(node, scope) : [];
    }
  }

  /** Clip, mask and opacity of a node, in the order in which they apply (SVG 2 section 3.5). */
  #composed(
    { style }: { readonly style: ComputedStyle },
    content: DisplayItem[],
    scope: Scope,
    bounds: () => Rect | undefined,
  ): DisplayItem[] {
    let items = content;
    if (items.length === 0) return items;
    if (style.opacity < 1) items = faded(items, style.opacity, this.mark);
    if (style.mask !== 'none') {
      const mask = maskOf(this, style.mask, bounds, scope);
      if (mask) items = grouped(items, this.mark, mask);
    }
    return style.clipPath === 'none' ? items : clipOf(this, style.clipPath, bounds, scope, items);
  }

  /** The children of something with a viewport of its own, which lies in `area`. */
  #inside(view: ViewBox, area: Rect, children: readonly SvgNode[], scope: Scope, clips: boolean): DisplayItem[] {
    if (!(area.width > 0 && area.height > 0)) return [];
    const transform = placement(view, area);
    const inner = { room: innerRoom(view, area), matrix: multiply(scope.matrix, transform) };
    const items = moved(this.nodes(children, inner), transform);
    if (!clips || items.length === 0) return items;
    return [{ type: 'save', clip: { path: boxPath(area), rule: 'nonzero' } }, ...items, { type: 'restore' }];
  }

  #shape(node: SvgShape, scope: Scope): DisplayItem[] {
    const { style } = node;
    const path = outline(node.geometry, scope.room);
    if (path.length === 0) return [];
    const bounds = tightBounds(path);
    const flat = !bounds || bounds.width === 0 || bounds.height === 0;
    // An area without extent is nothing, but would be painted as a hairline.
    const fill = flat ? undefined : paintOf(this, style.fill, style.fillOpacity, style, bounds, scope);
    const stroke = strokeOf(this, style, bounds, scope, () => dashScale(node, path));
    const paths = paintedPath(this.mark, path, fill, stroke, scope, style);
    const markers =
      node.geometry.kind === 'path' || node.geometry.kind === 'line' ? this.#markers(path, style, scope) : [];
    return style.paintOrder.indexOf('markers') === 2 ? [...paths, ...markers] : [...markers, ...paths];
  }

  #markers(path: Path, style: ComputedStyle, scope: Scope): DisplayItem[] {
    const named = { start: style.markerStart, mid: style.markerMid, end: style.markerEnd };
    if (named.start === 'none' && named.mid === 'none' && named.end === 'none') return [];
    const items: DisplayItem[] = [];
    for (const { x, y, angle, kind } of vertices(path)) {
      const painted = this.use(named[kind], ['marker'], (marker) => {
        const back = marker.orient === 'auto-start-reverse' && kind === 'start' ? 180 : 0;
        const turn = typeof marker.orient === 'number' ? marker.orient : (angle * 180) / Math.PI + back;
        const scale = marker.strokeUnits ? lengthOf(style.strokeWidth, scope.room) : 1;
        const place = multiply([scale, 0, 0, scale, x, y], rotation(turn));
        return moved(this.#marker(marker, { room: scope.room, matrix: multiply(scope.matrix, place) }), place);
      });
      for (const item of painted ?? []) items.push(item);
    }
    return items;
  }

  #marker(marker: SvgMarker, scope: Scope): DisplayItem[] {
    const area = { x: 0, y: 0, width: acrossOf(marker.width, scope.room), height: downOf(marker.height, scope.room) };
    const [px, py, w, h] = [0, 0, area.width, area.height];
    const transform = marker.box ? fitBox(marker.box, area, marker.aspect) : IDENTITY;
    const inner = marker.box ?? area;
    const [rx, ry] = [acrossOf(marker.refX, inner), downOf(marker.refY, inner)];
    const shift: Matrix = [
      1, 0, 0, 1,
      -(transform[0] * rx + transform[4]), -(transform[3] * ry + transform[5]),
    ]; // biome-ignore format: a matrix
    const outer = { room: scope.room, matrix: multiply(scope.matrix, shift) };
    const clips = marker.style.overflow !== 'visible';
    return moved(this.#inside(marker, { x: px, y: py, width: w, height: h }, marker.children, outer, clips), shift);
  }

  #image(node: SvgImage, scope: Scope): DisplayItem[] {
    const area = imageArea(node, scope.room);
    if (!area || !(area.width > 0 && area.height > 0)) return [];
    const { content, style } = node;
    const items: DisplayItem[] = [];
    const size = naturalSize(node);
    const [a, , , d, e, f] = fitBox({ x: 0, y: 0, ...(size ?? area) }, area, node.aspect);
    const rect = { x: e, y: f, width: a * (size ?? area).width, height: d * (size ?? area).height };
    if (content.type === 'svg') paintSvg(content.picture, rect, this.mark, this.lang, this.text, items);
    else
      items.push({
        type: 'image',
        mark: this.mark,
        image: content.image,
        rect,
        ...(style.imageOrientation === 'none' ? { stored: true } : {}),
      });
    const leaves = node.aspect !== 'none' && node.aspect.slice && style.overflow !== 'visible';
    if (!leaves) return items;
    return [{ type: 'save', clip: { path: boxPath(area), rule: 'nonzero' } }, ...items, { type: 'restore' }];
  }
}

const areaOf = (node: SvgViewport, room: Room): Rect => ({
  x: acrossOf(node.x, room),
  y: downOf(node.y, room),
  width: acrossOf(node.width, room),
  height: downOf(node.height, room),
});

const placement = (view: ViewBox, area: Rect): Matrix =>
  view.box ? fitBox(view.box, area, view.aspect) : [1, 0, 0, 1, area.x, area.y];

const innerRoom = (view: ViewBox, area: Rect): Room => view.box ?? area;
