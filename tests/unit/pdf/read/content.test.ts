import { inksOf } from '../../../../src/pdf/read/colors.ts';
import { ContentReader } from '../../../../src/pdf/read/content.ts';
import { openDocument } from '../../../../src/pdf/read/document.ts';
import {
  artifactType,
  contentMark,
  type ImageEvent,
  type PageEvent,
  type PathEvent,
  type TextEvent,
} from '../../../../src/pdf/read/events.ts';
import { bytesSource, UNLIMITED } from '../../../../src/pdf/read/source.ts';
import { type ObjectBodies, pdfFile, stream } from '../../../support/pdf-file.ts';

function run(content: string, resources = '', objects: ObjectBodies = {}) {
  const bytes = pdfFile({
    1: '<</Type/Catalog/Pages 2 0 R>>',
    2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    3: `<</Type/Page/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<<${resources}>>>>`,
    4: stream('', content),
    ...objects,
  });
  const faults: string[] = [];
  const events: PageEvent[] = [];
  const document = openDocument(bytesSource(bytes), (one) => faults.push(one.message), UNLIMITED)!;
  new ContentReader(document).read(
    document.pages[0]!,
    (event) => events.push(event),
    (fault) => faults.push(fault),
  );
  return { events, faults };
}

const first = <T extends PageEvent>(content: string, resources = '', objects: ObjectBodies = {}): T => {
  const { events, faults } = run(content, resources, objects);
  expect(faults).toEqual([]);
  return events[0] as T;
};

const HELVETICA =
  '/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/FirstChar 65/Widths[500 600 700]/FontDescriptor<</Ascent 800/Descent -200/MissingWidth 300>>>>>>';

test('paths have their bounds, areas and line widths on the page', () => {
  const box = first<PathEvent>('2 0 0 2 10 20 cm 5 w 0 0 10 20 re B');
  expect(box).toMatchObject({ kind: 'path', area: 800, lineWidth: 10, box: [5, 15, 35, 65], points: 4 });
  const triangle = first<PathEvent>('10 10 m 30 10 l 20 40 l h f');
  expect(triangle).toMatchObject({ area: 300, box: [10, 10, 30, 40], stroke: undefined, lineWidth: 0 });
  const turned = first<PathEvent>('0 1 -1 0 100 0 cm 0 0 10 20 re f');
  expect(turned).toMatchObject({ box: [80, 0, 100, 10], area: 200 });
});

test('clips say what is seen, and end with their state', () => {
  const { events } = run('q 10 10 20 20 re W n 0 0 20 20 re f 50 50 5 5 re f Q 50 50 5 5 re f');
  expect(events.map(({ visible }) => visible)).toEqual([[10, 10, 20, 20], undefined, [50, 50, 55, 55]]);
});

test('text advances by widths, spacing and scaling', () => {
  const { events, faults } = run(
    'BT /F 10 Tf 1 Tc 2 Tw 50 Tz 20 30 Td (AB ) Tj (C) Tj 0 -12 Td [(A) 500 (B)] TJ ET',
    HELVETICA,
  );
  expect(faults).toEqual([]);
  const texts = events as TextEvent[];
  expect(texts.map(({ text }) => text)).toEqual(['AB ', 'C', 'AB']);
  // A 5 + 1, B 6 + 1, space 3 + 1 + 2, all by half: 9.
  expect(texts[1]!.matrix[4]).toBeCloseTo(29.5);
  expect(texts[0]!.box).toEqual([20, 28, 29, 38].map((value, i) => (i === 2 ? expect.closeTo(28) : value)));
  expect(texts[2]!.matrix[5]).toBe(18);
  // A ends at 3, 2.5 back, B is 3 wide.
  expect(texts[2]!.box[2]).toBeCloseTo(23.5);
  expect(texts[0]).toMatchObject({ size: 10, mode: 0, font: { name: 'Helvetica', embedded: false } });
});

test('sizes are those on paper', () => {
  expect(first<TextEvent>('.5 0 0 .5 0 0 cm BT /F 1 Tf 20 0 0 20 0 0 Tm (A) Tj ET', HELVETICA).size).toBe(10);
});

test('next-line operators', () => {
  const { events } = run(
    'BT /F 10 Tf 12 TL 5 90 Td (A) Tj T* (A) Tj (A) \' 1 1 (A) " 0 -20 TD (A) Tj T* (A) Tj ET',
    HELVETICA,
  );
  expect((events as TextEvent[]).map(({ matrix }) => matrix[5])).toEqual([90, 78, 66, 54, 34, 14]);
});

