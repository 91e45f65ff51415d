import { type AnyNode, Element, isTag, Text } from 'domhandler';
import type { Color } from '../base/color.ts';
import { IDENTITY, type Matrix } from '../base/geometry.ts';
import type { Box, InlineContent } from '../engine/boxes/box.ts';
import type { Bookmark, StructureNode } from '../engine/boxes/structure.ts';
import { INITIAL_STYLE } from '../engine/css/cascade.ts';
import { PROPERTIES } from '../engine/css/properties.ts';
import type { ComputedStyle } from '../engine/css/style.ts';
import type { Fragment } from '../engine/layout/fragment.ts';
import type { DisplayItem, Paint } from '../engine/paint/display-list.ts';
import type { LaidOutDocument } from './document.ts';

/** Stages that can be shown as text, in the order they follow each other. */
export const STAGES = ['html', 'dom', 'style', 'boxes', 'fragments', 'display', 'tags'] as const;
export type Stage = (typeof STAGES)[number];

export const isStage = (name: string): name is Stage => (STAGES as readonly string[]).includes(name);

/** What a stage made, one thing a line, children indented by two spaces. */
export function dumpStage(stage: Stage, laidOut: LaidOutDocument): string {
  const lines: string[] = [];
  const put = (depth: number, text: string): void => {
    lines.push(`${'  '.repeat(depth)}${text}`);
  };
  if (stage === 'html') return laidOut.html.text.endsWith('\n') ? laidOut.html.text : `${laidOut.html.text}\n`;
  if (stage === 'dom') dumpDom(laidOut.document.root, 0, put);
  else if (stage === 'style') dumpStyles(laidOut.document.root, 0, laidOut, put);
  else if (stage === 'boxes') dumpBox(laidOut.tree.root, 0, put);
  else if (stage === 'tags') dumpTags(laidOut.tree.structure, 0, put);
  else if (stage === 'fragments') {
    for (const page of laidOut.pages) {
      put(0, `page ${page.number} ${n(page.box.width)}x${n(page.box.height)}`);
      dumpFragment(page.content.fragment, page.content.x, page.content.y, 1, put);
      for (const { x, y, fragment } of page.marginBoxes) dumpFragment(fragment, x, y, 1, put);
    }
  } else {
    laidOut.list.pages.forEach((page, index) => {
      put(0, `page ${index + 1} ${n(page.width)}x${n(page.height)}`);
      for (const item of page.items) put(1, displayLine(item));
      for (const { node, rects } of page.links)
        put(1, `link ${node.href} ${rects.map((r) => `${n(r.x)},${n(r.y)} ${n(r.width)}x${n(r.height)}`).join(' ')}`);
    });
  }
  return `${lines.join('\n')}\n`;
}

type Put = (depth: number, text: string) => void;

/** Two decimals are finer than anything visible and steady under rounding. */
const n = (value: number): string => String(Math.round(value * 100) / 100 + 0);
const quote = (text: string): string => JSON.stringify(text);

function dumpDom(node: AnyNode, depth: number, put: Put): void {
  if (node instanceof Text) {
    if (node.data.trim()) put(depth, quote(node.data.replace(/\s+/g, ' ')));
  } else if (isTag(node)) {
    const attributes = Object.entries(node.attribs).map(([name, value]) => ` ${name}=${quote(value)}`);
    put(depth, `<${node.name}${attributes.join('')}>`);
    for (const child of node.children as AnyNode[]) dumpDom(child, depth + 1, put);
  }
}

/** Only what differs from the initial value, or for inherited properties from the parent. */
function dumpStyles(element: Element, depth: number, laidOut: LaidOutDocument, put: Put): void {
  const style = laidOut.styled.styles.get(element)!;
  const parent = element.parent instanceof Element ? laidOut.styled.styles.get(element.parent) : undefined;
  const differs = PROPERTIES.filter(
    ({ field, inherited }) =>
      JSON.stringify(style[field]) !== JSON.stringify((inherited && parent ? parent : INITIAL_STYLE)[field]),
  );
  put(
    depth,
    `<${element.name}> ${differs.map(({ name, field }) => `${name}: ${JSON.stringify(style[field as keyof ComputedStyle])}`).join('; ')}`,
  );
  for (const child of element.children as AnyNode[])
    if (isTag(child) && laidOut.styled.styles.has(child)) dumpStyles(child, depth + 1, laidOut, put);
}

function dumpInline(inline: InlineContent, depth: number, put: Put): void {
  for (const item of inline.items) {
    if (item.type === 'text') put(depth, `text ${quote(inline.text.slice(item.start, item.end))}`);
    else if (item.type === 'open' || item.type === 'close') put(depth, `${item.type} ${item.box.label}`);
    else if (item.type === 'atomic') {
      put(depth, 'atomic');
      dumpBox(item.box, depth + 1, put);
    } else put(depth, 'break');
  }
}

function dumpBox(box: Box, depth: number, put: Put): void {
  put(depth, `${box.kind} ${box.label}`);
  if (box.kind === 'block') {
    if (box.marker) put(depth + 1, `marker ${quote(box.marker.text)}`);
    if (box.inline) dumpInline(box.inline, depth + 1, put);
  }
  if (box.kind === 'block' || box.kind === 'flex' || box.kind === 'grid')
    for (const child of box.children) dumpBox(child, depth + 1, put);
  if (box.kind === 'table') {
    for (const caption of box.captions) dumpBox(caption, depth + 1, put);
    for (const group of box.groups) {
      put(depth + 1, group.kind);
      for (const row of group.rows) {
        put(depth + 2, `row ${row.box.label}`);
        for (const cell of row.cells) {
          put(
            depth + 3,
            `cell ${cell.column}${cell.columnSpan > 1 ? ` colspan ${cell.columnSpan}` : ''}${cell.rowSpan > 1 ? ` rowspan ${cell.rowSpan}` : ''}`,
          );
          dumpBox(cell.box, depth + 4, put);
        }
      }
    }
  }
}

