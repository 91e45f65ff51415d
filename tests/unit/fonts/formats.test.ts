import { readFileSync } from 'node:fs';
import { createFace, type Face } from '../../../src/engine/fonts/face.ts';
import { SfntError } from '../../../src/engine/fonts/sfnt-error.ts';
import { subsetGlyf } from '../../../src/engine/fonts/subset.ts';

const read = (name: string): Uint8Array => new Uint8Array(readFileSync(`tests/data/fonts/${name}`));
const open = (name: string): Face => createFace(name, read(name));

function fault(bytes: Uint8Array): SfntError {
  try {
    createFace('a.ttf', bytes);
  } catch (error) {
    if (error instanceof SfntError) return error;
    throw error;
  }
  throw new Error('the font is not refused');
}

const signed = (signature: string): Uint8Array =>
  read('colour.ttf').map((byte, i) => (i < 4 ? signature.charCodeAt(i) : byte));

/** The font with the tag of a table changed, as if it were another. */
function renamed(name: string, from: string, to: string): Uint8Array {
  const bytes = read(name);
  const at = Buffer.from(bytes).indexOf(from);
  return bytes.map((byte, i) => (i >= at && i < at + 4 ? to.charCodeAt(i - at) : byte));
}

test.each([
  ['WOFF 2', signed('wOF2'), 'unsupported', /WOFF 2.*\.ttf/],
  ['a collection', signed('ttcf'), 'unsupported', /collection/],
  ['a variable font', read('variable.ttf'), 'unsupported', /variable font.*static/],
  ['variable CFF', renamed('serif.otf', 'CFF ', 'CFF2'), 'unsupported', /variable font/],
  ['pictures for outlines', renamed('colour.ttf', 'glyf', 'sbix'), 'unsupported', /sbix.*outlines/],
  ['accents put on by endchar', read('composed.otf'), 'unsupported', /composed/],
  ['no outlines', renamed('colour.ttf', 'glyf', 'glyX'), 'broken', /no outlines/],
  ['something else', signed('%PDF'), 'broken', /not a TrueType/],
] as const)('%s is refused', (_, bytes, kind, message) => {
  const error = fault(bytes);
  expect([error.kind, error.message]).toEqual([kind, expect.stringMatching(message)]);
});

test('the outlines under colour layers are used and survive being cut out', () => {
  const face = open('colour.ttf');
  expect(face.cff).toBeUndefined();
  const a = face.glyphCount - 4;
  expect(subsetGlyf(face, [a]).length).toBeGreaterThan(200);
});

test('WOFF 1 is unpacked into the font that was packed', () => {
  const face = open('packed.woff');
  expect(face).toMatchObject({ postscriptName: 'ProbePacked', glyphCount: 5 });
  expect(String.fromCharCode(...face.bytes.subarray(0, 4))).toBe('OTTO');
  expect([...face.tables.keys()]).toEqual([...face.tables.keys()].sort());
});

test('damaged WOFF gives a plain error', () => {
  const bytes = read('packed.woff');
  for (let at = 12; at < bytes.length; at += 7) {
    const broken = bytes.slice();
    broken[at] = broken[at]! ^ 0x55;
    try {
      createFace('broken.woff', broken);
    } catch (error) {
      expect(error).toBeInstanceOf(SfntError);
    }
  }
  expect(fault(bytes.subarray(0, 100)).message).toMatch(/WOFF file ends/);
  const bomb = bytes.slice();
  new DataView(bomb.buffer).setUint32(44 + 12, 0x7fffffff);
  expect(fault(bomb).message).toMatch(/damaged/);
});
