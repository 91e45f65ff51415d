import { readXmp, xmpValue } from '../../../../src/pdf/read/xmp.ts';

const RDF =
  'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:p="http://ns.adobe.com/pdf/1.3/"';
const packet = (inner: string, attributes = ''): Buffer =>
  Buffer.from(
    `\ufeff<?xpacket begin="" id="x"?>\n<rdf:RDF ${RDF}><rdf:Description rdf:about=""${attributes}>${inner}</rdf:Description></rdf:RDF>\n<?xpacket end="w"?>  \n`,
  );

test('properties as elements, as attributes and as arrays, whatever the prefix', () => {
  const xmp = readXmp(
    packet(
      '<dc:title><rdf:Alt><rdf:li xml:lang="da">Ark</rdf:li><rdf:li xml:lang="x-default">A &amp; B &#230;</rdf:li></rdf:Alt></dc:title><dc:format><![CDATA[a<b]]></dc:format>',
      " p:Trapped='False'",
    ),
  );
  expect(xmp.fault).toBeUndefined();
  expect(xmpValue(xmp, 'dc:title')).toBe('A & B æ');
  expect(xmpValue(xmp, 'dc:format')).toBe('a<b');
  expect(xmpValue(xmp, 'pdf:Trapped')).toBe('False');
  expect(xmpValue(xmp, 'pdf:Keywords')).toBeUndefined();
});

test.each([
  ['<dc:a>x & y</dc:a>', /&/],
  ['<dc:a>x</dc:b>', /closes dc:b/],
  ['<dc:a>', /closes rdf:Description/],
  ['<dc:a b=c/>', /dc:a/],
  ['<dc:a b="x" "y"/>', /dc:a/],
  ['<q:a/>', /prefix q/],
  ['<dc:a>&nbsp;</dc:a>', /&/],
])('%s is not well-formed', (inner, fault) => {
  expect(readXmp(packet(inner)).fault).toMatch(fault);
});

test('an empty packet, two roots, and text outside', () => {
  expect(readXmp(Buffer.from('  ')).fault).toMatch(/empty/);
  expect(readXmp(Buffer.from('<a/><b/>')).fault).toMatch(/more than one root/);
  expect(readXmp(Buffer.from('<a/>text')).fault).toMatch(/outside/);
});

test('UTF-16 is read too', () => {
  const text = '\ufeff<a/>';
  expect(readXmp(Buffer.from(text, 'utf16le')).fault).toBeUndefined();
});

test('absurd packets end', () => {
  expect(readXmp(Buffer.from(`<a${' b="c"'.repeat(200_000)}/>`)).fault).toBeDefined();
  expect(readXmp(Buffer.from('<a>'.repeat(100_000))).fault).toMatch(/nested/);
});
