import { readFileSync } from 'node:fs';
import * as hb from 'harfbuzzjs';
import { lowestCodePoints } from '../../../src/engine/fonts/cmap.ts';
import { createFace } from '../../../src/engine/fonts/face.ts';
import { glyphRange, readSfnt } from '../../../src/engine/fonts/sfnt.ts';
import { SfntError } from '../../../src/engine/fonts/sfnt-error.ts';
import { subsetGlyf, subsetWithMade } from '../../../src/engine/fonts/subset.ts';

const bytes = new Uint8Array(readFileSync('fonts/IBMPlexSans-Regular.ttf'));
const face = createFace('Regular.ttf', bytes);
const fontOf = (data: Uint8Array) => new hb.Font(new hb.Face(new hb.Blob(data), 0));
const whole = fontOf(bytes);

function glyphsOf(text: string): number[] {
  const buffer = new hb.Buffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  hb.shape(whole, buffer);
  return buffer.getGlyphInfos().map((g) => g.codepoint);
}

function with_(change: (copy: Uint8Array, view: DataView, at: (tag: string) => number) => void): Uint8Array {
  const copy = bytes.slice();
  const at = (tag: string) => face.tables.get(tag)!.byteOffset - bytes.byteOffset;
  change(copy, new DataView(copy.buffer), at);
  return copy;
}

test('vertical metrics are chosen as browsers choose them', () => {
  const vertical = (data: Uint8Array) => {
    const { ascent, descent, lineGap } = readSfnt(data).metrics;
    return [ascent, descent, lineGap];
  };
  const set = (useTypo: boolean, hhea: [number, number, number]) =>
    with_((_, view, at) => {
      view.setUint16(at('OS/2') + 62, useTypo ? 0x80 : 0);
      for (const [i, value] of [700, -250, 90].entries()) view.setInt16(at('OS/2') + 68 + i * 2, value);
      for (const [i, value] of hhea.entries()) view.setInt16(at('hhea') + 4 + i * 2, value);
    });
  expect(vertical(set(true, [1000, -300, 10]))).toEqual([700, 250, 90]);
  expect(vertical(set(false, [1000, -300, 10]))).toEqual([1000, 300, 10]);
  expect(vertical(set(false, [0, 0, 0]))).toEqual([700, 250, 90]);
  expect(face).toMatchObject({
    postscriptName: 'IBMPlexSans-Regular',
    cff: undefined,
    metrics: { unitsPerEm: 1000, serif: false },
  });
});

test('other containers are refused by name', () => {
  const signed = (signature: string) => Uint8Array.from(bytes, (byte, i) => (i < 4 ? signature.charCodeAt(i) : byte));
  expect(() => readSfnt(signed('wOF2'))).toThrow(/WOFF/);
  expect(() => readSfnt(signed('ttcf'))).toThrow(/TTC/);
  expect(() => readSfnt(signed('%PDF'))).toThrow(/not a TrueType/);
  expect(() => readSfnt(new Uint8Array(3))).toThrow(SfntError);
});

