import { readFileSync } from 'node:fs';
import { cmykProfile } from '../../../src/base/icc.ts';
import { ProfileError } from '../../../src/pdf/ink/lut.ts';
import { InkProfile } from '../../../src/pdf/ink/profile.ts';
import { fogra39 } from '../../support/separation.ts';

const bytes = new Uint8Array(readFileSync('data/profiles/fogra39-coated.icc'));
const rgb = (hex: string): number[] => [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);

// Percent, as LittleCMS 2.14 has them (transicc -i *sRGB -o fogra39-coated.icc -t 1 -b).
test.each([
  ['c8102e', [0, 92.4, 67.5, 15.9]],
  ['525d6b', [43.8, 30.2, 18.2, 54.5]],
  ['ff0000', [0, 89.5, 87.2, 1.5]],
  ['00ff00', [55.5, 0, 79.8, 0]],
  ['0000ff', [93, 70.9, 0, 0]],
  ['f4f1ec', [2, 2, 5.2, 5.2]],
  ['e6c83c', [0, 10.1, 79.2, 14.9]],
  ['78b4d2', [49.2, 13.9, 11.2, 8.3]],
])('%s is separated as by LittleCMS, within a few percent', (hex, expected) => {
  const inks = fogra39().inks(rgb(hex));
  inks.forEach((ink, i) => {
    expect(Math.abs(ink * 100 - expected[i]!)).toBeLessThan(4);
  });
});

test('greys are black ink alone, from none to all of it, darker all the way', () => {
  const blacks = Array.from({ length: 52 }, (_, i) => fogra39().inks([i / 51, i / 51, i / 51]));
  expect(blacks.every((inks) => inks.slice(0, 3).every((ink) => ink === 0))).toBe(true);
  expect(blacks[0]![3]).toBe(1);
  expect(blacks[51]![3]).toBe(0);
  for (let i = 1; i < 52; i++) expect(blacks[i]![3]!).toBeLessThan(blacks[i - 1]![3]!);
});

test('no colour takes more ink than the paper holds', () => {
  const steps = [0, 0.2, 0.4, 0.6, 0.8, 1];
  for (const r of steps)
    for (const g of steps)
      for (const b of steps)
        expect(
          fogra39()
            .inks([r, g, b])
            .reduce((sum, ink) => sum + ink),
        ).toBeLessThanOrEqual(3.02);
});

test('pixels of photographs are near to what the profile says of each', () => {
  const colors = ['c8102e', '78b4d2', '0b2545', 'ffffff', 'f0c8a0'].map(rgb);
  const pixels = fogra39()
    .photograph()
    .apply(Uint8Array.from(colors.flat(), (value) => Math.round(value * 255)));
  colors.forEach((color, i) => {
    const inks = fogra39().inks(color);
    inks.forEach((ink, k) => {
      expect(Math.abs(pixels[4 * i + k]! - ink * 255)).toBeLessThan(9);
    });
  });
});

test.each<[string, Uint8Array]>([
  ['nothing', new Uint8Array()],
  ['text', Buffer.from('no profile at all, but long enough to be looked at '.repeat(9))],
  ['a profile that is cut off', bytes.subarray(0, 20_000)],
  ['a profile for scanning', cmykProfile(3, ([c]) => [100 * (1 - c!), 0, 0])],
])('%s is no printing condition', (_, data) => {
  expect(() => new InkProfile(data)).toThrow(ProfileError);
});

test('a damaged table is refused, never read past its end', () => {
  for (let at = 132; at < 1200; at += 7) {
    const damaged = bytes.slice();
    damaged[at] = 255 - damaged[at]!;
    try {
      new InkProfile(damaged).inks([50, 10, 10]);
    } catch (error) {
      expect(error).toBeInstanceOf(ProfileError);
    }
  }
});
