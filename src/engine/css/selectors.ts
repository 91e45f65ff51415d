import type { CssNode, Selector, SelectorList } from 'css-tree';
import generate from 'css-tree/generator';
import type { Element } from 'domhandler';
import { attributeTest } from './attribute-selectors.ts';
import {
  childElements, directionalityOf, languageOf, matchesLanguage, nextElement, type Position, parentOf, positionOf, previousElement,
  SIMPLE_PSEUDO_CLASSES, typePositionOf,
} from './element-tests.ts'; // biome-ignore format: a list
import { children, components, unescaped } from './nodes.ts';

export const PSEUDO_ELEMENTS = [
  'before', 'after', 'marker', 'first-letter', 'first-line', 'footnote-call', 'footnote-marker',
] as const; // biome-ignore format: a list
export type PseudoElement = (typeof PSEUDO_ELEMENTS)[number];

/** Parts of a page that a selector may name and paper does not have. */
const SCREEN_PSEUDO_ELEMENTS =
  /^(-(webkit|moz|ms|o)-.*|selection|target-text|search-text|spelling-error|grammar-error|highlight|placeholder|file-selector-button|backdrop|cue|cue-region|part|slotted|details-content|view-transition.*|scroll-.*|column|checkmark|picker(-icon)?)$/;

/** One complex selector, ready to match. */
export interface CompiledSelector {
  readonly specificity: number;
  readonly pseudo: PseudoElement | undefined;
  readonly matches: (element: Element) => boolean;
  /** What an element that matches surely has: the id, a class or one of the tags of the last compound. */
  readonly key: { readonly kind: 'id' | 'class' | 'tag'; readonly names: readonly string[] } | undefined;
}

/** The selectors that `&` stands for in a nested rule (CSS Nesting 1 section 3). */
export type ParentSelectors = readonly CompiledSelector[] | undefined;

/** A selector that cannot be used. What is valid elsewhere leaves the others of its list alone. */
export class SelectorFault extends Error {
  readonly node: CssNode;
  readonly invalid: boolean;

  constructor(message: string, node: CssNode, invalid: boolean) {
    super(message);
    this.node = node;
    this.invalid = invalid;
  }
}

type Test = (element: Element) => boolean;
export type OnFault = (fault: SelectorFault) => void;

/** Selectors 4 section 17 as one number: ids, then classes, then types, of which no selector has 65,536. */
const ID = 2 ** 32;
const CLASS = 2 ** 16;

interface Compound {
  readonly tests: Test[];
  specificity: number;
  key: CompiledSelector['key'];
  /** How it stands to the compound before it. */
  readonly combinator: string;
}

/** Compiles a list; throws a SelectorFault where one of them is not valid, and hears of those not supported. */
export function compileSelectors(list: SelectorList, parent: ParentSelectors, onFault: OnFault): CompiledSelector[] {
  const compiled: CompiledSelector[] = [];
  for (const selector of children(list)) {
    try {
      compiled.push(compileSelector(selector as Selector, parent, onFault));
    } catch (error) {
      if (!(error instanceof SelectorFault) || error.invalid) throw error;
      onFault(error);
    }
  }
  return compiled;
}

function compileSelector(selector: Selector, parent: ParentSelectors, onFault: OnFault): CompiledSelector {
  const nodes = children(selector);
  const nested = parent !== undefined && !nodes.some(namesParent);
  const relative = nodes[0]?.type === 'Combinator';
  if (relative && !parent) throw new SelectorFault('a selector cannot begin with a combinator', selector, true);
  const compiler = new Compiler(parent, onFault);
  if (nested || relative) {
    compiler.begin(' ');
    compiler.addParent();
    if (!relative) compiler.begin(' ');
  } else compiler.begin(' ');
  for (const node of nodes) compiler.add(node);
  return compiler.finish(selector);
}

const namesParent = (node: CssNode): boolean => {
  if (node.type === 'NestingSelector') return true;
  return 'children' in node && node.children ? children(node as never).some(namesParent) : false;
};

class Compiler {
  readonly #parent: ParentSelectors;
  readonly #onFault: OnFault;
  readonly #compounds: Compound[] = [];
  #pseudo: PseudoElement | undefined;

  constructor(parent: ParentSelectors, onFault: OnFault) {
    this.#parent = parent;
    this.#onFault = onFault;
  }

  begin(combinator: string): void {
    this.#compounds.push({ tests: [], specificity: 0, key: undefined, combinator });
  }

