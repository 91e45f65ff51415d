import { Findings } from '../../../src/base/diagnostics.ts';
import { INITIAL_STYLE } from '../../../src/engine/css/cascade.ts';
import { declare, parseValue } from '../../../src/engine/css/parse.ts';
import { PROPERTY_BY_NAME } from '../../../src/engine/css/properties.ts';
import type { ComputedStyle } from '../../../src/engine/css/style.ts';
import { featuresOf, shapingLanguage } from '../../../src/engine/text/shape.ts';
import { caseFonts } from '../../support/cases.ts';
import { styleOf } from '../text/context.ts';

/** The computed fields of a declaration; undefined where it is not valid. */
function computed(declaration: string): Partial<ComputedStyle> | undefined {
  const [name, value] = declaration.split(': ') as [string, string];
  const longhands = declare(name, parseValue(value), () => value);
  return (
    longhands &&
    Object.fromEntries(
      longhands.map(([longhand, declared]) => {
        const { field } = PROPERTY_BY_NAME.get(longhand)!;
        return [field, declared.type === 'value' ? declared.value : INITIAL_STYLE[field]];
      }),
    )
  );
}

test.each([
  ['font-kerning: auto', ''],
  ['font-kerning: none', 'kern=0'],
  ['font-kerning: normal', 'kern=1'],
  ['font-variant-ligatures: normal', ''],
  ['font-variant-ligatures: none', 'calt=0,clig=0,dlig=0,hlig=0,liga=0'],
  ['font-variant-ligatures: no-common-ligatures discretionary-ligatures', 'clig=0,dlig=1,liga=0'],
  ['font-variant-ligatures: contextual historical-ligatures common-ligatures', 'calt=1,clig=1,hlig=1,liga=1'],
  ['font-variant-numeric: tabular-nums oldstyle-nums slashed-zero', 'onum=1,tnum=1,zero=1'],
  ['font-variant-numeric: lining-nums proportional-nums ordinal', 'lnum=1,ordn=1,pnum=1'],
  ['font-variant-numeric: diagonal-fractions', 'frac=1'],
  ['font-variant-numeric: stacked-fractions', 'afrc=1'],
  ['font-variant-caps: small-caps', 'smcp=1'],
  ['font-variant-caps: all-small-caps', 'c2sc=1,smcp=1'],
  ['font-variant-caps: petite-caps', 'pcap=1'],
  ['font-variant-caps: all-petite-caps', 'c2pc=1,pcap=1'],
  ['font-variant-caps: unicase', 'unic=1'],
  ['font-variant-caps: titling-caps', 'titl=1'],
  ['font-variant-east-asian: jis78 proportional-width ruby', 'jp78=1,pwid=1,ruby=1'],
  ['font-variant-east-asian: full-width traditional', 'fwid=1,trad=1'],
  ['font-variant-position: sub', 'subs=1'],
  ['font-variant-position: super', 'sups=1'],
  ['font-variant: normal', ''],
  ['font-variant: none', 'calt=0,clig=0,dlig=0,hlig=0,liga=0'],
  ['font-variant: small-caps tabular-nums super no-contextual jis04', 'calt=0,jp04=1,smcp=1,sups=1,tnum=1'],
  ['font-feature-settings: "smcp", "ss01" 2, "liga" off, "kern" on', 'kern=1,liga=0,smcp=1,ss01=2'],
  ['font: small-caps 12px a', 'smcp=1'],
])('%s asks for %s', (declaration, features) => {
  expect(featuresOf(styleOf(computed(declaration)))).toBe(features);
});

test.each([
  'font-variant-numeric: lining-nums oldstyle-nums',
  'font-variant-numeric: ordinal ordinal',
  'font-variant-numeric: normal ordinal',
  'font-variant-ligatures: none contextual',
  'font-variant-east-asian: jis78 simplified',
  'font-variant: normal small-caps',
  'font-variant: small-caps unicase',
  'font-variant: jis78 jis83',
  'font-feature-settings: smcp',
  'font-feature-settings: "smc"',
  'font-feature-settings: "smcæ"',
  'font-feature-settings: "a,b="',
  'font-feature-settings: "smcp" -1',
  'font-language-override: SRB',
  'font-language-override: "SERBIAN"',
  'font: all-small-caps 12px a',
])('%s is not valid', (declaration) => {
  expect(computed(declaration)).toBeUndefined();
});

test('letter-spacing unties ligatures, and font-feature-settings has the last word', () => {
  const style = { letterSpacing: 1, fontVariantLigatures: ['discretionary-ligatures'] };
  expect(featuresOf(styleOf(style))).toBe('calt=0,clig=0,dlig=0,hlig=0,liga=0');
  const settings = { fontFeatureSettings: [{ tag: 'dlig', value: 1 }] };
  expect(featuresOf(styleOf({ ...style, ...settings }))).toBe('calt=0,clig=0,dlig=1,hlig=0,liga=0');
});

test('font resets what font-variant and its kin say', () => {
  expect(computed('font: 12px a')).toMatchObject({
    fontVariantCaps: 'normal',
    fontVariantNumeric: [],
    fontVariantLigatures: [],
    fontVariantEastAsian: [],
    fontVariantPosition: 'normal',
    fontKerning: 'auto',
    fontFeatureSettings: [],
    fontLanguageOverride: 'normal',
  });
});

test('a language override gives the forms of that language', () => {
  const { registry, shaper } = caseFonts();
  const glyphs = (lang: string, changes: Partial<ComputedStyle> = {}) => {
    const style = styleOf(changes);
    const { primary } = registry.select(style, () => {});
    const key = shaper.key(primary, 'ltr', 'Latn', shapingLanguage(style, lang), '');
    return [...shaper.shape(key, 'ş', 0, 1).glyphs];
  };
  const romanian = glyphs('ro');
  expect(glyphs('en')).not.toEqual(romanian);
  expect(glyphs('en', computed('font-language-override: "ROM"'))).toEqual(romanian);
});

test('a feature that a browser would make up and the font lacks is a finding, once for the face', () => {
  const { registry } = caseFonts();
  const told = (changes: Partial<ComputedStyle>) => {
    const findings = new Findings();
    for (const fontSize of [10, 20]) registry.select(styleOf({ ...changes, fontSize }), findings.report);
    return findings.list.map((d) => `${d.code}: ${d.message}`);
  };
  expect(told({ fontVariantCaps: 'all-small-caps' })).toEqual([
    'font-missing-feature: IBMPlexSans-Regular has no small capitals for all letters (feature smcp, c2sc); the plain ones are used',
  ]);
  expect(told({ fontVariantPosition: 'super' })).toEqual([]);
});
