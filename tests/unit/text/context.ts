import { textContext } from '../../../src/app/fonts.ts';
import { formatDiagnostic } from '../../../src/base/diagnostics.ts';
import { INITIAL_STYLE } from '../../../src/engine/css/cascade.ts';
import type { ComputedStyle } from '../../../src/engine/css/style.ts';
import { type Paragraph, prepareParagraph, type TextContext } from '../../../src/engine/text/paragraph.ts';
import { caseFonts } from '../../support/cases.ts';

/** Text layout with the fonts of the repository; a finding fails the test. */
export function testContext(): TextContext {
  return textContext(caseFonts(), (diagnostic) => {
    throw new Error(formatDiagnostic(diagnostic));
  });
}

export function styleOf(changes: Partial<ComputedStyle> = {}): ComputedStyle {
  return { ...INITIAL_STYLE, fontFamily: ['IBM Plex Sans'], ...changes };
}

/** A paragraph of one style and language. */
export function paragraphOf(text: string, lang: string, changes: Partial<ComputedStyle> = {}): Paragraph {
  const style = styleOf(changes);
  return prepareParagraph(text, [{ type: 'text', start: 0, end: text.length, style, lang }], style, testContext());
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
