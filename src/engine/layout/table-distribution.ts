/** What is known of one column while widths are shared out, px. */
export interface Column {
  min: number;
  max: number;
  /** Share of the table, 0 for none. */
  percent: number;
  /** Edges of the cell that asked for a percentage of its content box. */
  percentEdges: number;
  /** A width in px is stated: `max` is that. */
  constrained: boolean;
  /** It is stated by `col`. */
  byColumn: boolean;
  /** No cell begins here and no width is stated: it takes no room, nor spacing. */
  mergeable: boolean;
}

export const hasWidth = (column: Column): boolean => column.constrained && column.percent === 0;

export const percentWidth = (column: Column, target: number): number =>
  Math.max(column.min, (column.percent * target) / 100 + column.percentEdges);

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Adds `amount` to the widths of the chosen columns by their weights, evenly where all weigh nothing. */
function add(widths: number[], amount: number, weights: readonly (number | undefined)[]): number[] {
  const total = weights.reduce<number>((a, b) => a + (b ?? 0), 0);
  const count = weights.filter((weight) => weight !== undefined).length;
  weights.forEach((weight, i) => {
    if (weight !== undefined) widths[i]! += total > 0 ? (amount * weight) / total : amount / count;
  });
  return widths;
}

/**
 * Widths of columns that add up to `target`, or to their least widths where these are more (CSS Tables 3 section 4.3):
 * between two of the guesses that all have their least, that percentages have theirs too, stated widths, and all their
 * greatest. Above these, columns of no stated width grow; then those of stated widths, if `constrained`; then shares.
 */
export function distribute(columns: readonly Column[], target: number, constrained: boolean): number[] {
  const real = columns.filter((column) => !column.mergeable);
  if (real.length < columns.length) {
    const widths = distribute(real, target, constrained).values();
    return columns.map((column) => (column.mergeable ? 0 : widths.next().value!));
  }
  const least = columns.map(({ min }) => min);
  const goal = Math.max(target, sum(least));
  const kinds = columns.map((column) => (column.percent > 0 ? 'percent' : column.constrained ? 'fixed' : 'auto'));
  const full = columns.map((column, i) => (kinds[i] === 'percent' ? percentWidth(column, goal) : column.max));
  let widths = least;
  for (const kind of ['percent', 'fixed', 'auto']) {
    const used = sum(widths);
    const next = widths.map((width, i) => (kinds[i] === kind ? full[i]! : width));
    if (sum(next) >= goal)
      return add([...widths], goal - used, next.map((width, i) => (kinds[i] === kind ? width - widths[i]! : undefined))); // biome-ignore format: a call
    widths = next;
  }
  const excess = goal - sum(widths);
  const pick = (kind: string, weigh: (column: Column) => number): (number | undefined)[] =>
    columns.map((column, i) => (kinds[i] === kind ? weigh(column) : undefined));
  if (kinds.includes('auto')) return add([...widths], excess, pick('auto', ({ max }) => max)); // biome-ignore format: a call
  if (kinds.includes('fixed') && constrained) return add([...widths], excess, pick('fixed', ({ max }) => max)); // biome-ignore format: a call
  if (kinds.includes('percent')) return add([...widths], excess, pick('percent', ({ percent }) => percent)); // biome-ignore format: a call
  return widths;
}

/**
 * Widths in a table of fixed layout (CSS 2 section 17.5.2.1): stated widths, then shares, then the rest evenly. Without
 * columns of no stated width, those that have one grow into the room.
 */
export function distributeFixed(columns: readonly Column[], target: number): number[] {
  const isFixed = (column: Column): boolean => hasWidth(column) && column.max > 0;
  const isZero = (column: Column): boolean => hasWidth(column) && column.max === 0;
  const isAuto = (column: Column): boolean => column.percent === 0 && !column.constrained;
  const hasAuto = columns.some(isAuto);
  const widths = columns.map(() => 0);
  const percents = columns.map((column) => (column.percent > 0 ? percentWidth(column, target) : 0));
  const fixed = columns.map((column) => (isFixed(column) ? column.max : 0));
  const [percentSum, fixedSum] = [sum(percents), sum(fixed)];
  let left = target;
  if (fixedSum > 0) {
    const goal = Math.max(0, target - percentSum);
    const scale = (fixedSum < goal && !hasAuto) || fixedSum > target ? goal / fixedSum : 1;
    fixed.forEach((width, i) => {
      widths[i]! += width * scale;
    });
    left -= fixedSum * scale;
  }
  if (left <= 0) return widths;
  if (percentSum > 0) {
    const scale = (percentSum < left && !hasAuto) || percentSum > left ? left / percentSum : 1;
    percents.forEach((width, i) => {
      widths[i]! += width * scale;
    });
    left -= percentSum * scale;
  }
  const onlyZero = columns.every(isZero);
  const open = columns.map((column) => isAuto(column) || (onlyZero && isZero(column)));
  const count = open.filter(Boolean).length;
  return widths.map((width, i) => (open[i] && left > 0 ? width + left / count : width));
}
