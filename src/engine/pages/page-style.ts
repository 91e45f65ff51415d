import { finding, type Report } from '../../base/diagnostics.ts';
import type { Rect, Sides } from '../../base/geometry.ts';
import { PX_PER_UNIT } from '../../base/units.ts';
import { computeDeclarations } from '../css/cascade.ts';
import type { Environment } from '../css/environment.ts';
import { matchesNth, type PageRule } from '../css/page-rule.ts';
import { DEFAULT_PAGE_SIZE } from '../css/page-sizes.ts';
import type { DeclaredProperty, Stylesheet } from '../css/parse.ts';
import type { ComputedStyle, MaxSize, Size } from '../css/style.ts';
import { resolveLength } from '../css/values.ts';
import { borderOf } from '../layout/sizes.ts';
import { type Axis, solveFixed } from './dimensions.ts';

/** One page's box: its size, its parts, and the styles of its margin boxes (CSS Paged Media 3). CSS px. */
export interface PageBox {
  /** The finished page. */
  readonly width: number;
  readonly height: number;
  readonly margin: Sides;
  readonly border: Sides;
  readonly padding: Sides;
  /** The page area, which the flow fills, from the top left of the page. */
  readonly area: Rect;
  /** How far the print goes beyond the page. */
  readonly bleed: number;
  readonly marks: ComputedStyle['marks'];
  /** Clockwise turn of the page when it is shown, degrees. */
  readonly rotation: 0 | 90 | 270;
  readonly style: ComputedStyle;
  readonly marginBoxes: ReadonlyMap<string, ComputedStyle>;
  /** Of the area that footnotes stand in. */
  readonly footnotes: ComputedStyle;
}

/** What page selectors can tell about a page. */
export interface PageKind {
  /** From 1. */
  readonly number: number;
  /** The used value of `page`. */
  readonly name: string;
  /** From 1, among the neighbouring pages of the same name. */
  readonly inGroup: number;
  readonly side: 'left' | 'right';
  readonly blank: boolean;
}

/** Far beyond any sheet, px: larger numbers lose their decimals. */
const LARGEST = 1e6;
/** `bleed: auto` with crop marks (CSS Paged Media 3 section 7.3). */
const AUTO_BLEED = 6 * PX_PER_UNIT.pt!;

interface OrderedRule {
  readonly rule: PageRule;
  /** Names, then :first, :blank and :nth(), then :left and :right (section 4.3). */
  readonly specificity: readonly [number, number, number];
  readonly order: number;
}

/** Page boxes by kind of page, from the @page rules of all sheets. */
export class PageStyles {
  readonly #rules: readonly OrderedRule[];
  readonly #root: ComputedStyle;
  readonly #report: Report;
  readonly #environment: Environment | undefined;
  readonly #boxes = new Map<string, PageBox>();

  constructor(sheets: readonly Stylesheet[], root: ComputedStyle, report: Report, environment?: Environment) {
    this.#rules = sheets
      .flatMap((sheet) => sheet.pages)
      .map((rule, order) => ({ rule, order, specificity: specificityOf(rule) }))
      .sort((a, b) => compare(a.specificity, b.specificity) || a.order - b.order);
    this.#root = root;
    this.#report = report;
    this.#environment = environment;
  }

  page(kind: PageKind): PageBox {
    const matching = this.#rules.filter(({ rule }) => matches(rule, kind));
    const key = matching.map(({ order }) => order).join();
    let box = this.#boxes.get(key);
    if (!box) {
      box = this.#make(matching.map(({ rule }) => rule));
      this.#boxes.set(key, box);
    }
    return box;
  }

