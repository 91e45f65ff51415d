import { type AnyNode, type Element, isTag, isText } from 'domhandler';
import type { Diagnostic } from '../base/diagnostics.ts';
import type { Catalogue } from '../content/i18n/catalogue.ts';
import { textLength } from '../content/i18n/exchange/pieces.ts';
import type { CompiledMessage } from '../content/i18n/messages.ts';
import { createLanguage } from '../content/i18n/speak.ts';
import { textUnits } from '../content/i18n/state.ts';
import type { DisplayItem } from '../engine/paint/display-list.ts';
import type { MissionFiles, Project } from './project.ts';
import { type LaidOutSheet, layOutSheet, OVERSET, type SheetJob } from './sheet.ts';

/** A sheet whose strings are looked for or grown. */
export interface MeasuredSheet {
  readonly project: Project;
  readonly mission: MissionFiles;
  readonly catalogue: Catalogue;
  readonly job: SheetJob;
}

/** Strings put before or behind those of a catalogue, by key. */
interface Additions {
  readonly before?: (key: string) => string;
  readonly behind?: (key: string) => string;
}

const layOut = (
  sheet: MeasuredSheet,
  additions: Additions,
  report: (found: Diagnostic) => void,
): LaidOutSheet | undefined =>
  layOutSheet(
    sheet.project,
    sheet.job,
    { mission: sheet.mission, catalogue: catalogueWith(sheet, additions) },
    report,
    true,
  );

/** The same catalogue with more words in it. */
function catalogueWith({ mission, catalogue }: MeasuredSheet, { before, behind }: Additions): Catalogue {
  const literal = (text: string): CompiledMessage =>
    text ? [{ kind: 'literal', html: text, text, source: text, offset: 0 }] : [];
  const messages = new Map(
    [...catalogue.messages].map(([id, message]) => {
      const key = `messages/${id}`;
      return [id, [...literal(before?.(key) ?? ''), ...message, ...literal(behind?.(key) ?? '')]] as const;
    }),
  );
  const names = Object.fromEntries(
    Object.entries(catalogue.text.names ?? {}).map(([id, name]) => {
      const key = `names/${id}`;
      return [id, `${before?.(key) ?? ''}${name}${behind?.(key) ?? ''}`];
    }),
  );
  return { ...catalogue, language: createLanguage(mission.record, catalogue.pack, names, messages) };
}

/** Private use characters stand before strings to find them again. */
const FIRST_MARK = 0xe000;
const MARK = /[\ue000-\uf8ff]/g;

/** Places named for one string; a name may stand in many. */
const MOST_PLACES = 4;

/** Where each string stands on the sheet: "page 2: section.partners › dd". By key. */
export function locateStrings(sheet: MeasuredSheet): ReadonlyMap<string, readonly string[]> {
  const keys = textUnits(sheet.catalogue.text).map(({ key }) => key);
  const marks = new Map(keys.map((key, i) => [key, String.fromCharCode(FIRST_MARK + i)]));
  const made = layOut(sheet, { before: (key) => marks.get(key) ?? '' }, () => {});
  const places = new Map<string, string[]>();
  if (!made) return places;
  const add = (mark: string, place: string) => {
    const key = keys[mark.charCodeAt(0) - FIRST_MARK];
    const known = key === undefined ? undefined : (places.get(key) ?? []);
    if (!known || known.includes(place) || known.length >= MOST_PLACES) return;
    places.set(key!, [...known, place]);
  };
  const pages = pagesOfMarks(made);
  const visit = (node: AnyNode, path: readonly Element[]): void => {
    if (isText(node)) {
      for (const [mark] of node.data.matchAll(MARK)) {
        const page = pages.get(mark);
        add(mark, page ? `page ${page}: ${described(path)}` : described(path));
      }
    }
    if (!isTag(node)) return;
    for (const [name, value] of Object.entries(node.attribs)) {
      for (const [mark] of value.matchAll(MARK)) add(mark, `${described([...path, node])}, attribute ${name}`);
    }
    for (const child of node.children) visit(child, [...path, node]);
  };
  visit(made.laidOut.document.root, []);
  return places;
}

function pagesOfMarks({ laidOut }: LaidOutSheet): ReadonlyMap<string, number> {
  const pages = new Map<string, number>();
  const visit = (items: readonly DisplayItem[], page: number): void => {
    for (const item of items) {
      if (item.type === 'group') visit(item.items, page);
      if (item.type !== 'text') continue;
      for (const { shaped } of item.pieces)
        for (const [mark] of shaped.text.matchAll(MARK)) if (!pages.has(mark)) pages.set(mark, page);
    }
  };
  laidOut.list.pages.forEach(({ items }, i) => {
    visit(items, i + 1);
  });
  return pages;
}

/** The innermost elements that have a class, and the element itself: `section.partners › dd`. */
function described(path: readonly Element[]): string {
  const named = ({ name, attribs }: Element): string =>
    [name, ...(attribs.class?.split(/\s+/) ?? [])].slice(0, 2).join('.');
  const inner = path.filter((element) => element.name !== 'html' && element.name !== 'body');
  const last = inner.at(-1);
  const around = inner.slice(0, -1).findLast((element) => element.attribs.class);
  return [around, last]
    .filter((element) => element !== undefined)
    .map(named)
    .join(' › ');
}

/** What may grow to so many times its length has no limit worth telling; short strings grow by more. */
const MOST_GROWTH = 1.6;
const LEAST_GROWTH = 12;

/**
 * How long each string may be, in code points without its codes, for the sheet to hold it while all others stay as they
 * are. Found by making the string longer with its own words, in its own font, until something no longer fits; to 5 % of
 * its length. Undefined for a string that could be far longer, and for all where the sheet is overset already.
 */
export function measureLimits(
  sheet: MeasuredSheet,
  keys: readonly string[],
  onMeasured: () => void = () => {},
): ReadonlyMap<string, number> {
  const limits = new Map<string, number>();
  const misfits = (additions: Additions): number => {
    let count = 0;
    layOut(sheet, additions, ({ code }) => {
      if (OVERSET.has(code)) count++;
    });
    return count;
  };
  if (misfits({}) > 0) return limits;
  const texts = new Map(textUnits(sheet.catalogue.text).map(({ key, text }) => [key, text]));
  for (const key of keys) {
    const text = texts.get(key);
    if (text !== undefined) {
      const length = textLength(text);
      const words = wordsOf(text);
      const fits = (extra: number) => misfits({ behind: (other) => (other === key ? filler(words, extra) : '') }) === 0;
      const limit = longest(length, fits);
      if (limit !== undefined) limits.set(key, limit);
    }
    onMeasured();
  }
  return limits;
}

/** Halves the room between what fits and what does not. */
function longest(length: number, fits: (extra: number) => boolean): number | undefined {
  let high = Math.max(LEAST_GROWTH, Math.ceil(length * (MOST_GROWTH - 1)));
  if (fits(high)) return undefined;
  let low = 0;
  const step = Math.max(1, Math.floor(length * 0.05));
  while (high - low > step) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return length + low;
}

/** The words of a string, without placeholders and markup. */
const wordsOf = (text: string): string =>
  text
    .replace(/\{[^{}]*\}|<[^<>]*>|[{}]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim() || 'n';

/** A space and words, together so many code points. */
function filler(words: string, count: number): string {
  const source = [...` ${words}`];
  return Array.from({ length: count }, (_, i) => source[i % source.length])
    .join('')
    .replace(/ $/, 'n');
}
