import { _compileUnsafe } from 'css-select';
import { parse, type Selector } from 'css-what';
import type { AnyNode, Element } from 'domhandler';
import { finding, type Report } from '../../base/diagnostics.ts';
import type { StyleRule } from './parse.ts';

export type PseudoElement = 'before' | 'after' | 'marker' | 'footnote-call' | 'footnote-marker';

/** One complex selector of one rule, ready to match. */
export interface CompiledSelector {
  readonly rule: StyleRule;
  readonly specificity: number;
  /** Position in the cascade: sheets in order, rules in order. */
  readonly order: number;
  /** User-agent rules lose to all others (CSS Cascade 5 section 6.2). */
  readonly userAgent: boolean;
  readonly pseudo: PseudoElement | undefined;
  readonly matches: (element: Element) => boolean;
}

/** Selectors by the id, class or tag of their last compound, so that an element meets few of them. */
export class RuleSet {
  readonly #byId = new Map<string, CompiledSelector[]>();
  readonly #byClass = new Map<string, CompiledSelector[]>();
  readonly #byTag = new Map<string, CompiledSelector[]>();
  readonly #others: CompiledSelector[] = [];

  add(selector: CompiledSelector, key: Selector[]): void {
    const bucket = (map: Map<string, CompiledSelector[]>, name: string): CompiledSelector[] => {
      let list = map.get(name);
      if (!list) {
        list = [];
        map.set(name, list);
      }
      return list;
    };
    let target = this.#others;
    for (const part of key) {
      if (part.type === 'attribute' && part.name === 'id' && part.action === 'equals') {
        target = bucket(this.#byId, part.value);
        break;
      }
      if (part.type === 'attribute' && part.name === 'class' && part.action === 'element')
        target = bucket(this.#byClass, part.value);
      else if (part.type === 'tag' && target === this.#others) target = bucket(this.#byTag, part.name);
    }
    target.push(selector);
  }

  /** All selectors that match, in no order. */
  match(element: Element): CompiledSelector[] {
    const found: CompiledSelector[] = [];
    const test = (list: CompiledSelector[] | undefined): void => {
      if (list) for (const selector of list) if (selector.matches(element)) found.push(selector);
    };
    const { id, class: classes } = element.attribs;
    if (id) test(this.#byId.get(id));
    if (classes) for (const name of new Set(classes.split(/\s+/))) if (name) test(this.#byClass.get(name));
    test(this.#byTag.get(element.name));
    test(this.#others);
    return found;
  }
}

const PSEUDO_ELEMENTS = new Set(['before', 'after', 'marker', 'footnote-call', 'footnote-marker']);
/** Pseudo-classes that say the same of every element on paper, or are matched by css-select. */
const UNSUPPORTED = new Set(['hover', 'focus', 'active', 'visited', 'target', 'focus-within', 'focus-visible']);

/** Compiles every selector of a rule into `set`. */
export function addRule(set: RuleSet, rule: StyleRule, order: number, userAgent: boolean, report: Report): void {
  let list: Selector[][];
  try {
    list = parse(rule.selectors);
  } catch (error) {
    report(finding('css-unsupported-selector', `"${rule.selectors}": ${(error as Error).message}`, rule.place));
    return;
  }
  for (const tokens of list) {
    const last = tokens.at(-1);
    const pseudo = last && isPseudoElement(last) ? (last.name as PseudoElement) : undefined;
    const own = pseudo ? tokens.slice(0, -1) : tokens;
    const unknown = own.find((t) => t.type === 'pseudo-element' || (t.type === 'pseudo' && UNSUPPORTED.has(t.name)));
    if (unknown) {
      const name = 'name' in unknown ? unknown.name : unknown.type;
      report(finding('css-unsupported-selector', `":${name}" in "${rule.selectors}" is not supported`, rule.place));
      continue;
    }
    try {
      const compound = own.slice(own.findLastIndex((token) => isCombinator(token)) + 1);
      const matches = _compileUnsafe<AnyNode, Element>([
        own.length ? own : [{ type: 'universal', namespace: null } as Selector],
      ]);
      set.add({ rule, specificity: specificity(tokens), order, userAgent, pseudo, matches }, compound);
    } catch (error) {
      report(finding('css-unsupported-selector', `"${rule.selectors}": ${(error as Error).message}`, rule.place));
    }
  }
}

function isPseudoElement(token: Selector): token is Selector & { name: string } {
  if (token.type === 'pseudo-element') return PSEUDO_ELEMENTS.has(token.name);
  // The one-colon spelling of CSS 2.1.
  return token.type === 'pseudo' && (token.name === 'before' || token.name === 'after');
}

const COMBINATORS = new Set(['adjacent', 'child', 'descendant', 'sibling', 'parent', 'column-combinator']);
const isCombinator = (token: Selector): boolean => COMBINATORS.has(token.type);

/** Selectors 4 section 17, as one number: ids, then classes, then types. */
export function specificity(tokens: readonly Selector[]): number {
  let sum = 0;
  for (const token of tokens) {
    if (token.type === 'attribute') sum += token.name === 'id' && token.action === 'equals' ? 1_000_000 : 1_000;
    else if (token.type === 'tag' || token.type === 'pseudo-element') sum += 1;
    else if (token.type === 'pseudo') {
      const nested = Array.isArray(token.data) ? Math.max(0, ...token.data.map(specificity)) : 0;
      if (token.name === 'is' || token.name === 'not' || token.name === 'has' || token.name === 'matches')
        sum += nested;
      else if (token.name === 'before' || token.name === 'after') sum += 1;
      else if (token.name !== 'where') sum += 1_000 + nested;
    }
  }
  return sum;
}
