import { inset, type Rect } from '../../base/geometry.ts';
import type { ReplacedBox } from '../boxes/box.ts';
import type { Artifact, StructureNode } from '../boxes/structure.ts';
import { resolveLength } from '../css/values.ts';
import type { HtmlDocument } from '../html/document.ts';
import type { BoxFragment, Fragment, LineFragment, TextFragment } from '../layout/fragment.ts';
import type { Page } from '../pages/document-pages.ts';
import type { TextContext } from '../text/paragraph.ts';
import { boxPath, hasRadius, paddingPath, paintBorders, paintLine, radiiOf } from './borders.ts';
import type { Anchor, DisplayItem, DisplayList, DisplayPage, LinkArea, Mark } from './display-list.ts';
import { bledRect, paintPageBorders, paintPageMarks, sheetOf } from './page-box.ts';
import { paintSvg } from './svg.ts';
import { TextRuns } from './text-runs.ts';

const LAYOUT: Artifact = { kind: 'artifact', type: 'Layout' };
const PAGE: Artifact = { kind: 'artifact', type: 'Background' };
const REPEATED: Artifact = { kind: 'artifact', type: 'Pagination', subtype: 'Header' };

/** Turns finished pages into the display list that painters read. */
export function paintPages(
  pages: readonly Page[],
  structure: StructureNode,
  document: HtmlDocument,
  text: TextContext,
): DisplayList {
  return {
    pages: pages.map((page) => new PagePainter(page, text, document.lang).paint()),
    structure,
    lang: document.lang,
    title: document.title,
  };
}

class PagePainter {
  readonly #page: Page;
  readonly #text: TextContext;
  readonly #lang: string;
  readonly #items: DisplayItem[] = [];
  readonly #runs: TextRuns;
  readonly #links = new Map<StructureNode, Rect[]>();
  readonly #anchors: Anchor[] = [];

  constructor(page: Page, text: TextContext, lang: string) {
    this.#page = page;
    this.#text = text;
    this.#runs = new TextRuns(this.#items, text.shaper);
    this.#lang = lang;
  }

  paint(): DisplayPage {
    const { box, content, marginBoxes } = this.#page;
    this.#canvas();
    paintPageBorders(box, this.#items);
    this.#box(content.fragment, content.x, content.y, undefined);
    for (const { x, y, fragment } of marginBoxes) {
      const artifact: Artifact = {
        kind: 'artifact',
        type: 'Pagination',
        subtype: fragment.box.label.startsWith('@top') ? 'Header' : 'Footer',
      };
      this.#box(fragment, x, y, artifact);
    }
    paintPageMarks(box, this.#items);
    const links: LinkArea[] = [...this.#links].map(([node, rects]) => ({ node, rects }));
    return { width: box.width, height: box.height, ...sheetOf(box), items: this.#items, links, anchors: this.#anchors };
  }

  /** The background of the page, or of the root or body, covers the whole page and its bleed (CSS Backgrounds 3 section 2.11). */
  #canvas(): void {
    const { box, content } = this.#page;
    const body = content.fragment.children[0]?.fragment;
    const color = [box.style, content.fragment.box.style, ...(body?.type === 'box' ? [body.box.style] : [])]
      .map((style) => style.backgroundColor)
      .find((candidate) => candidate.alpha > 0);
    if (color)
      this.#items.push({
        type: 'path',
        mark: PAGE,
        path: boxPath(bledRect(box)),
        fill: color,
      });
  }

  /** `block` is the box that the fragment is in. */
  #fragment(fragment: Fragment, block: BoxFragment, x: number, y: number, ambient: Artifact | undefined): void {
    if (fragment.type === 'box') this.#box(fragment, x, y, ambient);
    else if (fragment.type === 'line') this.#line(fragment, block, x, y, ambient);
    else this.#textRun(fragment, block, x, y, ambient);
  }

