import { inset, type Rect } from '../../base/geometry.ts';
import type { BoxArea } from '../css/paint-types.ts';
import type { BoxFragment, Fragment } from '../layout/fragment.ts';
import type { PlacedBox } from './stacking.ts';

/**
 * Boxes in several fragments, put together again: backgrounds are placed as if nothing had been cut (CSS Break 3
 * section 5.4.1). The fragments are looked through when the first such box is painted.
 */
export class BrokenBoxes {
  readonly #roots: () => Iterable<Fragment>;
  #pieces: Map<BoxFragment['box'], BoxFragment[]> | undefined;

  constructor(roots: () => Iterable<Fragment>) {
    this.#roots = roots;
  }

  /** An area of the whole box around a fragment of it; undefined where the fragment is the box. */
  areaOf({ fragment, x, y }: PlacedBox, area: BoxArea): Rect | undefined {
    const { box } = fragment;
    if ((fragment.isFirst && fragment.isLast) || box.style.boxDecorationBreak === 'clone') return undefined;
    this.#pieces ??= gather(this.#roots());
    const all = this.#pieces.get(box) ?? [];
    const at = all.indexOf(fragment);
    if (at < 0) return undefined;
    const inline = box.kind === 'inline';
    // Lines of text that runs from right to left are joined on the left.
    const pieces = inline && box.style.direction === 'rtl' ? all.toReversed() : all;
    const before = pieces.slice(0, pieces.indexOf(fragment));
    const sum = (list: readonly BoxFragment[]): number =>
      list.reduce((total, piece) => total + (inline ? piece.width : piece.height), 0);
    const [first, last] = [pieces[0]!, pieces.at(-1)!];
    // A fieldset begins behind the middle of its legend.
    const above = first.legend?.above ?? 0;
    const whole = inline
      ? { x: x - sum(before), y, width: sum(pieces), height: fragment.height }
      : { x, y: y - sum(before) + above, width: fragment.width, height: sum(pieces) - above };
    const top = { border: first.legend?.border ?? first.border.top, padding: first.padding.top };
    const ends = (sides: 'border' | 'padding') =>
      inline
        ? { ...fragment[sides], left: first[sides].left, right: last[sides].right }
        : { ...fragment[sides], top: top[sides], bottom: last[sides].bottom };
    if (area === 'border-box') return whole;
    const padding = inset(whole, ends('border'));
    return area === 'padding-box' ? padding : inset(padding, ends('padding'));
  }
}

function gather(roots: Iterable<Fragment>): Map<BoxFragment['box'], BoxFragment[]> {
  const pieces = new Map<BoxFragment['box'], BoxFragment[]>();
  const visit = (fragment: Fragment): void => {
    if (fragment.type === 'text') return;
    if (fragment.type === 'box' && !(fragment.isFirst && fragment.isLast)) {
      const known = pieces.get(fragment.box);
      if (known) known.push(fragment);
      else pieces.set(fragment.box, [fragment]);
    }
    for (const child of fragment.children) visit(child.fragment);
  };
  for (const root of roots) visit(root);
  return pieces;
}
