import { Dict, isArray, type PdfObject, Ref } from '../pdf/read/objects.ts';
import type { Budget } from '../pdf/read/source.ts';

/** Every dictionary and stream that `root` leads to, each indirect object once. */
export function* reachable(root: Dict, budget: Budget): Generator<Dict> {
  const seen = new Set<number>();
  const waiting: PdfObject[] = [root];
  while (waiting.length && !budget.spent()) {
    let value = waiting.pop() ?? null;
    if (value instanceof Ref) {
      if (seen.has(value.number)) continue;
      seen.add(value.number);
      value = root.resolve(value);
    }
    if (isArray(value)) {
      for (const item of value) if (isContainer(item)) waiting.push(item);
    } else if (value instanceof Dict) {
      yield value;
      for (const item of value.entries.values()) if (isContainer(item)) waiting.push(item);
    }
  }
}

const isContainer = (value: PdfObject): boolean => value instanceof Dict || value instanceof Ref || isArray(value);
