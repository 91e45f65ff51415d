import type { Atrule, CssNode, Declaration } from 'css-tree';
import generate from 'css-tree/generator';
import { closest } from '../../base/suggest.ts';
import { parseUnicodeRange, type UnicodeRange } from '../../base/unicode-range.ts';
import type { ReportAt } from './declarations.ts';
import { fontFamilies } from './property-values.ts';
import { children, commaSeparated, components, parseKeyword, parseNumber, ValueReader } from './values.ts';

interface SheetPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One file that a rule names: its address and where that stands. */
export interface FontFaceAddress {
  readonly address: string;
  readonly place: SheetPlace;
}

/** An @font-face rule (CSS Fonts 4 section 4.1) that names at least one file. */
export interface FontFaceRule {
  readonly family: string;
  /** 1 to 1000. */
  readonly weight: number;
  readonly style: 'normal' | 'italic';
  readonly unicodeRange: UnicodeRange | undefined;
  /** Files of supported formats, best first. */
  readonly sources: readonly FontFaceAddress[];
}

type Read = (nodes: readonly CssNode[]) => unknown;

/** Descriptors with a meaning here; each gives undefined where the value is not valid. */
const DESCRIPTORS: Readonly<Record<string, { readonly values: string; readonly read: Read }>> = {
  'font-family': {
    values: '<family-name>',
    read: (nodes) => {
      const names = fontFamilies(new ValueReader(nodes));
      return names?.length === 1 ? names[0] : undefined;
    },
  },
  src: { values: '[ <url> format()? tech()? ]#', read: (nodes) => nodes },
  'font-weight': { values: 'auto | normal | bold | <number 1 to 1000>', read: weight },
  'font-style': { values: 'auto | normal | italic | oblique', read: style },
  'unicode-range': { values: '<urange>#', read: (nodes) => parseUnicodeRange(nodes.map((n) => generate(n)).join('')) },
};

/** Descriptors that say what happens anyway, with the value that does; undefined where every value is as good. */
const NO_EFFECT: ReadonlyMap<string, RegExp | undefined> = new Map<string, RegExp | undefined>([
  ['font-display', undefined],
  ['font-stretch', /^(auto|normal|100%)$/],
  ['font-width', /^(auto|normal|100%)$/],
  ['size-adjust', /^100%$/],
  ['ascent-override', /^normal$/],
  ['descent-override', /^normal$/],
  ['line-gap-override', /^normal$/],
  ['font-feature-settings', /^normal$/],
  ['font-variation-settings', /^normal$/],
  ['font-language-override', /^normal$/],
  ['font-named-instance', /^auto$/],
]);

function weight(nodes: readonly CssNode[]): number | undefined {
  const [node] = nodes;
  if (!node || nodes.length > 1) return undefined;
  const word = parseKeyword(node);
  if (word !== undefined) return ({ auto: 400, normal: 400, bold: 700 } as Record<string, number>)[word];
  const value = parseNumber(node);
  return value !== undefined && value >= 1 && value <= 1000 ? value : undefined;
}

/** As for the property, oblique faces count as italic ones. */
function style([node, ...angles]: readonly CssNode[]): 'normal' | 'italic' | undefined {
  const word = node && parseKeyword(node);
  if (word === 'oblique' && angles.every((angle) => angle.type === 'Dimension')) return 'italic';
  if (angles.length) return undefined;
  return word === 'italic' ? 'italic' : word === 'normal' || word === 'auto' ? 'normal' : undefined;
}

/** Reads an @font-face rule; undefined, after a finding, where it names no font that can be used. */
export function readFontFace(rule: Atrule, file: string, report: ReportAt): FontFaceRule | undefined {
  const values = new Map<string, unknown>();
  let src: Declaration | undefined;
  for (const node of rule.block?.children.toArray() ?? []) {
    if (node.type !== 'Declaration') continue;
    const name = node.property.toLowerCase();
    const value = descriptor(name, node, report);
    if (value === undefined) continue;
    values.set(name, value);
    if (name === 'src') src = node;
  }
  const family = values.get('font-family') as string | undefined;
  if (family === undefined || !src) {
    const missing = family === undefined ? 'font-family' : 'src';
    report('css-invalid-value', `the @font-face rule has no valid ${missing}`, rule, 'it takes font-family and src');
    return undefined;
  }
  const sources = readSources(values.get('src') as CssNode[], src, family, file, report);
  if (!sources.length) return undefined;
  return {
    family,
    weight: (values.get('font-weight') as number | undefined) ?? 400,
    style: (values.get('font-style') as 'normal' | 'italic' | undefined) ?? 'normal',
    unicodeRange: values.get('unicode-range') as UnicodeRange | undefined,
    sources,
  };
}

