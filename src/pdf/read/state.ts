import { IDENTITY, type Matrix } from '../../base/geometry.ts';
import type { Box } from './box.ts';
import { BLACK, type PaintColor } from './colors.ts';
import type { Painting } from './events.ts';
import type { PdfFont } from './fonts.ts';
import { Dict, isArray, nameOf } from './objects.ts';

/** The graphics state (ISO 32000-1 table 52 and 104); `q` keeps a copy. */
export interface GraphicsState {
  ctm: Matrix;
  /** Around what may be painted on; undefined where that is nothing. */
  clip: Box | undefined;
  fill: PaintColor;
  stroke: PaintColor;
  lineWidth: number;
  painting: Painting;
  softMask: Dict | undefined;
  font: PdfFont | undefined;
  size: number;
  charSpace: number;
  wordSpace: number;
  /** 1 for 100 %. */
  scale: number;
  leading: number;
  rise: number;
  mode: number;
}

export const PLAIN: Painting = {
  fillAlpha: 1,
  strokeAlpha: 1,
  groupAlpha: 1,
  blend: 'Normal',
  softMask: false,
  fillOverprint: false,
  strokeOverprint: false,
  overprintMode: 0,
};

export function initialState(clip: Box): GraphicsState {
  return {
    ctm: IDENTITY,
    clip,
    fill: BLACK,
    stroke: BLACK,
    lineWidth: 1,
    painting: PLAIN,
    softMask: undefined,
    font: undefined,
    size: 0,
    charSpace: 0,
    wordSpace: 0,
    scale: 1,
    leading: 0,
    rise: 0,
    mode: 0,
  };
}

/** What an ExtGState dictionary changes (section 8.4.5); the font is left to the caller. */
export function applyParameters(state: GraphicsState, parameters: Dict): void {
  const { painting } = state;
  const blend = parameters.get('BM');
  const op = parameters.boolean('OP');
  const mask = parameters.get('SMask');
  if (mask instanceof Dict) state.softMask = mask;
  else if (nameOf(mask) === 'None') state.softMask = undefined;
  state.lineWidth = parameters.number('LW') ?? state.lineWidth;
  state.painting = {
    fillAlpha: parameters.number('ca') ?? painting.fillAlpha,
    strokeAlpha: parameters.number('CA') ?? painting.strokeAlpha,
    groupAlpha: painting.groupAlpha,
    blend: nameOf(isArray(blend) ? blend[0] : blend) ?? painting.blend,
    softMask: state.softMask !== undefined,
    fillOverprint: parameters.boolean('op') ?? op ?? painting.fillOverprint,
    strokeOverprint: op ?? painting.strokeOverprint,
    overprintMode: parameters.number('OPM') ?? painting.overprintMode,
  };
}

/** How much a matrix enlarges, the same in all directions for what is not distorted. */
export const scaleOf = ([a, b, c, d]: Matrix): number => Math.sqrt(Math.abs(a * d - b * c)) || 0;
