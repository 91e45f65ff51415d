import type { CssNode } from 'css-tree';
import { hasPercent, type SpecifiedLength } from './length.ts';
import { parseLengthPercentage } from './math.ts';

/** What the grammars of the properties are made of. */
export { parseColor } from './color-values.ts';
export {
  isPercentage,
  type LengthPercentage,
  px,
  resolveLength,
  type SpecifiedLength,
  ZERO,
} from './length.ts';
export { parseAngle, parseInteger, parseLengthPercentage, parseNumber, parsePercentage } from './math.ts';
export { children, commaSeparated, components, parseKeyword, ValueReader } from './nodes.ts';

export function parseLength(node: CssNode): SpecifiedLength | undefined {
  const value = parseLengthPercentage(node);
  return value && !hasPercent(value) && node.type !== 'Percentage' ? value : undefined;
}
