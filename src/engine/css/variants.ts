import type { ComputedStyle } from './style.ts';

const variants = new WeakMap<ComputedStyle, Map<string, ComputedStyle>>();

/**
 * A style that differs from `base` in some properties. The same `name` gives the same object for the same base, so
 * that what is kept by style is kept for variants too; `name` must tell all the differences.
 */
export function styleVariant(base: ComputedStyle, name: string, changes: () => Partial<ComputedStyle>): ComputedStyle {
  let own = variants.get(base);
  if (!own) {
    own = new Map();
    variants.set(base, own);
  }
  let style = own.get(name);
  if (!style) {
    style = { ...base, ...changes() };
    own.set(name, style);
  }
  return style;
}
