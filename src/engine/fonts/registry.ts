import { type Diagnostic, finding, type Report } from '../../base/diagnostics.ts';
import { contentHash } from '../../base/hash.ts';
import { LruCache } from '../../base/lru.ts';
import type { ComputedStyle } from '../css/style.ts';
import { SYNTHESISED, VARIANT_FEATURES } from './features.ts';
import type { HarfBuzz } from './harfbuzz.ts';
import { type FaceSource, type LoadedFace, loadFace } from './loaded-face.ts';
import { GENERIC_FAMILIES, matchingFaces } from './match.ts';
import { fontFault } from './program.ts';

/** The faces for a style. There is always one. */
export interface FaceSelection {
  /** Of the families that the style names, in their order; the parts of a composite face follow each other. */
  readonly named: readonly LoadedFace[];
  /** Of the fallback families that the style does not name, in the order of fonts.json. */
  readonly fallback: readonly LoadedFace[];
  /** The first available font, which gives lines and spaces their measures (CSS Fonts 4 section 5.2). */
  readonly primary: LoadedFace;
}

interface Selected {
  readonly selection: FaceSelection;
  readonly findings: readonly Diagnostic[];
}

/** Bytes of font files that views of documents keep. */
const VIEW_BUDGET = 64 << 20;

/**
 * The fonts of a project, or of one document of it. Faces are parsed and handed to HarfBuzz on first use. Family names
 * compare without case (CSS Fonts 4 section 5.1); `fallback` families are for characters the named families lack.
 * Of several faces with one weight and style the first that has a character is used.
 */
export class FontRegistry {
  readonly harfbuzz: HarfBuzz;
  readonly #families: ReadonlyMap<string, readonly FaceSource[]>;
  readonly #fallback: readonly (readonly [name: string, faces: readonly FaceSource[]])[];
  readonly #loaded: WeakMap<FaceSource, LoadedFace | 'unusable'>;
  readonly #report: Report;
  readonly #selections = new Map<string, Selected>();
  readonly #byStyle = new WeakMap<ComputedStyle, FaceSelection>();
  readonly #views = new LruCache<string, FontRegistry>(VIEW_BUDGET, (view) => view.#ownBytes);
  readonly #ownBytes: number;

  /** `report` hears of files that cannot be used. With `base`, its families are there too, where not named again. */
  constructor(
    harfbuzz: HarfBuzz,
    sources: readonly FaceSource[],
    fallback: readonly string[],
    report: Report,
    base?: FontRegistry,
  ) {
    this.harfbuzz = harfbuzz;
    const own = byFamily(sources);
    this.#families = base ? new Map([...base.#families, ...own]) : own;
    this.#fallback = base
      ? base.#fallback
      : fallback.map((name) => [name.toLowerCase(), own.get(name.toLowerCase()) ?? []]);
    this.#loaded = base ? base.#loaded : new WeakMap();
    this.#report = report;
    this.#ownBytes = sources.reduce((sum, { bytes }) => sum + bytes.length, 1000);
  }

  /**
   * These fonts and the faces of a document, which hide families of the same name (CSS Fonts 4 section 4.2) but in
   * fallback. Equal faces give the same object: what is kept by it serves every document with the same rules.
   */
  with(faces: readonly FaceSource[]): FontRegistry {
    if (!faces.length) return this;
    const key = JSON.stringify(
      faces.map((f) => [f.family, f.weight, f.style, f.unicodeRange, f.scripts, f.file, contentHash(f.bytes)]),
    );
    return this.#views.ensure(key, () => new FontRegistry(this.harfbuzz, faces, [], this.#report, this));
  }

  /** Faces to try for a style. */
  select(style: ComputedStyle, report: Report): FaceSelection {
    const known = this.#byStyle.get(style);
    if (known) return known;
    const { fontWeight, fontStyle, fontVariantCaps, fontVariantPosition } = style;
    const key = [...style.fontFamily, fontWeight, fontStyle, fontVariantCaps, fontVariantPosition].join('\0');
    let selected = this.#selections.get(key);
    if (!selected) {
      const findings: Diagnostic[] = [];
      selected = { selection: this.#choose(style, (diagnostic) => findings.push(diagnostic)), findings };
      this.#selections.set(key, selected);
    }
    for (const diagnostic of selected.findings) report(diagnostic);
    if (!selected.findings.length) this.#byStyle.set(style, selected.selection);
    return selected.selection;
  }

  #choose(style: ComputedStyle, report: Report): FaceSelection {
    const wanted = new Set(style.fontFamily.map((name) => name.toLowerCase()));
    if (wanted.size && ![...wanted].some((name) => this.#families.has(name) || GENERIC_FAMILIES.has(name))) {
      const message = `no font family "${style.fontFamily.join(', ')}"`;
      report(finding('font-missing-family', message, {}, `known: ${this.#names()}`));
    }
    const named = [...wanted].flatMap((name) => this.#nearest(this.#families.get(name) ?? [], style, report));
    const others = this.#fallback.filter(([name, faces]) => !wanted.has(name) || this.#families.get(name) !== faces);
    const fallback = others.flatMap(([, faces]) => this.#nearest(faces, style, () => {}));
    const all = [...named, ...fallback];
    const primary = all.find((face) => face.allows(0x20)) ?? all[0];
    if (!primary) throw new Error('no usable font in the registry');
    for (const word of [style.fontVariantCaps, style.fontVariantPosition]) checkFeatures(primary, word, report);
    return { named, fallback, primary };
  }

  /** The usable faces of one family nearest to a style; where they differ from it in weight or style, a finding. */
  #nearest(faces: readonly FaceSource[], style: ComputedStyle, report: Report): LoadedFace[] {
    const nearest = matchingFaces(faces, style);
    const [first] = nearest;
    if (first && (Math.abs(first.weight - style.fontWeight) > 50 || first.style !== style.fontStyle)) {
      const italic = (value: string): string => (value === 'italic' ? ' italic' : '');
      report(
        finding(
          'font-missing-face',
          `"${first.family}" has no${italic(style.fontStyle)} face of weight ${style.fontWeight}; weight ${first.weight}${italic(first.style)} is used`,
        ),
      );
    }
    return nearest.map((source) => this.#load(source)).filter((face) => face !== undefined);
  }

  #names(): string {
    return [...new Set([...this.#families.values()].map((list) => list[0]!.family))].join(', ');
  }

  #load(source: FaceSource): LoadedFace | undefined {
    let loaded = this.#loaded.get(source);
    if (!loaded) {
      const fault = fontFault(this.harfbuzz, source);
      if (fault) this.#report(fault);
      loaded = fault ? 'unusable' : loadFace(this.harfbuzz, source);
      this.#loaded.set(source, loaded);
    }
    return loaded === 'unusable' ? undefined : loaded;
  }
}

/** Reports the features that a keyword of font-variant needs and the face lacks, where browsers make them up. */
function checkFeatures(face: LoadedFace, word: string, report: Report): void {
  const what = SYNTHESISED.get(word);
  const missing = VARIANT_FEATURES[word]?.filter((tag) => !face.hasFeature(tag)) ?? [];
  if (!what || !missing.length) return;
  const name = face.face.postscriptName;
  report(
    finding('font-missing-feature', `${name} has no ${what} (feature ${missing.join(', ')}); the plain ones are used`),
  );
}

function byFamily(sources: readonly FaceSource[]): Map<string, FaceSource[]> {
  const families = new Map<string, FaceSource[]>();
  for (const source of sources) {
    const key = source.family.toLowerCase();
    const list = families.get(key);
    if (list) list.push(source);
    else families.set(key, [source]);
  }
  return families;
}
