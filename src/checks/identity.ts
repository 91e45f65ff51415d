import type { Dict } from '../pdf/read/objects.ts';
import { NAMESPACES, type Xmp, xmpValue } from '../pdf/read/xmp.ts';
import { type CheckContext, documentRule, EVERY, IN_PRINT, ON_SCREEN } from './rule.ts';
import { languageFault } from './tags/language-tags.ts';

/** ISO 15930-7 6.1: at most 1.6; ISO 19005-2 6.1.2: at most 1.7. */
const version = documentRule(EVERY, ({ document, profile, claims, report }) => {
  const most = profile === 'print' ? '1.6' : claims.pdfa?.part === 4 || claims.pdfua === 2 ? '2.0' : '1.7';
  if (document.version > most) report('check-version', `the file is PDF ${document.version}; at most ${most} fits`);
});

const identifier = documentRule(EVERY, ({ document, report }) => {
  if (!document.id) report('check-id', 'the trailer has no ID of two strings');
});

const claim = documentRule(EVERY, ({ profile, asked, claims, report }) => {
  const { pdfa, pdfua, pdfx } = claims;
  if (!asked && !pdfa && !pdfua && !pdfx) {
    report('check-no-claim', 'the file names no standard that it keeps; it was checked as one for the screen');
    return;
  }
  const wrong = (message: string): void => report('check-claim', message);
  if (profile === 'print') {
    if (pdfx !== 'PDF/X-4')
      wrong(pdfx ? `the file says it is ${pdfx}, not PDF/X-4` : 'the file does not say that it is PDF/X-4');
    return;
  }
  const archives = pdfa && (pdfa.part === 3 || (pdfa.part === 4 && pdfa.conformance === 'F'));
  if (!pdfa) wrong('the file does not say that it is PDF/A');
  else if (profile === 'archive' && !archives)
    wrong(`the file says it is PDF/A-${pdfa.part}, which holds no data files`);
  else if (pdfa.part < 4 && pdfa.conformance !== 'A')
    wrong(`the file says it is PDF/A-${pdfa.part}${pdfa.conformance.toLowerCase()}, not level a`);
  if (pdfua === undefined) wrong('the file does not say that it is PDF/UA');
});

const packet = documentRule(EVERY, ({ document, profile, report }) => {
  const stream = document.catalog.stream('Metadata');
  if (!stream || !document.xmp) {
    report('check-xmp', 'the catalogue has no XMP packet');
    return;
  }
  const place = { object: stream.object };
  if (document.xmp.fault) report('check-xmp', `the XMP packet is not well-formed: ${document.xmp.fault}`, place);
  if (profile === 'print' && stream.has('Filter')) report('check-xmp', 'the XMP packet is compressed', place);
});

/** What ISO 15930-7 6.6 asks of the packet. */
const REQUIRED = [
  'xmp:CreateDate',
  'xmp:ModifyDate',
  'xmp:MetadataDate',
  'xmpMM:DocumentID',
  'xmpMM:VersionID',
  'xmpMM:RenditionClass',
] as const;

const printMetadata = documentRule(IN_PRINT, ({ document: { xmp, info }, report }) => {
  if (!xmp) return;
  for (const name of REQUIRED) if (!xmpValue(xmp, name)) report('check-metadata', `the XMP packet has no ${name}`);
  const trapped = xmpValue(xmp, 'pdf:Trapped');
  if (trapped !== 'True' && trapped !== 'False')
    report('check-metadata', `pdf:Trapped is ${trapped ?? 'missing'}; it has to be True or False`);
  const named = info?.name('Trapped');
  if (named !== undefined && named !== trapped)
    report('check-metadata-differs', `Trapped is ${named} in Info and ${trapped ?? 'missing'} in the XMP packet`);
});