test('no damage gives anything but a plain error', () => {
  const all = Array.from({ length: face.glyphCount }, (_, i) => i);
  let refused = 0;
  let random = 1;
  const next = (below: number) => {
    random = (random * 48271) % 2147483647;
    return random % below;
  };
  for (let round = 0; round < 160; round++) {
    const broken = round < 60 ? bytes.slice(0, next(bytes.length)) : bytes.slice();
    // Most of what matters for reading stands in the directory and in these small tables.
    const target = ['head', 'hhea', 'maxp', 'loca', 'OS/2', 'name', 'post', 'cmap'][round % 8]!;
    const table = face.tables.get(target)!;
    for (let i = 0; i < 20 && round >= 60; i++) {
      const at = round % 3 === 0 ? next(400) : table.byteOffset + next(table.byteLength);
      broken[at] = next(256);
    }
    try {
      const made = createFace('broken.ttf', broken);
      lowestCodePoints(made);
      subsetGlyf(made, all);
    } catch (error) {
      expect(error).toBeInstanceOf(SfntError);
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(80);
});

test('kept glyphs look and measure the same, others are empty, hinting is gone', () => {
  const used = [...new Set(glyphsOf('Æblegrød på Ærø, fi ⅓ Å'))];
  const subset = subsetGlyf(face, used);
  const small = fontOf(subset);
  for (const glyph of used) {
    expect(small.glyphToPath(glyph)).toBe(whole.glyphToPath(glyph));
    expect(small.glyphHAdvance(glyph)).toBe(whole.glyphHAdvance(glyph));
  }
  expect(small.glyphToPath(used[0]!)).not.toBe('');
  const z = glyphsOf('z')[0]!;
  expect(whole.glyphToPath(z)).not.toBe('');
  expect(small.glyphToPath(z)).toBe('');
  const tags = Array.from({ length: 6 }, (_, i) => String.fromCharCode(...subset.subarray(12 + i * 16, 16 + i * 16)));
  expect(tags).toEqual(['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp']);
  let sum = 0;
  const view = new DataView(subset.buffer);
  for (let at = 0; at < subset.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  expect(sum).toBe(0xb1b0afba);
  expect(Buffer.from(subsetGlyf(face, used.reverse())).equals(subset)).toBe(true);
});

test('components of composites come along without their instructions', () => {
  const table = face.tables.get('glyf')!;
  const isComposite = (glyph: number) => {
    const [start, end] = glyphRange(face.tables, glyph);
    return end > start && table.getInt16(start) < 0;
  };
  const composites = Array.from({ length: face.glyphCount }, (_, i) => i).filter(isComposite);
  const checked = composites.length > 0 ? composites.slice(0, 50) : [];
  for (const glyph of checked)
    expect(fontOf(subsetGlyf(face, [glyph])).glyphToPath(glyph)).toBe(whole.glyphToPath(glyph));
  expect(composites.length).toBeGreaterThan(0);
});

test('a glyph belongs to the lowest character that leads to it', () => {
  const lowest = lowestCodePoints(face);
  expect(lowest[glyphsOf(' ')[0]!]).toBe(0x20);
  for (const letter of 'aZæø9-') expect(String.fromCodePoint(lowest[glyphsOf(letter)[0]!]!)).toBe(letter);
});

test('made glyphs are painted as their parts are, and have the room they are given', () => {
  const [a, acute] = [glyphsOf('a')[0]!, glyphsOf('´')[0]!];
  const made = [
    { advance: 700, parts: [{ glyph: a, x: 20, y: 0 }, { glyph: acute, x: -30, y: 150 }] },
    { advance: 123, parts: [] },
  ]; // biome-ignore format: two glyphs
  const { bytes: data, firstMade } = subsetWithMade(face, [], made);
  const font = fontOf(data);
  expect([0, 1].map((i) => font.glyphHAdvance(firstMade + i))).toEqual([700, 123]);
  const moved = (glyph: number, x: number, y: number): string =>
    whole.glyphToPath(glyph).replace(/(-?[\d.]+),(-?[\d.]+)/g, (_, px, py) => `${Number(px) + x},${Number(py) + y}`);
  expect(font.glyphToPath(firstMade)).toBe(moved(a, 20, 0) + moved(acute, -30, 150));
  expect(font.glyphToPath(firstMade + 1)).toBe('');
  const tables = tablesIn(data);
  const left = tables.get('glyf')!.getInt16(glyphRange(tables, firstMade)[0] + 2);
  expect(tables.get('hmtx')!.getInt16(firstMade * 4 + 2)).toBe(left);
});

/** Subsets have no character map, which readSfnt asks for. */
function tablesIn(data: Uint8Array): Map<string, DataView> {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const entries = Array.from({ length: view.getUint16(4) }, (_, i) => 12 + i * 16);
  return new Map(
    entries.map((at) => [
      String.fromCharCode(...data.subarray(at, at + 4)),
      new DataView(data.buffer, data.byteOffset + view.getUint32(at + 8), view.getUint32(at + 12)),
    ]),
  );
}
