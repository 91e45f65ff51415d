/** The house rules for print: what print shops ask for beyond the standards. */
export const LIMITS = {
  /** Room for cutting around the trim box, mm. */
  bleed: 3,
  /** Effective resolution of photographs, pixels per inch. */
  ppi: 250,
  /** Ink on one spot, all plates together, 1 for 100 %. */
  ink: 3,
  /** Lines, pt. */
  hairline: 0.25,
  /** Text up to this size, pt, is to be on one plate. */
  smallText: 12,
} as const;

export const PT_PER_MM = 72 / 25.4;
