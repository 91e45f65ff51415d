import { type HyphenationData, Hyphenator } from './hyphenate.ts';

/** Names of people and operations, which no language breaks. */
const NAMES = ['iannucci', 'inherent', 'lollesgaard', 'pugholm', 'resolve'];

/**
 * Words the patterns break wrongly or not at all, with the hyphens they should have. One without a hyphen is never
 * broken.
 */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  da: [
    // Compounds break between their parts.
    'beslutnings-forslag', 'eskorte-bidrag', 'eskorte-bidraget', 'fakta-ark', 'fakta-arket', 'folketings-beslutning',
    'for-bindelses-offi-ce-rer', 'forsvars-mini-ste-rium', 'forsvars-mini-ste-riet', 'førings-støtte', 'føde-vare-sikkerhed',
    'general-løjtnant', 'general-major', 'helikopter-bidrag', 'hoved-kvarter', 'hoved-kvarteret', 'kamp-opgaver',
    'kapa-ci-tets-op-byg-ning', 'ledelses-hold', 'liv-vagter', 'liv-vagterne', 'luft-basen', 'militær-uddannelser',
    'moské-kuppel', 'råd-givnings-mis-sion', 'råd-givnings-mis-sio-nen', 'råds-afgørelse', 'sam-arbejds-part-nere',
    'sikkerheds-insti-tu-tioner', 'sikkerheds-myndig-heder', 'sikkerheds-råd-gi-ver', 'sikkerheds-sektor', 'sikkerheds-styrker',
    'stabs-bidrag', 'stabs-folk', 'styrke-chef', 'styrke-chefen', 'støtte-element', 'støtte-mission', 'trænings-flyvninger',
    'transport-heli-kop-tere', 'ud-dannelses-insti-tu-tioner',
    // Words the patterns break wrongly.
    'der-efter', 'for-svaret', 'op-gave', 'op-gaven', 'over-drog', 'over-drage', 'perioden', 'periode', 'træ-ning',
    'råd-gi-ver', 'råd-gi-vere', 'råd-gi-veren', 'råd-gi-verne', 'råd-give', 'råd-gi-vet', 'råd-gi-vende',
    'råd-giv-ning', 'råd-giv-ningen', 'ter-ro-ris-me', 'ter-ro-ris-men', 'ter-ro-rist', 'ter-ro-ris-ter',
    // Names stay whole.
    ...NAMES, 'bagdad', 'danmark', 'danmarks', 'folketinget', 'folketingets',
  ],
  'en-gb': [
    'hand-over', 'head-quarters', 'heli-copter', 'heli-copters', 'take-over',
    ...NAMES, 'baghdad', 'danish', 'denmark', 'folketing', 'folketinget',
  ],
  'en-us': [...NAMES, 'he-li-cop-ter', 'he-li-cop-ters', 'head-quar-ters', 'baghdad', 'denmark', 'folketing'],
  'de-1996': [
    // Compounds break between their parts.
    'abend-dämmerung', 'ausbildungs-flüge', 'begleit-kräfte', 'begleit-kräften', 'beratungs-mission', 'beschluss-antrag',
    'bildungs-ein-richtungen', 'bundestags-mandat', 'einsatz-kräfte', 'einsatz-tag', 'fakten-blatt', 'führungs-team',
    'führungs-unter-stützung', 'general-major', 'haupt-quartier', 'hubschrauber-beitrag', 'kampf-auftrag', 'luftwaffen-basis',
    'luftwaffen-stützpunkt', 'moschee-kuppel', 'parlaments-beschluss', 'personen-schützer', 'personen-schützern',
    'sicherheits-behörden', 'sicherheits-berater', 'sicherheits-beraters', 'sicherheits-insti-tutionen', 'sicherheits-sektor',
    'sitzungs-periode', 'stabs-offizier', 'stabs-offiziere', 'stabs-personal', 'streit-kräfte', 'streit-kräften',
    'transport-hub-schrauber', 'transport-hub-schraubern', 'unter-stützungs-element', 'unter-stützungs-mission',
    'verbindungs-offi-ziere', 'verbindungs-offi-zieren', 'verteidigungs-minis-terium', 'verteidigungs-minis-teriums',
    'waffen-still-stand', 'zeit-verlauf',
    // Words the patterns break wrongly.
    'stabs-angehörige', 'stabs-angehörigen', 'stabs-angehöriger',
    // Names stay whole, and the rank before one.
    ...NAMES, 'bagdad', 'besmaja', 'dänemark', 'dänemarks', 'folketing', 'generalleutnant', 'generalleutnants',
  ],
  fr: [
    'con-tri-bu-tion', 'con-tri-bu-tions', 'con-tri-bue', 'con-tri-buer',
    ...NAMES, 'bagdad', 'danemark', 'folketing', 'koweït', 'iraquien', 'iraquienne', 'iraquiennes', 'iraquiens',
  ],
  nb: [
    'hoved-kvarter', 'hoved-kvarteret', 'hoved-stad', 'styrke-sjef', 'styrke-sjefen', 'støtte-element',
    ...NAMES, 'bagdad', 'danmark', 'folketinget', 'stortinget',
  ],
  sv: [
    'general-löjt-nant', 'stabs-of-fi-cer', 'stabs-of-fi-ce-rare',
    ...NAMES, 'bagdad', 'danmark', 'folketinget', 'riksdagen',
  ],
  fi: [...NAMES, 'bagdad', 'bagdadin', 'bagdadissa', 'tanska', 'tanskan'],
  nl: [...NAMES, 'bagdad', 'denemarken', 'folketing'],
  es: [...NAMES, 'bagdad', 'dinamarca', 'folketing'],
  it: [...NAMES, 'bagdad', 'baghdad', 'danimarca', 'folketing'],
  pt: ['sub-li-nhar', 'sub-li-nha', 'sub-li-nhou', ...NAMES, 'bagdade', 'dinamarca', 'folketing'],
  pl: [...NAMES, 'bagdad', 'bagdadzie', 'dania', 'folketing'],
  uk: [...NAMES, 'багдад', 'багдаді', 'данія', 'фолькетинг'],
}; // biome-ignore format: a list

