import { inRange, parseUnicodeRange } from '../../../src/base/unicode-range.ts';

test.each([
  ['U+26', [[0x26, 0x26]]],
  ['u+0-7F', [[0, 0x7f]]],
  ['U+4??', [[0x400, 0x4ff]]],
  ['U+??????', undefined],
  ['U+0025-00FF, u+4??', [[0x25, 0xff], [0x400, 0x4ff]]],
  ['U+40-60, U+20-3F, U+50-70', [[0x20, 0x70]]],
  ['U+10FFFF', [[0x10ffff, 0x10ffff]]],
  ['U+110000', undefined],
  ['U+60-40', undefined],
  ['U+4?-50', undefined],
  ['U+', undefined],
  ['0-7F', undefined],
  ['', undefined],
])('%s', (text, range) => {
  expect(parseUnicodeRange(text)).toEqual(range);
}); // biome-ignore format: a table

test('both ends are inside', () => {
  const range = parseUnicodeRange('U+41-5A, U+61')!;
  expect([0x40, 0x41, 0x5a, 0x5b, 0x61, 0x62].map((code) => inRange(range, code))).toEqual([
    false,
    true,
    true,
    false,
    true,
    false,
  ]);
});
