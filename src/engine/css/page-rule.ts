import type { Atrule, CssNode } from 'css-tree';
import generate from 'css-tree/generator';
import type { ReportAt } from './declarations.ts';
import type { DeclaredProperty } from './parse.ts';

/** A page selector (CSS Paged Media 3 section 4): all of its parts must hold. */
export interface PageSelector {
  readonly name: string | undefined;
  readonly pseudos: readonly PagePseudo[];
  /** `:nth()` (CSS GCPM 3 section 5.1): pages of the document, or of a group of pages of one name. */
  readonly nth: readonly Nth[];
}

export type PagePseudo = 'first' | 'left' | 'right' | 'blank';

export interface Nth {
  readonly a: number;
  readonly b: number;
  readonly of: string | undefined;
}

/** One selector of an @page rule with what the rule declares (CSS Paged Media 3 sections 4 and 5). */
export interface PageRule {
  readonly selector: PageSelector;
  readonly declarations: readonly DeclaredProperty[];
  readonly marginBoxes: ReadonlyMap<string, readonly DeclaredProperty[]>;
  /** Of `@footnote` (CSS GCPM 3 section 2.3). */
  readonly footnotes: readonly DeclaredProperty[];
}

const PSEUDOS: ReadonlySet<string> = new Set(['first', 'left', 'right', 'blank']);
const MARGIN_BOXES = new Set(
  ['top', 'bottom']
    .flatMap((edge) => ['left-corner', 'left', 'center', 'right', 'right-corner'].map((place) => `${edge}-${place}`))
    .concat(['left', 'right'].flatMap((edge) => ['top', 'middle', 'bottom'].map((place) => `${edge}-${place}`))),
);

/** The rules of an @page rule, one for each of its selectors. `declarations` reads those of a block. */
export function readPageRule(
  node: Atrule,
  declarations: (nodes: readonly CssNode[]) => readonly DeclaredProperty[],
  report: ReportAt,
): PageRule[] {
  const selectors = node.prelude?.type === 'AtrulePrelude' ? generate(node.prelude).split(',') : [''];
  const nodes = node.block?.children.toArray() ?? [];
  const marginBoxes = new Map<string, readonly DeclaredProperty[]>();
  let footnotes: readonly DeclaredProperty[] = [];
  for (const box of nodes) {
    if (box.type !== 'Atrule') continue;
    const name = box.name.toLowerCase();
    const own = declarations(box.block?.children.toArray() ?? []);
    if (name === 'footnote') footnotes = [...footnotes, ...own];
    else if (MARGIN_BOXES.has(name)) marginBoxes.set(name, [...(marginBoxes.get(name) ?? []), ...own]);
    else report('css-unsupported-rule', `@${box.name} is no page-margin box`, box);
  }
  const own = declarations(nodes.filter((child) => child.type === 'Declaration'));
  const rules: PageRule[] = [];
  for (const text of selectors) {
    const selector = parseSelector(text.trim());
    if (selector) rules.push({ selector, declarations: own, marginBoxes, footnotes });
    else {
      const hint = 'a page selector is a name, :first, :left, :right, :blank, :nth(an+b of name), or several together';
      report('css-unsupported-selector', `the page selector "${text.trim()}" is not supported`, node, hint);
    }
  }
  return rules;
}

function parseSelector(text: string): PageSelector | undefined {
  const match = /^([^:()\s]*)((?::[\w-]+(?:\([^()]*\))?)*)$/.exec(text);
  if (!match) return undefined;
  const pseudos: PagePseudo[] = [];
  const nth: Nth[] = [];
  for (const [, name, argument] of match[2]!.matchAll(/:([\w-]+)(?:\(([^()]*)\))?/g)) {
    const lower = name!.toLowerCase();
    const parsed = lower === 'nth' && argument !== undefined ? parseNth(argument) : undefined;
    if (parsed) nth.push(parsed);
    else if (PSEUDOS.has(lower) && argument === undefined) pseudos.push(lower as PagePseudo);
    else return undefined;
  }
  return { name: match[1] || undefined, pseudos, nth };
}

/** `an+b [of name]` (CSS Syntax 3 section 6). */
function parseNth(text: string): Nth | undefined {
  const match = /^\s*(?:(odd|even)|([+-]?\d*)n(?:\s*([+-])\s*(\d+))?|([+-]?\d+))(?:\s+of\s+(\S+))?\s*$/i.exec(text);
  if (!match) return undefined;
  const [, word, step, sign, offset, single, of] = match;
  if (word) return { a: 2, b: word.toLowerCase() === 'odd' ? 1 : 0, of };
  if (single !== undefined) return { a: 0, b: Number(single), of };
  const a = step === '' || step === '+' ? 1 : step === '-' ? -1 : Number(step);
  return { a, b: offset === undefined ? 0 : Number(`${sign}${offset}`), of };
}

/** Whether `index`, from 1, is one of an+b. */
export function matchesNth({ a, b }: Nth, index: number): boolean {
  const rest = index - b;
  return a === 0 ? rest === 0 : rest / a >= 0 && rest % a === 0;
}