/** Letters of a word, before and after its hyphen, at least. */
export type Limits = readonly [total: number, before: number, after: number];

/** Words remembered for a language and its limits. */
const MOST_WORDS = 10_000;
const NONE: readonly number[] = [];

/** Letters of a word, before and after a hyphen, that a language leaves at least (CSS Text 4 section 6.3.1, `auto`). */
const LIMITS: Readonly<Record<string, Limits>> = {
  'en-gb': [5, 2, 3], 'en-us': [5, 2, 3], fr: [5, 2, 3], pt: [5, 2, 3], it: [5, 2, 3], es: [5, 2, 2],
}; // biome-ignore format: a table

const USUAL: Limits = [5, 2, 2];

/** Hyphenation by language. `load` gives the data of a pattern file such as `da` or `de-1996`, on first use. */
export class Hyphenation {
  readonly #load: (name: string) => HyphenationData;
  readonly #hyphenators = new Map<string, Hyphenator>();
  readonly #words = new Map<string, Map<string, readonly number[]>>();

  constructor(load: (name: string) => HyphenationData) {
    this.#load = load;
  }

  /**
   * Offsets inside `text`, a stretch without spaces, where a hyphen may stand. `limits` are those of
   * `hyphenate-limit-chars`, 0 for `auto`. Abbreviations in capitals are never broken.
   */
  points(text: string, lang: string, limits: Limits): readonly number[] {
    const setting = `${lang} ${limits[0]} ${limits[1]} ${limits[2]}`;
    let words = this.#words.get(setting);
    if (!words) {
      words = new Map();
      this.#words.set(setting, words);
    }
    let points = words.get(text);
    if (!points) {
      points = this.#find(text, lang, limits);
      if (words.size >= MOST_WORDS) words.clear();
      words.set(text, points);
    }
    return points;
  }

  #find(text: string, lang: string, limits: Limits): readonly number[] {
    const defaults = LIMITS[patternName(lang) ?? ''] ?? USUAL;
    const [total, before, after] = limits.map((limit, i) => limit || defaults[i]!) as [number, number, number];
    // Whoever puts soft hyphens into a word wants no others (CSS Text 4 section 6.1).
    const hyphenator = text.length < total || text.includes('\u00ad') ? undefined : this.forLanguage(lang);
    if (!hyphenator) return NONE;
    const points: number[] = [];
    for (const match of text.matchAll(/[\p{L}\p{M}]+/gu)) {
      const letters = match[0];
      if (letters.length < total || letters === letters.toUpperCase()) continue;
      for (const point of hyphenator.points(letters)) {
        if (point >= before && letters.length - point >= after) points.push(match.index + point);
      }
    }
    return points.length ? points : NONE;
  }

  /** The hyphenator for a BCP 47 tag, or undefined where the language has no patterns. */
  forLanguage(tag: string): Hyphenator | undefined {
    const name = patternName(tag);
    if (name === undefined) return undefined;
    let hyphenator = this.#hyphenators.get(name);
    if (!hyphenator) {
      hyphenator = new Hyphenator(this.#load(name), EXCEPTIONS[name] ?? []);
      this.#hyphenators.set(name, hyphenator);
    }
    return hyphenator;
  }
}

const PATTERNS = new Set([
  'da',
  'en-gb',
  'en-us',
  'fr',
  'de-1996',
  'nb',
  'sv',
  'fi',
  'nl',
  'es',
  'it',
  'pt',
  'pl',
  'uk',
]);

/** The pattern file of a language tag; English is British unless the region says otherwise. */
export function patternName(tag: string): string | undefined {
  const lower = tag.toLowerCase();
  const [language = ''] = lower.split('-');
  if (language === 'en') return /^en-(us|ca)\b/.test(lower) ? 'en-us' : 'en-gb';
  const name = { de: 'de-1996', no: 'nb', nn: 'nb' }[language] ?? language;
  return PATTERNS.has(name) ? name : undefined;
}
