interface Layer {
  readonly children: Map<string, Layer>;
}

/**
 * The order of cascade layers (CSS Cascade 5 section 6.4.3): for each full name how late it stands. What is in a layer
 * but in none of its own layers comes after these; '' is what is in no layer, and comes last.
 */
export function layerOrder(names: readonly string[]): ReadonlyMap<string, number> {
  const root: Layer = { children: new Map() };
  for (const name of names) {
    let layer = root;
    for (const part of partsOf(name)) {
      let child = layer.children.get(part);
      if (!child) {
        child = { children: new Map() };
        layer.children.set(part, child);
      }
      layer = child;
    }
  }
  const order = new Map<string, number>();
  const visit = (layer: Layer, name: string): void => {
    for (const [part, child] of layer.children) visit(child, name ? `${name}.${part}` : part);
    order.set(name, order.size);
  };
  visit(root, '');
  return order;
}

/** Names of files in anonymous layers may have points too. */
const partsOf = (name: string): string[] => name.match(/<[^>]*>|[^.]+/g) ?? [];
