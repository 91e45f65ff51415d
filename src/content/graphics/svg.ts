/** Attributes of an element; undefined ones are left out. */
export type SvgAttributes = Readonly<Record<string, string | number | undefined>>;

export interface GraphicSize {
  /** CSS px; user units are the same. */
  readonly width: number;
  readonly height: number;
}

/** Escapes text for element content and double-quoted attributes alike. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : '&quot;'));
}

/** Two decimals are a hundredth of a pixel; fixed rounding keeps the bytes the same everywhere. */
export function round(value: number): number {
  const rounded = Math.round(value * 100) / 100;
  return Object.is(rounded, -0) ? 0 : rounded;
}

/** One element; `children` are finished markup. */
export function element(name: string, attributes: SvgAttributes, children = ''): string {
  let written = '';
  for (const key in attributes) {
    const value = attributes[key];
    if (value === undefined) continue;
    written += ` ${key}="${typeof value === 'number' ? round(value) : escapeXml(value)}"`;
  }
  return children === '' ? `<${name}${written}/>` : `<${name}${written}>${children}</${name}>`;
}

/** A line of text; SVG does not wrap, so every line has a place of its own. */
export function textLine(text: string, attributes: SvgAttributes): string {
  return element('text', attributes, escapeXml(text));
}

/** The root of a picture. `label` is what a screen reader says in place of it. */
export function picture(
  size: GraphicSize,
  kind: string,
  label: string,
  children: readonly string[],
  more: SvgAttributes = {},
): string {
  const [width, height] = [round(size.width), round(size.height)];
  const attributes = { class: `graphic graphic--${kind}`, role: 'img', 'aria-label': label, width, height };
  return element('svg', { ...attributes, viewBox: `0 0 ${width} ${height}`, ...more }, children.join(''));
}
