import { checkPdf } from '../../../src/checks/check.ts';
import type { Profile } from '../../../src/checks/rule.ts';
import { bytesSource, UNLIMITED } from '../../../src/pdf/read/source.ts';
import { stream } from '../../support/pdf-file.ts';
import { type ScreenParts, screenFile } from './screen-file.ts';

/** Text in the middle of a field from 0 to 200, 12 pt. */
const text = (color: string, size = 12): string =>
  `/P <</MCID 0>> BDC BT ${color} /F ${size} Tf 50 50 Td (AA) Tj ET EMC`;
const FIELD = '0 0 200 200 re f';
const FONT = '/Font<</F 7 0 R>>';
const resources = (entries: string): NonNullable<ScreenParts['objects']> => ({
  3: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<${FONT}${entries}>>>>`,
});
const GRADIENT =
  '/ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 200 0]/Function<</FunctionType 2/Domain[0 1]/N 1/C0[1 1 1]/C1[.8 .8 .8]>>';
const picture = (shade: number, entries = ''): Buffer =>
  stream(
    `/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray${entries}`,
    new Uint8Array(4).fill(shade),
  );
const form = (content: string): Buffer =>
  stream(`/Type/XObject/Subtype/Form/BBox[0 0 200 200]/Group<</S/Transparency>>/Resources<<${FONT}>>`, content);
const IMAGE = `q 200 0 0 200 0 0 cm /X Do Q ${text('1 1 1 rg')}`;
const HALF = resources('/ExtGState<</H<</ca .5>>/M<</BM/Multiply>>>>/XObject<</X 20 0 R>>');

function contrastsOf(parts: ScreenParts, profile: Profile = 'screen'): readonly string[] {
  const { findings } = checkPdf(bytesSource(screenFile(parts)), 'a.pdf', { profile, budget: UNLIMITED });
  return findings.filter(({ code }) => code === 'check-contrast').map(({ message }) => message);
}

test.each<readonly [string, ScreenParts, contrast: string]>([
  ['light gray on white', { content: text('.6 g') }, '2.84'],
  ['#777 on white, which is just too light', { content: text('.4667 g') }, '4.47'],
  ['white on yellow', { content: `1 1 0 rg ${FIELD} ${text('1 1 1 rg')}` }, '1.07'],
  ['black on a dark field', { content: `.2 .2 .2 rg ${FIELD} ${text('0 g')}` }, '1.66'],
  ['the last field counts', { content: `0 g ${FIELD} 1 g ${FIELD} ${text('1 g')}` }, '1'],
  ['text that is half transparent', { content: `q /H gs ${text('.3 g')} Q`, objects: HALF }, '2.44'],
  ['a field that is half transparent', { content: `q 0 g /H gs ${FIELD} Q ${text('1 g')}`, objects: HALF }, '3.97'],
  ['a picture', { content: IMAGE, objects: { ...HALF, 20: picture(220) } }, '1.37'],
  [
    'a gradient, where it is best',
    { content: `/S sh ${text('.7 g')}`, objects: resources(`/Shading<</S<<${GRADIENT}>>>>`) },
    '2.1',
  ],
  [
    'a group that is half transparent',
    { content: 'q /H gs /X Do Q', objects: { ...HALF, 20: form('BT 0.4 g /F 9 Tf 50 50 Td (AA) Tj ET') } },
    '2.',
  ],
  ['large text that is too light for its size too', { content: text('.7 g', 20) }, '2.1'],
  [
    'a field under one end of a line',
    { content: `1 1 0 rg 57 0 200 200 re f ${text('0 0 .4 rg')} ${text('1 1 .8 rg', 13)}` },
    '1.0',
  ],
  ['a running footer', { content: '/Artifact <</Type/Pagination>> BDC BT .7 g /F 9 Tf 9 9 Td (A) Tj ET EMC' }, '2.1'],
  [
    'ink in Separation',
    {
      content: text('/C cs .3 scn'),
      objects: resources(
        '/ColorSpace<</C[/Separation/Guld/DeviceRGB<</FunctionType 2/Domain[0 1]/N 1/C0[1 1 1]/C1[0 0 0]>>]>>',
      ),
    },
    '2.1',
  ],
])('%s is too little', (_, parts, contrast) => {
  const [first] = contrastsOf(parts);
  expect(first).toContain(`a contrast of ${contrast}`);
});

test.each<readonly [string, ScreenParts]>([
  ['black on white', { content: text('0 g') }],
  ['#767676 on white', { content: text('.4627 g') }],
  ['white on a dark field', { content: `0 0 .4 rg ${FIELD} ${text('1 g')}` }],
  [
    'white on a dark field with round corners',
    { content: `0 0 .4 rg 10 0 m 190 0 l 200 10 l 200 190 l 190 200 l 10 200 l 0 190 l 0 10 l h f ${text('1 g')}` },
  ],
  ['large text', { content: text('.5 g', 18) }],
  ['decoration', { content: '/Artifact <</Type/Layout>> BDC BT .9 g /F 9 Tf 9 9 Td (A) Tj ET EMC' }],
  ['text that is not shown', { content: `3 Tr ${text('1 g')}` }],
  ['dots', { content: '/P <</MCID 0>> BDC BT .9 g /F 9 Tf 9 9 Td (. . .) Tj ET EMC' }],
  ['a field elsewhere', { content: `1 1 0 rg 300 300 99 99 re f ${text('.3 g')}` }],
  ['white on a shape that may be under it', { content: `0 g 0 0 m 200 0 l 100 200 l h f ${text('1 g')}` }],
  [
    'a picture that is not decoded here',
    { content: IMAGE, objects: { ...HALF, 20: picture(220, '/Filter/DCTDecode') } },
  ],
  [
    'a picture with a mask, white below it',
    { content: `0 g ${FIELD} ${IMAGE}`, objects: { ...HALF, 20: picture(220, '/SMask 21 0 R'), 21: picture(9) } },
  ],
  ['a dark picture', { content: IMAGE, objects: { ...HALF, 20: picture(20) } }],
  ['what is multiplied', { content: `q /M gs 0 g ${FIELD} Q ${text('1 g')}`, objects: HALF }],
])('%s is no mistake', (_, parts) => {
  expect(contrastsOf(parts)).toEqual([]);
});

test('inks are seen by a simple model where no profile says more', () => {
  expect(contrastsOf({ content: text('0 0 0 .4 k') }, 'print')[0]).toContain('2.84');
  expect(contrastsOf({ content: text('0 0 0 1 k') }, 'print')).toEqual([]);
});

test('bold text is large from 14 pt', () => {
  const bold = {
    7: '<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Plex-Bold/Encoding/WinAnsiEncoding/FirstChar 65/Widths[600]/FontDescriptor 8 0 R>>',
  };
  expect(contrastsOf({ content: text('.5 g', 14) })).toHaveLength(1);
  expect(contrastsOf({ content: text('.5 g', 14), objects: bold })).toEqual([]);
  expect(contrastsOf({ content: text('.5 g', 13), objects: bold })).toHaveLength(1);
});
