import type { ShapedText } from './shaped.ts';

/** Shaped text as it stands in a line. */
export interface TextPiece {
  readonly shaped: ShapedText;
  /** Added after the piece, px (justification, word-spacing). */
  readonly gap: number;
  /** Added after each letter, px. */
  readonly letterSpacing: number;
}
