import { plainCmykProfile } from '../../../src/pdf/cmyk.ts';
import { deflated, type FileSettings, type ObjectBodies, pdfFile, stream } from '../../support/pdf-file.ts';

/** A profile of a press. */
export function pressProfile(): Uint8Array {
  const bytes = plainCmykProfile().slice();
  bytes.set(Buffer.from('prtr'), 12);
  return bytes;
}

/** What a test changes of the good file. */
export interface PrintParts extends FileSettings {
  readonly objects?: ObjectBodies;
  /** Entries of the catalogue, the page and its resources, beside those it needs. */
  readonly catalog?: string;
  readonly page?: string;
  readonly boxes?: string;
  readonly resources?: string;
  readonly content?: string;
  readonly xmp?: string;
  readonly intent?: string;
}

const BOXES = '/MediaBox[0 0 640 880]/CropBox[0 0 640 880]/BleedBox[11.5 11.5 628.5 868.5]/TrimBox[20 20 620 860]';
const INTENT = '/S/GTS_PDFX/OutputConditionIdentifier(FOGRA39)/DestOutputProfile 6 0 R';
const CONTENT =
  'q 0.1 0.2 0 0.1 k 20 20 300 400 re f 0.5 w 0 0 0 1 K 30 30 m 600 30 l S Q ' +
  'BT /Black gs 0 0 0 1 k /F1 10 Tf 40 800 Td <00010002> Tj ET';

export const xmp = (changes: Readonly<Record<string, string>> = {}): string => {
  const values: Record<string, string> = {
    'pdfxid:GTS_PDFXVersion': 'PDF/X-4',
    'dc:title': '<rdf:Alt><rdf:li xml:lang="x-default">Ark</rdf:li></rdf:Alt>',
    'xmp:CreateDate': '2026-01-02T03:04:05Z',
    'xmp:ModifyDate': '2026-01-02T03:04:05Z',
    'xmp:MetadataDate': '2026-01-02T03:04:05Z',
    'xmpMM:DocumentID': 'uuid:1',
    'xmpMM:VersionID': '1',
    'xmpMM:RenditionClass': 'default',
    'pdf:Trapped': 'False',
    ...changes,
  };
  const properties = Object.entries(values).map(([name, value]) => (value ? `<${name}>${value}</${name}>` : ''));
  return (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" ' +
    'xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" ' +
    `xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">${properties.join('')}</rdf:Description></rdf:RDF></x:xmpmeta>` +
    '<?xpacket end="w"?>'
  );
};

const UNICODE =
  '1 begincodespacerange <0000><ffff> endcodespacerange 2 beginbfchar <0001><0041> <0002><00e6> endbfchar';

/** A file in which preflight for print finds nothing, changed as a test asks. */
export function printFile(parts: PrintParts = {}): Buffer {
  const bodies: ObjectBodies = {
    1: `<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R/OutputIntents[<<${parts.intent ?? INTENT}>>]${parts.catalog ?? ''}>>`,
    2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    3: `<</Type/Page/Parent 2 0 R${parts.boxes ?? BOXES}/Contents 4 0 R${parts.page ?? ''}/Resources<</Font<</F1 7 0 R>>/ExtGState<</Black<</op true/OP true/OPM 1>>/Half<</ca .5>>${parts.resources?.startsWith('gs:') ? parts.resources.slice(3) : ''}>>${parts.resources?.startsWith('gs:') ? '' : (parts.resources ?? '')}>>>>`,
    4: deflated('', `${parts.content ?? ''} ${CONTENT}`),
    5: stream('/Type/Metadata/Subtype/XML', parts.xmp ?? xmp()),
    6: deflated('/N 4', pressProfile()),
    7: '<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Plex/Encoding/Identity-H/DescendantFonts[8 0 R]/ToUnicode 11 0 R>>',
    8: '<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Plex/CIDToGIDMap/Identity/DW 500/W[1[600 700]]/FontDescriptor 9 0 R>>',
    9: '<</Type/FontDescriptor/FontName/ABCDEF+Plex/Flags 4/Ascent 1000/Descent -200/FontFile2 10 0 R>>',
    10: stream('', 'a font program is not looked into'),
    11: stream('', UNICODE),
    12: "<</Title(Ark)/Trapped/False/CreationDate(D:20260102040405+01'00')>>",
    ...parts.objects,
  };
  const trailer = parts.trailer ?? '/Info 12 0 R/ID[<01><02>]';
  return pdfFile(bodies, { version: parts.version ?? '1.6', trailer });
}