/** The value of a descriptor that counts; undefined, perhaps after a finding, where it has no effect. */
function descriptor(name: string, node: Declaration, report: ReportAt): unknown {
  const known = DESCRIPTORS[name];
  const text = generate(node.value).trim();
  if (!known) {
    const near = closest(name, [...Object.keys(DESCRIPTORS), ...NO_EFFECT.keys()]);
    const harmless = NO_EFFECT.has(name) && (NO_EFFECT.get(name)?.test(text.toLowerCase()) ?? true);
    const what = NO_EFFECT.has(name) ? 'is not supported' : 'is unknown';
    const hint = NO_EFFECT.has(name) ? 'the font is used as it is' : near && `did you mean "${near}"?`;
    if (!harmless) report('css-unknown-property', `"${name}" ${what} in @font-face`, node, hint);
    return undefined;
  }
  const value = node.value.type === 'Value' ? known.read(components(node.value.children.toArray())) : undefined;
  if (value !== undefined) return value;
  const range = name === 'font-weight' && /^\S+ \S+$/.test(text);
  const hint = range ? 'a static font has one weight; give each weight a rule' : `${name} takes ${known.values}`;
  report('css-invalid-value', `"${text}" is not a supported value of ${name} in @font-face`, node, hint);
  return undefined;
}

const FORMATS = new Set(['truetype', 'opentype', 'woff']);
const TECHNOLOGIES = new Set(['features-opentype']);

/** CSS Fonts 4 section 4.3. What has a format that is not supported is passed over, as browsers do. */
function readSources(
  nodes: readonly CssNode[],
  src: Declaration,
  family: string,
  file: string,
  report: ReportAt,
): FontFaceAddress[] {
  const sources: FontFaceAddress[] = [];
  const unsupported: string[] = [];
  let refused = false;
  for (const [first, ...hints] of commaSeparated(nodes)) {
    if (first?.type === 'Function' && first.name.toLowerCase() === 'local') {
      const hint = 'name the file by url(), or list the font in fonts/fonts.json and use its family';
      report('font-local', `${generate(first)} names a font of the computer, which is not looked for`, first, hint);
      refused = true;
      continue;
    }
    if (first?.type !== 'Url' || !hints.every((hint) => hint.type === 'Function')) {
      const text = [first, ...hints].map((node) => (node ? generate(node) : '')).join(' ');
      report('css-invalid-value', `"${text}" is not a supported source in @font-face`, first ?? src);
      refused = true;
      continue;
    }
    const unknown = hints.flatMap((hint) => unsupportedHints(hint as CssNode & { type: 'Function' }));
    if (unknown.length) unsupported.push(...unknown);
    else {
      const { line, column } = first.loc!.start;
      sources.push({ address: first.value, place: { file, line, column } });
    }
  }
  if (!sources.length && (unsupported.length || !refused)) {
    const message = `no file of the font "${family}" has a supported format (${unsupported.join(', ') || 'none named'})`;
    report('font-unsupported', message, src, 'use TrueType (.ttf), OpenType (.otf) or WOFF 1 (.woff)');
  }
  return sources;
}

/** The words inside format() or tech() that are not supported. */
function unsupportedHints(hint: CssNode & { type: 'Function' }): string[] {
  const known = hint.name.toLowerCase() === 'format' ? FORMATS : TECHNOLOGIES;
  const words = components(children(hint)).filter((node) => node.type !== 'Operator');
  return words
    .map((node) => (node.type === 'String' ? node.value.toLowerCase() : (parseKeyword(node) ?? generate(node))))
    .filter((word) => !known.has(word));
}
