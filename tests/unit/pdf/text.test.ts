import type { CffFont } from '../../../src/engine/fonts/cff.ts';
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

/** Three glyphs: the first two are one cluster, the second of them raised and without room of its own. */
function marked(text: string, clusters: readonly number[], direction: 'ltr' | 'rtl' = 'ltr'): ShapedText {
  const [a, b] = shape(face, 'ab').glyphs;
  const order = direction === 'ltr' ? [0, 1, 2] : [1, 0, 2];
  const pick = <T>(values: readonly T[]): T[] => order.map((i) => values[i]!);
  return {
    text,
    direction,
    glyphs: Uint16Array.from(pick([a!, b!, a!])),
    clusters: Uint32Array.from(pick(clusters)),
    advances: Int32Array.from(pick([widths[a!]!, 0, widths[a!]!])),
    xOffsets: Int32Array.from(pick([0, -100, 0])),
    yOffsets: Int32Array.from(pick([0, 200, 0])),
    advance: 2 * widths[a!]!,
    missing: false,
  };
}

test.each([
  ['a cluster of several glyphs', 'qx', [0, 0, 1], 'q'],
  ['a mark with a cluster of its own', 'a\u0301x', [0, 1, 2], 'a\u0301'],
])('%s is one glyph that stands for all its text', (_, text, clusters, first) => {
  const own = font();
  const extra: unknown[] = [];
  const { extraCid } = own;
  own.extraCid = (glyph, stands) => {
    extra.push([glyph, stands]);
    return extraCid.call(own, glyph, stands);
  };
  const [a, b] = shape(face, 'ab').glyphs;
  const codes = parseShow(new TextWriter().show(item('ltr', [piece(marked(text, clusters))]), own));
  expect(codes).toEqual([[face.glyphCount, face.glyphCount + 1]]);
  const parts = [
    { glyph: a, x: 0, y: 0 },
    { glyph: b, x: widths[a!]! - 100, y: 200 },
  ];
  expect(extra).toEqual([
    [{ advance: widths[a!], parts }, first],
    [a, 'x'],
  ]);
});

test('where no glyph can be made, clusters carry their text as ActualText and raised glyphs are raised', () => {
  const outlines = new DocumentFont({ ...face, cff: {} as CffFont }, { id: 1 }, 'F1');
  const show = (text: string): string =>
    new TextWriter()
      .show(item('ltr', [piece(marked(text, [0, 0, text.length - 1]))], 20), outlines)
      .replace(/\((?:[^\\()]|\\[\s\S])*\)/g, '()');
  expect(show('qx')).toBe('/Span<</ActualText<FEFF0071>>>BDC [()] TJ 3 Ts [100()] TJ EMC 0 Ts [480()] TJ\n');
  expect(show('qrx')).toBe('[()] TJ 3 Ts [100()] TJ 0 Ts [480()] TJ\n');
});

test('right-to-left glyphs have an operator each, and so have the letters of a ligature', () => {
  const ligature: ShapedText = { ...shape(face, 'b', 'rtl'), text: 'xyz' };
  const own = font();
  const shown = new TextWriter().show(item('rtl', [piece(shape(face, 'cd', 'rtl')), piece(ligature)]), own);
  const operators = shown.replace(/\((?:[^\\()]|\\[\s\S])*\)/g, '()').replace(/-?\d+\(/g, '(');
  expect(operators).toMatch(/^\[\(\)\] TJ\n\[\(\)\] TJ\n\[\d+\] TJ 3 Tr \[\(\)\] TJ\n\[\(\)\] TJ 0 Tr \[\(\)\] TJ\n$/);
  // Logical order, each letter left of the one before, together as wide as the ligature.
  const cids = parseShow(shown.replace(/\d Tr/g, '')).filter(Array.isArray).flat();
  expect(cids).toHaveLength(5);
  const width = widths[ligature.glyphs[0]!]!;
  const parts = (left: number) => [{ glyph: ligature.glyphs[0]!, x: -left, y: 0 }];
  const share = Math.floor(width / 3);
  expect(cids.slice(2)).toEqual([
    own.extraCid({ advance: share, parts: parts(width - share) }, 'x'),
    own.extraCid({ advance: share, parts: parts(width - 2 * share) }, 'y'),
    own.extraCid({ advance: width - 2 * share, parts: parts(0) }, 'z'),
  ]);
});

test('wide letter-spacing is part of the glyphs, so that nothing but spaces parts words', () => {
  const narrow = new TextWriter().show(item('ltr', [piece(shape(face, 'no'), 0, 0.5)]), font());
  expect(parseShow(narrow).filter((part) => typeof part === 'number')).toEqual([-50]);
  const own = font();
  const [n] = shape(face, 'n').glyphs;
  const wide = parseShow(new TextWriter().show(item('ltr', [piece(shape(face, 'no'), 0, 2)]), own));
  expect(wide).toHaveLength(1);
  const advance = widths[n!]! + 200;
  expect((wide[0] as number[])[0]).toBe(own.extraCid({ advance, parts: [{ glyph: n!, x: 0, y: 0 }] }, 'n'));
});

test('parentheses among the codes are not taken for empty strings', () => {
  const [a] = shape(face, 'a').glyphs;
  const glyphs = Uint16Array.of(0x28, 0x29, 0x28, a!);
  const shaped: ShapedText = {
    ...marked('wxyz', [0, 1, 2]),
    glyphs,
    clusters: Uint32Array.of(0, 1, 2, 3),
    advances: Int32Array.from(glyphs, (glyph) => widths[glyph]!),
    xOffsets: new Int32Array(4),
    yOffsets: Int32Array.of(100, 0, 100, 0),
  };
  const cff = new DocumentFont({ ...face, cff: {} as CffFont }, { id: 1 }, 'F1');
  const shown = new TextWriter().show(item('ltr', [piece(shaped)]), cff);
  expect(parseShow(shown.replace(/[\d.]+ Ts/g, '')).flat()).toHaveLength(4);
});
