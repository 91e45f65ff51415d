/** A colour of one of the two spaces a sheet is made in. Names the components of ISO 32000-1 section 8.6.4. */
export interface Color {
  readonly space: 'rgb' | 'cmyk';
  /** 0 to 1 each. */
  readonly components: readonly number[];
  readonly alpha: number;
}
