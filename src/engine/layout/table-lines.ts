import type { CollapsedEdge, TableBorder } from './fragment.ts';
import { NO_EDGE, stronger } from './table-borders.ts';
import type { Band } from './table-fragments.ts';
import { leftOf } from './table-fragments.ts';
import type { SolvedTable } from './table-rows.ts';

/** Places where lines can lie in one fragment: `horizontal[i]` above band i, the last below them all. */
interface Lines {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly horizontal: readonly (readonly CollapsedEdge[])[];
  readonly vertical: readonly (readonly CollapsedEdge[])[];
}

/** Collapsed borders of one fragment of a table: each point is painted once, joints by the strongest line there. */
export function collapsedLines(table: SolvedTable, bands: readonly Band[]): TableBorder[] {
  const { collapsed } = table.grid;
  if (!collapsed || !bands.length) return [];
  const lines = linesOf(table, bands, collapsed);
  const borders: TableBorder[] = [];
  const { xs, ys, horizontal, vertical } = lines;
  const [columns, rows] = [xs.length - 1, bands.length];
  const joints = ys.map((_, i) => xs.map((_, j) => jointAt(lines, i, j)));
  for (let i = 0; i <= rows; i++) {
    const along = (j: number): Joint => joints[i]![j]!;
    runs(columns, (j) => horizontal[i]![j]!, xs, along, 'across', (edge, from, length) => {
      borders.push({ edge, vertical: false, x: from, y: ys[i]!, length });
    }); // biome-ignore format: a call
  }
  for (let j = 0; j <= columns; j++) {
    const along = (i: number): Joint => joints[i]![j]!;
    runs(rows, (i) => vertical[i]![j]!, ys, along, 'down', (edge, from, length) => {
      borders.push({ edge, vertical: true, x: xs[j]!, y: from, length });
    }); // biome-ignore format: a call
  }
  return borders;
}

function linesOf(
  table: SolvedTable,
  bands: readonly Band[],
  { horizontal, vertical, rtl }: NonNullable<SolvedTable['grid']['collapsed']>,
): Lines {
  const ordered = <T>(list: readonly T[]): readonly T[] => (rtl ? list.toReversed() : list);
  const starts = table.columns.map(({ start, width }) => leftOf(table, start, width));
  const ends = table.columns.map(({ width }, c) => starts[c]! + width);
  const xs = rtl ? [...starts.toReversed(), ends[0]!] : [...starts, ends.at(-1)!];
  const above = (i: number): readonly CollapsedEdge[] => {
    const [upper, lower] = [bands[i - 1], bands[i]];
    const top = lower && horizontal[lower.r]!;
    const bottom = upper && horizontal[upper.r + 1]!;
    // Neighbours in the table share one line; a repeated header and its new neighbour, or a cut, have one each.
    if (!top || !bottom || (upper.r + 1 === lower.r && upper.isLast)) return (top ?? bottom)!;
    return top.map((edge, c) => stronger(edge, bottom[c]!));
  };
  return {
    xs,
    ys: [...bands.map(({ y }) => y), bands.at(-1)!.y + bands.at(-1)!.height],
    horizontal: Array.from({ length: bands.length + 1 }, (_, i) => ordered(above(i))),
    vertical: bands.map(({ r }) => ordered(vertical[r]!)),
  };
}

/** Where lines cross: the strongest goes through, the others end at its side. */
interface Joint {
  /** Half the room that the lines of each direction take at the joint. */
  readonly halfWidth: number;
  readonly halfHeight: number;
  readonly winner: CollapsedEdge;
  readonly direction: 'across' | 'down';
}

function jointAt({ horizontal, vertical }: Lines, i: number, j: number): Joint {
  const [left, right] = [horizontal[i]?.[j - 1] ?? NO_EDGE, horizontal[i]?.[j] ?? NO_EDGE];
  const [up, down] = [vertical[i - 1]?.[j] ?? NO_EDGE, vertical[i]?.[j] ?? NO_EDGE];
  const across = left.width >= right.width ? left : right;
  const along = up.width >= down.width ? up : down;
  const winner = stronger(across, along);
  const isDown = along.width > across.width || (winner === along && along !== across && along.width === across.width);
  return {
    halfWidth: along.width / 2,
    halfHeight: across.width / 2,
    winner: isDown ? along : across,
    direction: isDown ? 'down' : 'across',
  };
}

/** Joins equal neighbouring edges to one line each, from joint to joint. */
function runs(
  count: number,
  edgeAt: (index: number) => CollapsedEdge,
  positions: readonly number[],
  jointAt: (index: number) => Joint,
  direction: Joint['direction'],
  emit: (edge: CollapsedEdge, from: number, length: number) => void,
): void {
  const half = ({ halfWidth, halfHeight }: Joint): number => (direction === 'across' ? halfWidth : halfHeight);
  const owns = (joint: Joint, edge: CollapsedEdge): boolean =>
    joint.direction === direction && (joint.winner === edge || sameEdge(joint.winner, edge));
  for (let from = 0; from < count; ) {
    const edge = edgeAt(from);
    let to = from + 1;
    while (to < count && sameEdge(edgeAt(to), edge) && owns(jointAt(to), edge)) to++;
    if (edge.width > 0) {
      const [first, last] = [jointAt(from), jointAt(to)];
      // At a joint that both neighbours of a line could take, the one after it has it.
      const begin = positions[from]! + (owns(first, edge) ? -1 : 1) * half(first);
      const taken = owns(last, edge) && !(to < count && sameEdge(edgeAt(to), edge));
      const end = positions[to]! + (taken ? 1 : -1) * half(last);
      if (end > begin) emit(edge, begin, end - begin);
    }
    from = to;
  }
}

const sameEdge = (a: CollapsedEdge, b: CollapsedEdge): boolean =>
  a === b || (a.width === b.width && a.style === b.style && a.color === b.color);
