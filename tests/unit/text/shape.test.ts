import type { Paragraph } from '../../../src/engine/text/paragraph.ts';
import type { ShapedText } from '../../../src/engine/text/shaped.ts';
import { caseFonts } from '../../support/cases.ts';
import { paragraphOf, styleOf, testContext } from './context.ts';

const SENTENCES = [
  ['da', 'Danmark bidrager til NATO’s mission i Irak med op til 285 soldater, 2020–2022, og rådgiver forsvarsministeriet.'],
  ['da', 'Æbler, øl og åer: »Er det så?« – ja, 1.250 kr. (ca. 170 €) pr. år/måned; officerer & affyringer fik flyfløjl.'],
  ['en', 'Denmark contributes to NATO Mission Iraq: “up to 285 people”, it’s said, for AVAILABLE offices and first-class flights.'],
] as const; // biome-ignore format: sentences

const FACES = [
  [400, 'normal'], [500, 'normal'], [600, 'normal'], [700, 'normal'], [400, 'italic'],
] as const; // biome-ignore format: pairs

const shapedOf = (paragraph: Paragraph): ShapedText[] =>
  paragraph.atoms.flatMap((atom) => ('shaped' in atom ? [atom.shaped] : []));

describe.each(FACES)('weight %i %s', (fontWeight, fontStyle) => {
  test.each(SENTENCES)('%s: words one by one are the whole sentence: %s', (lang, text) => {
    const context = testContext();
    const face = context.fonts.select(styleOf({ fontWeight, fontStyle }), context.report).named[0]!;
    const { shaper } = caseFonts();
    const whole = shaper.shape(shaper.key(face, 'ltr', 'Latn', lang, ''), text, 0, text.length);
    const parts = shapedOf(paragraphOf(text, lang, { fontWeight, fontStyle }));
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(parts.flatMap((part) => [...part.glyphs])).toEqual([...whole.glyphs]);
    // A word that may be broken after a hyphen or a slash is shaped in parts, without the kern between them.
    const difference = parts.reduce((sum, part) => sum + part.advance, 0) - whole.advance;
    expect(Math.abs(difference)).toBeLessThanOrEqual(10);
    expect(whole.missing).toBe(false);
  });
});

test('a cache of shaped words gives the same object, and keys are one by content', () => {
  const context = testContext();
  const face = context.fonts.select(styleOf(), context.report).named[0]!;
  const key = context.shaper.key(face, 'ltr', 'Latn', 'da', '');
  expect(context.shaper.key(face, 'ltr', 'Latn', 'da', '')).toBe(key);
  expect(context.shaper.key(face, 'ltr', 'Latn', 'en', '')).not.toBe(key);
  expect(context.shaper.shape(key, 'xx Irak', 3, 7)).toBe(context.shaper.shape(key, 'Irak', 0, 4));
});

test('clusters lead from glyphs back to the text, marks to their letters', () => {
  const [shaped] = shapedOf(paragraphOf('e\u0301a', 'fr'));
  expect(shaped!.text).toBe('e\u0301a');
  expect([...shaped!.clusters].at(-1)).toBe(2);
});
