// Writes dist/atlas/: Natural Earth (public domain) as world-atlas packs it, with every polygon a piece of its own that
// knows its country and its box, and every arc a text with its box, so that a map decodes no more than it shows.
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { geoArea, geoBounds } from 'd3-geo';
import iso from 'iso-3166-1';
import { feature } from 'topojson-client';

const require = createRequire(import.meta.url);

/**
 * Pieces that have no number in ISO 3166-1, by their name in Natural Earth. XK is the code of CLDR and the European
 * Union for Kosovo; the others belong to the state
 * whose territory they are for the United Nations. What is left out stays without a code.
 */
const UNNUMBERED = {
  Kosovo: 'XK',
  Somaliland: 'SO',
  'N. Cyprus': 'CY',
  'Cyprus U.N. Buffer Zone': 'CY',
  Baikonur: 'KZ',
  'USNB Guantanamo Bay': 'CU',
};

/** Natural Earth shows who holds Crimea; it is Ukraine's by resolution 68/262 of the General Assembly. */
const CRIMEA = [32, 44, 37, 46.5];

export const countryCode = ({ id, properties }) =>
  (id && iso.whereNumeric(id)?.alpha2) ?? UNNUMBERED[properties.name] ?? '';

/** More than half of the globe: a speck that rounding has turned inside out. */
const HEMISPHERE = 2 * Math.PI;
const thousandth = (v) => Math.round(v * 1000) / 1000;

export async function writeAtlas(folder) {
  await mkdir(folder, { recursive: true });
  for (const detail of ['110m', '50m', '10m']) {
    const atlas = JSON.parse(JSON.stringify(require(`world-atlas/countries-${detail}.json`)));
    const pieces = atlas.objects.countries.geometries.flatMap((country) =>
      (country.type === 'Polygon' ? [country.arcs] : (country.arcs ?? [])).flatMap((arcs) =>
        piece(atlas, country, arcs),
      ),
    );
    const { transform } = atlas;
    const arcs = atlas.arcs.map((arc) => arc.flat().join(' '));
    const boxes = atlas.arcs.map((arc) => arcBox(transform, arc));
    await writeFile(join(folder, `countries-${detail}.json`), JSON.stringify({ transform, arcs, boxes, pieces }));
  }
}

function piece(atlas, country, arcs) {
  const shape = feature(atlas, { type: 'Polygon', arcs });
  const size = geoArea(shape);
  if (size > HEMISPHERE) return [];
  const [[west, south], [east, north]] = geoBounds(shape);
  const code = countryCode(country);
  const [w, s, e, n] = CRIMEA;
  const isCrimea = code === 'RU' && west > w && south > s && east < e && north < n;
  // Square degrees are told to a hundredth: they only say which piece is the largest.
  const area = Math.round(size * (180 / Math.PI) ** 2 * 100) / 100;
  return [{ code: isCrimea ? 'UA' : code, box: [west, south, east, north].map(thousandth), area, arcs }];
}

/** West, south, east and north of an arc; one that crosses the antimeridian is all the way round. */
function arcBox({ scale, translate }, arc) {
  let [x, y] = [0, 0];
  const [longitudes, latitudes] = [[], []];
  for (const [dx, dy] of arc) {
    x += dx;
    y += dy;
    longitudes.push(x * scale[0] + translate[0]);
    latitudes.push(y * scale[1] + translate[1]);
  }
  const least = (values) => values.reduce((a, b) => Math.min(a, b));
  const most = (values) => values.reduce((a, b) => Math.max(a, b));
  const crosses = longitudes.some((longitude, i) => i > 0 && Math.abs(longitude - longitudes[i - 1]) > 180);
  const [west, east] = crosses ? [-180, 180] : [least(longitudes), most(longitudes)];
  return [west, least(latitudes), east, most(latitudes)].map(thousandth);
}
