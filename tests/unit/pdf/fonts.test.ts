import { DocumentFont, tablesOf } from '../../../src/pdf/fonts.ts';
import { plex } from './sample.ts';

test('a font with all glyph ids gives its extra codes to glyphs that no character leads to', () => {
  // As if two codes were left after the last glyph.
  const face = { ...plex('Regular'), glyphCount: 0xfffe };
  const { ownText } = tablesOf(face);
  const font = new DocumentFont(face, { id: 1 }, 'F1');
  const spare = [...ownText.keys()].filter((glyph) => glyph > 0 && ownText[glyph] === 0);
  const cids = ['a', 'b', 'c', 'd'].map((text) => font.extraCid(5, text));
  expect(cids).toEqual([0xfffe, 0xffff, spare[0], spare[1]]);
  expect(font.extraCid(5, 'c')).toBe(spare[0]);
});
