import type { CssNode, List } from 'css-tree';

/** The component values of a declaration, read from left to right. */
export class ValueReader {
  readonly nodes: readonly CssNode[];
  #index = 0;

  constructor(nodes: readonly CssNode[]) {
    this.nodes = nodes;
  }

  get done(): boolean {
    return this.#index >= this.nodes.length;
  }

  peek(): CssNode | undefined {
    return this.nodes[this.#index];
  }

  next(): CssNode | undefined {
    return this.nodes[this.#index++];
  }

  /** Takes the next component if `parse` knows it. */
  take<T>(parse: (node: CssNode) => T | undefined): T | undefined {
    const node = this.nodes[this.#index];
    if (node === undefined) return undefined;
    const value = parse(node);
    if (value !== undefined) this.#index++;
    return value;
  }

  /** Takes a separator such as `/` or `,`. */
  takeOperator(operator: string): boolean {
    const node = this.nodes[this.#index];
    if (node?.type !== 'Operator' || node.value.trim() !== operator) return false;
    this.#index++;
    return true;
  }
}

export function children(node: { children: List<CssNode> | CssNode[] }): CssNode[] {
  return Array.isArray(node.children) ? node.children : node.children.toArray();
}

/** The component values of a function, or the whole value, without white space. */
export function components(nodes: readonly CssNode[]): CssNode[] {
  return nodes.filter((node) => node.type !== 'WhiteSpace' && node.type !== 'Comment');
}

/** Splits at commas. */
export function commaSeparated(nodes: readonly CssNode[]): CssNode[][] {
  const groups: CssNode[][] = [[]];
  for (const node of nodes) {
    if (node.type === 'Operator' && node.value.trim() === ',') groups.push([]);
    else groups.at(-1)!.push(node);
  }
  return groups;
}

export function parseKeyword(node: CssNode): string | undefined {
  return node.type === 'Identifier' ? node.name.toLowerCase() : undefined;
}

/** A name without the escapes it was written with (CSS Syntax 3 section 4.3.7). */
export function unescaped(name: string): string {
  if (!name.includes('\\')) return name;
  return name.replace(/\\(?:([0-9a-f]{1,6})[ \t\n\r\f]?|(.))/gis, (_, hex: string | undefined, character: string) => {
    if (hex === undefined) return character;
    const code = Number.parseInt(hex, 16);
    const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return String.fromCodePoint(valid ? code : 0xfffd);
  });
}
