import { findOutside } from './syntax.ts';

/** Values of custom properties by name, their own variables replaced. */
export type CustomProperties = ReadonlyMap<string, string>;

/** A value may grow by its variables to no more than this many characters: each may name the next ten times. */
const MOST_LENGTH = 1 << 16;

const CALL = /(?<![-\w])(var|env)\(\s*(--[^\s,()]+|[a-z][-\w]*)\s*/gi;

export const usesVariables = (source: string): boolean => /(?<![-\w])(var|env)\(/i.test(source);

/**
 * Replaces var() by what `lookup` gives (CSS Variables 1 section 3). Undefined where one is missing without a fallback.
 * Paper has no insets that env() could name, so of that the fallback is taken.
 */
export function substitute(source: string, lookup: (name: string) => string | undefined): string | undefined {
  let result = '';
  let index = 0;
  for (;;) {
    CALL.lastIndex = index;
    const match = CALL.exec(source);
    if (!match) return result.length + source.length - index > MOST_LENGTH ? undefined : result + source.slice(index);
    const [, kind, name] = match;
    const inside = CALL.lastIndex;
    const end = findOutside(source, inside, source.length, ')');
    result += source.slice(index, match.index);
    const rest = source.slice(inside, end);
    const own = kind!.toLowerCase() === 'var' ? lookup(name!) : undefined;
    const replacement = own ?? (rest.startsWith(',') ? substitute(rest.slice(1).trim(), lookup) : undefined);
    if (replacement === undefined || result.length > MOST_LENGTH) return undefined;
    // Tokens do not grow together over the ends of a variable.
    result += /[-\w]$/.test(result) ? `/**/${replacement}` : replacement;
    index = end + 1;
    if (/^[-\w%]/.test(source.slice(index, index + 1)) && /[-\w]$/.test(result)) result += '/**/';
  }
}

/** The custom properties of an element: those of its parent, and its own, of which those in a circle are not valid. */
export function resolveCustom(
  own: ReadonlyMap<string, string | undefined>,
  parent: CustomProperties,
): CustomProperties {
  const resolved = new Map(parent);
  const done = new Set<string>();
  const active: string[] = [];
  const circular = new Set<string>();
  const lookup = (name: string): string | undefined => {
    if (!own.has(name) || done.has(name)) return resolved.get(name);
    const at = active.indexOf(name);
    if (at >= 0 || active.length > 100) {
      for (const member of active.slice(Math.max(0, at))) circular.add(member);
      return undefined;
    }
    active.push(name);
    const source = own.get(name);
    const value = source === undefined ? undefined : usesVariables(source) ? substitute(source, lookup) : source;
    active.pop();
    done.add(name);
    if (value === undefined || circular.has(name)) resolved.delete(name);
    else resolved.set(name, value);
    return resolved.get(name);
  };
  for (const name of own.keys()) lookup(name);
  return resolved;
}
