import { type AnyNode, type Element, isTag, Text } from 'domhandler';

/** Letters that run from right to left; all others run from left to right (Bidi_Class R and AL). */
const STRONG =
  /([\u0590-\u05ff\u0608\u060b\u060d\u061b-\u064a\u066d-\u066f\u0671-\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1eeff}])|(\p{L}|\u200e)/u;

/** Gives elements with `dir=auto`, and `bdi` without `dir`, the direction of their content (HTML section 3.2.6.4). */
export function resolveDirections(root: Element): void {
  const waiting: Element[] = [root];
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    const given = element.attribs.dir?.trim().toLowerCase();
    const auto = given === 'auto' || (element.name === 'bdi' && given !== 'ltr' && given !== 'rtl');
    if (auto) element.attribs.dir = directionOf(element) ?? 'ltr';
    else if (given === 'ltr' || given === 'rtl') element.attribs.dir = given;
    for (const child of element.children as AnyNode[]) if (isTag(child)) waiting.push(child);
  }
}

/** The direction of the first strong character, where nested elements do not state one of their own. */
function directionOf(element: Element): 'ltr' | 'rtl' | undefined {
  const waiting: AnyNode[] = [...(element.children as AnyNode[])].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node instanceof Text) {
      const strong = STRONG.exec(node.data);
      if (strong) return strong[1] === undefined ? 'ltr' : 'rtl';
    } else if (isTag(node) && node.attribs.dir === undefined && !['bdi', 'style', 'svg'].includes(node.name)) {
      for (const child of (node.children as AnyNode[]).toReversed()) waiting.push(child);
    }
  }
  return undefined;
}