  addParent(): void {
    const compound = this.#compounds.at(-1)!;
    const parent = this.#parent;
    if (!parent) compound.tests.push(SIMPLE_PSEUDO_CLASSES.get('root')!);
    else {
      const plain = parent.filter(({ pseudo }) => !pseudo);
      compound.tests.push((element) => plain.some(({ matches }) => matches(element)));
      compound.specificity += mostSpecific(parent);
    }
  }

  add(node: CssNode): void {
    if (this.#pseudo && node.type !== 'Combinator')
      throw new SelectorFault(`nothing can stand after ::${this.#pseudo}`, node, true);
    const compound = this.#compounds.at(-1)!;
    switch (node.type) {
      case 'Combinator':
        if (this.#pseudo) throw new SelectorFault(`nothing can stand after ::${this.#pseudo}`, node, true);
        if (!/^[ >+~]$/.test(node.name)) throw new SelectorFault(`"${node.name}" is no known combinator`, node, true);
        // The first combinator of a relative selector follows what it is relative to.
        if (compound.tests.length === 0 && this.#compounds.length === 1 && !compound.specificity)
          throw new SelectorFault('a selector cannot begin with a combinator', node, true);
        this.begin(node.name);
        return;
      case 'TypeSelector':
        this.#type(node.name, node, compound);
        return;
      case 'IdSelector': {
        const name = unescaped(node.name);
        compound.tests.push((element) => element.attribs.id === name);
        compound.specificity += ID;
        compound.key = { kind: 'id', names: [name] };
        return;
      }
      case 'ClassSelector': {
        const name = unescaped(node.name);
        compound.tests.push((element) => hasClass(element, name));
        compound.specificity += CLASS;
        if (compound.key?.kind !== 'id') compound.key = { kind: 'class', names: [name] };
        return;
      }
      case 'AttributeSelector':
        compound.tests.push(attributeTest(node));
        compound.specificity += CLASS;
        return;
      case 'NestingSelector':
        this.addParent();
        return;
      case 'PseudoClassSelector':
        this.#pseudoClass(node, compound);
        return;
      case 'PseudoElementSelector':
        this.#pseudoElement(node.name.toLowerCase(), node);
        return;
      default:
        throw new SelectorFault(`"${generate(node)}" is no selector`, node, true);
    }
  }

  #type(text: string, node: CssNode, compound: Compound): void {
    const bar = text.lastIndexOf('|');
    if (bar >= 0 && text.slice(0, bar) !== '*')
      throw new SelectorFault(`the namespace of "${text}" is not declared`, node, true);
    const name = unescaped(text.slice(bar + 1)).toLowerCase();
    if (name === '*') {
      compound.tests.push(() => true);
      return;
    }
    compound.tests.push((element) => element.name === name || element.name.toLowerCase() === name);
    compound.specificity += 1;
    compound.key ??= { kind: 'tag', names: [name] };
  }

  #pseudoElement(name: string, node: CssNode): void {
    const known = PSEUDO_ELEMENTS.find((pseudo) => pseudo === name);
    if (!known) {
      const screen = SCREEN_PSEUDO_ELEMENTS.test(name);
      throw new SelectorFault(`::${name} is ${screen ? 'not supported' : 'no known pseudo-element'}`, node, !screen);
    }
    this.#pseudo = known;
  }

  #pseudoClass(node: CssNode & { type: 'PseudoClassSelector' }, compound: Compound): void {
    const name = node.name.toLowerCase();
    // The one-colon spelling of CSS 2.
    if (!node.children && /^(before|after|first-letter|first-line)$/.test(name)) {
      this.#pseudoElement(name, node);
      return;
    }
    const simple = node.children ? undefined : SIMPLE_PSEUDO_CLASSES.get(name);
    if (simple) {
      compound.tests.push(simple);
      compound.specificity += CLASS;
      return;
    }
    const args = node.children ? components(children(node as never)) : [];
    const list = args[0]?.type === 'SelectorList' ? args[0] : undefined;
    if (list && /^(is|where|not|matches)$/.test(name)) {
      const inner = this.#list(list, name === 'is' || name === 'where');
      const any: Test = (element) => inner.some(({ matches, pseudo }) => !pseudo && matches(element));
      compound.tests.push(name === 'not' ? (element) => !any(element) : any);
      if (name !== 'not') compound.key ??= tagsOf(inner);
      if (name !== 'where') compound.specificity += mostSpecific(inner);
    } else if (list && name === 'has') {
      const inner = children(list).map((selector) => this.#relative(selector as Selector));
      compound.tests.push((element) => inner.some(({ has }) => has(element)));
      compound.specificity += mostSpecific(inner);
    } else if (/^nth-(last-)?(child|of-type)$/.test(name) && args[0]?.type === 'Nth')
      this.#nth(name, args[0], compound);
    else if (name === 'lang' && args.length) {
      const ranges = args
        .filter((arg) => arg.type !== 'Operator')
        .map((arg) => (arg.type === 'String' ? arg.value : generate(arg)));
      const known = new Map<string, boolean>();
      compound.tests.push((element) => {
        const tag = languageOf(element);
        let matches = known.get(tag);
        if (matches === undefined) {
          matches = ranges.some((range) => matchesLanguage(range, tag));
          // Hostile pages may name a language at each element.
          if (known.size < 1000) known.set(tag, matches);
        }
        return matches;
      });
      compound.specificity += CLASS;
    } else if (name === 'dir' && args.length === 1) {
      const word = generate(args[0]!).trim().toLowerCase();
      compound.tests.push((element) => directionalityOf(element) === word);
      compound.specificity += CLASS;
    } else {
      const screen =
        /^(-(webkit|moz|ms|o)-.*|host(-context)?|state|active-view-transition.*|xr-overlay|valid|invalid|in-range|out-of-range|blank|default|has-slotted)$/.test(
          name,
        );
      throw new SelectorFault(
        `:${name}${node.children ? '()' : ''} is ${screen ? 'not supported' : 'no known pseudo-class'}`,
        node,
        !screen,
      );
    }
  }

  /** The selectors of an argument; `forgiving` lists leave out what is not valid (Selectors 4 section 4.2). */
  #list(list: SelectorList, forgiving: boolean): CompiledSelector[] {
    if (!forgiving) return compileSelectors(list, this.#parentForArguments(list), this.#onFault);
    return children(list).flatMap((selector) => {
      try {
        return [compileSelector(selector as Selector, this.#parentForArguments(selector), this.#onFault)];
      } catch (error) {
        if (!(error instanceof SelectorFault)) throw error;
        this.#onFault(error);
        return [];
      }
    });
  }

  /** Arguments are only relative to the parent where they name it. */
  #parentForArguments(node: CssNode): ParentSelectors {
    return namesParent(node) ? this.#parent : undefined;
  }

  #nth(name: string, node: CssNode & { type: 'Nth' }, compound: Compound): void {
    const { nth, selector } = node;
    const word = nth.type === 'Identifier' ? nth.name.toLowerCase() : '';
    if (word && word !== 'even' && word !== 'odd')
      throw new SelectorFault(`"${word}" is no pattern of numbers`, node, true);
    const [a, b] = nth.type === 'AnPlusB' ? [Number(nth.a ?? 0), Number(nth.b ?? 0)] : [2, word === 'odd' ? 1 : 0];
    const fits = (n: number): boolean => (a === 0 ? n === b : (n - b) % a === 0 && (n - b) / a >= 0);
    const end = name.startsWith('nth-last') ? 'last' : 'first';
    compound.specificity += CLASS;
    if (selector && name.endsWith('child')) {
      const inner = this.#list(selector as SelectorList, false);
      compound.specificity += mostSpecific(inner);
      const place = positionsAmong((element) => inner.some(({ matches }) => matches(element)));
      compound.tests.push((element) => {
        const position = place(element);
        return position !== undefined && fits(position[end]);
      });
    } else {
      const place = name.endsWith('child') ? positionOf : typePositionOf;
      compound.tests.push((element) => fits(place(element)[end]));
    }
  }

  /** One selector of :has(), which starts at the element itself. */
  #relative(selector: Selector): { readonly has: Test; readonly specificity: number } {
    let anchor: Element | undefined;
    const compiler = new Compiler(this.#parent, this.#onFault);
    compiler.begin(' ');
    compiler.#compounds[0]!.tests.push((element) => element === anchor);
    const nodes = children(selector);
    if (nodes[0]?.type !== 'Combinator') compiler.begin(' ');
    for (const node of nodes) compiler.add(node);
    const { matches, specificity, pseudo } = compiler.finish(selector);
    if (pseudo) throw new SelectorFault('a pseudo-element cannot stand in :has()', selector, true);
    const beside = nodes[0]?.type === 'Combinator' && /[+~]/.test(nodes[0].name);
    const has = (element: Element): boolean => {
      const outer = anchor;
      anchor = element;
      const found = beside
        ? siblingsAfter(element).some((next) => matches(next) || within(next, matches))
        : within(element, matches);
      anchor = outer;
      return found;
    };
    return { has, specificity };
  }

  finish(selector: CssNode): CompiledSelector {
    const last = this.#compounds.at(-1)!;
    if (last.tests.length === 0 && !(this.#pseudo && (this.#compounds.length === 1 || last.combinator)))
      throw new SelectorFault(`"${generate(selector)}" ends with a combinator`, selector, true);
    const compounds = this.#compounds;
    const specificity = compounds.reduce((sum, compound) => sum + compound.specificity, this.#pseudo ? 1 : 0);
    const matches: Test = compounds.length === 1 ? allOf(last.tests) : chain(compounds);
    return { specificity, pseudo: this.#pseudo, matches, key: last.key };
  }
}

const allOf = (tests: readonly Test[]): Test => {
  const [first, ...rest] = tests;
  if (!first) return () => true;
  if (!rest.length) return first;
  return (element) => first(element) && rest.every((test) => test(element));
};

const mostSpecific = (list: readonly { readonly specificity: number }[]): number =>
  list.reduce((most, { specificity }) => Math.max(most, specificity), 0);

/** The tags one of which an element has that one of the selectors matches; an element has no two of them. */
function tagsOf(list: readonly CompiledSelector[]): CompiledSelector['key'] {
  const names = list.flatMap(({ key }) => (key?.kind === 'tag' ? key.names : []));
  return list.length && list.every(({ key }) => key?.kind === 'tag')
    ? { kind: 'tag', names: [...new Set(names)] }
    : undefined;
}

function within(element: Element, matches: Test): boolean {
  return childElements(element).some((child) => matches(child) || within(child, matches));
}

function siblingsAfter(element: Element): Element[] {
  const list: Element[] = [];
  for (let next = nextElement(element); next; next = nextElement(next)) list.push(next);
  return list;
}

/** Places among those siblings that pass a test; kept for each parent. */
function positionsAmong(passes: Test): (element: Element) => Position | undefined {
  const known = new WeakMap<Element, ReadonlyMap<Element, Position>>();
  const numbered = (parent: Element): ReadonlyMap<Element, Position> => {
    const list = childElements(parent).filter(passes);
    return new Map(list.map((element, i) => [element, { first: i + 1, last: list.length - i }]));
  };
  return (element) => {
    const parent = parentOf(element);
    if (!parent) return passes(element) ? { first: 1, last: 1 } : undefined;
    let own = known.get(parent);
    if (!own) {
      own = numbered(parent);
      known.set(parent, own);
    }
    return own.get(element);
  };
}

function hasClass(element: Element, name: string): boolean {
  const value = element.attribs.class;
  if (value === undefined || value.length < name.length) return false;
  if (value === name) return true;
  for (let at = value.indexOf(name); at >= 0; at = value.indexOf(name, at + 1)) {
    const end = at + name.length;
    if ((at === 0 || value.charCodeAt(at - 1) <= 0x20) && (end === value.length || value.charCodeAt(end) <= 0x20))
      return true;
  }
  return false;
}

/** How far the failure of a compound goes: other ancestors or siblings need not be tried where they would fail too. */
type Result = 'matches' | 'here' | 'siblings' | 'everywhere';

/** So far up ancestors are tried for each element anew; what lies above is remembered, as elements may be deep. */
const NEAR = 32;

/** Matches compounds from the last to the first, without trying a place twice for one outcome. */
function chain(compounds: readonly Compound[]): Test {
  const tests = compounds.map(({ tests: own }) => allOf(own));
  const match = (index: number, element: Element): Result => {
    if (!tests[index]!(element)) return 'here';
    if (index === 0) return 'matches';
    switch (compounds[index]!.combinator) {
      case '>': {
        const parent = parentOf(element);
        return parent ? match(index - 1, parent) : 'everywhere';
      }
      case '+': {
        const previous = previousElement(element);
        return previous ? match(index - 1, previous) : 'siblings';
      }
      case '~':
        for (let previous = previousElement(element); previous; previous = previousElement(previous)) {
          const result = match(index - 1, previous);
          if (result !== 'here') return result;
        }
        return 'siblings';
      default:
        return matchAbove(index - 1, element);
    }
  };
  /** For each compound, what a search that begins at an element and goes up comes to. */
  const far: WeakMap<Element, Result>[] = [];
  const matchAbove = (index: number, element: Element): Result => {
    let result: Result = 'everywhere';
    let steps = 0;
    for (let parent = parentOf(element); parent; parent = parentOf(parent)) {
      const known = ++steps > NEAR ? far[index]?.get(parent) : undefined;
      const own = known ?? match(index, parent);
      if (known || own === 'matches' || own === 'everywhere') {
        result = own;
        break;
      }
    }
    let passed = parentOf(element);
    if (steps > NEAR) far[index] ??= new WeakMap();
    for (; steps > NEAR; steps--, passed = parentOf(passed!)) far[index]!.set(passed!, result);
    return result;
  };
  const last = compounds.length - 1;
  return (element) => match(last, element) === 'matches';
}