test('codes of two bytes, through a map to glyphs and a map to text', () => {
  const cmap =
    'begincodespacerange <0000><ffff> endcodespacerange beginbfrange <0001><0002><0041> <0003><0004>[<00660069><d83dde00>] endbfrange';
  const { events } = run(
    'BT /F 10 Tf <00010002000300040000> Tj ET',
    '/Font<</F<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2/DW 1000/W[1[500] 2 3 250]/CIDToGIDMap 6 0 R/FontDescriptor<</FontFile2 7 0 R>>>>]/ToUnicode 5 0 R>>>>',
    { 5: stream('', cmap), 6: stream('', '\0\x05\0\x01\0\0\0\x03\0\x04'), 7: stream('', 'font') },
  );
  const [event] = events as TextEvent[];
  expect(event!.text).toBe('ABfi😀\ufffd');
  expect(event!.glyphs).toBe(5);
  // Code 2 leads to glyph 0, code 0 to glyph 5.
  expect(event!.notdef).toEqual([2]);
  expect(event!.box[2]).toBeCloseTo(30);
  expect(event!.font.embedded).toBe(true);
});

test('names of glyphs give text where there is no map', () => {
  const font =
    '/Font<</F<</Subtype/Type1/Encoding<</BaseEncoding/MacRomanEncoding/Differences[65/aring/uni20AC/f_i/.notdef 70/u1F600]>>>>>>';
  const event = first<TextEvent>('BT /F 9 Tf (ABCDF\x8c) Tj ET', font);
  expect(event.text).toBe('å€\ufffd\ufffd😀å');
  expect(event.notdef).toEqual([68]);
});

test('pictures have the resolution they have on paper', () => {
  const image = stream('/Subtype/Image/Width 300/Height 100/BitsPerComponent 8/ColorSpace/DeviceGray', '');
  const event = first<ImageEvent>('q 72 0 0 36 10 10 cm /I Do Q', '/XObject<</I 5 0 R>>', { 5: image });
  expect(event).toMatchObject({ box: [10, 10, 82, 46], width: 300, height: 100, inline: false });
  expect(event.ppi).toEqual([300, 200]);
  expect(event.space?.family).toBe('DeviceGray');
});

test('inline images, with an EI in their data', () => {
  const { events, faults } = run('BI /W 2 /H 1 /BPC 8 /CS /G /F /AHx ID 00 EI1>\xff EI\x01 EI 0 0 9 9 re f');
  expect(faults).toEqual([]);
  expect(events.map(({ kind }) => kind)).toEqual(['image', 'path']);
  expect(events[0]).toMatchObject({ inline: true, width: 2, space: { family: 'DeviceGray' } });
  expect(run('BI /W 1 ID abc').faults).toEqual(['an inline image has no end']);
});

test('marked content, artifacts and property lists', () => {
  const { events } = run(
    '/P <</MCID 3/Lang(fr)>> BDC 0 0 1 1 re f /Span /MC0 BDC 0 0 1 1 re f EMC EMC /Artifact <</Type/Pagination>> BDC 0 0 1 1 re f EMC /Artifact BMC 0 0 1 1 re f EMC 0 0 1 1 re f',
    '/Properties<</MC0<</ActualText(x)>>>>',
  );
  expect(events.map((event) => contentMark(event)?.mcid)).toEqual([3, 3, undefined, undefined, undefined]);
  expect(events.map(artifactType)).toEqual([undefined, undefined, 'Pagination', '', undefined]);
  expect(events[1]!.marks.map(({ tag }) => tag)).toEqual(['P', 'Span']);
  expect(events[1]!.marks[1]!.dict?.text('ActualText')).toBe('x');
});

test('forms have their own space, resources and marked content', () => {
  const { events, faults } = run('q 2 0 0 2 0 0 cm /X Do Q 0 0 1 1 re f', '/XObject<</X 5 0 R>>', {
    5: stream(
      '/Subtype/Form/BBox[0 0 5 5]/Matrix[1 0 0 1 10 10]/Group<</S/Transparency/CS/DeviceCMYK>>',
      '0 0 0 1 k /P <</MCID 0>> BDC 0 0 9 9 re f EMC',
    ),
  });
  expect(faults).toEqual([]);
  expect(events.map(({ kind }) => kind)).toEqual(['group', 'path', 'path']);
  expect(events[1]).toMatchObject({ box: [20, 20, 38, 38], visible: [20, 20, 30, 30] });
  expect(contentMark(events[1]!)).toMatchObject({ mcid: 0, stream: 5 });
  expect((events[2] as PathEvent).fill?.space.family).toBe('DeviceGray');
});

test('a form that shows itself ends', () => {
  const { events, faults } = run('/X Do', '/XObject<</X 5 0 R>>', {
    5: stream('/Subtype/Form/BBox[0 0 5 5]/Resources<</XObject<</X 5 0 R>>>>', '0 0 1 1 re f /X Do'),
  });
  expect(faults).toContain('forms are nested too deep, or in a circle');
  expect(events.length).toBeLessThan(200);
});

