import { contentHash } from '../base/hash.ts';
import { type ColorSpace, PROCESS, spacesIn } from '../pdf/read/colors.ts';
import { type PageEvent, spacesOf } from '../pdf/read/events.ts';
import { decodeStream } from '../pdf/read/filters.ts';
import { Dict, isArray, Name, type PdfObject, PdfString, type Resolver, Stream } from '../pdf/read/objects.ts';
import { intendedProfile } from './output-intents.ts';
import { EVERY, IN_PRINT, placeOf, type Rule } from './rule.ts';

const WHAT: Readonly<Record<PageEvent['kind'], string>> = {
  text: 'text',
  path: 'an area or line',
  image: 'a picture',
  shading: 'a shading',
  group: 'a transparency group',
};

/**
 * ISO 15930-7 6.2.4.3 and ISO 19005-2 6.2.4.3: colours of a device are those of the output intent. Default spaces are
 * already in the place of the device's.
 */
const deviceColors: Rule = {
  profiles: EVERY,
  begin: ({ document, profile, report }) => {
    const intended = intendedProfile(document)?.number('N');
    const wrong = (family: ColorSpace['family']): boolean =>
      (family === 'DeviceRGB' && (profile === 'print' || (intended !== undefined && intended !== 3))) ||
      (family === 'DeviceCMYK' && profile !== 'print' && intended !== undefined && intended !== 4);
    return {
      event(event, page) {
        const family = spacesOf(event)
          .flatMap(spacesIn)
          .find((space) => wrong(space.family))?.family;
        if (family)
          report(
            'check-device-colour',
            `${WHAT[event.kind]} is in ${family}, which is not what the output intent is for`,
            placeOf(event, page),
          );
      },
    };
  },
};

/** ISO 15930-7 6.2.4.2: colours in the profile of the press itself are to be DeviceCMYK, or black would change. */
const identicalProfile: Rule = {
  profiles: IN_PRINT,
  begin: ({ document, report }) => {
    const intended = intendedProfile(document);
    const known = new Map<Stream, boolean>();
    const hash = intended && contentHash(decodeStream(intended, 16 << 20).bytes);
    const isIdentical = (profile: Stream): boolean => {
      let identical = known.get(profile);
      if (identical === undefined) {
        identical = profile.object === intended?.object || contentHash(decodeStream(profile, 16 << 20).bytes) === hash;
        known.set(profile, identical);
      }
      return identical;
    };
    return {
      event(event, page) {
        for (const { profile, components } of spacesOf(event).flatMap(spacesIn))
          if (profile && components === 4 && isIdentical(profile))
            report(
              'check-identical-profile',
              `${WHAT[event.kind]} is in a profile that is that of the output intent`,
              placeOf(event, page),
            );
      },
    };
  },
};

const PROCESS_NAMES: ReadonlySet<string> = new Set([...PROCESS, 'All', 'None']);

/** ISO 15930-7 6.2.4.4: one spot colour, one alternate. */
const spotAlternates: Rule = {
  profiles: EVERY,
  begin: ({ document, report }) => {
    const known = new Map<string, string>();
    const seen = new Set<ColorSpace>();
    const { resolve } = document.store;
    return {
      event(event, page) {
        for (const space of spacesOf(event).flatMap(spacesIn)) {
          const name = space.names?.[0] ?? '';
          if (space.family !== 'Separation' || PROCESS_NAMES.has(name) || seen.has(space)) continue;
          seen.add(space);
          const alternate = `${spacesIn(space.base).map((one) => `${one.family} ${one.components}`)} ${fingerprint(space.tint ?? null, resolve)}`;
          const before = known.get(name);
          if (before !== undefined && before !== alternate)
            report('check-spot-alternate', `the spot colour ${name} has different alternates`, placeOf(event, page));
          known.set(name, before ?? alternate);
        }
      },
    };
  },
};

/** Equal for objects of equal content, whatever their numbers. */
function fingerprint(object: PdfObject, resolve: Resolver, depth = 0): string {
  const value = resolve(object);
  if (depth > 8) return '…';
  if (isArray(value)) return `[${value.slice(0, 4096).map((one) => fingerprint(one, resolve, depth + 1))}]`;
  if (value instanceof Name) return `/${value.value}`;
  if (value instanceof PdfString) return `(${value.text})`;
  if (!(value instanceof Dict)) return String(value);
  const entries = [...value.entries.keys()]
    .filter((key) => key !== 'Length' && key !== 'Filter' && key !== 'DecodeParms')
    .sort()
    .map((key) => `${key} ${fingerprint(value.get(key), resolve, depth + 1)}`);
  return `<<${entries}>>${value instanceof Stream ? contentHash(decodeStream(value, 1 << 20).bytes) : ''}`;
}

export const COLOR_RULES = [deviceColors, identicalProfile, spotAlternates];
