import { type AnyNode, type Element, isTag } from 'domhandler';
import { finding, type Report } from '../../base/diagnostics.ts';
import { LruCache } from '../../base/lru.ts';
import type { HtmlDocument } from '../html/document.ts';
import { originalOf } from '../html/svg-use.ts';
import { type CascadedValues, cascaded, stepsOf } from './cascaded.ts';
import { type DeclaredProperty, type DeclaredValue, declare, parseStyleAttribute, parseValue } from './declarations.ts';
import { DEFAULT_ENVIRONMENT, type Environment, unitSize } from './environment.ts';
import { layerOrder } from './layers.ts';
import { parseStylesheet, type Stylesheet, sheetFor } from './parse.ts';
import { presentationalHints } from './presentational.ts';
import { PROPERTIES } from './properties.ts';
import type { ComputeContext, Property } from './property.ts';
import { type RuleSelector, RuleSet } from './rule-set.ts';
import type { PseudoElement } from './selectors.ts';
import { physicalName } from './shorthands.ts';
import type { ComputedStyle, StyleField } from './style.ts';
import { USER_AGENT_CSS } from './user-agent.ts';
import { resolveCustom, substitute } from './variables.ts';

/** A document whose elements have their computed styles. */
export interface StyledDocument {
  readonly document: HtmlDocument;
  readonly styles: ReadonlyMap<Element, ComputedStyle>;
  readonly pseudoStyles: ReadonlyMap<Element, Partial<Record<PseudoElement, ComputedStyle>>>;
  readonly sheets: readonly Stylesheet[];
  readonly environment: Environment;
  /** The style that an element, or one of its pseudo-elements, has inside another parent. */
  restyled(element: Element, parent: ComputedStyle, pseudo?: PseudoElement): ComputedStyle;
}

const NO_CUSTOM: ReadonlyMap<string, string> = new Map();

/** The style of an element without parent and rules. */
export const INITIAL_STYLE = Object.fromEntries<unknown>([
  ...PROPERTIES.map((property): [string, unknown] => [property.field, property.initial]),
  ['custom', NO_CUSTOM],
]) as unknown as ComputedStyle;

const userAgent = new LruCache<string, Stylesheet>(1 << 20, () => 1);

/** The rules of some sheets, compiled, and every style they have given so far. */
interface CompiledRules {
  readonly set: RuleSet;
  readonly styles: SharedStyles;
}

/**
 * Elements with the same parent style and the same declarations share one style, in all documents with the same
 * sheets. Equal styles being one object, whatever is kept by style is kept for all of them.
 */
interface SharedStyles {
  byParent: WeakMap<ComputedStyle, Map<string, ComputedStyle>>;
  count: number;
}

/** Style attributes that differ in every document must not pile up. */
const MOST_SHARED_STYLES = 20_000;

const ruleSets = new LruCache<string, CompiledRules>(8 << 20, () => 1 << 18);
const ids = new WeakMap<object, number>();
let nextId = 1;

function idOf(object: object): number {
  let id = ids.get(object);
  if (id === undefined) {
    id = nextId++;
    ids.set(object, id);
  }
  return id;
}

function rulesFor(sheets: readonly Stylesheet[], environment: Environment): CompiledRules {
  const { width, height, fonts } = environment;
  const key = `${sheets.map(idOf).join()} ${width} ${height} ${fonts ? idOf(fonts) : ''}`;
  return ruleSets.ensure(key, () => {
    const set = new RuleSet();
    const layers = layerOrder(sheets.flatMap((sheet) => sheet.layers));
    let order = 0;
    const ua = userAgent.ensure('', () =>
      sheetFor(parseStylesheet({ file: 'user-agent.css', text: USER_AGENT_CSS }, failOnFinding), DEFAULT_ENVIRONMENT),
    );
    for (const rule of ua.rules) set.add(rule, order++, true, 0);
    for (const sheet of sheets)
      for (const rule of sheet.rules) set.add(rule, order++, false, layers.get(rule.layer) ?? layers.get('')!);
    return { set, styles: { byParent: new WeakMap(), count: 0 } };
  });
}

const failOnFinding: Report = (diagnostic) => {
  throw new Error(`user-agent stylesheet: ${diagnostic.message}`);
};

