import Handlebars from 'handlebars';
import type {
  ChartData,
  ContributionTable,
  LeadershipView,
  MapView,
  PrintedFigure,
  Reference,
} from '../dataset/generated/types.ts';
import { personnelChart } from '../graphics/chart.ts';
import { compositionChart } from '../graphics/composition.ts';
import { contributionTimeline } from '../graphics/contribution-timeline.ts';
import type { Atlas } from '../graphics/map/atlas.ts';
import { coverMap } from '../graphics/map/cover.ts';
import { locatorMap } from '../graphics/map/locator.ts';
import { pictogram, pictogramRow } from '../graphics/pictograms.ts';
import { qrCode } from '../graphics/qr.ts';
import { seriesChart } from '../graphics/series.ts';
import { leadershipTimeline } from '../graphics/timeline.ts';

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
  personnelChart: {
    parameters: ['chart'],
    named: { width: 'number', height: 'number', fontSize: 'number' },
    required: ['width', 'height'],
    returns: 'html',
    run: ([chart], { named, direction }) => {
      const size = { width: Number(named.width), height: Number(named.height) };
      return personnelChart(chart as ChartData, { ...size, direction, ...fontSize(named) });
    },
  },
  seriesChart: {
    parameters: ['chart'],
    named: { width: 'number', height: 'number', fontSize: 'number' },
    required: ['width', 'height'],
    returns: 'html',
    run: ([chart], { named, direction }) => {
      const size = { width: Number(named.width), height: Number(named.height) };
      return seriesChart(chart as ChartData, { ...size, direction, ...fontSize(named) });
    },
  },
  compositionChart: {
    parameters: ['contributionTable'],
    named: { width: 'number', fontSize: 'number' },
    required: ['width'],
    returns: 'html',
    run: ([table], { named, direction }) => {
      const width = Number(named.width);
      return compositionChart(table as ContributionTable, { width, direction, ...fontSize(named) });
    },
  },
  /** Only where `contributions.dated` is not 0; of no component with a period the picture is empty. */
  contributionTimeline: {
    parameters: ['contributionTable'],
    named: { width: 'number', label: 'text', fontSize: 'number' },
    required: ['width', 'label'],
    returns: 'html',
    run: ([table], { named, direction }) => {
      const [width, label] = [Number(named.width), String(named.label)];
      return contributionTimeline(table as ContributionTable, { width, label, direction, ...fontSize(named) });
    },
  },
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
  leadershipTimeline: {
    parameters: ['leadership'],
    named: { width: 'number', label: 'text', fontSize: 'number' },
    required: ['width', 'label'],
    returns: 'html',
    run: ([view], { named, direction }) => {
      const label = String(named.label);
      return leadershipTimeline(view as LeadershipView, {
        width: Number(named.width),
        label,
        direction,
        ...fontSize(named),
      });
    },
  },
  locatorMap: {
    parameters: ['map'],
    named: { width: 'number', height: 'number', fontSize: 'number', inset: 'boolean' },
    required: ['width', 'height'],
    returns: 'html',
    run: ([map], { named, direction, atlas }) => {
      const size = { width: Number(named.width), height: Number(named.height) };
      return locatorMap(atlas, map as MapView, {
        ...size,
        direction,
        inset: named.inset !== false,
        ...fontSize(named),
      });
    },
  },
  /** A picture made of the map, for the head of a sheet that has no photograph. */
  coverMap: {
    parameters: ['map'],
    named: { width: 'number', height: 'number', fontSize: 'number' },
    required: ['width', 'height'],
    returns: 'html',
    run: ([map], { named, direction, atlas }) => {
      const size = { width: Number(named.width), height: Number(named.height) };
      return coverMap(atlas, map as MapView, { ...size, direction, ...fontSize(named) });
    },
  },
};

/** The blocks a template may open, with the number of their parameters, always one. */
export const BLOCKS: ReadonlySet<string> = new Set(['if', 'unless', 'each', 'with']);

const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

const fontSize = (named: HelperCall['named']): { fontSize?: number } =>
  typeof named.fontSize === 'number' ? { fontSize: named.fontSize } : {};

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
