import { mapRect, type Rect } from '../../base/geometry.ts';
import type { Artifact, StructureNode } from '../boxes/structure.ts';
import type { BoxArea } from '../css/paint-types.ts';
import type { ComputedStyle } from '../css/style.ts';
import type { HtmlDocument } from '../html/document.ts';
import type { BoxFragment, PlacedFragment, TextFragment } from '../layout/fragment.ts';
import { lineHeight } from '../layout/line-metrics.ts';
import type { Page } from '../pages/document-pages.ts';
import type { TextContext } from '../text/paragraph.ts';
import { hasBackground, paintBackground } from './backgrounds.ts';
import { paintBox, paintOutline, paintOver } from './boxes.ts';
import { BrokenBoxes } from './broken.ts';
import type { Canvas, PictureLookup } from './canvas.ts';
import type { Anchor, DisplayItem, DisplayList, DisplayPage, LinkArea } from './display-list.ts';
import { areaOf, groupOf } from './effects.ts';
import { type Imposition, imposePages } from './imposition.ts';
import { type LayoutGrid, paintLayoutGrid } from './layout-grid.ts';
import { bledRect, canvasRect, paintPageBorders, sheetOf } from './page-box.ts';
import { paintReplaced } from './pictures.ts';
import { paintPageMarks, paintSlug } from './production.ts';
import { SQUARE } from './rounded.ts';
import {
  type BoxStep,
  type ClipNode,
  type LineStep,
  type PlacedBox,
  type StackingContext,
  type Step,
  stackingOrder,
} from './stacking.ts';
import { LineDecorations } from './text-decorations.ts';
import { TextRuns } from './text-runs.ts';
import { paintTextShadows } from './text-shadows.ts';

const BACKGROUND: Artifact = { kind: 'artifact', type: 'Background' };
const LAYOUT: Artifact = { kind: 'artifact', type: 'Layout' };

export interface PaintOptions {
  /** Stands beside pages with marks. */
  readonly slug?: string | undefined;
  /** Lays pages on sheets; all are of one size (`canImpose`). */
  readonly imposition?: Imposition | undefined;
  /** Shows the columns of the layout, and lines of the text of the root element. */
  readonly grid?: Omit<LayoutGrid, 'line'> | undefined;
}

/** Turns finished pages into the display list that painters read. */
export function paintPages(
  pages: readonly Page[],
  structure: StructureNode,
  document: HtmlDocument,
  text: TextContext,
  pictures: PictureLookup,
  { slug, imposition, grid }: PaintOptions = {},
): DisplayList {
  const broken = new BrokenBoxes(() => pages.map((page) => page.content.fragment));
  const shared = { pictures, broken, text, lang: document.lang };
  const painters = pages.map((page) => new PagePainter(page, shared, grid && { ...grid, line: rootLine(page, text) }));
  const { direction } = pages[0]!.content.fragment.box.style;
  return {
    pages: imposition
      ? imposePages(
          painters.map((painter, i) => ({ box: pages[i]!.box, page: painter.paint() })),
          direction,
          slug,
          text,
        )
      : painters.map((painter) => painter.paintWithMarks(slug)),
    structure,
    lang: document.lang,
    title: document.title,
  };
}

/** Height of a line of the root element, px. */
function rootLine({ content }: Page, text: TextContext): number {
  const { style } = content.fragment.box;
  return lineHeight(style, text.fonts.select(style, text.report).primary);
}

class PagePainter {
  readonly #page: Page;
  readonly #grid: LayoutGrid | undefined;
  readonly #canvas: Canvas;
  readonly #items: DisplayItem[] = [];
  readonly #runs: TextRuns;
  readonly #links = new Map<StructureNode, Rect[]>();
  readonly #anchors: Anchor[] = [];
  /** The box whose background the page has taken over. */
  #spread: BoxFragment | undefined;
  #clip: ClipNode | undefined;

  constructor(page: Page, shared: Omit<Canvas, 'items'>, grid: LayoutGrid | undefined) {
    this.#page = page;
    this.#grid = grid;
    this.#canvas = { ...shared, items: this.#items };
    this.#runs = new TextRuns(this.#items, shared.text.shaper);
  }

