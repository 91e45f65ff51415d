// Makes src/content/dataset/country-boxes.ts from Natural Earth (public domain), as world-atlas packs it. `npm run countries`.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoBounds } from 'd3-geo';
import { feature } from 'topojson-client';
import { countryCode } from './atlas.mjs';

const require = createRequire(import.meta.url);
const atlas = JSON.parse(readFileSync(require.resolve('world-atlas/countries-10m.json'), 'utf8'));

const boxes = new Map();
for (const country of feature(atlas, atlas.objects.countries).features) {
  const code = countryCode(country);
  if (!code) continue;
  // Outwards to a tenth of a degree, so that a harbour mole is still in its country.
  const [[west, south], [east, north]] = geoBounds(country);
  const box = [Math.floor(west * 10), Math.floor(south * 10), Math.ceil(east * 10), Math.ceil(north * 10)].map(
    (v) => v / 10,
  );
  const known = boxes.get(code);
  // Parts that stand apart in the atlas lie beside each other, never across the antimeridian.
  boxes.set(code, known ? box.map((v, i) => (i < 2 ? Math.min(v, known[i]) : Math.max(v, known[i]))) : box);
}
const lines = [...boxes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, box]) => `${code} ${box.join(' ')}`);
writeFileSync(
  new URL('../src/content/dataset/country-boxes.ts', import.meta.url),
  `// Made by npm run countries from Natural Earth (public domain). West, south, east and north in degrees; where west is
// greater than east, the box crosses the antimeridian.
export const COUNTRY_BOXES = \`
${lines.join('\n')}
\`;
`,
);
