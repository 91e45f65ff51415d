import type { Box } from '../boxes/box.ts';
import { isInFlow } from '../boxes/out-of-flow.ts';
import type { BreakValue } from '../css/style.ts';
import { APPEAL } from './space.ts';

type FragmentainerType = 'page' | 'column';

const hasChildren = (box: Box): box is Extract<Box, { children: readonly Box[] }> => 'children' in box;

/** Values of break-before add up along first children (CSS Break 3 section 4.1). */
function valuesBefore(box: Box): BreakValue[] {
  const values: BreakValue[] = [];
  for (
    let current: Box | undefined = box;
    current;
    current = hasChildren(current) ? current.children.find(isInFlow) : undefined
  ) {
    values.push(current.style.breakBefore);
  }
  return values;
}

function valuesAfter(box: Box): BreakValue[] {
  const values: BreakValue[] = [];
  for (
    let current: Box | undefined = box;
    current;
    current = hasChildren(current) ? current.children.findLast(isInFlow) : undefined
  ) {
    values.push(current.style.breakAfter);
  }
  return values;
}

export const forcesBreak = (value: BreakValue, type: FragmentainerType): boolean =>
  value === 'page' || value === 'left' || value === 'right' || (value === 'column' && type === 'column');

export const avoidsBreak = (value: BreakValue, type: FragmentainerType): boolean =>
  value === 'avoid' || value === `avoid-${type}`;

export type BreakWish = 'forced' | 'avoid' | 'allow';

function wishOf(values: readonly BreakValue[], type: FragmentainerType): BreakWish {
  if (values.some((value) => forcesBreak(value, type))) return 'forced';
  return values.some((value) => avoidsBreak(value, type)) ? 'avoid' : 'allow';
}

export const breakBefore = (box: Box, type: FragmentainerType): BreakWish => wishOf(valuesBefore(box), type);
export const breakAfter = (box: Box, type: FragmentainerType): BreakWish => wishOf(valuesAfter(box), type);

/** What the styles say of a break between two siblings. `left` and `right` break without choosing the side yet. */
export function breakBetween(before: Box | undefined, after: Box, type: FragmentainerType): BreakWish {
  return wishOf([...(before ? valuesAfter(before) : []), ...valuesBefore(after)], type);
}

export function avoidsInside(box: Pick<Box, 'style'>, type: FragmentainerType): boolean {
  const value = box.style.breakInside;
  return value === 'avoid' || value === `avoid-${type}`;
}

/** The appeal of a break inside `box`, given that of the break itself. */
export function appealInside(box: Box, appeal: number, type: FragmentainerType): number {
  return avoidsInside(box, type) ? Math.min(appeal, APPEAL.violatesAvoid) : appeal;
}
