import type { DeclaredProperty, DeclaredValue } from './declarations.ts';
import type { RuleSelector } from './rule-set.ts';
import { physicalName } from './shorthands.ts';

/** Declarations of one place in the cascade; later steps win over earlier ones (CSS Cascade 5 section 6). */
interface Step {
  readonly declarations: readonly DeclaredProperty[];
  readonly important: boolean;
  /** Where `revert` and `revert-layer` lead away from. */
  readonly userAgent: boolean;
  readonly layer: number;
}

const HINTS = -1;
const ATTRIBUTE = Number.POSITIVE_INFINITY;

/** The steps of an element. `rules` are in the order of the cascade: origins, layers, specificity, order. */
export function stepsOf(
  rules: readonly RuleSelector[],
  attribute: readonly DeclaredProperty[] | undefined,
  hints: readonly DeclaredProperty[] | undefined,
): Step[] {
  const steps: Step[] = [];
  const add = (
    declarations: readonly DeclaredProperty[],
    important: boolean,
    userAgent: boolean,
    layer: number,
  ): void => {
    steps.push({ declarations, important, userAgent, layer });
  };
  const firstAuthor = rules.findIndex((rule) => !rule.userAgent);
  const ua = firstAuthor < 0 ? rules : rules.slice(0, firstAuthor);
  const author = firstAuthor < 0 ? [] : rules.slice(firstAuthor);
  for (const { rule } of ua) add(rule.declarations, false, true, 0);
  if (hints) add(hints, false, false, HINTS);
  for (const { rule, layer } of author) add(rule.declarations, false, false, layer);
  if (attribute) add(attribute, false, false, ATTRIBUTE);
  // Of what is important, the first layer wins.
  const important = author.filter(({ rule }) => rule.declarations.some((declaration) => declaration.important));
  important.sort((a, b) => b.layer - a.layer);
  for (const { rule, layer } of important) add(rule.declarations, true, false, layer);
  if (attribute) add(attribute, true, false, ATTRIBUTE);
  for (const { rule } of ua) add(rule.declarations, true, true, 0);
  return steps;
}

interface Winner {
  readonly value: DeclaredValue;
  /** Index of its step. */
  readonly step: number;
}

/** The declarations that win, by name. */
export interface CascadedValues {
  /** In the order of application, which decides between flow-relative and physical names. */
  readonly list: ReadonlyMap<string, Winner>;
  /** The value, or where it is `revert` or `revert-layer` what stands behind it. */
  rolledBack(name: string, winner: Winner, direction: 'ltr' | 'rtl'): DeclaredValue;
}

export function cascaded(steps: readonly Step[]): CascadedValues {
  const list = new Map<string, Winner>();
  steps.forEach(({ declarations, important }, step) => {
    for (const { name, value, important: own } of declarations) {
      if (own !== important) continue;
      list.delete(name);
      list.set(name, { value, step });
    }
  });
  return {
    list,
    rolledBack: (name, winner, direction) => {
      const { value } = winner;
      return isRevert(value) ? behind(steps, winner, physicalName(name, direction), direction) : value;
    },
  };
}

const isRevert = (value: DeclaredValue): value is DeclaredValue & { type: 'wide' } =>
  value.type === 'wide' && (value.keyword === 'revert' || value.keyword === 'revert-layer');

/** CSS Cascade 5 sections 7.3.4 and 7.3.5: as if the origin, or the layer, had no declarations. */
function behind(steps: readonly Step[], winner: Winner, physical: string, direction: 'ltr' | 'rtl'): DeclaredValue {
  const closed = new Set<string>();
  const keyOf = ({ userAgent, layer }: Step): string => `${userAgent} ${layer}`;
  let authorClosed = false;
  const close = ({ value, step }: Winner): void => {
    const own = steps[step]!;
    if ((value as DeclaredValue & { type: 'wide' }).keyword === 'revert' && !own.userAgent) authorClosed = true;
    closed.add(keyOf(own));
  };
  close(winner);
  for (let at = winner.step - 1; at >= 0; at--) {
    const step = steps[at]!;
    if (closed.has(keyOf(step)) || (authorClosed && !step.userAgent)) continue;
    const found = step.declarations.findLast(
      ({ name, important }) => important === step.important && physicalName(name, direction) === physical,
    );
    if (!found) continue;
    if (!isRevert(found.value)) return found.value;
    close({ value: found.value, step: at });
  }
  return { type: 'wide', keyword: 'unset' };
}
