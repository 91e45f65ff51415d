import { isUsableProfile, type ProfileSpace } from '../base/icc.ts';
import type { PdfDocument } from '../pdf/read/document.ts';
import { decodeStream } from '../pdf/read/filters.ts';
import { type Dict, latin1, type Stream } from '../pdf/read/objects.ts';
import { documentRule, EVERY } from './rule.ts';

const SPACES: Readonly<Record<number, ProfileSpace>> = { 1: 'GRAY', 3: 'RGB ', 4: 'CMYK' };

const intentsOf = (document: PdfDocument, subtype: string): readonly Dict[] =>
  document.catalog.dicts('OutputIntents').filter((intent) => intent.name('S') === subtype);

/** The profile that colours of the device are meant in: that for print where there is one. */
export function intendedProfile(document: PdfDocument): Stream | undefined {
  const intents = [...intentsOf(document, 'GTS_PDFX'), ...intentsOf(document, 'GTS_PDFA1')];
  return intents.map((intent) => intent.stream('DestOutputProfile')).find((profile) => profile !== undefined);
}

/** ISO 15930-7 6.2.2 and ISO 19005-2 6.2.3. */
const outputIntent = documentRule(EVERY, ({ document, profile: kind, report }) => {
  const wrong = (message: string, object?: number): void => report('check-output-intent', message, { object });
  const subtype = kind === 'print' ? 'GTS_PDFX' : 'GTS_PDFA1';
  const intents = intentsOf(document, subtype);
  const [intent] = intents;
  if (!intent) {
    wrong(`there is no output intent of the kind ${subtype}`);
    return;
  }
  if (intents.length > 1) wrong(`there are ${intents.length} output intents of the kind ${subtype}; one is allowed`);
  if (!intent.text('OutputConditionIdentifier')?.trim())
    wrong('the output intent has no OutputConditionIdentifier', intent.object);
  const profiles = new Set(
    document.catalog
      .dicts('OutputIntents')
      .map((one) => one.refersTo('DestOutputProfile'))
      .filter((one) => one !== undefined),
  );
  if (profiles.size > 1) wrong('the output intents do not share one profile object');
  const stream = intent.stream('DestOutputProfile');
  if (!stream) {
    wrong('the output intent has no embedded profile (DestOutputProfile)', intent.object);
    return;
  }
  const { bytes } = decodeStream(stream, 16 << 20);
  const components = stream.number('N') ?? 0;
  const space = SPACES[components];
  const place = stream.object;
  if (!space || !isUsableProfile(bytes, space)) {
    wrong(`the profile of the output intent is not sound, or not of ${components} components as it says`, place);
  } else if (kind === 'print') {
    if (components !== 4) wrong(`the output intent is for ${space.trim()}, not for CMYK`, place);
    const device = latin1(bytes.subarray(12, 16));
    if (device !== 'prtr')
      wrong(`the profile of the output intent is of class "${device}", not that of a printer (prtr)`, place);
  } else if (components !== 3) wrong(`the output intent is for ${space.trim()}, not for RGB as screens are`, place);
});

export const OUTPUT_INTENT_RULES = [outputIntent];
