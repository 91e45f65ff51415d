import type { CssNode, Declaration, Selector } from 'css-tree';
import generate from 'css-tree/generator';
import { declare } from './declarations.ts';
import { readCondition } from './media.ts';
import { children, components } from './nodes.ts';
import { compileSelectors, SelectorFault } from './selectors.ts';
import { isKnownProperty } from './shorthands.ts';

const LOGIC = {
  not: (a: boolean): boolean => !a,
  and: (a: boolean, b: boolean): boolean => a && b,
  or: (a: boolean, b: boolean): boolean => a || b,
};

const FONT_FORMATS = new Set(['truetype', 'opentype', 'woff']);

/** Whether a condition of @supports holds (CSS Conditional 4 section 2); what is not known does not. */
export function supports(node: CssNode): boolean {
  switch (node.type) {
    case 'Condition':
    case 'AtrulePrelude':
      return readCondition(children(node as never), supports, LOGIC) ?? false;
    case 'SupportsDeclaration':
      return supportsDeclaration(node.declaration as Declaration);
    case 'Declaration':
      return supportsDeclaration(node);
    case 'FeatureFunction': {
      const { feature, value } = node as unknown as { feature: string; value: CssNode };
      if (feature.toLowerCase() === 'selector') return supportsSelector(value);
      return feature.toLowerCase() === 'font-format' && FONT_FORMATS.has(generate(value).trim().toLowerCase());
    }
    default:
      return false;
  }
}

function supportsDeclaration({ property, value }: Declaration): boolean {
  if (property.startsWith('--')) return true;
  const name = property.toLowerCase();
  if ((!isKnownProperty(name) && name !== 'all') || value.type !== 'Value') return false;
  return declare(name, components(children(value)), () => generate(value)) !== undefined;
}

function supportsSelector(value: CssNode): boolean {
  if (value.type !== 'Selector') return false;
  let faults = 0;
  try {
    const list = { type: 'SelectorList' as const, children: [value as Selector] };
    compileSelectors(list as never, undefined, () => faults++);
  } catch (error) {
    if (!(error instanceof SelectorFault)) throw error;
    faults++;
  }
  return faults === 0;
}
