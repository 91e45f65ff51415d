/** Code points from first to last, both inside; in ascending order and apart from each other. */
export type UnicodeRange = readonly (readonly [first: number, last: number])[];

const PART = /^u\+([0-9a-f]{0,6})(\?{0,6})(?:-([0-9a-f]{1,6}))?$/i;

/** Reads a list by commas of U+26, U+4?? or U+0025-00FF (CSS Syntax 3 section 7); undefined where it is none. */
export function parseUnicodeRange(text: string): UnicodeRange | undefined {
  const parts: [number, number][] = [];
  for (const part of text.split(',')) {
    const match = PART.exec(part.trim());
    if (!match) return undefined;
    const [, digits = '', wild = '', end] = match;
    if (!digits && !wild) return undefined;
    if (digits.length + wild.length > 6 || (wild && end !== undefined)) return undefined;
    const first = Number.parseInt(digits + '0'.repeat(wild.length), 16);
    const last = Number.parseInt(end ?? digits + 'F'.repeat(wild.length), 16);
    if (last > 0x10ffff || first > last) return undefined;
    parts.push([first, last]);
  }
  parts.sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const part of parts) {
    const previous = merged.at(-1);
    if (previous && part[0] <= previous[1] + 1) previous[1] = Math.max(previous[1], part[1]);
    else merged.push(part);
  }
  return merged;
}

export function inRange(range: UnicodeRange, codePoint: number): boolean {
  return range.some(([first, last]) => codePoint >= first && codePoint <= last);
}
