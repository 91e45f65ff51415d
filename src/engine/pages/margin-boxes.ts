import type { Rect } from '../../base/geometry.ts';
import type { BlockBox, Box, RunningElement } from '../boxes/box.ts';
import { type BoxContext, buildGenerated, buildRunning } from '../boxes/build.ts';
import type { Artifact } from '../boxes/structure.ts';
import type { ComputedStyle } from '../css/style.ts';
import type { BoxFragment, PlacedFragment } from '../layout/fragment.ts';
import type { LayoutContext } from '../layout/space.ts';
import type { PageBox } from './page-style.ts';

interface Generated {
  readonly name: string;
  readonly box: Box;
  readonly style: ComputedStyle;
}

/** The page-margin boxes of one page (CSS Paged Media 3 section 5), as pagination artifacts. */
export function layoutMarginBoxes(
  page: PageBox,
  counters: { readonly page: number; readonly pages: number },
  running: readonly RunningElement[],
  boxes: BoxContext,
  layout: LayoutContext,
): PlacedFragment<BoxFragment>[] {
  const generated = new Map<string, Generated>();
  for (const [name, style] of page.marginBoxes) {
    const box = generate(name, style, counters, running, boxes);
    if (box) generated.set(name, { name, box, style });
  }
  const placed: PlacedFragment<BoxFragment>[] = [];
  for (const [name, { box, style }] of generated) {
    const area = areaOf(name, page, generated, layout);
    const fragment = layout.layoutWhole(box, {
      availableWidth: area.width,
      availableHeight: area.height,
      fixedWidth: area.width,
    });
    const free = area.height - fragment.height;
    const shift = style.verticalAlign === 'top' ? 0 : style.verticalAlign === 'bottom' ? free : free / 2;
    placed.push({ x: area.x, y: area.y + shift, fragment });
  }
  return placed;
}

function generate(
  name: string,
  style: ComputedStyle,
  counters: { readonly page: number; readonly pages: number },
  running: readonly RunningElement[],
  boxes: BoxContext,
): BlockBox | undefined {
  const { content } = style;
  if (typeof content === 'string') return undefined;
  const artifact: Artifact = {
    kind: 'artifact',
    type: 'Pagination',
    subtype: name.startsWith('top') ? 'Header' : 'Footer',
  };
  const base = {
    kind: 'block' as const,
    style,
    element: undefined,
    label: `@${name}`,
    anchor: undefined,
    marker: undefined,
  };
  const element = content.find((part) => part.type === 'element');
  if (element) {
    const source = running.find((candidate) => candidate.name === element.name);
    return (
      source && { ...base, children: [buildRunning(boxes, source.element, artifact, counters)], inline: undefined }
    );
  }
  const inline = buildGenerated(content, style, boxes.styled.document.lang, artifact, counters);
  return inline && { ...base, children: [], inline };
}

function areaOf(name: string, page: PageBox, generated: ReadonlyMap<string, Generated>, layout: LayoutContext): Rect {
  const { width, height, margin } = page;
  const [edge, place = ''] = name.split(/-(.*)/) as [string, string?];
  if (name.endsWith('-corner')) {
    const left = place.startsWith('left');
    return {
      x: left ? 0 : width - margin.right, y: edge === 'top' ? 0 : height - margin.bottom, width: left ? margin.left : margin.right,
      height: edge === 'top' ? margin.top : margin.bottom,
    }; // biome-ignore format: one record
  }
  if (edge === 'top' || edge === 'bottom') {
    const inner = width - margin.left - margin.right;
    const [x, w] = share(
      ['left', 'center', 'right'].map((p) => generated.get(`${edge}-${p}`)),
      ['left', 'center', 'right'].indexOf(place),
      inner,
      layout,
    );
    return {
      x: margin.left + x,
      y: edge === 'top' ? 0 : height - margin.bottom,
      width: w,
      height: edge === 'top' ? margin.top : margin.bottom,
    };
  }
  const inner = height - margin.top - margin.bottom;
  const names = ['top', 'middle', 'bottom'];
  const present = names.filter((p) => generated.has(`${edge}-${p}`));
  const part = present.length === 1 ? inner : inner / 3;
  const index = present.length === 1 ? 0 : names.indexOf(place);
  return {
    x: edge === 'left' ? 0 : width - margin.right,
    y: margin.top + index * part,
    width: edge === 'left' ? margin.left : margin.right,
    height: part,
  };
}

/** Widths along one edge (section 5.3.2): by what the contents want, the middle box in the middle. */
function share(
  boxes: readonly (Generated | undefined)[],
  index: number,
  width: number,
  layout: LayoutContext,
): readonly [number, number] {
  const wants = boxes.map((box) => (box ? Math.max(1, layout.intrinsic(box.box).max) : 0)) as [number, number, number];
  const [left, centre, right] = wants;
  if (boxes[1]) {
    const sides = 2 * Math.max(left, right);
    const middle = sides === 0 ? width : (width * centre) / (centre + sides);
    const side = (width - middle) / 2;
    return index === 0 ? [0, side] : index === 1 ? [side, middle] : [side + middle, side];
  }
  const first = left + right === 0 ? 0 : (width * left) / (left + right);
  return index === 0 ? [0, first] : [first, width - first];
}
