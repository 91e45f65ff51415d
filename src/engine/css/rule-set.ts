import type { Element } from 'domhandler';
import type { StyleRule } from './parse.ts';
import type { CompiledSelector } from './selectors.ts';

/** One selector of one rule, with its place in the cascade. */
export interface RuleSelector extends CompiledSelector {
  readonly rule: StyleRule;
  /** Sheets in order, rules in order. */
  readonly order: number;
  /** User-agent rules lose to all others (CSS Cascade 5 section 6.2). */
  readonly userAgent: boolean;
  /** Layers from the first to the last, which has what stands in none (section 6.4.3). */
  readonly layer: number;
}

/** Selectors by the id, class or tag of their last compound, so that an element meets few of them. */
export class RuleSet {
  readonly #by = {
    id: new Map<string, RuleSelector[]>(),
    class: new Map<string, RuleSelector[]>(),
    tag: new Map<string, RuleSelector[]>(),
  };
  readonly #others: RuleSelector[] = [];

  add(rule: StyleRule, order: number, userAgent: boolean, layer: number): void {
    for (const compiled of rule.selectors) {
      const selector = { ...compiled, rule, order, userAgent, layer };
      const { key } = compiled;
      if (!key) this.#others.push(selector);
      else {
        const list = this.#by[key.kind].get(key.name);
        if (list) list.push(selector);
        else this.#by[key.kind].set(key.name, [selector]);
      }
    }
  }

  /** All selectors that match, in no order. */
  match(element: Element): RuleSelector[] {
    const found: RuleSelector[] = [];
    const test = (list: RuleSelector[] | undefined): void => {
      if (list) for (const selector of list) if (selector.matches(element)) found.push(selector);
    };
    const { id, class: classes } = element.attribs;
    if (id) test(this.#by.id.get(id));
    if (classes) for (const name of new Set(classes.split(/\s+/))) if (name) test(this.#by.class.get(name));
    test(this.#by.tag.get(element.name.toLowerCase()));
    test(this.#others);
    return found;
  }
}
