import Handlebars from 'handlebars';
import type {
  ChartData,
  ContributionTable,
  LeadershipView,
  MapView,
  PrintedFigure,
  Reference,
} from '../dataset/generated/types.ts';
import { type ChartOptions, personnelChart } from '../graphics/chart.ts';
import { type CompositionOptions, compositionChart } from '../graphics/composition.ts';
import { contributionTimeline } from '../graphics/contribution-timeline.ts';
import type { Atlas } from '../graphics/map/atlas.ts';
import { type CoverOptions, coverMap } from '../graphics/map/cover.ts';
import { locatorMap, type MapOptions } from '../graphics/map/locator.ts';
import { pictogram, pictogramRow } from '../graphics/pictograms.ts';
import { qrCode } from '../graphics/qr.ts';
import { seriesChart } from '../graphics/series.ts';
import { leadershipTimeline, type TimelineOptions } from '../graphics/timeline.ts';

/** What an argument may be: a kind of shape, or the name of a definition of the sheet's schema. */
export type ArgumentKind =
  | 'any'
  | 'text'
  | 'number'
  | 'list'
  | 'records'
  | 'chart'
  | 'leadership'
  | 'contributionTable'
  | 'keyFigure'
  | 'map'
  | 'boolean';

export interface HelperSpec {
  readonly parameters: readonly ArgumentKind[];
  /** Kind of further parameters; absent where there may be none. */
  readonly rest?: ArgumentKind;
  readonly named?: Readonly<Record<string, ArgumentKind>>;
  /** Names of `named` that must be given. */
  readonly required?: readonly string[];
  /** `references` is a list of markers, as `refs` has them; `same` is the kind of the first parameter. */
  readonly returns: 'boolean' | 'number' | 'text' | 'html' | 'references' | 'same';
  readonly run: (parameters: readonly unknown[], call: HelperCall) => unknown;
}

export interface HelperCall {
  readonly named: Readonly<Record<string, unknown>>;
  /** Of the sheet, for pictures. */
  readonly direction: 'ltr' | 'rtl';
  /** The outlines of the world, for maps. */
  readonly atlas: Atlas;
}

/** Handlebars' own notion: an empty list is false, so `and` and `or` agree with `#if`. */
const truthy = (value: unknown): boolean => !Handlebars.Utils.isEmpty(value) && value !== 0;

/** What pictures are told by name. */
const PICTURE = { width: 'number', height: 'number', label: 'text', inset: 'boolean', fontSize: 'number' } as const;

/** A picture of a part of the sheet, in its reading direction; each may be told its size of type. */
function graphic<Data, Options>(
  kind: ArgumentKind,
  required: readonly (keyof typeof PICTURE)[],
  draw: (data: Data, options: Options, atlas: Atlas) => string,
  optional: readonly (keyof typeof PICTURE)[] = [],
): HelperSpec {
  const names = [...required, 'fontSize' as const, ...optional];
  // A sheet that is set in step after step, until it fits, has its pictures drawn once.
  const drawn = new WeakMap<object, Map<string, string>>();
  return {
    parameters: [kind],
    named: Object.fromEntries(names.map((name) => [name, PICTURE[name]])),
    required,
    returns: 'html',
    run: ([data], { named, direction, atlas }) => {
      const key = JSON.stringify([direction, named]);
      const known = drawn.get(data as object) ?? new Map<string, string>();
      drawn.set(data as object, known);
      const picture = known.get(key) ?? draw(data as Data, { ...named, direction } as Options, atlas);
      known.set(key, picture);
      return picture;
    },
  };
}

/**
 * Every helper that a template may call inside `{{ }}` or as a sub-expression. All are pure. The blocks are
 * Handlebars' own `if`, `unless`, `each` and `with`.
 */
