import type { Element } from 'domhandler';

/** How much of a bar is filled, and in what colour (HTML sections 4.10.13 and 4.10.14). */

const number = (value: string | undefined, otherwise: number): number => {
  const found = value === undefined || !value.trim() ? Number.NaN : Number(value);
  return Number.isFinite(found) ? found : otherwise;
};

const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(value, most));

const bar = (share: number, color: string, { attribs }: Element): string => {
  const side = /^rtl$/i.test(attribs.dir ?? '') ? 'right' : 'left';
  const length = `${Math.round(share * 10_000) / 100}%`;
  const place = `background-position:${side};background-size:${length} 100%;background-repeat:no-repeat;`;
  return `background-image:linear-gradient(${color},${color});${place}`;
};

/** Without a value nobody knows how far it is: the bar is empty. */
export function progressHints(element: Element): string {
  const { value, max } = element.attribs;
  const most = number(max, 1) > 0 ? number(max, 1) : 1;
  return value === undefined ? '' : bar(between(0, number(value, 0), most) / most, '#0075ff', element);
}

const GOOD = '#107c10';
const FAIR = '#ffb900';
const POOR = '#d83b01';

export function meterHints(element: Element): string {
  const { attribs } = element;
  const least = number(attribs.min, 0);
  const most = Math.max(least, number(attribs.max, 1));
  const value = between(least, number(attribs.value, least), most);
  const low = between(least, number(attribs.low, least), most);
  const high = between(low, number(attribs.high, most), most);
  const best = between(least, number(attribs.optimum, (least + most) / 2), most);
  const share = most > least ? (value - least) / (most - least) : 0;
  let color: string;
  if (best < low) color = value <= low ? GOOD : value <= high ? FAIR : POOR;
  else if (best > high) color = value >= high ? GOOD : value >= low ? FAIR : POOR;
  else color = value >= low && value <= high ? GOOD : FAIR;
  return bar(share, color, element);
}

/** A slider is filled up to its thumb; a choice of colour shows the colour. */
export function inputHints(element: Element): string {
  const { type, value, min, max } = element.attribs;
  if (/^color$/i.test(type ?? '') && /^#[\da-f]{6}$/i.test(value ?? '')) return `background-color:${value};`;
  if (!/^range$/i.test(type ?? '')) return '';
  const least = number(min, 0);
  const most = Math.max(least, number(max, 100));
  const at = between(least, number(value, (least + most) / 2), most);
  return bar(most > least ? (at - least) / (most - least) : 0, '#0075ff', element);
}
