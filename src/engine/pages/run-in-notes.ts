import { anonymousStyle } from '../boxes/anonymous.ts';
import type { BlockBox, InlineBox, InlineContent, InlineItem } from '../boxes/box.ts';
import { styleVariant } from '../css/variants.ts';
import type { LayoutContext } from '../layout/space.ts';
import type { WaitingNote } from './footnotes.ts';

/** Between footnotes that run on: a space that may end a line, wide enough to tell them apart. */
const SEPARATOR = '\u2003';

/**
 * Footnotes that run on in one paragraph (`footnote-display`, CSS GCPM 3 section 2.4): those that ask for it, and
 * compact ones that leave room for another on their line.
 */
export function runIn(notes: readonly WaitingNote[], width: number, layout: LayoutContext): WaitingNote[] {
  const result: WaitingNote[] = [];
  let group: BlockBox[] = [];
  const flush = (): void => {
    if (group.length) result.push({ box: group.length > 1 ? joined(group) : group[0]! });
    group = [];
  };
  for (const note of notes) {
    if (!note.token && runsOn(note.box, width, layout)) group.push(note.box);
    else {
      flush();
      result.push(note);
    }
  }
  flush();
  return result;
}

function runsOn(box: BlockBox, width: number, layout: LayoutContext): boolean {
  const { footnoteDisplay } = box.style;
  if (!box.inline || footnoteDisplay === 'block') return false;
  return footnoteDisplay === 'inline' || layout.intrinsic(box).max <= width / 2;
}

const joins = new WeakMap<BlockBox, { readonly boxes: readonly BlockBox[]; readonly box: BlockBox }>();

/** One paragraph of several; the same boxes make the same one, whose layout is kept. */
function joined(boxes: readonly BlockBox[]): BlockBox {
  const known = joins.get(boxes[0]!);
  if (known && known.boxes.length === boxes.length && known.boxes.every((box, i) => box === boxes[i])) return known.box;
  const [first] = boxes as [BlockBox];
  const inline = boxes.map(wrapped).reduce(append);
  const label = boxes.map((box) => box.label).join(' ');
  const box = { ...first, element: undefined, anchor: undefined, label, inline };
  joins.set(first, { boxes, box });
  return box;
}

/** The content of a footnote in an inline box that says where it is. */
function wrapped({ style, element, label, anchor, inline }: BlockBox): InlineContent {
  const own = styleVariant(anonymousStyle(style), 'inline', () => ({ display: 'inline' }));
  const box: InlineBox = { kind: 'inline', style: own, element, label, anchor, link: undefined };
  const { text, items } = inline!;
  const edges = [
    { type: 'open', at: 0, style: own, box, cut: false },
    { type: 'close', at: text.length, box, cut: false },
  ] as const;
  return { ...inline!, items: [edges[0], ...items, edges[1]] };
}

function append(before: InlineContent, after: InlineContent): InlineContent {
  const shift = before.text.length + SEPARATOR.length;
  const last = before.items.findLast((item) => item.type === 'text');
  const space: readonly InlineItem[] = last
    ? [{ ...last, start: before.text.length, end: before.text.length + SEPARATOR.length }]
    : [];
  const moved = after.items.map(
    (item): InlineItem =>
      item.type === 'text'
        ? { ...item, start: item.start + shift, end: item.end + shift }
        : { ...item, at: item.at + shift },
  );
  return {
    ...before,
    text: before.text + SEPARATOR + after.text,
    items: [...before.items, ...space, ...moved],
    detached: [...before.detached, ...after.detached.map((box) => ({ ...box, at: box.at + shift }))],
  };
}
