import type { Rgb } from '../../base/srgb.ts';
import { areaOf, type Box, heightOf, widthOf } from '../../pdf/read/box.ts';
import type { ImageEvent, PageEvent } from '../../pdf/read/events.ts';
import { type DisplayColors, mixed, WHITE } from './display-colors.ts';
import { type Thumbnail, thumbnailOf } from './thumbnail.ts';

/** One thing that was painted. */
interface Layer {
  readonly box: Box;
  /** What it may look like at a place of the page; nothing where that is not known. */
  readonly colors: (x: number, y: number) => readonly Rgb[];
  readonly alpha: number;
  /** Whether it covers all of its box. */
  readonly covers: boolean;
  readonly groupAlpha: number;
}

const MOST_COLORS = 16;
/** Layers that are looked at for one page, all places together. */
const MOST_LOOKS = 20_000_000;

/** What a page has been painted with so far, text left out. */
export class Backdrop {
  readonly #colors: DisplayColors;
  readonly #layers: Layer[] = [];
  readonly #pictures: Map<number, Thumbnail | undefined>;
  #looks = 0;

  constructor(colors: DisplayColors, pictures: Map<number, Thumbnail | undefined>) {
    this.#colors = colors;
    this.#pictures = pictures;
  }

  add(event: PageEvent): void {
    const box = event.visible;
    if (!box || event.within !== 'page' || heightOf(box) < 1 || widthOf(box) < 1) return;
    const { fillAlpha, groupAlpha, softMask, blend } = event.painting;
    const plain = !softMask && (blend === 'Normal' || blend === 'Compatible') && !Number.isNaN(groupAlpha);
    const add = (colors: Layer['colors'], covers: boolean): void => {
      if (fillAlpha > 0)
        this.#layers.push({ box, colors: plain ? colors : () => [], alpha: fillAlpha, covers, groupAlpha });
    };
    switch (event.kind) {
      case 'path': {
        if (!event.fill) return;
        const seen = this.#colors.of(event.fill);
        // Boxes with round corners cover what stands in them; other shapes may or may not.
        add(() => seen, event.area >= areaOf(event.box) * 0.95);
        return;
      }
      case 'shading': {
        const seen = this.#colors.ofShading(event.dict, event.space);
        add(() => seen, !event.dict.has('BBox'));
        return;
      }
      case 'image': {
        if (event.stencil) {
          const seen = this.#colors.of(event.stencil);
          add(() => seen, false);
          return;
        }
        const thumbnail = this.#thumbnail(event);
        const { box: whole } = event;
        const colors: Layer['colors'] = (x, y) =>
          thumbnail ? [thumbnail((x - whole[0]) / widthOf(whole), (whole[3] - y) / heightOf(whole))] : [];
        add(colors, !event.dict.has('SMask') && !event.dict.has('Mask'));
      }
    }
  }

  #thumbnail(event: ImageEvent): Thumbnail | undefined {
    const key = event.dict.object;
    if (key === undefined) return thumbnailOf(event, this.#colors);
    if (!this.#pictures.has(key)) this.#pictures.set(key, thumbnailOf(event, this.#colors));
    return this.#pictures.get(key);
  }

  /**
   * What the page may look like at a point; undefined where that is not known. Layers in a group of `outside` are left
   * out: what lies below that group.
   */
  at(x: number, y: number, outside?: number): readonly Rgb[] | undefined {
    const stack: Layer[] = [];
    for (let i = this.#layers.length - 1; i >= 0; i--) {
      if (++this.#looks > MOST_LOOKS) return undefined;
      const layer = this.#layers[i]!;
      const [left, bottom, right, top] = layer.box;
      if (x < left || x > right || y < bottom || y > top || layer.groupAlpha === outside) continue;
      stack.push(layer);
      if (layer.covers && layer.alpha * layer.groupAlpha >= 0.999) break;
    }
    let colors: readonly Rgb[] = [WHITE];
    for (const layer of stack.reverse()) {
      const own = layer.colors(x, y);
      if (!own.length) return undefined;
      const over = own.flatMap((color) => colors.map((below) => mixed(color, layer.alpha * layer.groupAlpha, below)));
      colors = layer.covers ? over : [...over, ...colors];
      if (colors.length > MOST_COLORS) return undefined;
    }
    return colors;
  }
}
