import { type Box, countryBoxes } from './boxes.ts';
import type { MapView, PlaceView, SheetData } from './generated/types.ts';
import type { Language } from './language.ts';
import type { SheetContext } from './sheet-parts.ts';

/** Kilometres that a scale bar can have. */
const SCALES = [5, 10, 20, 50, 100, 200, 500, 1000, 2000];

/** Degrees around a place in which countries can come into view. */
const REACH = { longitude: 24, latitude: 14 };

/** What a map of the mission shows; null where no place has coordinates. */
export function mapView({ mission, language }: SheetContext, all: readonly PlaceView[]): SheetData['map'] {
  const places = all.filter(({ latitude, longitude }) => latitude !== null && longitude !== null);
  if (places.length === 0) return null;
  const focus = new Set(places.filter(({ role }) => role !== 'area').map(({ nation }) => nation));
  const seen = [...countryBoxes()].filter(([code, box]) => focus.has(code) || places.some((p) => isNear(p, box)));
  return {
    heading: language.label('map.heading'),
    description: describe(language, places, [...focus]),
    nation: mission.nation,
    countries: seen.map(([code]) => ({ code, name: language.country(code), focus: focus.has(code) })),
    places: [...places],
    scales: SCALES.map((km) => ({
      km,
      label: language.label('map.kilometres', { number: language.figure({ value: km, qualifier: 'exact' }).number }),
    })),
    approximate: language.label('map.approximate'),
    disclaimer: language.label('map.disclaimer'),
  };
}

/** "Map of Iraq and Kuwait: Baghdad (city, Iraq), ...". Where there is one country alone, places do not repeat it. */
function describe(language: Language, places: MapView['places'], focus: readonly string[]): string {
  const comma = language.label('punctuation.comma');
  const described = places.map(({ name, role, roleLabel, country, approximate }) => {
    const details = [roleLabel];
    // A sea has a country in the data only for want of another.
    if (focus.length > 1 && role !== 'area') details.push(country);
    if (approximate) details.push(language.label('map.approximate'));
    return language.label('map.place', { name, details: details.join(comma) });
  });
  return language.label('map.description', {
    scope: focus.length > 0 ? 'countries' : 'sea',
    countries: language.list(focus.map((code) => language.country(code))),
    places: described.join(comma),
  });
}

function isNear({ latitude, longitude }: PlaceView, [west, south, east, north]: Box): boolean {
  if (latitude! < south - REACH.latitude || latitude! > north + REACH.latitude) return false;
  const half = (east - west + 360) / 2 - (east < west ? 0 : 180);
  const away = Math.abs(((((longitude! - west - half) % 360) + 540) % 360) - 180);
  return away <= half + REACH.longitude;
}
