import { listLanguages } from '../conformance/pages.ts';
import { type PlacedGlyph, type Run, runsOf } from '../conformance/runs.ts';
import { runOn } from './tools.ts';

const languages = listLanguages();

/** The characters around a run that shaping may look at. */
const context = (run: Run): [string, string] => [run.before.slice(-5), run.after.slice(0, 5)];

/** hb-shape's glyphs for each of the runs; those that agree in everything but text go through one process. */
function shapeWithTool(runs: readonly Run[]): PlacedGlyph[][] {
  const groups = new Map<string, { readonly run: Run; readonly indices: number[] }>();
  runs.forEach((run, i) => {
    const { face, direction, script, language, features } = run.key;
    // Only letters that join look around them.
    const around = script === 'Arab' ? context(run) : ['', ''];
    const key = JSON.stringify([face.face.id, direction, script, language, features, ...around]);
    const group = groups.get(key);
    if (group) group.indices.push(i);
    else groups.set(key, { run, indices: [i] });
  });
  const out: PlacedGlyph[][] = [];
  for (const { run, indices } of groups.values()) {
    const { face, direction, script, language, features } = run.key;
    const [before, after] = script === 'Arab' ? context(run) : ['', ''];
    const options = [
      '--no-glyph-names', '--cluster-level=1', `--direction=${direction}`, `--script=${script}`, `--language=${language}`,
      ...(features ? [`--features=${features}`] : []), `--text-before=${before}`, `--text-after=${after}`,
    ]; // biome-ignore format: a command line
    const text = indices.map((i) => `${runs[i]!.text}\n`).join('');
    const args = (file: string): string[] => [...options, `--font-file=${file}`, '--text-file=-'];
    const lines = runOn(face.face.bytes, 'hb-shape', args, text).trimEnd().split('\n');
    indices.forEach((i, n) => {
      out[i] = parseGlyphs(lines[n]!);
    });
  }
  return out;
}

function parseGlyphs(line: string): PlacedGlyph[] {
  return Array.from(
    line.matchAll(/(\d+)=(\d+)(?:@(-?\d+),(-?\d+))?\+(-?\d+)/g),
    ([, glyph, cluster, x = '0', y = '0', advance]) => ({
      glyph: Number(glyph),
      cluster: Number(cluster),
      x: Number(x),
      y: Number(y),
      advance: Number(advance),
    }),
  );
}

const print = (glyphs: readonly PlacedGlyph[]): string =>
  glyphs.map(({ glyph, cluster, x, y, advance }) => `${glyph}=${cluster}@${x},${y}+${advance}`).join('|');

interface Difference {
  readonly text: string;
  readonly ours: string;
  readonly theirs: string;
}

function differences(runs: readonly Run[]): Difference[] {
  const theirs = shapeWithTool(runs);
  return runs
    .map(({ text, glyphs }, i) => ({ text, ours: print(glyphs), theirs: print(theirs[i]!) }))
    .filter(({ ours, theirs: other }) => ours !== other);
}

const unique = (runs: readonly Run[]): Run[] => [
  ...new Map(runs.map((run) => [`${run.key.face.face.id}${run.key.script}${context(run)}${run.text}`, run])).values(),
];

test.each(languages)('%s: glyphs and places of every shaped piece are those of hb-shape', (language) => {
  expect(differences(unique(runsOf(language).pieces))).toEqual([]);
});

test.each(languages)('%s: whole lines are as hb-shape shapes them', (language) => {
  expect(differences(runsOf(language).lines)).toEqual([]);
});
