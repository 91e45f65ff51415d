import type { Atrule, CssNode, Declaration } from 'css-tree';
import generate from 'css-tree/generator';
import type { ReportAt } from './declarations.ts';
import type { DeclaredProperty } from './parse.ts';
import { components } from './values.ts';

/** CSS Paged Media 3 sections 4 and 5. */
export interface PageRule {
  readonly name: string | undefined;
  readonly pseudo: readonly string[];
  readonly declarations: readonly DeclaredProperty[];
  /** Value of `size`, unparsed. */
  readonly size: readonly CssNode[] | undefined;
  readonly marginBoxes: ReadonlyMap<string, readonly DeclaredProperty[]>;
}

const MARGIN_BOXES = new Set(
  ['top', 'bottom']
    .flatMap((edge) => ['left-corner', 'left', 'center', 'right', 'right-corner'].map((place) => `${edge}-${place}`))
    .concat(['left', 'right'].flatMap((edge) => ['top', 'middle', 'bottom'].map((place) => `${edge}-${place}`))),
);

/** The rules of an @page rule, one for each of its selectors. `read` reads declarations. */
export function readPageRule(
  node: Atrule,
  read: (nodes: readonly CssNode[]) => readonly DeclaredProperty[],
  report: ReportAt,
): PageRule[] {
  const selectors = node.prelude?.type === 'AtrulePrelude' ? generate(node.prelude).split(',') : [''];
  const nodes = node.block?.children.toArray() ?? [];
  const size = nodes.find((n): n is Declaration => n.type === 'Declaration' && n.property === 'size');
  const marginBoxes = new Map<string, readonly DeclaredProperty[]>();
  for (const box of nodes) {
    if (box.type !== 'Atrule') continue;
    if (!MARGIN_BOXES.has(box.name)) report('css-unsupported-rule', `@${box.name} is no page-margin box`, box);
    else marginBoxes.set(box.name, read(box.block?.children.toArray() ?? []));
  }
  const declarations = read(nodes.filter((n) => n.type === 'Declaration' && n.property !== 'size'));
  const sizeNodes = size?.value.type === 'Value' ? components(size.value.children.toArray()) : undefined;
  const rules: PageRule[] = [];
  for (const selector of selectors) {
    const [name, ...pseudo] = selector.trim().split(':');
    const unknown = pseudo.find((p) => !['first', 'left', 'right', 'blank'].includes(p));
    if (unknown) report('css-unsupported-selector', `the page selector :${unknown} is not supported`, node);
    else if (name) report('css-unsupported-rule', `named pages are not supported (@page ${name})`, node);
    else rules.push({ name: name || undefined, pseudo, declarations, size: sizeNodes, marginBoxes });
  }
  return rules;
}
