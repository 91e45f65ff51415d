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

/** All that a reader has left. */
export function rest(reader: ValueReader): CssNode[] {
  const nodes: CssNode[] = [];
  for (let node = reader.next(); node; node = reader.next()) nodes.push(node);
  return nodes;
}
