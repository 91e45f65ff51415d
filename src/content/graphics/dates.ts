/** An ISO date of any precision as a year with fraction: 2020-07 is 2020.5. The day counts from its beginning. */
export function decimalYear(iso: string): number {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  return yearOf(year, month, day);
}

/** Where the day, month or year of an ISO date is over: 2020 is 2021, 2020-06 the beginning of July. */
export function decimalYearEnd(iso: string): number {
  const [year = 0, month, day] = iso.split('-').map(Number);
  if (month === undefined) return year + 1;
  return day === undefined ? yearOf(year, month + 1, 1) : yearOf(year, month, day + 1);
}

/** The middle of the day, month or year: where a number known of the whole of it is the least wrong. */
export const decimalYearMiddle = (iso: string): number => (decimalYear(iso) + decimalYearEnd(iso)) / 2;

/** `month` and `day` may run on past the last, as those of `Date.UTC` may. */
function yearOf(year: number, month: number, day: number): number {
  const start = Date.UTC(year, 0, 1);
  const length = Date.UTC(year + 1, 0, 1) - start;
  return year + (Date.UTC(year, month - 1, day) - start) / length;
}
