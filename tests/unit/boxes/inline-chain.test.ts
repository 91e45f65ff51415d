import type { InlineBox, InlineItem } from '../../../src/engine/boxes/box.ts';
import { inlineChains, insideOf } from '../../../src/engine/boxes/inline-chain.ts';
import { INITIAL_STYLE } from '../../../src/engine/css/cascade.ts';

const boxOf = (label: string): InlineBox => ({
  kind: 'inline', style: INITIAL_STYLE, element: undefined, label, anchor: undefined, link: undefined,
}); // biome-ignore format: one record

const [a, b, c] = ['a', 'b', 'c'].map(boxOf) as [InlineBox, InlineBox, InlineBox];
const edge = (type: 'open' | 'close', box: InlineBox): InlineItem =>
  type === 'open' ? { type, at: 0, box, cut: false, style: box.style } : { type, at: 0, box, cut: false };
const line: InlineItem = { type: 'break', at: 0, style: INITIAL_STYLE };

test('items stand in the boxes that are open, the edges of a box outside it', () => {
  const items = [line, edge('open', a), line, edge('open', b), line, edge('close', b), line, edge('open', c), edge('close', c), edge('close', a), line]; // biome-ignore format: a list
  const { around, within } = inlineChains(items);
  const labels = around.map((chain) => chain.map(({ label }) => label).join(''));
  expect(labels).toEqual(['', '', 'a', 'a', 'ab', 'a', 'a', 'a', 'a', '', '']);
  expect(around[2]).toBe(around[6]);
  expect(within.get(c)!.map(({ label }) => label)).toEqual(['a', 'c']);
});

test('what holds inside boxes is made once for each, however many ask', () => {
  const boxes = Array.from({ length: 500 }, (_, i) => boxOf(String(i)));
  const known = new Map<InlineBox, number>();
  let made = 0;
  const depthAt = (length: number): number =>
    insideOf(boxes.slice(0, length), known, 0, (around, box, parent) => {
      expect(parent).toBe(boxes[Number(box.label) - 1]);
      made++;
      return around + 1;
    });
  expect([500, 1, 250, 500, 0].map(depthAt)).toEqual([500, 1, 250, 500, 0]);
  expect(made).toBe(500);
});
