import type { Ref } from './pdfkit.ts';

/** What a content stream names: objects by resource name (ISO 32000-1 section 7.8.3). */
export class Resources {
  readonly fonts = new Map<string, Ref>();
  readonly xobjects = new Map<string, Ref>();
  readonly graphicsStates = new Map<string, Ref>();
  readonly patterns = new Map<string, Ref>();
  readonly colorSpaces = new Map<string, Ref>();
  /** Something shows through something else. */
  transparent = false;

  /** The dictionary as text, for streams other than a page's. */
  toString(): string {
    const parts = [
      entry('Font', this.fonts),
      entry('XObject', this.xobjects),
      entry('ExtGState', this.graphicsStates),
      entry('Pattern', this.patterns),
      entry('ColorSpace', this.colorSpaces),
    ];
    return `<<${parts.join('')}>>`;
  }
}

function entry(key: string, named: ReadonlyMap<string, Ref>): string {
  if (named.size === 0) return '';
  return `/${key}<<${[...named].map(([name, ref]) => `/${name} ${ref}`).join('')}>>`;
}
