import type { TextItem } from '../../../src/engine/paint/display-list.ts';
import type { ShapedText } from '../../../src/engine/text/shaped.ts';
import { DocumentFont, tablesOf } from '../../../src/pdf/fonts.ts';
import { TextWriter } from '../../../src/pdf/text.ts';
import { parseShow } from './read-back.ts';
import { BLACK, plex, shape, softHyphen } from './sample.ts';

const face = plex('Regular');
const font = () => new DocumentFont(face, { id: 1 }, 'F1');
const piece = (shaped: ShapedText, gap = 0, letterSpacing = 0) => ({ shaped, gap, letterSpacing });

function item(direction: 'ltr' | 'rtl', pieces: TextItem['pieces'], size = 10): TextItem {
  return {
    type: 'text',
    mark: { kind: 'artifact', type: 'Page' },
    face,
    size,
    x: 0,
    y: 0,
    direction,
    color: BLACK,
    pieces,
  };
}

/** Codes with the pen's place before each, 1/1000 em from the start edge, as a PDF reader works them out. */
function walk(operators: string, widthOf: (cid: number) => number): { cid: number; x: number }[] {
  let x = 0;
  const out: { cid: number; x: number }[] = [];
  for (const part of parseShow(operators)) {
    if (typeof part === 'number') x -= part;
    else {
      for (const cid of part) {
        out.push({ cid, x });
        x += widthOf(cid);
      }
    }
  }
  return out;
}

const { widths } = tablesOf(face);

test('kerning, gaps and letter spacing put every glyph where shaping and layout want it', () => {
  const [av, to] = [shape(face, 'AVA '), shape(face, 'Toj')];
  expect(av.advance).toBeLessThan(av.glyphs.reduce((sum, g) => sum + widths[g]!, 0));
  const placed = walk(
    new TextWriter().show(item('ltr', [piece(av, 1.5), piece(to, 0, 0.25)]), font()),
    (cid) => widths[cid]!,
  );
  let x = 0;
  const wanted: { cid: number; x: number }[] = [];
  for (const [shaped, gap, spacing] of [
    [av, 150, 0],
    [to, 0, 25],
  ] as const) {
    for (const [i, cid] of shaped.glyphs.entries()) {
      wanted.push({ cid, x });
      x += shaped.advances[i]! + spacing;
    }
    x += gap;
  }
  expect(placed.map((p) => p.cid)).toEqual(wanted.map((p) => p.cid));
  for (const [i, { x: at }] of placed.entries()) expect(Math.abs(at - wanted[i]!.x)).toBeLessThan(0.51);
});

test('right-to-left text is written in logical order and lies as shaped', () => {
  const pieces = [piece(shape(face, 'AVb ', 'rtl'), 2), piece(shape(face, 'cd', 'rtl'))];
  const placed = walk(new TextWriter().show(item('rtl', pieces), font()), (cid) => widths[cid]!);
  const { ownText } = tablesOf(face);
  expect(placed.map((p) => String.fromCodePoint(ownText[p.cid]!)).join('')).toBe('AVb cd');
  let edge = 0;
  const wanted: number[] = [];
  for (const { shaped, gap } of pieces) {
    for (let i = shaped.glyphs.length - 1; i >= 0; i--) {
      edge -= shaped.advances[i]!;
      wanted.push(edge);
    }
    edge -= gap * 100;
  }
  for (const [i, { x }] of placed.entries()) expect(Math.abs(x - wanted[i]!)).toBeLessThan(0.51);
});

test('a piece that runs against its line keeps its place', () => {
  const latin = shape(face, 'NATO');
  const placed = walk(
    new TextWriter().show(item('rtl', [piece(latin), piece(shape(face, 'a', 'rtl'))]), font()),
    (c) => widths[c]!,
  );
  expect(placed[0]!.x).toBe(-latin.advance);
  expect(placed[4]!.x).toBe(-latin.advance - widths[placed[4]!.cid]!);
});

test('a glyph that stands for two texts has two codes, counted per document', () => {
  const writer = new TextWriter();
  const one = font();
  const hyphen = shape(face, '-').glyphs[0]!;
  const codes = (of: DocumentFont, w: TextWriter) =>
    parseShow(w.show(item('ltr', [piece(shape(face, 'a-')), piece(softHyphen(face))]), of)).filter(Array.isArray);
  expect(codes(one, writer).flat().slice(1)).toEqual([hyphen, face.glyphCount]);
  one.extraCid(7, 'other');
  expect(codes(font(), new TextWriter()).flat().at(-1)).toBe(face.glyphCount);
});

test('fragments shared between documents still register their glyphs', () => {
  const shaped = shape(face, 'delt');
  const used: number[] = [];
  for (let i = 0; i < 2; i++) {
    const own = font();
    own.useOwn = (glyph) => used.push(glyph);
    new TextWriter().show(item('ltr', [piece(shaped)]), own);
  }
  expect(used).toEqual([...shaped.glyphs, ...shaped.glyphs]);
});

test('a cluster of several glyphs carries its text as ActualText, raised glyphs are raised', () => {
  const [a, b] = shape(face, 'ab').glyphs;
  const shaped: ShapedText = {
    text: 'qx',
    direction: 'ltr',
    glyphs: Uint16Array.of(a!, b!, a!),
    clusters: Uint32Array.of(0, 0, 1),
    advances: Int32Array.of(widths[a!]!, widths[b!]!, widths[a!]!),
    xOffsets: new Int32Array(3),
    yOffsets: Int32Array.of(0, 200, 0),
    advance: 0,
    missing: false,
  };
  const shown = new TextWriter().show(item('ltr', [piece(shaped)], 20), font());
  const readable = shown.replace(/\((?:[^\\()]|\\[\s\S])*\)/g, '()');
  expect(readable).toBe('/Span<</ActualText<FEFF0071>>>BDC [()] TJ 3 Ts [()] TJ EMC 0 Ts [()] TJ\n');
});

test('a cluster of as many characters as glyphs reads back without ActualText', () => {
  const [a, b] = shape(face, 'ab').glyphs;
  const shaped: ShapedText = {
    text: 'axy',
    direction: 'ltr',
    glyphs: Uint16Array.of(a!, b!),
    clusters: Uint32Array.of(0, 0),
    advances: Int32Array.of(widths[a!]!, widths[b!]!),
    xOffsets: new Int32Array(2),
    yOffsets: new Int32Array(2),
    advance: 0,
    missing: false,
  };
  const own = font();
  const codes = parseShow(new TextWriter().show(item('ltr', [piece(shaped)]), own));
  expect(codes).toEqual([[a, own.extraCid(b!, 'xy')]]);
  expect(own.extraCid(b!, 'xy')).toBe(face.glyphCount);
});