/** Only footnotes have these. */
const OF_NOTES: ReadonlySet<PseudoElement> = new Set<PseudoElement>(['footnote-call', 'footnote-marker']);

/** Cascade and computation for every element (CSS Cascade 5 sections 4 to 6). */
export function cascade(
  document: HtmlDocument,
  sheets: readonly Stylesheet[],
  report: Report,
  environment: Environment = DEFAULT_ENVIRONMENT,
): StyledDocument {
  const { set, styles: shared } = rulesFor(sheets, environment);
  const styles = new Map<Element, ComputedStyle>();
  const pseudoStyles = new Map<Element, Partial<Record<PseudoElement, ComputedStyle>>>();
  const computer = new StyleComputer(report, shared, environment);

  const compute = (element: Element, own: readonly RuleSelector[], parent: ComputedStyle): ComputedStyle => {
    const inline = element.attribs.style;
    const attribute = inline
      ? parseStyleAttribute(inline, () => document.attributePlace(element, 'style'), report)
      : undefined;
    const presentation = presentational(element);
    const hints = presentation ? parseStyleAttribute(presentation, () => document.placeOf(element), report) : undefined;
    return computer.compute(own, attribute, hints, parent);
  };
  const visit = (element: Element, parent: ComputedStyle): void => {
    const matched = set.match(originalOf(element));
    const own = matched.filter((selector) => selector.pseudo === undefined);
    const style = compute(element, own, parent);
    styles.set(element, style);
    const ofPseudos = matched.filter(({ pseudo }) => pseudo && (style.float === 'footnote' || !OF_NOTES.has(pseudo)));
    if (ofPseudos.length) {
      const pseudos: Partial<Record<PseudoElement, ComputedStyle>> = {};
      for (const pseudo of new Set(ofPseudos.map((selector) => selector.pseudo))) {
        if (pseudo)
          pseudos[pseudo] = computer.compute(
            ofPseudos.filter((s) => s.pseudo === pseudo),
            undefined,
            undefined,
            style,
          );
      }
      pseudoStyles.set(element, pseudos);
    }
    for (const child of element.children as AnyNode[]) if (isTag(child)) visit(child, style);
  };
  visit(document.root, INITIAL_STYLE);
  const restyled: StyledDocument['restyled'] = (element, parent, pseudo) => {
    const own = set.match(element).filter((selector) => selector.pseudo === pseudo);
    return pseudo ? computer.compute(own, undefined, undefined, parent) : compute(element, own, parent);
  };
  return { document, styles, pseudoStyles, sheets, environment, restyled };
}

/** The style of a page or margin box: declarations on top of what it inherits (CSS Paged Media 3 section 6). */
export function computeDeclarations(
  declarations: readonly DeclaredProperty[],
  parent: ComputedStyle,
  report: Report,
  environment: Environment = DEFAULT_ENVIRONMENT,
): ComputedStyle {
  const computer = new StyleComputer(report, { byParent: new WeakMap(), count: 0 }, environment);
  return computer.compute([], declarations, undefined, parent);
}

/** Attributes of SVG that are properties (SVG 2 section 6.6), of those we know. */
const PRESENTATION = new Set(
  (
    'alignment-baseline baseline-shift clip-path clip-rule color direction display dominant-baseline fill fill-opacity ' +
    'fill-rule font-family font-kerning font-size font-style font-variant-caps font-variant-numeric font-weight ' +
    'letter-spacing marker-end marker-mid marker-start mask mask-type opacity overflow paint-order ' +
    'stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin ' +
    'stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration unicode-bidi vector-effect visibility ' +
    'word-spacing'
  ).split(' '),
);
const SVG_ELEMENTS = new Set(
  (
    'svg g path rect circle ellipse line polyline polygon text tspan textPath use defs symbol switch image marker mask ' +
    'clipPath pattern linearGradient radialGradient stop'
  ).split(' '),
);
/** Attributes may leave out the unit of a length. */
const UNITLESS = new Set(['font-size', 'letter-spacing', 'word-spacing']);

/**
 * Attributes that count as author rules of no specificity: those of SVG (SVG 2 section 6.6), the size of pictures
 * (HTML section 15.4.3), and those of `presentational.ts`.
 */
