import type { Box } from '../boxes/box.ts';
import { isInFlow } from '../boxes/out-of-flow.ts';
import type { BreakValue } from '../css/style.ts';
import { APPEAL } from './space.ts';

type FragmentainerType = 'page' | 'column';

const firstChild = (box: Box): Box | undefined => ('children' in box ? box.children.find(isInFlow) : undefined);
const lastChild = (box: Box): Box | undefined => ('children' in box ? box.children.findLast(isInFlow) : undefined);

/** A box and its first, or last, children: what they say of the break at their edge adds up (CSS Break 3 section 4.1). */
function* edge(box: Box | undefined, next: (box: Box) => Box | undefined): Generator<Box> {
  for (let current = box; current; current = next(current)) yield current;
}

/** Outermost first before a break, innermost first after it, so that the last one is the latest in the flow. */
function* valuesAt(before: Box | undefined, after: Box | undefined): Generator<BreakValue> {
  const inner = [...edge(before, lastChild)].reverse();
  for (const box of inner) yield box.style.breakAfter;
  for (const box of edge(after, firstChild)) yield box.style.breakBefore;
}

const PAGE_BREAKS: ReadonlySet<BreakValue> = new Set(['always', 'all', 'page', 'left', 'right', 'recto', 'verso']);

export const forcesBreak = (value: BreakValue, type: FragmentainerType): boolean =>
  PAGE_BREAKS.has(value) || (value === 'column' && type === 'column');

export const avoidsBreak = (value: BreakValue, type: FragmentainerType): boolean =>
  value === 'avoid' || value === `avoid-${type}`;

/** The page that a box starts on, or ends on, by name (CSS Paged Media 3 section 8.1). */
export const startPage = (box: Box): string => [...edge(box, firstChild)].at(-1)!.style.page;
const endPage = (box: Box): string => [...edge(box, lastChild)].at(-1)!.style.page;

export type BreakWish = 'forced' | 'avoid' | 'allow';

function wishOf(values: Iterable<BreakValue>, type: FragmentainerType): BreakWish {
  let avoided = false;
  for (const value of values) {
    if (forcesBreak(value, type)) return 'forced';
    avoided ||= avoidsBreak(value, type);
  }
  return avoided ? 'avoid' : 'allow';
}

export const breakBefore = (box: Box, type: FragmentainerType): BreakWish => wishOf(valuesAt(undefined, box), type);
export const breakAfter = (box: Box, type: FragmentainerType): BreakWish => wishOf(valuesAt(box, undefined), type);

/** What the styles say of a break between two siblings. */
export function breakBetween(before: Box | undefined, after: Box, type: FragmentainerType): BreakWish {
  if (before && type === 'page' && endPage(before) !== startPage(after)) return 'forced';
  return wishOf(valuesAt(before, after), type);
}

/** The side of the sheet that a break between two boxes asks for: the latest value that names one decides. */
export function sideBetween(
  before: Box | undefined,
  after: Box | undefined,
  direction: 'ltr' | 'rtl',
): 'left' | 'right' | undefined {
  let side: 'left' | 'right' | undefined;
  for (const value of valuesAt(before, after)) {
    if (value === 'left' || value === 'right') side = value;
    // The front of a leaf is the right page where pages turn to the left.
    else if (value === 'recto' || value === 'verso')
      side = (value === 'recto') === (direction === 'ltr') ? 'right' : 'left';
  }
  return side;
}

export function avoidsInside(box: Pick<Box, 'style'>, type: FragmentainerType): boolean {
  const value = box.style.breakInside;
  return value === 'avoid' || value === `avoid-${type}`;
}

/** The appeal of a break inside `box`, given that of the break itself. */
export function appealInside(box: Box, appeal: number, type: FragmentainerType): number {
  return avoidsInside(box, type) ? Math.min(appeal, APPEAL.violatesAvoid) : appeal;
}
