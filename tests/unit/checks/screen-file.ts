import { srgbProfile } from '../../../src/pdf/assets/srgb-profile.ts';
import { type ObjectBodies, pdfFile, stream } from '../../support/pdf-file.ts';

/** What a test changes of the good file. */
export interface ScreenParts {
  readonly version?: string;
  readonly objects?: ObjectBodies;
  readonly catalog?: Readonly<Record<string, string>>;
  readonly page?: string;
  readonly content?: string;
  readonly part?: string;
  readonly conformance?: string;
  readonly accessible?: string;
  readonly title?: string;
}

const CATALOG = {
  Lang: '(da)',
  MarkInfo: '<</Marked true>>',
  ViewerPreferences: '<</DisplayDocTitle true>>',
  StructTreeRoot: '<</K 10 0 R>>',
  OutputIntents: '[<</S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/DestOutputProfile 6 0 R>>]',
  PageLabels: '<</Nums[0<</S/D>>]>>',
};

/** A file for the screen in which nothing is found, changed as a test asks. */
export function screenFile(parts: ScreenParts = {}): Buffer {
  const { part = '2', conformance = 'A', accessible = '1', title = 'Ark' } = parts;
  const catalog = Object.entries({ ...CATALOG, ...parts.catalog }).map(([key, value]) =>
    value ? `/${key}${value}` : '',
  );
  const xmp =
    '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
    'xmlns:a="http://www.aiim.org/pdfa/ns/id/" xmlns:u="http://www.aiim.org/pdfua/ns/id/">' +
    `<r:Description a:part="${part}" a:conformance="${conformance}" u:part="${accessible}">` +
    `<dc:title><r:Alt><r:li xml:lang="x-default">${title}</r:li></r:Alt></dc:title></r:Description></r:RDF>`;
  return pdfFile(
    {
      1: `<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R${catalog.join('')}>>`,
      2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      3: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R${parts.page ?? ''}/Resources<</Font<</F 7 0 R>>>>>>`,
      4: stream('', parts.content ?? '/P <</MCID 0>> BDC BT .6 0 0 rg /F 9 Tf 9 9 Td (A) Tj ET EMC'),
      5: stream('/Type/Metadata/Subtype/XML', xmp),
      6: stream('/N 3/Filter/FlateDecode', srgbProfile()),
      7: '<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Plex/Encoding/WinAnsiEncoding/FirstChar 65/Widths[600]/FontDescriptor 8 0 R>>',
      8: '<</Type/FontDescriptor/FontName/ABCDEF+Plex/Flags 32/FontFile2 9 0 R>>',
      9: stream('', 'font'),
      10: '<</Type/StructElem/S/P/P 1 0 R/Pg 3 0 R/K 0>>',
      ...parts.objects,
    },
    { version: parts.version ?? '1.7', trailer: '/ID[<01><02>]' },
  );
}
