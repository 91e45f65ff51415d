import { computeTemplate, computeTrack, gridLine, gridTemplate, templateAreas, trackSizes } from './grid-values.ts';
import { type ComputeContext, define, either, keywords } from './property.ts';
import type { GridAutoFlow, TrackSize } from './style.ts';

const TRACK = '<length-percentage> | <fr> | auto | min-content | max-content | minmax() | fit-content()';
const AUTO_TRACK: TrackSize = { min: 'auto', max: 'auto' };

const POSITIONS = ['center', 'start', 'end', 'flex-start', 'flex-end'];
const SELF_POSITIONS = [...POSITIONS, 'self-start', 'self-end'];
const DISTRIBUTIONS = ['space-between', 'space-around', 'space-evenly', 'stretch'];

const alignment =
  (alone: readonly string[], positions: readonly string[], baseline: boolean): Parameters<typeof define>[5] =>
  (reader) => {
    const word = reader.take(either(keywords(alone), keywords(baseline ? ['baseline'] : [])));
    if (word !== undefined) return word;
    if (baseline) {
      const which = reader.take(keywords(['first', 'last']));
      if (which !== undefined)
        return reader.take(keywords(['baseline'])) && (which === 'last' ? 'last baseline' : 'baseline');
    }
    const overflow = reader.take(keywords(['safe', 'unsafe']));
    const position = reader.take(keywords(positions)) as string | undefined;
    return position === undefined ? undefined : overflow === undefined ? position : `${overflow} ${position}`;
  };
const BASELINE = '[ first | last ]? baseline';
const words = (list: readonly string[]) => list.join(' | ');
const placed = (list: readonly string[]) => `[ safe | unsafe ]? [ ${words(list)} ]`;

const justifyItems = alignment(['normal', 'stretch'], [...SELF_POSITIONS, 'left', 'right'], true);
const SIDES = ['left', 'right', 'center'];

/** Called where they stand in the order of computation: lengths need the font size. */
export function defineGridProperties(): void {
  // --- Grids (CSS Grid Layout 2) ---
  for (const [name, field] of [['grid-template-rows', 'gridTemplateRows'], ['grid-template-columns', 'gridTemplateColumns']] as const) {
  define(name, field, false, 'none', `none | subgrid <line-names>? | [ ${TRACK} | repeat() | <line-names> ]+`, gridTemplate, computeTemplate);
} // biome-ignore format: a table
  define('grid-template-areas', 'gridTemplateAreas', false, 'none', 'none | <string>+', templateAreas);
  for (const [name, field] of [['grid-auto-rows', 'gridAutoRows'], ['grid-auto-columns', 'gridAutoColumns']] as const) {
  define(name, field, false, [AUTO_TRACK], `[ ${TRACK} ]+`, trackSizes, (sizes: readonly TrackSize[], context: ComputeContext) => sizes.map((size) => computeTrack(size, context)));
} // biome-ignore format: a table
  define('grid-auto-flow', 'gridAutoFlow', false, 'row', '[ row | column ] || dense', (reader): GridAutoFlow | undefined => {
  const dense = keywords(['dense']);
  const first = reader.take(dense);
  const axis = reader.take(keywords(['row', 'column'])) as 'row' | 'column' | undefined;
  const packs = first ?? reader.take(dense);
  if (!axis && !packs) return undefined;
  return `${axis ?? 'row'}${packs ? ' dense' : ''}`;
}); // biome-ignore format: a table
  for (const [name, field] of [
  ['grid-row-start', 'gridRowStart'], ['grid-row-end', 'gridRowEnd'],
  ['grid-column-start', 'gridColumnStart'], ['grid-column-end', 'gridColumnEnd'],
] as const) {
  define(name, field, false, 'auto', 'auto | [ <integer> || <name> ] | span && [ <integer> || <name> ]', gridLine);
} // biome-ignore format: a table

  // --- Alignment (CSS Box Alignment 3) ---
  define(
    'align-content',
    'alignContent',
    false,
    'normal',
    `normal | ${BASELINE} | ${words(DISTRIBUTIONS)} | ${placed(POSITIONS)}`,
    alignment(['normal', ...DISTRIBUTIONS], POSITIONS, true),
  );
  define(
    'justify-content',
    'justifyContent',
    false,
    'normal',
    `normal | ${words(DISTRIBUTIONS)} | ${placed([...POSITIONS, 'left', 'right'])}`,
    alignment(['normal', ...DISTRIBUTIONS], [...POSITIONS, 'left', 'right'], false),
  );
  define(
    'align-items',
    'alignItems',
    false,
    'normal',
    `normal | stretch | ${BASELINE} | ${placed(SELF_POSITIONS)}`,
    alignment(['normal', 'stretch'], SELF_POSITIONS, true),
  );
  define(
    'align-self',
    'alignSelf',
    false,
    'auto',
    `auto | normal | stretch | ${BASELINE} | ${placed(SELF_POSITIONS)}`,
    alignment(['auto', 'normal', 'stretch'], SELF_POSITIONS, true),
  );
  define(
    'justify-items',
    'justifyItems',
    false,
    'normal',
    `normal | stretch | ${BASELINE} | ${placed([...SELF_POSITIONS, 'left', 'right'])} | legacy && [ ${words(SIDES)} ]?`,
    (reader) => {
      const legacy = keywords(['legacy']);
      const first = reader.take(legacy);
      if (first) return reader.take(keywords(SIDES)) ?? 'normal';
      const value = justifyItems(reader);
      return reader.take(legacy) && !SIDES.includes(value as string) ? undefined : value;
    },
  );
  define(
    'justify-self',
    'justifySelf',
    false,
    'auto',
    `auto | normal | stretch | ${BASELINE} | ${placed([...SELF_POSITIONS, 'left', 'right'])}`,
    alignment(['auto', 'normal', 'stretch'], [...SELF_POSITIONS, 'left', 'right'], true),
  );
}