test('the graphics state: overprint, transparency, soft masks', () => {
  const { events } = run(
    'q /A gs 0 0 1 1 re f Q 0 0 1 1 re f q /M gs 0 0 1 1 re f Q',
    '/ExtGState<</A<</OP true/OPM 1/ca .5/BM[/Multiply]>>/M<</SMask<</S/Luminosity/G 5 0 R>>>>>>',
    { 5: stream('/Subtype/Form/BBox[0 0 5 5]/Group<</S/Transparency>>', '1 0 0 rg 0 0 2 2 re f') },
  );
  expect(events[0]!.painting).toMatchObject({
    fillOverprint: true,
    strokeOverprint: true,
    overprintMode: 1,
    fillAlpha: 0.5,
    blend: 'Multiply',
  });
  expect(events[1]!.painting).toMatchObject({ fillOverprint: false, fillAlpha: 1, blend: 'Normal' });
  expect(events.slice(2).map(({ kind, within }) => `${kind} ${within}`)).toEqual([
    'group page',
    'path mask',
    'path page',
  ]);
  expect(events[4]!.painting.softMask).toBe(true);
});

test('colours by their inks', () => {
  const ink = (content: string, resources = ''): unknown => {
    const inks = inksOf(first<PathEvent>(`${content} 0 0 1 1 re f`, resources).fill!);
    return inks && Object.fromEntries(inks);
  };
  expect(ink('')).toEqual({ Black: 1 });
  expect(ink('.5 g')).toEqual({ Black: 0.5 });
  expect(ink('.1 0 2 .4 k')).toEqual({ Cyan: 0.1, Yellow: 1, Black: 0.4 });
  expect(ink('1 0 0 rg')).toBeUndefined();
  expect(ink('/DeviceCMYK cs')).toEqual({ Black: 1 });
  const spaces =
    '/ColorSpace<</S[/Separation/Guld/DeviceCMYK<<>>]/A[/Separation/All/DeviceCMYK<<>>]/N[/DeviceN[/Cyan/None/Guld]/DeviceCMYK<<>>]/I[/Indexed/DeviceCMYK 1<00000000ff00ff00>]>>';
  expect(ink('/S cs', spaces)).toEqual({ Guld: 1 });
  expect(ink('/S cs .3 scn', spaces)).toEqual({ Guld: 0.3 });
  expect(ink('/A cs 1 scn', spaces)).toEqual({ Cyan: 1, Magenta: 1, Yellow: 1, Black: 1 });
  expect(ink('/N cs .2 .3 .4 scn', spaces)).toEqual({ Cyan: 0.2, Guld: 0.4 });
  expect(ink('/I cs 1 sc', spaces)).toEqual({ Cyan: 1, Yellow: 1 });
});

test('tiling patterns are read once, uncoloured ones in their colour', () => {
  const { events } = run(
    '/C cs 0 1 0 0 /P scn 0 0 9 9 re f 9 9 9 9 re f',
    '/ColorSpace<</C[/Pattern/DeviceCMYK]>>/Pattern<</P 5 0 R>>',
    {
      5: stream(
        '/PatternType 1/PaintType 2/BBox[0 0 2 2]/XStep 2/YStep 2/Matrix[2 0 0 2 0 0]/Resources<<>>',
        '0 0 1 1 re f',
      ),
    },
  );
  expect(events.map(({ within }) => within)).toEqual(['page', 'pattern', 'page']);
  expect(events[1]!.box).toEqual([0, 0, 2, 2]);
  expect(Object.fromEntries(inksOf((events[1] as PathEvent).fill!)!)).toEqual({ Magenta: 1 });
});

test('glyphs of Type 3 fonts are read once, and the text around them goes on', () => {
  const { events, faults } = run(
    'BT /T 10 Tf 20 30 Td (A) Tj (A) Tj ET',
    '/Font<</T<</Subtype/Type3/FontMatrix[.01 0 0 .01 0 0]/FontBBox[0 0 100 100]/FirstChar 65/Widths[100]/Encoding<</Differences[65/a]>>/CharProcs<</a 5 0 R>>>>>>',
    { 5: stream('', '100 0 d0 1 0 0 rg 0 0 50 50 re f BT ET') },
  );
  expect(faults).toEqual([]);
  expect(events.map(({ kind, within }) => `${kind} ${within}`)).toEqual(['text page', 'path pattern', 'text page']);
  expect(events[1]!.box).toEqual([20, 30, 25, 35]);
  expect((events[2] as TextEvent).matrix[4]).toBeCloseTo(30);
  expect((events[2] as TextEvent).text).toBe('a');
});

test('a pattern that shows text leaves the text it paints where it is', () => {
  const { events } = run(
    'BT /F 10 Tf /Pattern cs /P scn 20 30 Td (A) Tj (A) Tj ET',
    `${HELVETICA}/Pattern<</P 5 0 R>>`,
    {
      5: stream(
        `/PatternType 1/PaintType 1/BBox[0 0 2 2]/XStep 2/YStep 2/Resources<<${HELVETICA}>>`,
        'BT /F 1 Tf 1 1 Td (B) Tj ET',
      ),
    },
  );
  expect((events as TextEvent[]).map(({ text, matrix }) => [text, matrix[4]])).toEqual([
    ['A', 20],
    ['B', 1],
    ['A', 25],
  ]);
});