function dumpFragment(fragment: Fragment, x: number, y: number, depth: number, put: Put): void {
  const at = `${n(x)},${n(y)}`;
  if (fragment.type === 'text') {
    put(depth, `text ${at} ${n(fragment.width)} ${quote(fragment.pieces.map((piece) => piece.shaped.text).join(''))}`);
    return;
  }
  if (fragment.type === 'line') put(depth, `line ${at} ${n(fragment.width)}x${n(fragment.height)}`);
  else {
    const cut = `${fragment.isFirst ? '' : ' continued'}${fragment.isLast ? '' : ' continues'}`;
    put(depth, `box ${fragment.box.label} ${at} ${n(fragment.width)}x${n(fragment.height)}${cut}`);
  }
  for (const child of fragment.children) dumpFragment(child.fragment, x + child.x, y + child.y, depth + 1, put);
}

const moved = (transform: Matrix): string => (transform === IDENTITY ? '' : ` transform ${transform.map(n).join(' ')}`);

function paint(value: Paint | undefined): string {
  if (!value) return 'none';
  if (!('type' in value)) return color(value);
  if (value.type === 'pattern') {
    const { tile, transform, alpha, steps } = value;
    const size = `${n(tile.x)},${n(tile.y)} ${n(tile.width)}x${n(tile.height)}`;
    const each = steps ? ` each ${steps.map(n).join(' ')}` : '';
    return `pattern(${size}${each}${moved(transform)}${alpha < 1 ? ` alpha ${n(alpha)}` : ''}: ${value.items.map(displayLine).join('; ')})`;
  }
  const list = value.stops.map((stop) => `${n(stop.offset)} ${color(stop.color)}`).join(', ');
  if (value.type === 'conic') return `conic(${n(value.cx)} ${n(value.cy)} from ${n(value.from)}: ${list})`;
  const { type, spread, transform } = value;
  const shape = type === 'linear' ? [value.x1, value.y1, value.x2, value.y2] : [value.cx, value.cy, value.r, value.fx, value.fy, value.fr]; // biome-ignore format: a choice
  return `${type}(${shape.map(n).join(' ')}${moved(transform)} ${spread}: ${list})`;
}

const color = (value: Color): string =>
  `${value.components
    .map((c) =>
      Math.round(c * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}${value.alpha < 1 ? `/${n(value.alpha)}` : ''}`;

function displayLine(item: DisplayItem): string {
  switch (item.type) {
    case 'text': {
      const text = item.pieces.map((piece) => piece.shaped.text).join('');
      return `text ${n(item.x)},${n(item.y)} ${item.face.postscriptName} ${n(item.size)} ${paint(item.color)}${item.stroke ? ` stroke ${paint(item.stroke.color)} ${n(item.stroke.width)}` : ''}${item.direction === 'rtl' ? ' rtl' : ''} ${quote(text)}`;
    }
    case 'path': {
      const points = item.path
        .map(([command, ...args]) => `${command}${args.map((arg) => n(arg)).join(',')}`)
        .join(' ');
      const stroke = item.stroke ? ` stroke ${paint(item.stroke.color)} ${n(item.stroke.width)}` : '';
      return `path${item.fill ? ` fill ${paint(item.fill)}` : ''}${stroke} ${points}`;
    }
    case 'image':
      return `image ${n(item.rect.x)},${n(item.rect.y)} ${n(item.rect.width)}x${n(item.rect.height)} ${item.image.format} ${item.image.width}x${item.image.height}`;
    case 'save':
      return `save${item.transform ? ` transform ${item.transform.map(n).join(' ')}` : ''}${item.clip ? ' clip' : ''}${item.opacity === undefined ? '' : ` opacity ${n(item.opacity)}`}${item.blend ? ` ${item.blend}` : ''}${item.isolated ? ' isolated' : ''}`;
    case 'group': {
      const inside = (items: readonly DisplayItem[]): string => items.map((child) => `\n  ${displayLine(child).replaceAll('\n', '\n  ')}`).join(''); // biome-ignore format: one idea
      const mask = item.mask ? `\nmask ${item.mask.kind}${inside(item.mask.items)}` : '';
      return `group${item.opacity < 1 ? ` opacity ${n(item.opacity)}` : ''}${inside(item.items)}${mask}`;
    }
    case 'restore':
      return 'restore';
  }
}

const bookmarkText = ({ level, label, open }: Bookmark): string =>
  level === 'none' ? 'bookmark=none' : `bookmark=${level} ${quote(label)}${open ? '' : ' closed'}`;

function dumpTags(node: StructureNode, depth: number, put: Put): void {
  const details = [
    node.lang && `lang=${node.lang}`,
    node.title && `title=${quote(node.title)}`,
    node.alt !== undefined && `alt=${quote(node.alt)}`,
    node.expansion && `expansion=${quote(node.expansion)}`,
    node.scope && `scope=${node.scope}`,
    node.href && `href=${node.href}`,
    node.listNumbering && `numbering=${node.listNumbering}`,
    node.bookmark && bookmarkText(node.bookmark),
  ].filter(Boolean);
  put(depth, `${node.role}${details.length ? ` ${details.join(' ')}` : ''}`);
  for (const child of node.children) if (child.kind === 'node') dumpTags(child, depth + 1, put);
}
