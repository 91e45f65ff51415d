/** An ink by its name, and how much of it: 0 to 1. */
export interface Spot {
  readonly name: string;
  readonly tint: number;
  /** The likeness of all of it in cyan, magenta, yellow and black. */
  readonly solid: readonly number[];
}

/** A colour of one of the two spaces a sheet is made in. Names the components of ISO 32000-1 section 8.6.4. */
export interface Color {
  readonly space: 'rgb' | 'cmyk';
  /** 0 to 1 each. */
  readonly components: readonly number[];
  /** A named ink of its own, of which `components` are the likeness (ISO 32000-1 section 8.6.6.4). */
  readonly spot?: Spot | undefined;
  readonly alpha: number;
}

export const sameColor = (a: Color, b: Color): boolean =>
  a === b ||
  (a.space === b.space &&
    a.alpha === b.alpha &&
    a.spot?.name === b.spot?.name &&
    a.components.every((value, i) => value === b.components[i]));
