import { IDENTITY, type Matrix } from '../base/geometry.ts';
import type { BlendMode } from '../engine/css/paint-types.ts';
import type { Stroke } from '../engine/paint/display-list.ts';
import type { PdfFile, Ref } from './pdfkit.ts';
import { decimal, num } from './syntax.ts';

const CAPS = { butt: 0, round: 1, square: 2 } as const;
const JOINS = { miter: 0, round: 1, bevel: 2 } as const;

/** Line width, cap, join, miter limit and dash (section 8.4.3), each only where it is not the default. */
export function lineOperators(stroke: Stroke, digits = 3): string {
  const print = (px: number): string => decimal(px * 0.75, digits);
  const dash = stroke.dash.map(print).join(' ');
  const { cap, join, miterLimit } = stroke;
  return (
    `${print(stroke.width)} w ` +
    `${CAPS[cap]} J ${JOINS[join]} j ${join === 'miter' ? `${num(Math.max(1, miterLimit))} M ` : ''}` +
    `[${dash}] ${dash ? print(stroke.dashOffset) : 0} d\n`
  );
}

/** What the operators written so far have set; `q` keeps a copy of it, `Q` brings the copy back. */
export interface GraphicsState {
  fill: string;
  stroke: string;
  line: string;
  font: string;
  /** Text rendering mode (section 9.3.6). */
  textMode: number;
  fillAlpha: number;
  strokeAlpha: number;
  /** Inks that a colour leaves out are not taken off what lies below (section 8.6.7). */
  overprint: boolean;
  /** Product of the opacities of the open groups. */
  opacity: number;
  /** From the items' space to that of the stream's beginning, px. */
  matrix: Matrix;
  /** Decimals of coordinates. */
  digits: number;
}

export const INITIAL_STATE: Readonly<GraphicsState> = {
  fill: '',
  stroke: '',
  line: '',
  font: '',
  textMode: 0,
  fillAlpha: 1,
  strokeAlpha: 1,
  overprint: false,
  opacity: 1,
  matrix: IDENTITY,
  digits: 2,
};

/** Graphics state parameter dictionaries (section 8.4.5) for constant alpha, shared by the pages of a document. */
export class DocumentAlphas {
  readonly #refs = new Map<string, Ref>();
  readonly #file: PdfFile;

  constructor(file: PdfFile) {
    this.#file = file;
  }

  /** Blend mode (section 11.3.5). */
  blend(mode: BlendMode): { resource: string; ref: Ref } {
    const name = mode.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase());
    const resource = `B${name}`;
    let ref = this.#refs.get(resource);
    if (!ref) {
      ref = this.#file.add(`<</Type/ExtGState/BM/${name}>>`);
      this.#refs.set(resource, ref);
    }
    return { resource, ref };
  }

  /** Overprint mode 1: inks of which a colour has none are left alone too. */
  overprint(on: boolean): { resource: string; ref: Ref } {
    const resource = on ? 'OP' : 'KO';
    let ref = this.#refs.get(resource);
    if (!ref) {
      ref = this.#file.add(`<</Type/ExtGState/OP ${on}/op ${on}/OPM 1>>`);
      this.#refs.set(resource, ref);
    }
    return { resource, ref };
  }

  get(key: 'ca' | 'CA', alpha: number): { resource: string; ref: Ref } {
    const resource = `${key === 'ca' ? 'f' : 's'}${Math.round(alpha * 1000)}`;
    let ref = this.#refs.get(resource);
    if (!ref) {
      ref = this.#file.add(`<</Type/ExtGState/${key} ${num(alpha)}>>`);
      this.#refs.set(resource, ref);
    }
    return { resource, ref };
  }
}
