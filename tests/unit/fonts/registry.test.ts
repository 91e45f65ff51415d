import { Findings } from '../../../src/base/diagnostics.ts';
import { parseUnicodeRange } from '../../../src/base/unicode-range.ts';
import type { ComputedStyle } from '../../../src/engine/css/style.ts';
import type { LoadedFace } from '../../../src/engine/fonts/loaded-face.ts';
import { matchingFaces } from '../../../src/engine/fonts/match.ts';
import type { FontRegistry } from '../../../src/engine/fonts/registry.ts';
import { styleOf } from '../text/context.ts';
import { failing, registryOf, sourceOf } from './context.ts';

const LATIN = sourceOf('Latin', 'plex', { scripts: ['Latn', 'Grek'] });
const ARABIC = sourceOf('Arabic', 'arabic', { scripts: ['Arab'] });
const HEBREW = sourceOf('Hebrew', 'hebrew', { scripts: ['Hebr'] });
const range = (text: string) => ({ unicodeRange: parseUnicodeRange(text)! });

const names = (faces: readonly LoadedFace[]): string[] => faces.map((face) => face.family);
const select = (registry: FontRegistry, fontFamily: string[], changes: Partial<ComputedStyle> = {}) =>
  registry.select(styleOf({ fontFamily, ...changes }), failing);

test('named families come in the order of the style, the others in the order of fonts.json', () => {
  const registry = registryOf([LATIN, ARABIC, HEBREW], ['Latin', 'Hebrew', 'Arabic']);
  const { named, fallback, primary } = select(registry, ['arabic', 'nobody', 'LATIN']);
  expect([names(named), names(fallback), primary.family]).toEqual([['Arabic', 'Latin'], ['Hebrew'], 'Arabic']);
  expect(fallback[0]!.scripts).toEqual(['Hebr']);
  expect(select(registry, ['arabic', 'nobody', 'LATIN'])).toBe(select(registry, ['arabic', 'nobody', 'LATIN']));
  const generic = select(registry, ['sans-serif']);
  expect([names(generic.named), generic.primary.family]).toEqual([[], 'Latin']);
});

test('a family nobody knows and a weight a family lacks are findings, each time anew', () => {
  const registry = registryOf([LATIN], ['Latin']);
  const ask = (changes: Partial<ComputedStyle>) => {
    const findings = new Findings();
    const { primary } = registry.select(styleOf(changes), findings.report);
    return [primary.weight, ...findings.list.map((d) => `${d.code}: ${d.message}`)];
  };
  for (let round = 0; round < 2; round++) {
    expect(ask({ fontFamily: ['Nobody'] })).toEqual([400, 'font-missing-family: no font family "Nobody"']);
    expect(ask({ fontFamily: ['Latin'], fontWeight: 700, fontStyle: 'italic' })).toEqual([
      400,
      'font-missing-face: "Latin" has no italic face of weight 700; weight 400 is used',
    ]);
  }
});

test.each([
  [400, [300, 500, 600], 500],
  [400, [300, 600], 300],
  [500, [400, 600], 400],
  [450, [400, 500], 500],
  [300, [200, 400, 500], 200],
  [300, [400, 500], 400],
  [600, [400, 500, 700, 900], 700],
  [900, [400, 700], 700],
])('weight %i among %j is %i', (fontWeight, weights, expected) => {
  const faces = weights.map((weight) => ({ weight, style: 'normal' as const }));
  expect(matchingFaces(faces, { fontWeight, fontStyle: 'normal' }).map((face) => face.weight)).toEqual([expected]);
});

test('style goes before weight', () => {
  const faces = [
    { weight: 700, style: 'normal' },
    { weight: 400, style: 'italic' },
  ] as const;
  expect(matchingFaces(faces, { fontWeight: 700, fontStyle: 'italic' })).toEqual([faces[1]]);
});

test('faces of one weight and style with their ranges make one; the first available font is one that has spaces', () => {
  const registry = registryOf([
    sourceOf('Mixed', 'arabic', range('U+600-6FF')),
    sourceOf('Mixed', 'plex', range('U+20-24F')),
    sourceOf('Mixed', 'plexBold', { weight: 700 }),
  ]);
  const { named, primary } = select(registry, ['Mixed']);
  expect(named.map(({ face }) => face.postscriptName)).toEqual(['IBMPlexSansArabic-Regular', 'IBMPlexSans-Regular']);
  const covering = (character: string) => named.map((face) => face.covers(character.codePointAt(0)!));
  expect(covering('a')).toEqual([false, true]);
  expect(covering('ب')).toEqual([true, false]);
  // Greek is in the second file, but not in its range.
  expect(covering('ω')).toEqual([false, false]);
  expect(primary).toBe(named[1]);
  expect(select(registry, ['Mixed'], { fontWeight: 700 }).named).toHaveLength(1);
});

test('faces of a document hide the family of the same name, but not in fallback, and leave the project alone', () => {
  const registry = registryOf([LATIN, ARABIC], ['Latin']);
  const view = registry.with([sourceOf('latin', 'hebrew')]);
  const own = select(view, ['Latin']);
  expect(own.named.map(({ face }) => face.postscriptName)).toEqual(['IBMPlexSansHebrew-Regular']);
  expect(own.fallback.map(({ face }) => face.postscriptName)).toEqual(['IBMPlexSans-Regular']);
  expect(select(view, ['Arabic']).primary).toBe(select(registry, ['Arabic']).primary);
  expect(select(registry, ['Latin']).primary.face.postscriptName).toBe('IBMPlexSans-Regular');
});

test('equal faces give one view, and one file is parsed once', () => {
  const registry = registryOf([LATIN], ['Latin']);
  expect(registry.with([])).toBe(registry);
  const view = registry.with([sourceOf('Own', 'hebrew')]);
  expect(registry.with([sourceOf('Own', 'hebrew')])).toBe(view);
  const other = registry.with([sourceOf('Own', 'hebrew', range('U+5D0-5EA'))]);
  expect(other).not.toBe(view);
  expect(select(other, ['Own']).named[0]!.face === select(view, ['Own']).primary.face).toBe(true);
});

test('a file that is no font is a finding, and the next family is used', () => {
  const findings = new Findings();
  const broken = sourceOf('Broken', 'plex', { file: 'broken.ttf', bytes: new Uint8Array(20) });
  const registry = registryOf([broken, LATIN], ['Latin'], findings.report);
  expect(select(registry, ['Broken']).primary.family).toBe('Latin');
  expect(findings.list).toMatchObject([{ code: 'font-broken', file: 'broken.ttf' }]);
});
