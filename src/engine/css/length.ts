/**
 * A computed length with a percentage part: `px + percent % of the base`. Only math functions mix both.
 *
 * Where min(), max() and the like compare what depends on the base, the percentage is taken of `math` instead of the base
 * itself. So a length depends on its base if and only if `percent` is not 0, whatever it was made of.
 */
export interface LengthPercentage {
  readonly px: number;
  readonly percent: number;
  readonly math?: LengthMath | undefined;
}

/** A math function that waits for the base of the percentages in its arguments. */
export interface LengthMath {
  readonly of: (values: readonly number[]) => number;
  readonly args: readonly LengthPercentage[];
}

/** A specified length; the parts that depend on fonts and pages become px when the style is computed. */
export interface SpecifiedLength extends LengthPercentage {
  readonly em: number;
  readonly rem: number;
  /** Multiples of the other relative units, by unit. */
  readonly relative?: Readonly<Record<string, number>> | undefined;
  /** Arguments are specified lengths, with percentages or without. */
  readonly math?: { readonly of: LengthMath['of']; readonly args: readonly SpecifiedLength[] } | undefined;
}

export const ZERO: SpecifiedLength = { px: 0, percent: 0, em: 0, rem: 0 };

export const px = (value: number): SpecifiedLength => ({ px: value, percent: 0, em: 0, rem: 0 });

/** CSS px of `length`, its percentage taken of `base` px. What is no number is 0 (CSS Values 4 section 10.9). */
export function resolveLength(length: LengthPercentage, base: number): number {
  const { px: own, percent, math } = length;
  if (percent === 0) return own;
  if (!math) return own + (percent / 100) * base;
  const value = own + (percent / 100) * math.of(math.args.map((arg) => resolveLength(arg, base)));
  return Number.isNaN(value) ? 0 : value;
}

/** Whether a computed length is a percentage alone, as tables treat specially (CSS Tables 3 section 4.1). */
export const isPercentage = ({ px: own, percent, math }: LengthPercentage): boolean =>
  percent !== 0 && own === 0 && math === undefined;

/** Whether a specified length has percentages anywhere in it. */
export const hasPercent = ({ percent, math }: SpecifiedLength): boolean =>
  math ? math.args.some(hasPercent) : percent !== 0;

/** A specified length is px alone. */
const isAbsolute = ({ percent, em, rem, relative, math }: SpecifiedLength): boolean =>
  percent === 0 && em === 0 && rem === 0 && !relative && !math;

/** Far more than any page, and far from where sums lose their fractions. Browsers have the same limit. */
const LARGEST = 33_554_428;

/** CSS Values 4 section 10.12: NaN is 0, and what is too large is as large as can be. */
export const within = (value: number): number =>
  Number.isNaN(value) ? 0 : Math.min(LARGEST, Math.max(-LARGEST, value));

/** `of` applied to lengths: at once where they are px alone, else when they are known. */
export function applyMath(of: LengthMath['of'], args: readonly SpecifiedLength[]): SpecifiedLength {
  if (args.every(isAbsolute)) return px(of(args.map((arg) => arg.px)));
  return { ...ZERO, percent: 100, math: { of, args } };
}

export function scaleLength(length: SpecifiedLength, by: number): SpecifiedLength {
  const { relative, math } = length;
  const scaled = { px: length.px * by, percent: length.percent * by, em: length.em * by, rem: length.rem * by };
  return {
    ...scaled,
    ...(relative && { relative: Object.fromEntries(Object.entries(relative).map(([unit, n]) => [unit, n * by])) }),
    ...(math && { math }),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export function addLengths(a: SpecifiedLength, b: SpecifiedLength): SpecifiedLength {
  if ((a.math && b.percent !== 0) || (b.math && a.percent !== 0)) return applyMath(sum, [a, b]);
  const math = a.math ?? b.math;
  const relative: Record<string, number> = { ...a.relative };
  for (const [unit, n] of Object.entries(b.relative ?? {})) relative[unit] = (relative[unit] ?? 0) + n;
  const linear = { px: a.px + b.px, percent: a.percent + b.percent, em: a.em + b.em, rem: a.rem + b.rem };
  return { ...linear, ...((a.relative || b.relative) && { relative }), ...(math && { math }) };
}

const atLeastZero = ([value]: readonly number[]): number => Math.max(0, value!);

/** What a property without negative values makes of a math function (CSS Values 4 section 10.12). */
export function clampedToZero(length: SpecifiedLength): SpecifiedLength {
  const { math, relative } = length;
  const negative = [length.px, length.percent, length.em, length.rem, ...Object.values(relative ?? {})].some(
    (n) => n < 0,
  );
  return negative || math ? applyMath(atLeastZero, [length]) : length;
}

/** Px of everything but the percentages: `unit` gives px of the relative units. */
export function computedLength(
  length: SpecifiedLength,
  fontSize: number,
  rootFontSize: number,
  unit: (name: string) => number,
): LengthPercentage {
  const { em, rem, relative, math } = length;
  if (em === 0 && rem === 0 && !relative && !math) return length;
  let own = length.px + em * fontSize + rem * rootFontSize;
  for (const [name, n] of Object.entries(relative ?? {})) own += n * unit(name);
  if (!math) return { px: within(own), percent: length.percent };
  const args = math.args.map((arg) => computedLength(arg, fontSize, rootFontSize, unit));
  if (args.some(({ percent }) => percent !== 0))
    return { px: within(own), percent: length.percent, math: { of: math.of, args } };
  own += (length.percent / 100) * within(math.of(args.map((arg) => arg.px)));
  return { px: within(own), percent: 0 };
}
