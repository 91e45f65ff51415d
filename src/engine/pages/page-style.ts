import type { CssNode } from 'css-tree';
import type { Report } from '../../base/diagnostics.ts';
import { finding } from '../../base/diagnostics.ts';
import type { Sides } from '../../base/geometry.ts';
import { PX_PER_UNIT } from '../../base/units.ts';
import { computeDeclarations } from '../css/cascade.ts';
import type { DeclaredProperty, PageRule, Stylesheet } from '../css/parse.ts';
import type { ComputedStyle } from '../css/style.ts';
import { parseLength, resolveLength } from '../css/values.ts';

/** One page's box: its size, margins, and the styles of its margin boxes (CSS Paged Media 3). CSS px. */
export interface PageBox {
  readonly width: number;
  readonly height: number;
  readonly margin: Sides;
  readonly style: ComputedStyle;
  readonly marginBoxes: ReadonlyMap<string, ComputedStyle>;
}

const mm = PX_PER_UNIT.mm!;
const inch = PX_PER_UNIT.in!;

/** CSS Paged Media 3 section 8.1: named page sizes, width and height in portrait. */
const SIZES: Readonly<Record<string, readonly [number, number]>> = {
  a3: [297 * mm, 420 * mm], a4: [210 * mm, 297 * mm], a5: [148 * mm, 210 * mm], b4: [250 * mm, 353 * mm], b5: [176 * mm, 250 * mm],
  'jis-b4': [257 * mm, 364 * mm], 'jis-b5': [182 * mm, 257 * mm], letter: [8.5 * inch, 11 * inch], legal: [8.5 * inch, 14 * inch],
  ledger: [11 * inch, 17 * inch],
}; // biome-ignore format: a table

/** Page boxes by number, from the @page rules of all sheets. */
export class PageStyles {
  readonly #rules: readonly { readonly rule: PageRule; readonly order: number }[];
  readonly #root: ComputedStyle;
  readonly #report: Report;
  readonly #cache = new Map<string, PageBox>();

  constructor(sheets: readonly Stylesheet[], root: ComputedStyle, report: Report) {
    this.#rules = sheets.flatMap((sheet) => sheet.pages).map((rule, order) => ({ rule, order }));
    this.#root = root;
    this.#report = report;
  }

  /** `number` counts from 1; odd pages are right pages where text runs left to right. */
  page(number: number): PageBox {
    const right = (number % 2 === 1) === (this.#root.direction === 'ltr');
    const pseudos = new Set([...(number === 1 ? ['first'] : []), right ? 'right' : 'left']);
    const key = [...pseudos].join();
    let box = this.#cache.get(key);
    if (!box) {
      box = this.#make(pseudos);
      this.#cache.set(key, box);
    }
    return box;
  }

  #make(pseudos: ReadonlySet<string>): PageBox {
    // :first outweighs :left and :right (section 4.3), and one page selector outweighs none.
    const weight = (rule: PageRule): number =>
      rule.pseudo.reduce((sum, p) => sum + (p === 'first' || p === 'blank' ? 10 : 1), 0);
    const matching = this.#rules
      .filter(({ rule }) => rule.pseudo.every((pseudo) => pseudos.has(pseudo)))
      .sort((a, b) => weight(a.rule) - weight(b.rule) || a.order - b.order)
      .map(({ rule }) => rule);
    const style = computeDeclarations(
      matching.flatMap((rule) => rule.declarations),
      this.#root,
      this.#report,
    );
    let size = SIZES.a4!;
    for (const rule of matching) if (rule.size) size = this.#size(rule.size) ?? size;
    const [width, height] = size;
    const margin = (value: ComputedStyle['marginTop'], base: number): number =>
      value === 'auto' ? 0 : resolveLength(value, base);
    const declared = new Map<string, DeclaredProperty[]>();
    for (const rule of matching) {
      for (const [name, list] of rule.marginBoxes) declared.set(name, [...(declared.get(name) ?? []), ...list]);
    }
    return {
      width, height, style,
      margin: {
        top: margin(style.marginTop, height), right: margin(style.marginRight, width), bottom: margin(style.marginBottom, height), left: margin(style.marginLeft, width),
      },
      marginBoxes: new Map([...declared].map(([name, list]) => [name, this.#marginBox(name, list, style)])),
    }; // biome-ignore format: one record
  }

  /** Margin boxes centre their content unless they say otherwise (section 5.3.1). */
  #marginBox(name: string, list: readonly DeclaredProperty[], parent: ComputedStyle): ComputedStyle {
    const style = computeDeclarations(list, parent, this.#report);
    const states = (property: string): boolean => list.some((declaration) => declaration.name === property);
    const vertical = /^(left|right)-/.test(name);
    const align =
      vertical || name.endsWith('-center')
        ? 'center'
        : name.endsWith('-right') || name.endsWith('left-corner')
          ? 'right'
          : 'left';
    return {
      ...style,
      display: 'block',
      ...(states('text-align') ? {} : { textAlign: align }),
      ...(states('vertical-align') ? {} : { verticalAlign: 'middle' as const }),
    };
  }

  #size(nodes: readonly CssNode[]): readonly [number, number] | undefined {
    let named: readonly [number, number] | undefined;
    let orientation: string | undefined;
    const lengths: number[] = [];
    for (const node of nodes) {
      const word = node.type === 'Identifier' ? node.name.toLowerCase() : undefined;
      const length = parseLength(node)?.px;
      if (word && SIZES[word]) named = SIZES[word];
      else if (word === 'portrait' || word === 'landscape') orientation = word;
      else if (word === 'auto') named = SIZES.a4!;
      else if (length !== undefined && length > 0) lengths.push(length);
      else {
        this.#report(
          finding(
            'css-invalid-value',
            'this value of size is not supported',
            {},
            'size takes a name such as A4, "landscape", or one or two lengths',
          ),
        );
        return undefined;
      }
    }
    const [w, h] = named ?? (lengths.length ? [lengths[0]!, lengths[1] ?? lengths[0]!] : SIZES.a4!);
    return orientation === 'landscape'
      ? [Math.max(w, h), Math.min(w, h)]
      : orientation === 'portrait'
        ? [Math.min(w, h), Math.max(w, h)]
        : [w, h];
  }
}
