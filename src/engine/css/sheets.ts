import { finding, type Place, type Report } from '../../base/diagnostics.ts';
import type { SourceText } from '../../base/source.ts';
import type { ResourceLoader } from '../html/resources.ts';
import type { MediaCondition } from './media.ts';
import { type ImportRule, layerName, mediaAttribute, type ParsedSheet, parseStylesheet } from './parse.ts';

/** A sheet as a page names it. */
export interface SheetSource extends SourceText {
  /** A `media` attribute, and where it stands. */
  readonly media?: { readonly text: string; readonly place: Place } | undefined;
}

/** Imports that lead no further: a sheet may import others, each of them the next. */
const MOST_IMPORTS = 200;

/** Parses the sheets of a page, each after those it imports (CSS Cascade 5 section 2). */
export function loadSheets(sources: readonly SheetSource[], loader: ResourceLoader, report: Report): ParsedSheet[] {
  const importer = new Importer(loader, report);
  return sources.flatMap((source) => {
    const { media } = source;
    const condition = media && mediaAttribute(media.text, media.place, report);
    const around = condition && { media: condition, layer: undefined, layersBefore: [] };
    return importer.load(source, []).map((sheet) => (around ? within(sheet, media.text, around) : sheet));
  });
}

class Importer {
  readonly #loader: ResourceLoader;
  readonly #report: Report;
  #count = 0;

  constructor(loader: ResourceLoader, report: Report) {
    this.#loader = loader;
    this.#report = report;
  }

  load(source: SourceText, open: readonly string[]): ParsedSheet[] {
    const sheet = parseStylesheet(source, this.#report);
    const stack = [...open, source.file];
    return [...sheet.imports.flatMap((rule) => this.#import(rule, stack)), sheet];
  }

  #import(rule: ImportRule, open: readonly string[]): ParsedSheet[] {
    const { address, place } = rule;
    const source = this.#loader.text(address, place.file!, place, this.#report);
    if (!source) return [];
    const circle = open.slice(open.lastIndexOf(source.file));
    if (open.includes(source.file)) {
      const hint = 'move what both need into a sheet of its own';
      this.#report(finding('css-import-circle', `"${address}" imports itself: ${circle.join(' > ')}`, place, hint));
      return [];
    }
    if (++this.#count > MOST_IMPORTS) {
      if (this.#count === MOST_IMPORTS + 1)
        this.#report(finding('css-import-circle', `more than ${MOST_IMPORTS} sheets are imported`, place));
      return [];
    }
    return this.load(source, open).map((sheet) => within(sheet, rule, rule));
  }
}

interface Around {
  readonly media: MediaCondition | undefined;
  readonly layer: string | undefined;
  readonly layersBefore: readonly string[];
}

const wrapped = new WeakMap<ParsedSheet, Map<string | ImportRule, ParsedSheet>>();

/**
 * A sheet under the conditions, and in the layer, of what names it. Kept by `key`, the rule or the text that names them,
 * so that equal sheets are one object.
 */
function within(sheet: ParsedSheet, key: string | ImportRule, { media, layer, layersBefore }: Around): ParsedSheet {
  if (!media && layer === undefined && !layersBefore.length) return sheet;
  let known = wrapped.get(sheet);
  if (!known) {
    known = new Map();
    wrapped.set(sheet, known);
  }
  const found = known.get(key);
  if (found) return found;
  const name = (own: string): string => (layer === undefined ? own : own ? layerName(layer, own) : layer);
  const before = { media: [], rules: [], pages: [], fontFaces: [], layers: layersBefore };
  const first = { ...before, media: media ? [media] : [], layers: layer === undefined ? [] : [layer] };
  const made: ParsedSheet = {
    ...sheet,
    parts: [
      ...[before, first].filter(({ layers }) => layers.length),
      ...sheet.parts.map((part) => ({
        ...part,
        media: media ? [media, ...part.media] : part.media,
        rules: layer === undefined ? part.rules : part.rules.map((rule) => ({ ...rule, layer: name(rule.layer) })),
        layers: part.layers.map(name),
      })),
    ],
  };
  known.set(key, made);
  return made;
}
