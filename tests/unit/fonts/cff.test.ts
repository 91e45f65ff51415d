import { readFileSync } from 'node:fs';
import * as hb from 'harfbuzzjs';
import { subsetCff } from '../../../src/engine/fonts/cff-subset.ts';
import { createFace, type Face } from '../../../src/engine/fonts/face.ts';
import { SfntError } from '../../../src/engine/fonts/sfnt-error.ts';
import { writeSfnt } from '../../../src/engine/fonts/sfnt-writer.ts';

const OTTO = 0x4f54544f;
const open = (name: string): Face => createFace(name, new Uint8Array(readFileSync(`tests/data/fonts/${name}`)));
const fontOf = (data: Uint8Array) => new hb.Font(new hb.Face(new hb.Blob(data), 0));

/** The CFF table as a font of its own, for HarfBuzz; `count` glyphs. */
function asFont(face: Face, cff: Uint8Array, count: number): Uint8Array {
  const table = (tag: string): Uint8Array => {
    const { buffer, byteOffset, byteLength } = face.tables.get(tag)!;
    return new Uint8Array(buffer, byteOffset, byteLength).slice();
  };
  const maxp = table('maxp');
  new DataView(maxp.buffer).setUint16(4, count);
  return writeSfnt(OTTO, [
    ['CFF ', cff],
    ['head', table('head')],
    ['hhea', table('hhea')],
    ['hmtx', table('hmtx')],
    ['maxp', maxp],
  ]);
}

test.each(['serif.otf', 'cjk.otf'])('%s: each CID has the outlines of its glyph, one glyph under several', (name) => {
  const face = open(name);
  const whole = fontOf(face.bytes);
  const pairs = [
    ...Array.from({ length: face.glyphCount - 1 }, (_, i) => ({ cid: i + 1, glyph: i + 1 })).filter((p) => p.cid % 3),
    { cid: face.glyphCount, glyph: 4 },
    { cid: 60_000, glyph: 7 },
  ];
  const cut = fontOf(asFont(face, subsetCff(face.cff!, 'Cut', pairs), pairs.length + 1));
  expect(whole.glyphToPath(4)).not.toBe('');
  for (const [i, { glyph }] of pairs.entries()) expect(cut.glyphToPath(i + 1)).toBe(whole.glyphToPath(glyph));
  expect(cut.glyphToPath(0)).toBe(whole.glyphToPath(0));
  const again = subsetCff(open(name).cff!, 'Cut', pairs);
  expect(again).toEqual(subsetCff(face.cff!, 'Cut', pairs));
});

test('the charset says which CID a glyph has, and only subroutines in use are kept', () => {
  const face = open('cjk.otf');
  const few = subsetCff(face.cff!, 'Cut', [{ cid: 5, glyph: 5 }, { cid: 300, glyph: 6 }]); // biome-ignore format: pairs
  const many = subsetCff(
    face.cff!,
    'Cut',
    Array.from({ length: face.glyphCount - 1 }, (_, i) => ({ cid: i + 1, glyph: i + 1 })),
  );
  expect(few.length).toBeLessThan(many.length / 3);
  expect(Buffer.from(few).includes(Buffer.from([0, 0, 5, 1, 44, 0]))).toBe(true);
  expect(Buffer.from(few).includes('AdobeIdentity')).toBe(true);
});

test('no damage gives anything but a plain error', () => {
  const bytes = new Uint8Array(readFileSync('tests/data/fonts/cjk.otf'));
  const table = open('cjk.otf').tables.get('CFF ')!;
  let refused = 0;
  for (let at = 0; at < table.byteLength; at += at < 400 ? 1 : 37) {
    const broken = bytes.slice();
    broken[table.byteOffset + at] = broken[table.byteOffset + at]! ^ 0xa5;
    try {
      const face = createFace('broken.otf', broken);
      subsetCff(
        face.cff!,
        'Cut',
        Array.from({ length: 20 }, (_, i) => ({ cid: i + 1, glyph: i + 1 })),
      );
    } catch (error) {
      expect(error).toBeInstanceOf(SfntError);
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(20);
});
