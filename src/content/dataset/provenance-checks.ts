import { finding, type Report } from '../../base/diagnostics.ts';
import { countryBoxes } from './boxes.ts';
import type { Mission } from './generated/types.ts';
import type { JsonDocument } from './json.ts';
import { didYouMean } from './suggest.ts';

/** A place on land must lie in the box of its country; sea areas lie in none. */
export function checkPlaces({ places }: Mission, document: JsonDocument, report: Report): void {
  for (const [id, { country, role, latitude, longitude }] of Object.entries(places ?? {})) {
    const box = countryBoxes().get(country);
    if (role === 'area' || !box || latitude === undefined || longitude === undefined) continue;
    const [west, south, east, north] = box;
    const between = west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
    if (between && latitude >= south && latitude <= north) continue;
    const swapped = longitude >= south && longitude <= north && latitude >= west && latitude <= east;
    const hint = swapped
      ? 'Latitude and longitude seem to be exchanged.'
      : `${country} reaches from ${south} to ${north} north and from ${west} to ${east} east.`;
    const message = `${latitude}, ${longitude} lies outside the box of ${country}.`;
    report(finding('data-place-outside', message, document.place(`/places/${id}/latitude`), hint));
  }
}

const COUNTS = ['offered', 'authorised', 'deployed'] as const;

/**
 * Sums that the data declares must come out; so must the totals of the contributions where every component has its
 * figure. Where one has none, the parts may not be more than the total.
 */
export function checkSums(data: Mission, document: JsonDocument, report: Report): void {
  const figures = data.figures ?? {};
  const add = (ids: readonly string[]): number => ids.reduce((sum, id) => sum + (figures[id]?.value ?? 0), 0);
  data.sums?.forEach(({ total, parts }, i) => {
    for (const [id, at] of [[total, 'total'], ...parts.map((part, j) => [part, `parts/${j}`] as const)] as const) {
      if (Object.hasOwn(figures, id)) continue;
      const place = document.place(`/sums/${i}/${at}`);
      const hint = didYouMean(id, Object.keys(figures));
      report(finding('data-unknown-reference', `There is no "${id}" in figures.`, place, hint));
      return;
    }
    const sum = add(parts);
    if (sum === figures[total]!.value) return;
    const message = `${parts.join(' + ')} is ${sum}, and ${total} is ${figures[total]!.value}.`;
    report(finding('data-sum', message, document.place(`/sums/${i}`), 'Correct a figure, or take the sum out.'));
  });
  for (const count of COUNTS) {
    const total = data.contributionTotals?.[count];
    const ids = (data.contributions ?? []).map((c) => c[count]);
    const known = ids.filter((id) => id !== undefined);
    const unit = total && figures[total]?.unit;
    // Helicopters are not added to persons.
    if (!total || !unit || known.length === 0 || known.some((id) => figures[id]?.unit !== unit)) continue;
    const sum = add(known);
    const { value } = figures[total]!;
    if (sum > value || (known.length === ids.length && sum !== value)) {
      const message = `The components ${count} add up to ${sum}, and the total "${total}" is ${value}.`;
      const place = document.place(`/contributionTotals/${count}`);
      report(
        finding(
          'data-sum',
          message,
          place,
          'Correct a figure, or except the total with the reason that the sources give.',
        ),
      );
    }
  }
}
