import { type HyphenationData, Hyphenator } from './hyphenate.ts';

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
    'bagdad', 'danmark', 'danmarks', 'folketinget', 'folketingets', 'iannucci', 'inherent', 'lollesgaard', 'pugholm',
  ],
  'en-gb': [
    'hand-over', 'head-quarters', 'heli-copter', 'heli-copters', 'take-over',
    'baghdad', 'danish', 'denmark', 'folketinget', 'iannucci', 'inherent', 'lollesgaard', 'pugholm',
  ],
  'en-us': ['head-quar-ters'],
}; // biome-ignore format: a list

/** Hyphenation by language. `load` gives the data of a pattern file such as `da` or `de-1996`, on first use. */
export class Hyphenation {
  readonly #load: (name: string) => HyphenationData;
  readonly #hyphenators = new Map<string, Hyphenator>();

  constructor(load: (name: string) => HyphenationData) {
    this.#load = load;
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
