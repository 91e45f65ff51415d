/** CSS Values 4 section 6.2: absolute lengths in CSS px. */
export const PX_PER_UNIT: Readonly<Record<string, number>> = {
  px: 1,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
  pt: 96 / 72,
  pc: 16,
};

/** PDF points (1/72 in) to a CSS px (1/96 in). */
export const PT_PER_PX = 0.75;