  #line(line: LineFragment, block: BoxFragment, x: number, y: number, ambient: Artifact | undefined): void {
    for (const child of line.children) this.#fragment(child.fragment, block, x + child.x, y + child.y, ambient);
  }

  #box(fragment: BoxFragment, x: number, y: number, around: Artifact | undefined): void {
    const { box } = fragment;
    const { style } = box;
    const ambient = fragment.repeated ? REPEATED : around;
    if (box.anchor && fragment.isFirst) this.#anchors.push({ id: box.anchor, x, y });
    const mark: Mark = ambient ?? LAYOUT;
    const rect = { x, y, width: fragment.width, height: fragment.height };
    const faded = style.opacity < 1;
    if (faded) this.#items.push({ type: 'save', opacity: style.opacity });
    const radii = radiiOf(style, fragment.width, fragment.height, fragment.isFirst, fragment.isLast);
    const root = box.element?.name === 'html' || box.element?.name === 'body';
    if (style.visibility === 'visible') {
      if (style.backgroundColor.alpha > 0 && !root)
        this.#items.push({ type: 'path', mark, path: boxPath(rect, radii), fill: style.backgroundColor });
      this.#decoration(fragment, x, y, mark, false);
      paintBorders(rect, fragment.border, style, radii, mark, this.#items);
    }
    if (box.kind === 'inline') {
      if (box.link) this.#link(box.link, rect);
    } else {
      const clips = style.overflow !== 'visible' && box.kind !== 'replaced';
      if (clips)
        this.#items.push({ type: 'save', clip: { path: paddingPath(rect, fragment.border, radii), rule: 'nonzero' } });
      if (box.kind === 'replaced' && style.visibility === 'visible') this.#replaced(fragment, box, rect, ambient);
      for (const child of fragment.children)
        this.#fragment(child.fragment, fragment, x + child.x, y + child.y, ambient);
      if (clips) this.#items.push({ type: 'restore' });
      if (style.visibility === 'visible') this.#decoration(fragment, x, y, mark, true);
    }
    if (faded) this.#items.push({ type: 'restore' });
  }

  /** Row backgrounds lie below the cells, rules and collapsed borders above them. */
  #decoration(
    { decoration, box, border, padding }: BoxFragment,
    x: number,
    y: number,
    mark: Mark,
    above: boolean,
  ): void {
    if (decoration?.type === 'column-rules' && above) {
      const { columnRuleWidth: width, columnRuleStyle, columnRuleColor: color } = box.style;
      for (const rule of decoration.rules) {
        paintLine(
          {
            x: x + rule.x + padding.left + border.left,
            y: y + rule.y + padding.top + border.top,
            length: rule.height,
            vertical: true,
            width,
            style: columnRuleStyle,
            color,
          },
          mark,
          this.#items,
        );
      }
    } else if (decoration?.type === 'table') {
      if (above) {
        for (const { edge, vertical, x: left, y: top, length } of decoration.borders) {
          paintLine({ x: x + left, y: y + top, length, vertical, ...edge }, mark, this.#items);
        }
      } else {
        for (const { style, ...area } of decoration.backgrounds) {
          const path = boxPath({ ...area, x: x + area.x, y: y + area.y });
          this.#items.push({ type: 'path', mark, path, fill: style.backgroundColor });
        }
      }
    }
  }

  #link(node: StructureNode, rect: Rect): void {
    const rects = this.#links.get(node);
    if (rects) rects.push(rect);
    else this.#links.set(node, [rect]);
  }

  #replaced(fragment: BoxFragment, box: ReplacedBox, rect: Rect, ambient: Artifact | undefined): void {
    const { border, padding } = fragment;
    const area = inset(inset(rect, border), padding);
    const { content, style } = box;
    const mark: Mark = ambient ?? box.owner;
    if (content.type === 'missing' || area.width <= 0 || area.height <= 0) return;
    if (content.type === 'svg') {
      paintSvg(content.picture, area, mark, this.#lang, this.#text, this.#items);
      return;
    }
    const { image } = content;
    const placed = fitObject(area, image.width, image.height, style.objectFit, style.objectPosition);
    const radii = radiiOf(style, rect.width, rect.height, true, true);
    const leaves =
      placed.x < area.x - 0.01 ||
      placed.y < area.y - 0.01 ||
      placed.width > area.width + 0.01 ||
      placed.height > area.height + 0.01;
    const clip = leaves || hasRadius(radii);
    if (clip)
      this.#items.push({
        type: 'save',
        clip: { path: hasRadius(radii) ? paddingPath(rect, border, radii) : boxPath(area), rule: 'nonzero' },
      });
    this.#items.push({ type: 'image', mark, image, rect: placed });
    if (clip) this.#items.push({ type: 'restore' });
  }

  #textRun(fragment: TextFragment, block: BoxFragment, x: number, y: number, ambient: Artifact | undefined): void {
    const { style, owner, decorations } = fragment;
    if (style.visibility !== 'visible') return;
    this.#decorationLines(fragment, x, y, false, ambient);
    this.#runs.add(fragment, block.box, x, y, ambient ?? owner);
    if (decorations.length) this.#decorationLines(fragment, x, y, true, ambient);
  }

  /** Underlines and overlines lie below the text, line-through above (CSS Text Decoration 3 section 2.1). */
  #decorationLines(
    fragment: TextFragment,
    x: number,
    y: number,
    through: boolean,
    ambient: Artifact | undefined,
  ): void {
    const { metrics } = fragment.face.face;
    for (const style of fragment.decorations) {
      for (const line of style.textDecorationLine) {
        if ((line === 'line-through') !== through) continue;
        const scale = style.fontSize / metrics.unitsPerEm;
        const own = line === 'line-through' ? metrics.strikeoutThickness : metrics.underlineThickness;
        const thickness =
          typeof style.textDecorationThickness === 'number'
            ? style.textDecorationThickness
            : Math.max(0.5, own * scale);
        let top: number;
        if (line === 'line-through') top = y - metrics.strikeoutPosition * scale - thickness / 2;
        else if (line === 'overline') top = y - metrics.ascent * scale;
        else
          top =
            typeof style.textUnderlineOffset === 'number'
              ? y + style.textUnderlineOffset
              : y - metrics.underlinePosition * scale - thickness / 2;
        const path = boxPath({ x, y: top, width: fragment.width, height: thickness });
        this.#items.push({ type: 'path', mark: ambient ?? LAYOUT, path, fill: style.textDecorationColor });
      }
    }
  }
}

/** Where a picture lies in its box (CSS Images 3 section 5.5). */
function fitObject(
  area: Rect,
  width: number,
  height: number,
  fit: ReplacedBox['style']['objectFit'],
  position: ReplacedBox['style']['objectPosition'],
): Rect {
  let [w, h] = [area.width, area.height];
  if (fit !== 'fill') {
    const contain = Math.min(area.width / width, area.height / height);
    const factor =
      fit === 'cover'
        ? Math.max(area.width / width, area.height / height)
        : fit === 'contain'
          ? contain
          : fit === 'none'
            ? 1
            : Math.min(1, contain);
    [w, h] = [width * factor, height * factor];
  }
  return {
    x: area.x + resolveLength(position[0], area.width - w),
    y: area.y + resolveLength(position[1], area.height - h),
    width: w,
    height: h,
  };
}
