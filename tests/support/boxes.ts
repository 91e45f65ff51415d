import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Element, isTag } from 'domhandler';
import { FolderLoader } from '../../src/app/disk.ts';
import { type LaidOutDocument, layoutDocument } from '../../src/app/document.ts';
import { type Diagnostic, Findings } from '../../src/base/diagnostics.ts';
import { labelOf } from '../../src/engine/boxes/anonymous.ts';
import type { ComputedStyle } from '../../src/engine/css/style.ts';
import type { Fragment } from '../../src/engine/layout/fragment.ts';
import { CASES, caseFonts } from './cases.ts';

/** Cases whose boxes were measured in a browser by `npm run measure`: a page of sections, each a case of its own. */
const FOLDER = join(CASES, 'boxes');

export type Direction = 'ltr' | 'rtl';

/** Border boxes of one element in the order of its fragments: x, y, width, height from the section's corner, px. */
export interface ElementBoxes {
  readonly label: string;
  readonly rects: readonly (readonly number[])[];
}

export interface BoxCase {
  readonly id: string;
  readonly direction: Direction;
  readonly expected: readonly ElementBoxes[];
  /** Why the boxes are to differ from the browser's, where they are. */
  readonly differs: string | undefined;
}

export function listTopics(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.html'))
    .map((file) => file.slice(0, -5))
    .sort();
}

export function readCases(topic: string): BoxCase[] {
  const reasons = new Map<string, string>();
  const html = readFileSync(join(FOLDER, `${topic}.html`), 'utf8');
  for (const [, id, reason] of html.matchAll(/<section id="([^"]+)"[^>]* data-differs="([^"]+)"/g))
    reasons.set(id!, reason!);
  const cases: { id: string; direction: Direction; differs: string | undefined; expected: ElementBoxes[] }[] = [];
  for (const line of readFileSync(join(FOLDER, `${topic}.boxes.txt`), 'utf8').split('\n')) {
    if (line.startsWith('  ')) cases.at(-1)!.expected.push(parseBoxes(line.trim()));
    else if (line) {
      const [id, direction] = line.split(' ') as [string, Direction];
      cases.push({ id, direction, differs: reasons.get(id), expected: [] });
    }
  }
  return cases;
}

/** A line of boxes as `npm run measure` writes it. */
export function parseBoxes(line: string): ElementBoxes {
  const space = line.indexOf(' ');
  const rects = line
    .slice(space + 1)
    .split(' | ')
    .map((rect) => rect.split(' ').map(Number));
  return { label: line.slice(0, space), rects: joined(rects) };
}

/** Fragments that touch in one line as one: the browser parts inline boxes where a float stands in them. */
function joined(rects: readonly (readonly number[])[]): number[][] {
  const list: number[][] = [];
  for (const [x, y, width, height] of rects as [number, number, number, number][]) {
    const last = list.at(-1);
    const beside = last && last[1] === y && last[3] === height;
    if (beside && Math.abs(last[0]! + last[2]! - x) < 0.01) last[2]! += width;
    else if (beside && Math.abs(x + width - last[0]!) < 0.01) [last[0], last[2]] = [x, last[2]! + width];
    else list.push([x, y, width, height]);
  }
  return list;
}

/** What the engine makes of a page of cases: the boxes of each section, and the findings. */
export function layoutTopic(
  topic: string,
  direction: Direction,
): { readonly sections: ReadonlyMap<string, readonly ElementBoxes[]>; readonly findings: readonly Diagnostic[] } {
  const findings = new Findings();
  const file = join(FOLDER, `${topic}.html`);
  const html = readFileSync(file, 'utf8').replace(/<html(?=[ >])/, `<html dir="${direction}"`);
  const laidOut = layoutDocument(
    {
      html: { file, text: html },
      sheets: [
        { file: '(page)', text: '@page { size: 800px 30000px; margin: 0 }' },
        { file: join(FOLDER, 'base.css'), text: readFileSync(join(FOLDER, 'base.css'), 'utf8') },
      ],
      lang: 'en',
      loader: new FolderLoader([FOLDER]),
      fonts: caseFonts(),
    },
    findings.report,
  );
  const body = childrenOf(laidOut.styled.document.root).find(({ name }) => name === 'body')!;
  const list = childrenOf(body).filter(({ name }) => name === 'section');
  const sections = boxesIn(laidOut, list);
  return { sections: new Map(list.map((section, i) => [section.attribs.id!, sections[i]!])), findings: findings.list };
}

/** The boxes of sections of a document, as the browser's are measured. */
export function boxesIn({ pages, styled }: LaidOutDocument, list: readonly Element[]): ElementBoxes[][] {
  const rects = new Map<Element, number[][]>();
  const visit = (fragment: Fragment, x: number, y: number): void => {
    if (fragment.type === 'text') return;
    if (fragment.type === 'box' && fragment.box.element) {
      const { element } = fragment.box;
      // A generated box stands for its element only under the element's own name.
      if (fragment.box.label === labelOf(element))
        rects.set(element, [...(rects.get(element) ?? []), [x, y, fragment.width, fragment.height]]);
    }
    for (const child of fragment.children) visit(child.fragment, x + child.x, y + child.y);
  };
  for (const { content } of pages) visit(content.fragment, content.x, content.y);

  return list.map((section) => {
    const [left, top, width, height] = rects.get(section)![0]!;
    const boxes: ElementBoxes[] = [{ label: 'section', rects: [[0, 0, width!, height!]] }];
    for (const element of descendants(section)) {
      const own = (rects.get(element) ?? []).filter(([, , w, h]) => w || h);
      if (!own.length || isUnmeasured(element, styled.styles.get(element)!)) continue;
      const placed = own.map(([x, y, w, h]) => [x! - left!, y! - top!, w!, h!]);
      boxes.push({ label: labelOf(element), rects: joined(placed) });
    }
    return boxes;
  });
}

const childrenOf = (element: Element): Element[] => element.children.filter(isTag);

const descendants = (element: Element): Element[] =>
  childrenOf(element).flatMap((child) => [child, ...(child.name === 'svg' ? [] : descendants(child))]);

const isUnmeasured = ({ name, attribs }: Element, { display }: ComputedStyle): boolean =>
  'data-unmeasured' in attribs ||
  ['br', 'wbr', 'col', 'colgroup'].includes(name) ||
  /^table-(row|header|footer|column)/.test(display);

/** Half a pixel, as the project promises. */
const TOLERANCE = 0.5;

/** Differences between two sets of boxes, one line each. */
export function compareBoxes(expected: readonly ElementBoxes[], actual: readonly ElementBoxes[]): string[] {
  const differences: string[] = [];
  const show = (rects: ElementBoxes['rects']): string =>
    rects.map((rect) => rect.map((value) => Math.round(value * 100) / 100).join(' ')).join(' | ');
  for (let i = 0; i < Math.max(expected.length, actual.length); i++) {
    const [theirs, ours] = [expected[i], actual[i]];
    const same =
      theirs !== undefined && theirs.label === ours?.label && theirs.rects.length === ours.rects.length &&
      theirs.rects.every((rect, r) => rect.every((value, k) => Math.abs(value - ours.rects[r]![k]!) <= TOLERANCE)); // biome-ignore format: a list
    if (!same) {
      differences.push(
        `${theirs ? `${theirs.label} ${show(theirs.rects)}` : 'nothing'}   but here   ${ours ? `${ours.label} ${show(ours.rects)}` : 'nothing'}`,
      );
      if (theirs?.label !== ours?.label) break;
    }
  }
  return differences;
}