  #make(rules: readonly PageRule[]): PageBox {
    const declarations = rules.flatMap((rule) => rule.declarations);
    const style = computeDeclarations(declarations, this.#root, this.#report, this.#environment);
    if (typeof style.size !== 'string' && Math.max(...style.size) > LARGEST)
      this.#report(finding('css-invalid-value', `a page is at most ${LARGEST}px wide and high`));
    const declared = new Map<string, DeclaredProperty[]>();
    for (const { marginBoxes } of rules) {
      for (const [name, list] of marginBoxes) declared.set(name, [...(declared.get(name) ?? []), ...list]);
    }
    const marginBoxes = new Map([...declared].map(([name, list]) => [name, this.#marginBox(name, list, style)]));
    const notes = rules.flatMap((rule) => rule.footnotes);
    return { ...geometryOf(style), style, marginBoxes, footnotes: this.#footnoteArea(notes, style) };
  }

  /** Footnotes stand one em below the text unless the rule says otherwise. */
  #footnoteArea(list: readonly DeclaredProperty[], parent: ComputedStyle): ComputedStyle {
    const style = computeDeclarations(list, parent, this.#report, this.#environment);
    const stated = list.some(({ name }) => name === 'margin-top');
    return { ...style, display: 'flow-root', ...(stated ? {} : { marginTop: { px: style.fontSize, percent: 0 } }) };
  }

  #marginBox(name: string, list: readonly DeclaredProperty[], parent: ComputedStyle): ComputedStyle {
    const style = computeDeclarations(list, parent, this.#report, this.#environment);
    const states = (property: string): boolean => list.some((declaration) => declaration.name === property);
    return {
      ...style,
      display: 'block',
      ...(states('text-align') ? {} : { textAlign: defaultAlign(name) }),
      ...(states('vertical-align') ? {} : { verticalAlign: defaultVerticalAlign(name) }),
    };
  }
}

function specificityOf({ selector: { name, pseudos, nth } }: PageRule): readonly [number, number, number] {
  const sided = pseudos.filter((pseudo) => pseudo === 'left' || pseudo === 'right').length;
  return [name === undefined ? 0 : 1, nth.length + pseudos.length - sided, sided];
}

const compare = (a: readonly number[], b: readonly number[]): number => {
  const index = a.findIndex((value, i) => value !== b[i]);
  return index < 0 ? 0 : a[index]! - b[index]!;
};

function matches({ selector: { name, pseudos, nth } }: PageRule, kind: PageKind): boolean {
  if (name !== undefined && name !== kind.name) return false;
  const holds = {
    // With a name it is the first page of that name, as a chapter has one.
    first: (name === undefined ? kind.number : kind.inGroup) === 1,
    left: kind.side === 'left',
    right: kind.side === 'right',
    blank: kind.blank,
  };
  return (
    pseudos.every((pseudo) => holds[pseudo]) &&
    nth.every((one) =>
      one.of === undefined ? matchesNth(one, kind.number) : one.of === kind.name && matchesNth(one, kind.inGroup),
    )
  );
}

/** Alignment of margin boxes that do not state it (CSS Paged Media 3 section 5.1). */
function defaultAlign(name: string): 'left' | 'center' | 'right' {
  if (/-(left|right)-corner$/.test(name)) return name.endsWith('left-corner') ? 'right' : 'left';
  return name.endsWith('-left') ? 'left' : name.endsWith('-right') ? 'right' : 'center';
}

function defaultVerticalAlign(name: string): 'top' | 'middle' | 'bottom' {
  const [, place] = /^(?:left|right)-(top|bottom)$/.exec(name) ?? [];
  return (place as 'top' | 'bottom' | undefined) ?? 'middle';
}

function sizeOf({ size }: ComputedStyle): readonly [number, number] {
  const [width, height] = DEFAULT_PAGE_SIZE;
  if (size === 'landscape') return [height, width];
  const [w, h] = typeof size === 'string' ? [width, height] : size;
  // A page without any room has nowhere to put anything.
  return [Math.min(LARGEST, Math.max(1, w)), Math.min(LARGEST, Math.max(1, h))];
}

const ROTATIONS = { upright: 0, 'rotate-left': 270, 'rotate-right': 90 } as const;

function geometryOf(style: ComputedStyle): Omit<PageBox, 'style' | 'marginBoxes' | 'footnotes'> {
  const [width, height] = sizeOf(style);
  const border = borderOf(style);
  // Percentages on the upper and lower sides are of the height (CSS Paged Media 3 section 7.2).
  const padding = {
    top: resolveLength(style.paddingTop, height), right: resolveLength(style.paddingRight, width), bottom: resolveLength(style.paddingBottom, height), left: resolveLength(style.paddingLeft, width),
  }; // biome-ignore format: one record
  const rtl = style.direction === 'rtl';
  const x = solveFixed(horizontalAxis(style, border, padding, width), width, rtl ? 'before' : 'after');
  const y = solveFixed(verticalAxis(style, border, padding, height), height, 'after');
  const margin = { top: y.before, right: x.after, bottom: y.after, left: x.before };
  const bleed = style.bleed === 'auto' ? (style.marks.includes('crop') ? AUTO_BLEED : 0) : style.bleed;
  return {
    width,
    height,
    margin,
    border,
    padding,
    area: {
      x: margin.left + border.left + padding.left,
      y: margin.top + border.top + padding.top,
      width: Math.max(1, x.inner),
      height: Math.max(1, y.inner),
    },
    bleed: Math.min(bleed, Math.max(width, height)),
    marks: style.marks,
    rotation: ROTATIONS[style.pageOrientation],
  };
}

/** The horizontal axis of a page or margin box in a containing block of `base` px. */
export function horizontalAxis(style: ComputedStyle, border: Sides, padding: Sides, base: number): Axis {
  const edges = border.left + border.right + padding.left + padding.right;
  return axisOf(
    style,
    [style.marginLeft, style.marginRight],
    [style.width, style.minWidth, style.maxWidth],
    edges,
    base,
  );
}

export function verticalAxis(style: ComputedStyle, border: Sides, padding: Sides, base: number): Axis {
  const edges = border.top + border.bottom + padding.top + padding.bottom;
  return axisOf(style, [style.marginTop, style.marginBottom], [style.height, style.minHeight, style.maxHeight], edges, base);
} // biome-ignore format: arguments

function axisOf(
  { boxSizing }: ComputedStyle,
  [before, after]: readonly [ComputedStyle['marginTop'], ComputedStyle['marginTop']],
  [size, min, max]: readonly [Size, Size, MaxSize],
  edges: number,
  base: number,
): Axis {
  const margin = (value: ComputedStyle['marginTop']): number | 'auto' =>
    value === 'auto' ? 'auto' : resolveLength(value, base);
  const inner = <T>(value: Size | MaxSize, otherwise: T): number | T =>
    typeof value === 'string'
      ? otherwise
      : Math.max(0, resolveLength(value, base) - (boxSizing === 'border-box' ? edges : 0));
  return {
    before: margin(before),
    after: margin(after),
    inner: inner(size, 'auto' as const),
    min: inner(min, 0),
    max: inner(max, Number.POSITIVE_INFINITY),
    edges,
  };
}
