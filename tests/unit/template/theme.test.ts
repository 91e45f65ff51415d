import { readFileSync } from 'node:fs';
import { Findings } from '../../../src/base/diagnostics.ts';
import type { Theme } from '../../../src/content/dataset/generated/types.ts';
import { type JsonDocument, parseJson } from '../../../src/content/dataset/json.ts';
import { checkTheme, themeStyles } from '../../../src/content/template/theme.ts';
import { layoutCase } from '../../support/cases.ts';

const file = 'templates/_shared/themes/ministry.json';

/** A theme of the repository with something changed. */
function themeWith(change: (theme: Theme) => unknown = () => {}): { theme: Theme; document: JsonDocument } {
  const theme = JSON.parse(readFileSync(file, 'utf8')) as Theme;
  change(theme);
  return { theme, document: parseJson({ file, text: JSON.stringify(theme) }, () => {})! };
}

const FAMILIES = ['IBM Plex Sans', 'IBM Plex Sans Arabic'];

function found(change: (theme: Theme) => unknown, families: readonly string[] | undefined = FAMILIES) {
  const { theme, document } = themeWith(change);
  const findings = new Findings();
  checkTheme(theme, document, families, findings.report);
  return findings.list;
}

/** What the custom properties of a theme come to, where they are used. */
function computed(styles: string, edition: 'screen' | 'print', script = 'Latn') {
  const html = `<!doctype html><html lang="en" class="${script}"><title>t</title><style>${styles}
    body { color: var(--on-primary-muted); background-color: var(--primary); font-family: var(--font-heading);
      font-weight: var(--heading-weight); border-top: var(--rule-width) solid; border-top-left-radius: var(--radius) }</style>x`;
  const { laidOut } = layoutCase({ name: 'template/theme', html }, edition);
  return [...laidOut.styled.styles.entries()].find(([element]) => element.name === 'body')![1];
}

describe('a theme as styles', () => {
  const styles = themeStyles(themeWith().theme);

  test('every colour is a custom property, and once more in inks', () => {
    for (const role of Object.keys(themeWith().theme.colors)) {
      const name = `--${role.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      expect([name, styles.split(`${name}: `).length - 1]).toEqual([name, 2]);
    }
    expect(styles).toContain('--on-primary-muted: #c6d2e2;');
    expect(styles).toContain('--on-primary-muted: device-cmyk(0.25 0 0 0);');
  });

  test('print has its own colours, screens have theirs', () => {
    expect(computed(styles, 'screen').color).toMatchObject({ space: 'rgb', components: [0xc6 / 255, 0xd2 / 255, 0xe2 / 255] });
    expect(computed(styles, 'print').color).toMatchObject({ space: 'cmyk', components: [0.25, 0, 0, 0] });
  }); // biome-ignore format: colours

  test('fonts follow the script', () => {
    expect(computed(styles, 'screen').fontFamily.slice(0, 1)).toEqual(['IBM Plex Sans']);
    expect(computed(styles, 'screen', 'Arab').fontFamily.slice(0, 2)).toEqual([
      'IBM Plex Sans Arabic',
      'IBM Plex Sans',
    ]);
  });

  test('weights and forms, with what is left out', () => {
    const { theme } = themeWith((theme) => {
      theme.shape = { radius: 2, rule: 1.5 };
      theme.fonts.headingWeight = 500;
    });
    expect(themeStyles(theme)).toContain('--radius: 2mm;');
    expect(computed(themeStyles(theme), 'screen')).toMatchObject({ fontWeight: 500, borderTopWidth: 2 });
    const bare = themeWith((theme) => {
      delete theme.shape;
      delete theme.fonts.headingWeight;
      delete theme.fonts.scripts;
    }).theme;
    expect(computed(themeStyles(bare), 'screen', 'Arab')).toMatchObject({ fontWeight: 700, borderTopWidth: 1 });
  });

  test('a name of a font cannot end its declaration', () => {
    const { theme } = themeWith((theme) => {
      theme.fonts.heading = ['A"; } body { color: red'];
    });
    expect(computed(themeStyles(theme), 'screen').color).toMatchObject({ components: [0xc6 / 255, 0xd2 / 255, 0xe2 / 255] });
  }); // biome-ignore format: colours
});

describe('what is wrong with a theme', () => {
  test('nothing with those of the repository', () => {
    expect(found(() => {})).toEqual([]);
  });

  test('text below a contrast of 4.5, on each ground it stands on, at its place', () => {
    const list = found((theme) => {
      theme.colors.onPrimaryMuted.srgb = '#5b6f8c';
    });
    expect(list).toMatchObject([{ code: 'theme-contrast', file, pointer: '/colors/onPrimaryMuted/srgb' }]);
    expect(list[0]!.message).toMatch(/"onPrimaryMuted" on "primary" has a contrast of \d\.\d\d; 4\.5 is the least/);
    expect(found((theme) => { theme.colors.ink.srgb = '#8a8a8a'; }).length).toBeGreaterThan(3);
  }); // biome-ignore format: one change

  test('the limit itself is enough', () => {
    // #767676 on white is 4.54, #777777 is 4.48.
    const onPrimary = (srgb: string) =>
      found(({ colors }) => {
        colors.primary.srgb = srgb;
        colors.onPrimaryMuted.srgb = '#ffffff';
      });
    expect(onPrimary('#767676')).toEqual([]);
    expect(onPrimary('#777777').map(({ code }) => code)).toEqual(['theme-contrast', 'theme-contrast']);
  });

  test('families that the project lacks, unless its fonts cannot be read', () => {
    const change = ({ fonts }: Theme): unknown => [fonts.heading.push('Nowhere Sans'), fonts.scripts!.Arab!.text.push('IBM Plex Sans Arabik')];
    expect(found(change)).toMatchObject([
      { code: 'theme-unknown-font', pointer: '/fonts/heading/1' },
      { code: 'theme-unknown-font', pointer: '/fonts/scripts/Arab/text/2', hint: 'Did you mean "IBM Plex Sans Arabic"?' },
    ]);
    const { theme, document } = themeWith(change);
    const findings = new Findings();
    checkTheme(theme, document, undefined, findings.report);
    expect(findings.list).toEqual([]);
  }); // biome-ignore format: lists
});