function presentational(element: Element): string | undefined {
  if (!SVG_ELEMENTS.has(element.name) && !(element.name === 'a' && isInSvg(element)))
    return (element.name === 'img' ? (pictureSize(element) ?? '') : '') + presentationalHints(element) || undefined;
  let text = '';
  for (const [name, value] of Object.entries(element.attribs)) {
    // Attributes hold one value, and nothing makes it important.
    if (!PRESENTATION.has(name) || /[;!]/.test(value)) continue;
    const unit = UNITLESS.has(name) && /^\s*[-+]?[\d.]+(e[-+]?\d+)?\s*$/i.test(value) ? 'px' : '';
    text += `${name}:${value.trim()}${unit};`;
  }
  return text || undefined;
}

const listId = (list: readonly DeclaredProperty[] | undefined): number => (list ? idOf(list) : 0);

function isInSvg(element: Element): boolean {
  for (let parent = element.parent; parent && isTag(parent); parent = parent.parent)
    if (parent.name === 'svg') return true;
  return false;
}

function pictureSize({ attribs }: Element): string | undefined {
  const [width, height] = [attribs.width, attribs.height].map((value) =>
    /^\s*(\d+(?:\.\d+)?)(%|px)?\s*$/.exec(value ?? ''),
  );
  const length = (match: RegExpExecArray | null | undefined): string => `${match![1]}${match![2] ?? 'px'}`;
  let text = '';
  if (width) text += `width:${length(width)};`;
  if (height) text += `height:${length(height)};`;
  if (width && height && !width[2] && !height[2]) text += `aspect-ratio:auto ${width[1]}/${height[1]};`;
  return text || undefined;
}

/** Properties whose initial value, currentcolor or medium, only computing can turn into a value. */
const CURRENT_COLOR = new Set(
  PROPERTIES.map(({ name }) => name).filter((name) =>
    /^(border|column-rule|text-decoration|outline).*-color$/.test(name),
  ),
);
const LINE_WIDTHS = new Set(
  PROPERTIES.map(({ name }) => name).filter((name) =>
    /^(border-(top|right|bottom|left)|column-rule|outline)-width$/.test(name),
  ),
);

class StyleComputer {
  readonly #report: Report;
  readonly #shared: SharedStyles;
  readonly #environment: Environment;
  /** The first style that is computed. */
  #root: ComputedStyle | undefined;

  constructor(report: Report, shared: SharedStyles, environment: Environment) {
    this.#report = report;
    this.#shared = shared;
    this.#environment = environment;
  }

  compute(
    matched: readonly RuleSelector[],
    attribute: readonly DeclaredProperty[] | undefined,
    presentation: readonly DeclaredProperty[] | undefined,
    parent: ComputedStyle,
  ): ComputedStyle {
    const rules = [...matched].sort(
      (a, b) =>
        Number(b.userAgent) - Number(a.userAgent) ||
        a.layer - b.layer ||
        a.specificity - b.specificity ||
        a.order - b.order,
    );
    let siblings = this.#shared.byParent.get(parent);
    if (!siblings) {
      siblings = new Map();
      this.#shared.byParent.set(parent, siblings);
    }
    // Parsed attributes are kept by content, so equal ones are one object.
    const key = `${rules.map((rule) => rule.order).join(',')}|${listId(attribute)}|${listId(presentation)}`;
    const found = siblings.get(key);
    if (found) {
      this.#root ??= found;
      return found;
    }

    const style = this.#build(cascaded(stepsOf(rules, attribute, presentation)), parent);
    siblings.set(key, style);
    if (++this.#shared.count > MOST_SHARED_STYLES) {
      this.#shared.byParent = new WeakMap();
      this.#shared.count = 0;
    }
    return style;
  }

