/** Characters that no editor shows are written as escapes: spaces other than the plain one, and controls. */
const INVISIBLE = /[\u007f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g;

/** Longest line that a list of plain values may fill. */
const LINE = 120;

/**
 * A value as the JSON of this project is written: two spaces for each level, lists of plain values on one line where they
 * fit, invisible characters as escapes. The same value gives the same text.
 */
export function formatJson(value: unknown): string {
  return `${written(value, '', 0)}\n`;
}

/** `taken` is how much of the line stands before the value, and a comma behind it. */
function written(value: unknown, indent: string, taken: number): string {
  if (typeof value !== 'object' || value === null) return scalar(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    if (value.every((entry) => typeof entry !== 'object' || entry === null)) {
      const line = `[${value.map(scalar).join(', ')}]`;
      if (taken + line.length <= LINE) return line;
    }
    return `[\n${value.map((entry) => inner + written(entry, inner, inner.length + 1)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).filter(([, own]) => own !== undefined);
  if (entries.length === 0) return '{}';
  const lines = entries.map(([key, own]) => {
    const start = `${inner}${scalar(key)}: `;
    return start + written(own, inner, start.length + 1);
  });
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

const scalar = (value: unknown): string =>
  JSON.stringify(value).replace(INVISIBLE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
