import { Dict, Name } from './objects.ts';

/** What the codes of a simple font stand for (ISO 32000-1 section 9.6.6). */
export interface CodeTexts {
  readonly text: (code: number) => string | undefined;
  readonly notdef: (code: number) => boolean;
}

const WIN = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, i) => i));
const MAC = new TextDecoder('macintosh').decode(Uint8Array.from({ length: 256 }, (_, i) => i));

/** Annex D.2 where StandardEncoding is not ASCII. */
const STANDARD = new Map<number, string>([
  [0x27, '\u2019'],
  [0x60, '\u2018'],
  ...[..."¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ"].map((c, i) => [0xa1 + i, c] as const),
  ...[...'–†‡·'].map((c, i) => [0xb1 + i, c] as const),
  ...[...'¶•‚„”»…‰'].map((c, i) => [0xb6 + i, c] as const),
  [0xbf, '¿'],
  ...[...'`´ˆ˜¯˘˙¨'].map((c, i) => [0xc1 + i, c] as const),
  [0xca, '˚'],
  [0xcb, '¸'],
  [0xcd, '˝'],
  [0xce, '˛'],
  [0xcf, 'ˇ'],
  [0xd0, '—'],
  [0xe1, 'Æ'],
  [0xe3, 'ª'],
  [0xe8, 'Ł'],
  [0xe9, 'Ø'],
  [0xea, 'Œ'],
  [0xeb, 'º'],
  [0xf1, 'æ'],
  [0xf5, 'ı'],
  [0xf8, 'ł'],
  [0xf9, 'ø'],
  [0xfa, 'œ'],
  [0xfb, 'ß'],
]);

export function encodingText(font: Dict, descriptor: Dict | undefined): CodeTexts {
  const encoding = font.get('Encoding');
  const written = encoding instanceof Dict ? encoding : undefined;
  const base = encoding instanceof Name ? encoding.value : written?.name('BaseEncoding');
  const symbolic = ((descriptor?.number('Flags') ?? 0) & 4) !== 0;
  const differences = differencesOf(written);
  const builtIn = base === undefined && (symbolic || font.name('Subtype') === 'Type3');
  return {
    text: (code) => {
      const name = differences.get(code);
      if (name !== undefined) return glyphText(name);
      if (builtIn || code < 0x20) return undefined;
      if (base === 'WinAnsiEncoding') return WIN[code];
      if (base === 'MacRomanEncoding') return MAC[code];
      return STANDARD.get(code) ?? (code < 0x7f ? String.fromCharCode(code) : undefined);
    },
    notdef: (code) => differences.get(code) === '.notdef',
  };
}

function differencesOf(encoding: Dict | undefined): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  let code = 0;
  for (const one of encoding?.array('Differences') ?? []) {
    if (typeof one === 'number') code = one;
    else if (one instanceof Name) names.set(code++, one.value);
  }
  return names;
}

/** Marks that the names of composed letters end with. */
const MARKS: Readonly<Record<string, string>> = {
  acute: '\u0301',
  breve: '\u0306',
  caron: '\u030c',
  cedilla: '\u0327',
  circumflex: '\u0302',
  commaaccent: '\u0326',
  dieresis: '\u0308',
  dotaccent: '\u0307',
  grave: '\u0300',
  hungarumlaut: '\u030b',
  macron: '\u0304',
  ogonek: '\u0328',
  ring: '\u030a',
  tilde: '\u0303',
};

/** Names of the Adobe Glyph List that follow no rule, of the characters of Latin text. */
const NAMES = new Map(
  (
    'space:0020 exclam:0021 quotedbl:0022 numbersign:0023 dollar:0024 percent:0025 ampersand:0026 quotesingle:0027 ' +
    'parenleft:0028 parenright:0029 asterisk:002a plus:002b comma:002c hyphen:002d period:002e slash:002f zero:0030 ' +
    'one:0031 two:0032 three:0033 four:0034 five:0035 six:0036 seven:0037 eight:0038 nine:0039 colon:003a ' +
    'semicolon:003b less:003c equal:003d greater:003e question:003f at:0040 bracketleft:005b backslash:005c ' +
    'bracketright:005d asciicircum:005e underscore:005f grave:0060 braceleft:007b bar:007c braceright:007d ' +
    'asciitilde:007e exclamdown:00a1 cent:00a2 sterling:00a3 currency:00a4 yen:00a5 brokenbar:00a6 section:00a7 ' +
    'dieresis:00a8 copyright:00a9 ordfeminine:00aa guillemotleft:00ab logicalnot:00ac registered:00ae macron:00af ' +
    'degree:00b0 plusminus:00b1 acute:00b4 mu:00b5 paragraph:00b6 periodcentered:00b7 cedilla:00b8 ordmasculine:00ba ' +
    'guillemotright:00bb onequarter:00bc onehalf:00bd threequarters:00be questiondown:00bf AE:00c6 Eth:00d0 ' +
    'multiply:00d7 Oslash:00d8 Thorn:00de germandbls:00df ae:00e6 eth:00f0 divide:00f7 oslash:00f8 thorn:00fe ' +
    'dotlessi:0131 Lslash:0141 lslash:0142 OE:0152 oe:0153 florin:0192 circumflex:02c6 caron:02c7 breve:02d8 ' +
    'dotaccent:02d9 ring:02da ogonek:02db tilde:02dc hungarumlaut:02dd endash:2013 emdash:2014 quoteleft:2018 ' +
    'quoteright:2019 quotesinglbase:201a quotedblleft:201c quotedblright:201d quotedblbase:201e dagger:2020 ' +
    'daggerdbl:2021 bullet:2022 ellipsis:2026 perthousand:2030 guilsinglleft:2039 guilsinglright:203a fraction:2044 ' +
    'Euro:20ac trademark:2122 minus:2212 fi:fb01 fl:fb02 ff:fb00 ffi:fb03 ffl:fb04 nbspace:00a0 sfthyphen:00ad'
  )
    .split(' ')
    .map((pair) => {
      const [name, code] = pair.split(':') as [string, string];
      return [name, String.fromCharCode(Number.parseInt(code, 16))] as const;
    }),
);

/** Unicode of a glyph by its name, as the Adobe Glyph List's rules have it; undefined where they say nothing. */
export function glyphText(name: string): string | undefined {
  const plain = name.split('.')[0]!;
  if (/^[A-Za-z]$/.test(plain)) return plain;
  const known = NAMES.get(plain);
  if (known !== undefined) return known;
  const units = /^uni((?:[0-9A-F]{4})+)$/.exec(plain)?.[1]?.match(/.{4}/g);
  if (units) return String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
  const point = /^u([0-9A-F]{4,6})$/.exec(plain)?.[1];
  if (point !== undefined && Number.parseInt(point, 16) <= 0x10ffff)
    return String.fromCodePoint(Number.parseInt(point, 16));
  const [, letter, mark] = /^([A-Za-z])([a-z]{4,})$/.exec(plain) ?? [];
  return letter && mark && Object.hasOwn(MARKS, mark) ? (letter + MARKS[mark]!).normalize('NFC') : undefined;
}
