import { deflateSync } from 'node:zlib';
import { decodeStream } from '../../../../src/pdf/read/filters.ts';
import { Lexer } from '../../../../src/pdf/read/lexer.ts';
import { type Dict, Stream } from '../../../../src/pdf/read/objects.ts';

function decode(entries: string, data: Uint8Array | string, limit?: number) {
  const dict = new Lexer(Buffer.from(`<<${entries}>>`)).object() as Dict;
  const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
  const { bytes: decoded, ...rest } = decodeStream(new Stream(dict, () => bytes), limit);
  return { text: Buffer.from(decoded).toString('latin1'), ...rest };
}

const fine = (text: string) => ({ text, picture: undefined, fault: undefined, cut: false });

test('each filter undoes itself', () => {
  expect(decode('', 'plain')).toEqual(fine('plain'));
  expect(decode('/Filter/FlateDecode', deflateSync('deflated'))).toEqual(fine('deflated'));
  expect(decode('/Filter/ASCIIHexDecode', '48 65 6C6c 6>')).toEqual(fine('Hell`'));
  expect(decode('/Filter/ASCII85Decode', '87cURD]i,"Ebo80~>')).toEqual(fine('Hello World!'));
  expect(decode('/Filter/ASCII85Decode', 'z87cUR~>')).toEqual(fine('\0\0\0\0Hell'));
  expect(decode('/Filter/RunLengthDecode', '\x02abc\xfdx\x80rest')).toEqual(fine('abcxxxx'));
  // The example of ISO 32000-1 section 7.4.4.2.
  const lzw = Uint8Array.from([0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01]);
  expect(decode('/Filter/LZWDecode', lzw)).toEqual(fine('-----A---B'));
  expect(decode('/Filter[/AHx/Fl]', `${deflateSync('both').toString('hex')}>`)).toEqual(fine('both'));
});

test('a long LZW stream grows its codes', () => {
  const text = Array.from({ length: 9000 }, (_, i) => `${i * 7919} `).join('');
  expect(decode('/Filter/LZWDecode', lzwOf(Buffer.from(text))).text).toBe(text);
});

/** A plain encoder with early change. */
function lzwOf(bytes: Uint8Array): Uint8Array {
  let table = new Map<string, number>();
  let [next, width, bits, held] = [258, 9, 0n, 0];
  const out: number[] = [];
  const put = (code: number): void => {
    bits = (bits << BigInt(width)) | BigInt(code);
    held += width;
    while (held >= 8) {
      held -= 8;
      out.push(Number((bits >> BigInt(held)) & 255n));
      bits &= (1n << BigInt(held)) - 1n;
    }
  };
  const codeOf = (text: string): number | undefined => (text.length === 1 ? text.charCodeAt(0) : table.get(text));
  put(256);
  let current = '';
  for (const byte of bytes) {
    const longer = current + String.fromCharCode(byte);
    if (codeOf(longer) !== undefined) {
      current = longer;
      continue;
    }
    put(codeOf(current)!);
    table.set(longer, next++);
    if (next + 1 > 1 << width && width < 12) width++;
    if (next >= 4094) {
      put(256);
      table = new Map();
      [next, width] = [258, 9];
    }
    current = String.fromCharCode(byte);
  }
  put(codeOf(current)!);
  put(257);
  held ? put(0) : undefined;
  return Uint8Array.from(out);
}

test('predictors of PNG and TIFF', () => {
  const rows = [
    [0, 1, 2, 3],
    [1, 1, 1, 1],
    [2, 1, 1, 1],
    [3, 1, 1, 1],
    [4, 1, 1, 1],
  ];
  const png = decode(
    '/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 3>>',
    deflateSync(Uint8Array.from(rows.flat())),
  );
  expect([...Buffer.from(png.text, 'latin1')]).toEqual([1, 2, 3, 1, 2, 3, 2, 3, 4, 2, 3, 4, 3, 4, 5]);
  const tiff = decode(
    '/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns 2/Colors 2>>',
    deflateSync(Uint8Array.from([1, 2, 3, 4, 5, 6, 255, 1])),
  );
  expect([...Buffer.from(tiff.text, 'latin1')]).toEqual([1, 2, 4, 6, 5, 6, 4, 7]);
});

test('pictures are left as they are', () => {
  expect(decode('/Filter[/ASCIIHexDecode/DCTDecode]', 'ffd8>')).toEqual({
    text: '\xff\xd8',
    picture: 'DCTDecode',
    fault: undefined,
    cut: false,
  });
});

test('damaged data give what is before the damage, and say so', () => {
  const whole = deflateSync(Buffer.from('words that are repeated and repeated '.repeat(2000)), { level: 0 });
  const cut = decode('/Filter/FlateDecode', whole.subarray(0, whole.length - 500));
  expect(cut.fault).toMatch(/cut off/);
  expect(cut.text.length).toBeGreaterThan(30_000);
  const checksum = Buffer.from(deflateSync('abc'));
  checksum[checksum.length - 1]! ^= 1;
  expect(decode('/Filter/FlateDecode', checksum)).toMatchObject({ text: 'abc', fault: 'its checksum is wrong' });
  expect(decode('/Filter/FlateDecode', 'nonsense').fault).toMatch(/no zlib header/);
  expect(decode('/Filter/FlateDecode', '').fault).toMatch(/empty/);
  expect(decode('/Filter/Nothing', 'x').fault).toMatch(/unknown/);
  expect(decode('/Filter/LZWDecode', '\xff\xff\xff\xff').fault).toMatch(/damaged/);
  expect(decode('/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns -1>>', deflateSync('abc')).fault).toMatch(
    /no sense/,
  );
});

test('what grows without end is cut', () => {
  const bomb = deflateSync(Buffer.alloc(1 << 24));
  const { text, fault, cut } = decode('/Filter/FlateDecode', bomb, 1 << 20);
  expect(text).toHaveLength(1 << 20);
  expect({ fault, cut }).toEqual({ fault: undefined, cut: true });
});
