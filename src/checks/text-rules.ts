import { inksOf } from '../pdf/read/colors.ts';
import type { TextEvent } from '../pdf/read/events.ts';
import { LIMITS } from './limits.ts';
import { EVERY, IN_PRINT, isKept, ON_SCREEN, placeOf, type Rule } from './rule.ts';

const INVISIBLE = 3;

const embedded: Rule = {
  profiles: EVERY,
  begin: ({ report }) => {
    const known = new Set<string>();
    return {
      event(event, page) {
        if (event.kind !== 'text' || event.mode === INVISIBLE || event.font.embedded || known.has(event.font.name))
          return;
        known.add(event.font.name);
        report('check-font', `the font ${event.font.name || 'without a name'} is not embedded`, placeOf(event, page));
      },
    };
  },
};

const missingGlyph: Rule = {
  profiles: EVERY,
  begin: ({ report }) => ({
    event(event, page) {
      if (event.kind !== 'text' || event.mode === INVISIBLE || !event.notdef.length) return;
      report(
        'check-notdef',
        `${event.notdef.length === 1 ? 'a character is' : `${event.notdef.length} characters are`} missing in the font ${event.font.name}; boxes or gaps are shown`,
        placeOf(event, page),
      );
    },
  }),
};

/** ISO 14289-1 7.21.7 and level a of ISO 19005-2 6.2.11.7. */
const unicode: Rule = {
  profiles: ON_SCREEN,
  begin: ({ report }) => {
    const known = new Set<string>();
    return {
      event(event, page) {
        if (event.kind !== 'text' || known.has(event.font.name) || !/[\ufffd\0\ufeff\ufffe]/.test(event.text)) return;
        known.add(event.font.name);
        report(
          'check-unicode',
          `the font ${event.font.name} does not say what characters its codes stand for`,
          placeOf(event, page),
        );
      },
    };
  },
};

/** Inks of the text that is seen; undefined where they are not known. */
function inksOfText(event: TextEvent): ReadonlyMap<string, number> | undefined {
  const color = event.fill ?? event.stroke;
  return color && inksOf(color);
}

const smallText: Rule = {
  profiles: IN_PRINT,
  begin: ({ report }) => ({
    event(event, page) {
      if (event.kind !== 'text' || !isKept(event, page) || !event.text.trim() || event.size > LIMITS.smallText + 0.01)
        return;
      const inks = inksOfText(event);
      if (!inks || inks.size < 2 || isRichBlack(inks)) return;
      report(
        'check-small-text',
        `text of ${Math.round(event.size * 10) / 10} pt is on ${inks.size} plates (${[...inks.keys()].join(', ')})`,
        placeOf(event, page),
      );
    },
  }),
};

/** Black with other inks below: registration makes its edges coloured. */
const isRichBlack = (inks: ReadonlyMap<string, number>): boolean => inks.size > 1 && (inks.get('Black') ?? 0) >= 0.85;

const blackText: Rule = {
  profiles: IN_PRINT,
  begin: ({ report }) => ({
    event(event, page) {
      if (event.kind !== 'text' || !isKept(event, page) || !event.text.trim() || !event.fill) return;
      const inks = inksOfText(event);
      if (!inks) return;
      if (isRichBlack(inks))
        report(
          'check-black-text',
          `black text has other inks too (${[...inks.keys()].join(', ')})`,
          placeOf(event, page),
        );
      else if (inks.size === 1 && inks.get('Black') === 1 && !overprints(event))
        report('check-overprint', 'black text does not overprint what is below it', placeOf(event, page));
    },
  }),
};

/** ISO 32000-1 section 8.6.7: with OPM 1 a component of 0 leaves what is below, for DeviceCMYK only. */
function overprints({ painting, fill }: TextEvent): boolean {
  if (!painting.fillOverprint) return false;
  return fill?.space.family === 'Separation' || (fill?.space.family === 'DeviceCMYK' && painting.overprintMode === 1);
}

export const TEXT_RULES = [embedded, missingGlyph, unicode, smallText, blackText];
