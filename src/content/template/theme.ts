import { finding, type Report } from '../../base/diagnostics.ts';
import { contrastOf, type Rgb } from '../../base/srgb.ts';
import type { Theme, ThemeColour } from '../dataset/generated/types.ts';
import type { JsonDocument } from '../dataset/json.ts';
import { didYouMean } from '../dataset/suggest.ts';

type Role = keyof Theme['colors'];

/** Text on ground, as the shared styles set it. */
const PAIRS: readonly (readonly [text: Role, ground: Role | 'paper'])[] = [
  ...(['ink', 'muted', 'heading', 'label'] as const).flatMap((text) => [
    [text, 'paper'] as const,
    [text, 'panel'] as const,
  ]),
  ['onPrimary', 'primary'],
  ['onPrimaryMuted', 'primary'],
  ['onAccent', 'accent'],
  ['label', 'accentPale'],
  ['ink', 'accentPale'],
  ['heading', 'data'],
  ['heading', 'dataPale'],
  ['ink', 'mapSea'],
  ['ink', 'mapLand'],
  ['ink', 'mapFocus'],
  ['muted', 'mapLand'],
  ['onPrimary', 'coverGround'],
  ['onPrimary', 'coverLand'],
];

/** WCAG 2.1 success criterion 1.4.3. */
const LEAST_CONTRAST = 4.5;

/**
 * The theme as custom properties: a colour `onPrimary` is `--on-primary`, on paper in inks. Fonts are `--font-text` and
 * `--font-heading`, forms `--radius` and `--rule-width`.
 */
export function themeStyles({ colors, fonts, shape }: Theme): string {
  const named = Object.entries(colors) as [string, ThemeColour][];
  const { text, heading, headingWeight = 700, scripts = {} } = fonts;
  const families = (of: { readonly text: readonly string[]; readonly heading: readonly string[] }): string[] => [
    `--font-text: ${familyList(of.text)}`,
    `--font-heading: ${familyList(of.heading)}`,
  ];
  const { radius = 0, rule = 0.75 } = shape ?? {};
  const inks = named.map(([role, { cmyk }]) => `${property(role)}: device-cmyk(${cmyk.map((v) => v / 100).join(' ')})`);
  return [
    block(':root', [
      ...named.map(([role, { srgb }]) => `${property(role)}: ${srgb}`),
      ...families({ text, heading }),
      `--heading-weight: ${headingWeight}`,
      `--radius: ${radius}mm`,
      `--rule-width: ${rule}pt`,
    ]),
    ...Object.entries(scripts).map(([script, of]) => block(`.${script}`, families(of))),
    `@media (-faktaark-edition: print) {\n${block(':root', inks)}}\n`,
  ].join('');
}

const property = (role: string): string => `--${role.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const familyList = (families: readonly string[]): string =>
  [...families.map((family) => JSON.stringify(family)), 'sans-serif'].join(', ');

const block = (selector: string, declarations: readonly string[]): string =>
  `${selector} {\n${declarations.map((one) => `  ${one};\n`).join('')}}\n`;

/** Reports colours that cannot be read on each other, and families that the project lacks, where those are known. */
export function checkTheme(
  theme: Theme,
  document: JsonDocument,
  families: readonly string[] | undefined,
  report: Report,
): void {
  for (const [text, ground] of PAIRS) {
    const under: Rgb = ground === 'paper' ? [1, 1, 1] : rgbOf(theme.colors[ground]!);
    const contrast = contrastOf(rgbOf(theme.colors[text]!), under);
    if (contrast >= LEAST_CONTRAST) continue;
    const message = `Text in "${text}" on ${ground === 'paper' ? 'white paper' : `"${ground}"`} has a contrast of ${contrast.toFixed(2)}; ${LEAST_CONTRAST} is the least.`;
    report(finding('theme-contrast', message, document.place(`/colors/${text}/srgb`)));
  }
  if (!families) return;
  const named = (list: readonly string[], pointer: string): void => {
    list.forEach((family, i) => {
      if (families.includes(family)) return;
      const message = `There is no family "${family}" in fonts/fonts.json.`;
      report(
        finding('theme-unknown-font', message, document.place(`${pointer}/${i}`), didYouMean(family, [...families])),
      );
    });
  };
  const { text, heading, scripts = {} } = theme.fonts;
  named(text, '/fonts/text');
  named(heading, '/fonts/heading');
  for (const [script, of] of Object.entries(scripts)) {
    named(of.text, `/fonts/scripts/${script}/text`);
    named(of.heading, `/fonts/scripts/${script}/heading`);
  }
}

const rgbOf = ({ srgb }: ThemeColour): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(srgb.slice(at, at + 2), 16) / 255) as unknown as Rgb;
