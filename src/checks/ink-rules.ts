import { inksOf } from '../pdf/read/colors.ts';
import { colorsOf, type ImageEvent } from '../pdf/read/events.ts';
import { decodeStream } from '../pdf/read/filters.ts';
import { Stream } from '../pdf/read/objects.ts';
import { LIMITS } from './limits.ts';
import { IN_PRINT, placeOf, type Rule } from './rule.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const solidInk: Rule = {
  profiles: IN_PRINT,
  begin: ({ report }) => ({
    event(event, page) {
      if (!event.visible || event.within === 'mask') return;
      for (const color of colorsOf(event)) {
        if (color.space.names?.[0] === 'All') continue;
        const total = [...(inksOf(color)?.values() ?? [])].reduce((sum, share) => sum + share, 0);
        if (total > LIMITS.ink + 0.005)
          report(
            'check-ink',
            `${percent(total)} of ink lie on one spot; at most ${percent(LIMITS.ink)} dry`,
            placeOf(event, page),
          );
      }
    },
  }),
};

const MOST_SAMPLES = 200_000;

/** What share of the pixels of a CMYK picture has more ink than dries; undefined where they are not decoded here. */
function shareTooDark({ dict, space }: ImageEvent): number | undefined {
  const inks = space?.components === 4 && (space.family === 'DeviceCMYK' || space.family === 'ICCBased');
  if (!inks || !(dict instanceof Stream) || dict.number('BitsPerComponent') !== 8) return undefined;
  const { bytes, picture } = decodeStream(dict);
  if (picture || bytes.length < 4) return undefined;
  const inverted = dict.numbers('Decode')?.[0] === 1;
  const pixels = Math.floor(bytes.length / 4);
  const step = Math.max(1, Math.floor(pixels / MOST_SAMPLES));
  let [dark, count] = [0, 0];
  for (let at = 0; at < pixels; at += step, count++) {
    const sum = bytes[at * 4]! + bytes[at * 4 + 1]! + bytes[at * 4 + 2]! + bytes[at * 4 + 3]!;
    if ((inverted ? 1020 - sum : sum) > (LIMITS.ink + 0.05) * 255) dark++;
  }
  return dark / count;
}

const pictureInk: Rule = {
  profiles: IN_PRINT,
  begin: ({ report }) => {
    const known = new Set<number>();
    return {
      event(event, page) {
        if (
          event.kind !== 'image' ||
          !event.visible ||
          (event.dict.object !== undefined && known.has(event.dict.object))
        )
          return;
        if (event.dict.object !== undefined) known.add(event.dict.object);
        const share = shareTooDark(event);
        if (share !== undefined && share > 0.001)
          report(
            'check-ink',
            `${Math.ceil(share * 100)} % of a picture have more than ${percent(LIMITS.ink)} of ink`,
            placeOf(event, page),
          );
      },
    };
  },
};

const hairlines: Rule = {
  profiles: IN_PRINT,
  begin: ({ report }) => ({
    event(event, page) {
      if (event.kind !== 'path' || !event.stroke || !event.visible || event.within === 'mask') return;
      if (event.lineWidth < LIMITS.hairline - 0.005)
        report(
          'check-hairline',
          `a line is ${Math.round(event.lineWidth * 1000) / 1000} pt wide; thinner than ${LIMITS.hairline} pt breaks in print`,
          placeOf(event, page),
        );
    },
  }),
};

const resolution: Rule = {
  profiles: IN_PRINT,
  begin: ({ report }) => ({
    event(event, page) {
      if (event.kind !== 'image' || !event.visible || event.stencil || event.within === 'mask') return;
      if (event.dict.number('BitsPerComponent') === 1 || event.width * event.height <= 1) return;
      const least = Math.min(...event.ppi);
      if (least < LIMITS.ppi - 1)
        report(
          'check-resolution',
          `a picture of ${event.width} × ${event.height} pixels has ${Math.round(least)} ppi on paper; ${LIMITS.ppi} are needed`,
          placeOf(event, page),
        );
    },
  }),
};

export const INK_RULES = [solidInk, pictureInk, hairlines, resolution];