  paint(): DisplayPage {
    const { box, content, marginBoxes } = this.#page;
    this.#pageBackground();
    paintPageBorders(box, this.#items);
    this.#root({ ...content, ambient: undefined });
    for (const placed of marginBoxes) {
      const subtype = placed.fragment.box.label.startsWith('@top') ? 'Header' : 'Footer';
      this.#root({ ...placed, ambient: { kind: 'artifact', type: 'Pagination', subtype } });
    }
    if (this.#grid) paintLayoutGrid(box, this.#grid, this.#items);
    const links: LinkArea[] = [...this.#links].map(([node, rects]) => ({ node, rects }));
    return { width: box.width, height: box.height, ...sheetOf(box), items: this.#items, links, anchors: this.#anchors };
  }

  paintWithMarks(slug: string | undefined): DisplayPage {
    const { box, number } = this.#page;
    const page = this.paint();
    paintPageMarks(box, this.#items);
    if (slug) paintSlug(box, number, slug, this.#canvas.text, this.#items);
    return page;
  }

  get #pageRect(): Rect {
    return { x: 0, y: 0, width: this.#page.box.width, height: this.#page.box.height };
  }

  /**
   * The background of the page itself, and on it that of the root or body, which covers the page area as browsers print
   * it (CSS Backgrounds 3 section 2.11). Its images are placed on the root element.
   */
  #pageBackground(): void {
    const { box, content } = this.#page;
    const page = this.#pageRect;
    // What lies at the edge of the page goes on in its bleed.
    const whole = { area: () => ({ rect: bledRect(box), radii: SQUARE }), page };
    if (hasBackground(box.style)) paintBackground(box.style, whole, BACKGROUND, this.#canvas);
    const root = content.fragment;
    const body = root.children.find(({ fragment }) => fragment.type === 'box' && fragment.box.element?.name === 'body');
    const source = [root, body?.fragment as BoxFragment | undefined].find((box) => box && hasBackground(box.box.style));
    if (!source) return;
    this.#spread = source;
    const area = (which: BoxArea) => areaOf({ ...content, ambient: undefined }, which);
    const clip = { rect: canvasRect(box), radii: SQUARE };
    paintBackground(source.box.style, { area, clip, page }, BACKGROUND, this.#canvas);
  }

  #root(at: PlacedBox): void {
    const order = stackingOrder(at, { box: (box, matrix) => this.#note(box, matrix) });
    this.#context(order);
    this.#setClip(undefined);
  }

  /** Links and destinations, where they come to lie on the page. */
  #note({ fragment, x, y }: PlacedBox, matrix: StackingContext['matrix']): void {
    const { box } = fragment;
    const link = box.kind === 'inline' ? box.link : undefined;
    const anchors = fragment.isFirst ? [...(box.anchor ? [box.anchor] : []), ...(box.emptyAnchors ?? [])] : [];
    if (!link && !anchors.length) return;
    const rect = mapRect(matrix, { x, y, width: fragment.width, height: fragment.height });
    for (const id of anchors) this.#anchors.push({ id, x: rect.x, y: rect.y });
    if (!link) return;
    const rects = this.#links.get(link);
    if (rects) rects.push(rect);
    else this.#links.set(link, [rect]);
  }

  #context(context: StackingContext): void {
    const { isReal, layers } = context;
    const group = groupOf(context);
    if (isReal) this.#setClip(context.clip);
    const around = this.#clip;
    if (group) this.#items.push(group);
    // Clips inside a real context count from it.
    if (isReal) this.#clip = undefined;
    for (const layer of layers) for (const step of layer) this.#step(step);
    if (!isReal) return;
    this.#setClip(undefined);
    if (group) this.#items.push({ type: 'restore' });
    this.#clip = around;
  }

  #step(step: Step): void {
    if (step.type === 'context') {
      this.#context(step);
      return;
    }
    this.#setClip(step.clip);
    if (step.type === 'line') this.#line(step);
    else this.#box(step);
  }

  /** Closes and opens clips until those of `clip` are open. */
  #setClip(clip: ClipNode | undefined): void {
    const wanted: ClipNode[] = [];
    let [open, next] = [this.#clip, clip];
    while (open !== next) {
      if ((open?.depth ?? 0) > (next?.depth ?? 0)) {
        this.#items.push({ type: 'restore' });
        open = open!.parent;
      } else if ((open?.depth ?? 0) < (next?.depth ?? 0)) {
        wanted.push(next!);
        next = next!.parent;
      } else {
        this.#items.push({ type: 'restore' });
        open = open!.parent;
        wanted.push(next!);
        next = next!.parent;
      }
    }
    for (const { path } of wanted.reverse()) this.#items.push({ type: 'save', clip: { path, rule: 'nonzero' } });
    this.#clip = clip;
  }

  #box({ type, at }: BoxStep): void {
    const { box } = at.fragment;
    if (box.style.visibility !== 'visible') return;
    if (type === 'box') {
      const bare = at.fragment === this.#spread;
      paintBox(at, !bare, this.#pageRect, this.#canvas);
    } else if (type === 'over') paintOver(at, this.#canvas);
    else if (type === 'outline') paintOutline(at, this.#canvas);
    else if (box.kind === 'replaced') paintReplaced(at, box, this.#canvas);
  }

  /** Boxes of the line, then its text between what decorates it. */
  #line(step: LineStep): void {
    const texts: PlacedFragment<TextFragment>[] = [];
    const orders: number[] = [];
    for (const part of step.parts) {
      if ('type' in part) this.#context(part);
      else if ('placed' in part) {
        texts.push(part.placed);
        orders.push(part.order);
      } else {
        const at = { fragment: part.fragment, x: step.x + part.x, y: step.y + part.y, ambient: step.block.ambient };
        this.#setClip(step.clip);
        this.#box({ type: 'box', at, clip: step.clip });
      }
    }
    if (texts.length === 0) return;
    this.#setClip(step.clip);
    for (const { fragment, x, y } of texts) {
      if (fragment.style.textShadow.length === 0 || !isVisible(fragment.style)) continue;
      const place = { x: step.x + x, baseline: step.y + y };
      paintTextShadows(fragment, place, step.block.ambient ?? LAYOUT, this.#items);
    }
    const decorations = new LineDecorations(step, texts, this.#canvas);
    decorations.below();
    texts.forEach(({ fragment, x, y }, i) => {
      if (!isVisible(fragment.style)) return;
      const mark = step.block.ambient ?? fragment.owner;
      this.#runs.add(fragment, step.block.fragment.box, step.x + x, step.y + y, mark, orders[i]!);
    });
    decorations.above();
  }
}

const isVisible = ({ visibility }: ComputedStyle): boolean => visibility === 'visible';