/** Entries of Info, the property of the packet for each, and whether they are dates. */
const PAIRS = [
  ['Title', 'dc', 'title', false],
  ['Author', 'dc', 'creator', false],
  ['Subject', 'dc', 'description', false],
  ['Keywords', 'pdf', 'Keywords', false],
  ['Creator', 'xmp', 'CreatorTool', false],
  ['Producer', 'pdf', 'Producer', false],
  ['CreationDate', 'xmp', 'CreateDate', true],
  ['ModDate', 'xmp', 'ModifyDate', true],
] as const;

const agreement = documentRule(EVERY, ({ document: { xmp, info }, report }) => {
  if (!xmp || !info) return;
  for (const [entry, prefix, name, isDate] of PAIRS) {
    const written = textEntry(info, entry);
    const property = xmp.properties.find((one) => one.namespace === NAMESPACES[prefix] && one.name === name);
    if (!written || !property) continue;
    const agrees = isDate
      ? dateOf(written) === dateOf(property.values[0] ?? '')
      : property.values.includes(written) ||
        property.values.join('; ') === written ||
        property.values.join(', ') === written;
    if (!agrees)
      report(
        'check-metadata-differs',
        `${entry} is "${written}" in Info and "${property.values[0] ?? ''}" in the XMP packet`,
      );
  }
});

/** A string, its trailing NULs and spaces off. */
const textEntry = (dict: Dict, key: string): string | undefined => dict.text(key)?.replace(/[\0\s]+$/, '');

/** Milliseconds of a date as PDF or XMP writes it; NaN where it is none. */
function dateOf(text: string): number {
  const parts =
    /^(?:D:)?(\d{4})-?(\d\d)?-?(\d\d)?T?(\d\d)?:?(\d\d)?:?(\d\d)?(?:\.\d+)?(?:Z|([+-])(\d\d)[:']?(\d\d)?)?/.exec(text);
  if (!parts) return Number.NaN;
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    sign,
    hours = '0',
    minutes = '0',
  ] = parts;
  const shift = (sign === '-' ? -1 : sign === '+' ? 1 : 0) * (Number(hours) * 60 + Number(minutes));
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute) - shift, Number(second));
}

/** A file's name, or what programs write where nobody gave a title. */
const FILE_NAME =
  /^\s*(?:\S+\.(?:pdf|docx?|indd|html?|xlsx?|pptx?|od[tps]|rtf|txt|tex)|Microsoft (?:Word|PowerPoint|Excel) - .*|untitled(?:[ -]?\d+)?|document ?\d*|dokument ?\d*)\s*$/i;

const title = documentRule(EVERY, ({ document, profile, report }) => {
  const written = titleOf(document.xmp) ?? '';
  if (!written.trim()) report('check-title', 'the XMP packet has no title (dc:title)');
  else if (FILE_NAME.test(written)) report('check-title', `the title, "${written}", is the name of a file`);
  if (profile === 'print') return;
  const display = document.catalog.dict('ViewerPreferences')?.boolean('DisplayDocTitle');
  if (!display)
    report('check-title', 'windows show the name of the file: ViewerPreferences has no DisplayDocTitle true');
});

const titleOf = (xmp: Xmp | undefined): string | undefined => xmpValue(xmp, 'dc:title');

const language = documentRule(ON_SCREEN, ({ document, report }) => {
  const lang = document.catalog.text('Lang');
  const fault = lang === undefined ? undefined : languageFault(lang);
  if (lang === undefined) report('check-language', 'the catalogue has no Lang');
  else if (fault) report('check-language', `the Lang of the catalogue, "${lang}", ${fault}`);
});

const tagged = documentRule(ON_SCREEN, ({ document, report }: CheckContext) => {
  if (document.catalog.dict('MarkInfo')?.boolean('Marked') !== true)
    report('check-untagged', 'the catalogue does not say that the file is tagged (MarkInfo with Marked true)');
  if (!document.structure?.elements.length) report('check-untagged', 'the file has no structure tree, or an empty one');
  for (const fault of document.structure?.faults ?? []) report('check-structure', fault);
});

export const IDENTITY_RULES = [version, identifier, claim, packet, printMetadata, agreement, title, language, tagged];