  #build(values: CascadedValues, parent: ComputedStyle): ComputedStyle {
    const custom = this.#customProperties(values, parent);
    const physical = this.#resolveNames(values, parent, custom);
    // Copied from an object that has every field, so that all styles have one hidden class and reads stay fast.
    const own: Record<StyleField | 'custom', unknown> = { ...INITIAL_STYLE, custom };
    // The size of the font and its lines are measured in the font of the parent.
    let measured = parent;
    const context = {
      parent,
      fontSize: parent.fontSize,
      rootFontSize: this.#root?.fontSize ?? parent.fontSize,
      color: parent.color,
      unit: (name: string): number => unitSize(name, measured, this.#root ?? measured, this.#environment),
      own,
    };
    for (const property of PROPERTIES) {
      const { field } = property;
      const declared = physical.get(property.name);
      own[field] =
        declared === undefined
          ? property.inherited
            ? parent[field]
            : this.#initial(property, context)
          : this.#value(property, declared, context);
      if (field === 'fontSize') {
        context.fontSize = own.fontSize as number;
        if (!this.#root) context.rootFontSize = context.fontSize;
      } else if (field === 'lineHeight') measured = own as unknown as ComputedStyle;
      else if (field === 'color') context.color = own.color as ComputeContext['color'];
    }
    const style = own as unknown as ComputedStyle;
    this.#root ??= style;
    return style;
  }

  #initial(property: Property, context: ComputeContext): unknown {
    if (CURRENT_COLOR.has(property.name)) return context.color;
    return LINE_WIDTHS.has(property.name) ? property.compute('medium' as never, context) : property.initial;
  }

  #value(property: Property, declared: DeclaredValue, context: ComputeContext): unknown {
    if (declared.type === 'value') return property.compute(declared.value as never, context);
    const inherit =
      declared.type === 'wide' &&
      (declared.keyword === 'inherit' || (declared.keyword !== 'initial' && property.inherited));
    return inherit ? context.parent[property.field] : this.#initial(property, context);
  }

  #customProperties(values: CascadedValues, parent: ComputedStyle): ReadonlyMap<string, string> {
    let own: Map<string, string | undefined> | undefined;
    for (const [name, found] of values.list) {
      if (!name.startsWith('--')) continue;
      const value = values.rolledBack(name, found, 'ltr');
      if (value.type === 'wide' && value.keyword !== 'initial') continue;
      own ??= new Map();
      own.set(name, value.type === 'variable' ? value.source : undefined);
    }
    return own ? resolveCustom(own, parent.custom) : parent.custom;
  }

  /** Substitutes variables, spreads their shorthands and maps flow-relative names to physical ones. */
  #resolveNames(
    values: CascadedValues,
    parent: ComputedStyle,
    custom: ReadonlyMap<string, string>,
  ): Map<string, DeclaredValue> {
    const found = values.list.get('direction');
    const own = found && values.rolledBack('direction', found, 'ltr');
    const direct = own?.type === 'variable' ? this.#substituted('direction', own, custom) : own;
    const direction =
      direct?.type === 'value'
        ? (direct.value as 'ltr' | 'rtl')
        : direct?.type === 'wide' && direct.keyword === 'initial'
          ? 'ltr'
          : parent.direction;
    const result = new Map<string, DeclaredValue>();
    for (const [name, winner] of values.list) {
      if (name.startsWith('--')) continue;
      const value = values.rolledBack(name, winner, direction);
      result.set(
        physicalName(name, direction),
        value.type === 'variable' ? this.#substituted(name, value, custom) : value,
      );
    }
    return result;
  }

  #substituted(
    name: string,
    value: DeclaredValue & { type: 'variable' },
    custom: ReadonlyMap<string, string>,
  ): DeclaredValue {
    const text = substitute(value.source, (variable) => custom.get(variable));
    const declared = text === undefined ? undefined : declareText(value.shorthand, text);
    const longhand = declared?.find(([own]) => own === name)?.[1];
    if (longhand && longhand.type !== 'variable') return longhand;
    this.#report(
      finding(
        'css-invalid-value',
        `"${value.source}" is not valid for ${value.shorthand} once its variables are known`,
        value.place ?? {},
        text === undefined ? 'a variable it names is not set' : `it becomes "${text}"`,
      ),
    );
    // Invalid at computed-value time (CSS Variables 1 section 3.1).
    return { type: 'wide', keyword: 'unset' };
  }
}

const declaredTexts = new LruCache<string, ReturnType<typeof declare>>(1 << 20, (_, key) => key.length * 20);

function declareText(name: string, text: string): ReturnType<typeof declare> {
  return declaredTexts.ensure(`${name}:${text}`, () => declare(name, parseValue(text), () => text));
}