export const HELPERS: Readonly<Record<string, HelperSpec>> = {
  eq: { parameters: ['any', 'any'], returns: 'boolean', run: ([a, b]) => a === b },
  and: { parameters: ['any', 'any'], rest: 'any', returns: 'boolean', run: (all) => all.every(truthy) },
  or: { parameters: ['any', 'any'], rest: 'any', returns: 'boolean', run: (all) => all.some(truthy) },
  not: { parameters: ['any'], returns: 'boolean', run: ([a]) => !truthy(a) },
  add: {
    parameters: ['number', 'number'],
    rest: 'number',
    returns: 'number',
    run: (all) => all.reduce<number>((sum, n) => sum + Number(n), 0),
  },
  join: { parameters: ['list', 'text'], returns: 'text', run: ([list, by]) => (list as unknown[]).join(String(by)) },
  /** Those entries of a list whose property of this name has this value: `(where partners "role" "advised")`. */
  where: {
    parameters: ['records', 'text', 'any'],
    returns: 'same',
    run: ([list, key, value]) =>
      (list as Readonly<Record<string, unknown>>[]).filter((entry) => entry[String(key)] === value),
  },
  /** The first entries of a list, and those after them: `(take sections 3)`, `(skip sections 3)`. */
  take: {
    parameters: ['records', 'number'],
    returns: 'same',
    run: ([list, n]) => (list as unknown[]).slice(0, Number(n)),
  },
  skip: {
    parameters: ['records', 'number'],
    returns: 'same',
    run: ([list, n]) => (list as unknown[]).slice(Number(n)),
  },
  /** Every source marker anywhere inside a value, once each and in order: for one mark on a whole row or picture. */
  refsOf: { parameters: ['any'], returns: 'references', run: ([value]) => referencesIn(value) },
  /** Those entries of the source list that the values cite: `(cited sources.items lead keyFigures)`. */
  cited: {
    parameters: ['records', 'any'],
    rest: 'any',
    returns: 'same',
    run: ([list, ...values]) => {
      const targets = new Set(values.flatMap(referencesIn).map(({ target }) => target));
      return (list as readonly { readonly id: string }[]).filter(({ id }) => targets.has(id));
    },
  },
  qrCode: {
    parameters: ['text'],
    named: { label: 'text', size: 'number' },
    required: ['label'],
    returns: 'html',
    run: ([href], { named }) => qrCode(String(href), String(named.label), numberOr(named.size, 96)),
  },
  personnelChart: graphic<ChartData, ChartOptions>('chart', ['width', 'height'], personnelChart),
  seriesChart: graphic<ChartData, ChartOptions>('chart', ['width', 'height'], seriesChart),
  compositionChart: graphic<ContributionTable, CompositionOptions>('contributionTable', ['width'], compositionChart),
  /** Only where `contributions.dated` is not 0; of no component with a period the picture is empty. */
  contributionTimeline: graphic<ContributionTable, TimelineOptions>(
    'contributionTable',
    ['width', 'label'],
    contributionTimeline,
  ),
  /** The silhouette of a unit such as `unitKey` as an ornament: it has no alternative text. */
  pictogram: {
    parameters: ['text'],
    named: { size: 'number' },
    returns: 'html',
    run: ([unit], { named }) => pictogram(String(unit), numberOr(named.size, 24)),
  },
  /** As many silhouettes as a `countable` figure has, those up to `capacity` in outline. */
  pictogramRow: {
    parameters: ['keyFigure'],
    named: { capacity: 'number', width: 'number', size: 'number' },
    required: ['width', 'size'],
    returns: 'html',
    run: ([figure], { named, direction }) => {
      const size = { width: Number(named.width), size: Number(named.size) };
      const capacity = typeof named.capacity === 'number' ? { capacity: named.capacity } : {};
      return pictogramRow(figure as PrintedFigure, { ...size, ...capacity, direction });
    },
  },
  leadershipTimeline: graphic<LeadershipView, TimelineOptions>('leadership', ['width', 'label'], leadershipTimeline),
  locatorMap: graphic<MapView, MapOptions>(
    'map',
    ['width', 'height'],
    (map, options, atlas) => locatorMap(atlas, map, options),
    ['inset'],
  ),
  /** A picture made of the map, for the head of a sheet that has no photograph. */
  coverMap: graphic<MapView, CoverOptions>('map', ['width', 'height'], (map, options, atlas) =>
    coverMap(atlas, map, options),
  ),
};

/** The blocks a template may open, with the number of their parameters, always one. */
export const BLOCKS: ReadonlySet<string> = new Set(['if', 'unless', 'each', 'with']);

const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

/** `source-3` before `source-12`. */
function referencesIn(value: unknown): Reference[] {
  const found = new Map<number, Reference>();
  const walk = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const [key, child] of Object.entries(part)) {
      if (key !== 'refs') walk(child);
      else for (const ref of child as Reference[]) found.set(Number(ref.target.replace(/\D/g, '')), ref);
    }
  };
  walk(value);
  return [...found].sort(([a], [b]) => a - b).map(([, ref]) => ref);
}

/** A helper as Handlebars calls it: parameters, then its options. */
function adapt({ returns, run }: HelperSpec): Handlebars.HelperDelegate {
  return (...values: unknown[]) => {
    const { hash, data } = values.pop() as Handlebars.HelperOptions;
    const direction = data?.root?.direction === 'rtl' ? 'rtl' : 'ltr';
    const result = run(values, { named: hash ?? {}, direction, atlas: data.atlas as Atlas });
    return returns === 'html' ? new Handlebars.SafeString(String(result)) : result;
  };
}

/**
 * An environment with the closed list of helpers and nothing else. `helperMissing` and `blockHelperMissing` stay,
 * because compiled templates name them; the check of paths sees to it that they are never reached.
 */
export function createEnvironment(): typeof Handlebars {
  const environment = Handlebars.create();
  for (const name of ['log', 'lookup']) environment.unregisterHelper(name);
  for (const [name, spec] of Object.entries(HELPERS)) environment.registerHelper(name, adapt(spec));
  environment.log = () => {};
  return environment;
}
