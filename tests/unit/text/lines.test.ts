import type { ComputedStyle } from '../../../src/engine/css/style.ts';
import { lineDemerits, SPACE_SHRINK, SPACE_STRETCH } from '../../../src/engine/text/demerits.ts';
import { breakLines, type Line } from '../../../src/engine/text/lines.ts';
import type { Paragraph, WordAtom } from '../../../src/engine/text/paragraph.ts';
import { paragraphOf, seededRandom } from './context.ts';

/** A line may end before the text offset `at`; a hyphen is shown there where the place is inside a word. */
interface Place {
  readonly at: number;
  readonly hyphen: boolean;
}

const PX = 16 / 1000;

/** All places where a line may end, found without lines.ts. */
function placesOf(paragraph: Paragraph): Place[] {
  const places: Place[] = [];
  for (const atom of paragraph.atoms) {
    if (atom.start > 0 && paragraph.breaks[atom.start]) places.push({ at: atom.start, hyphen: false });
    for (const { offset: at, hyphen } of paragraph.splits.get(atom.start) ?? []) places.push({ at, hyphen });
  }
  return [{ at: 0, hyphen: false }, ...places, { at: paragraph.text.length, hyphen: false }];
}

/** Width and spaces of the text between two places; spaces at the end do not count. */
function measure(paragraph: Paragraph, from: Place, to: Place) {
  let width = 0;
  let spaces = 0;
  let spaceWidth = 0;
  const end = to.at - (/ *$/.exec(paragraph.text.slice(from.at, to.at))?.[0].length ?? 0);
  for (const atom of paragraph.atoms) {
    if (atom.kind === 'space' && atom.start >= from.at && atom.end <= end) {
      width += atom.width;
      spaceWidth += atom.width;
      spaces++;
    } else if (atom.kind === 'word') {
      atom.shaped.clusters.forEach((cluster, i) => {
        const at = atom.start + cluster;
        if (at >= from.at && at < end) width += atom.shaped.advances[i]! * PX;
      });
    }
  }
  const hyphen = paragraph.atoms.find((atom): atom is WordAtom => atom.kind === 'word')!.key.face.hyphenAdvance * PX;
  const [stretch, shrink] = [spaceWidth * SPACE_STRETCH, spaceWidth * SPACE_SHRINK];
  return { width: width + (to.hyphen ? hyphen : 0), spaces, stretch, shrink };
}

/** Total demerits of a choice of places, the first and the last of the paragraph included. */
function costOf(paragraph: Paragraph, chosen: readonly Place[], width: number, indent: number, justify: boolean) {
  let sum = 0;
  for (let i = 1; i < chosen.length; i++) {
    const [from, to] = [chosen[i - 1]!, chosen[i]!];
    const last = i === chosen.length - 1;
    const line = { ...measure(paragraph, from, to), last, hyphen: to.hyphen, afterHyphen: from.hyphen };
    sum += lineDemerits(line, width - (i === 1 ? indent : 0), justify);
  }
  return sum;
}

/** The least cost of any choice, by trying every one. */
function leastCost(paragraph: Paragraph, places: readonly Place[], width: number, indent: number, justify: boolean) {
  const end = places.length - 1;
  const demerits = places.map((from, i) =>
    places.map((to, k) => {
      if (k <= i) return Number.POSITIVE_INFINITY;
      const line = { ...measure(paragraph, from, to), last: k === end, hyphen: to.hyphen, afterHyphen: from.hyphen };
      return lineDemerits(line, width - (i === 0 ? indent : 0), justify);
    }),
  );
  let least = Number.POSITIVE_INFINITY;
  const visit = (from: number, sum: number): void => {
    if (from === end) {
      if (sum < least) least = sum;
      return;
    }
    for (let to = from + 1; to <= end; to++) {
      const own = demerits[from]![to]!;
      if (own === Number.POSITIVE_INFINITY) continue;
      visit(to, sum + own);
    }
  };
  visit(0, 0);
  return least;
}

const placesChosen = (lines: readonly Line[], paragraph: Paragraph): Place[] => [
  { at: 0, hyphen: false },
  ...lines.map((line, i) => ({
    at: line.endSplit ?? (i === lines.length - 1 ? paragraph.text.length : paragraph.atoms[line.last]!.start),
    hyphen: line.hyphen,
  })),
];

const WORDS = {
  da: 'Danmark bidrager til missionen i Irak som rådgiver de irakiske sikkerhedsstyrker om kapacitetsopbygning og af på så'.split(
    ' ',
  ),
  en: 'Denmark contributes to the mission in Iraq which advises Iraqi security institutions on training and of it a'.split(
    ' ',
  ),
};

test('total fit has the least cost of all choices of breaks, for 200 random paragraphs', () => {
  const random = seededRandom(2026);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  let hyphenated = 0;
  for (let tried = 0; tried < 200; ) {
    const lang = pick(['da', 'en'] as const);
    const text = Array.from({ length: 4 + Math.floor(random() * 5) }, () => pick(WORDS[lang])).join(' ');
    const justify = random() < 0.5;
    const hyphens = random() < 0.6 ? 'auto' : 'manual';
    const paragraph = paragraphOf(text, lang, { hyphens });
    const places = placesOf(paragraph);
    if (places.length > 15) continue;
    tried++;
    const widest = Math.max(...places.slice(1).map((to, k) => measure(paragraph, places[k]!, to).width));
    const indent = random() < 0.3 ? 20 : 0;
    const width = Math.ceil(widest + indent + 2 + random() * 120);
    const options = { width, indent, mode: 'total-fit', justify, itemWidths: new Map() } as const;
    const lines = breakLines(paragraph, options);
    const cost = costOf(paragraph, placesChosen(lines, paragraph), width, indent, justify);
    const least = leastCost(paragraph, places, width, indent, justify);
    if (lines.some((line) => line.hyphen)) hyphenated++;
    if (!(Math.abs(cost - least) <= least * 1e-6))
      throw new Error(
        `${JSON.stringify({ text, width, indent, justify, hyphens })} costs ${cost}, the least is ${least}`,
      );
  }
  expect(hyphenated).toBeGreaterThan(20);
});

function broken(
  text: string,
  width: number,
  mode: 'greedy' | 'total-fit' | 'balance',
  changes: Partial<ComputedStyle> = {},
): string[] {
  const paragraph = paragraphOf(text, 'en', changes);
  const options = { width, indent: 0, mode, justify: false, itemWidths: new Map() };
  const places = placesChosen(breakLines(paragraph, options), paragraph);
  return places.slice(1).map(({ at }, i) => text.slice(places[i]!.at, at).trim());
}

test('greedy lines are as full as they can be', () => {
  const lines = broken('The mission advises the Iraqi security forces in Baghdad', 160, 'greedy');
  expect(lines.join(' ')).toBe('The mission advises the Iraqi security forces in Baghdad');
  for (let i = 1; i < lines.length; i++) {
    const first = lines[i]!.split(' ')[0]!;
    const longer = paragraphOf(`${lines[i - 1]} ${first}`, 'en').atoms.reduce((sum, atom) => sum + atom.width, 0);
    expect(longer).toBeGreaterThan(160);
  }
});

test('balanced lines are as many as greedy ones, and the longest is as short as can be', () => {
  const text = 'Danish contribution to NATO Mission Iraq';
  expect(broken(text, 290, 'greedy')).toEqual(['Danish contribution to NATO Mission', 'Iraq']);
  expect(broken(text, 290, 'balance')).toEqual(['Danish contribution', 'to NATO Mission Iraq']);
});

test('a word that does not fit stands alone, or is broken where that is allowed', () => {
  expect(broken('a Sikkerhedsinstitutionerne b', 60, 'total-fit')).toEqual(['a', 'Sikkerhedsinstitutionerne', 'b']);
  const anywhere = broken('Sikkerhedsinstitutionerne', 60, 'greedy', { overflowWrap: 'anywhere' });
  expect(anywhere.length).toBeGreaterThan(2);
  expect(anywhere.join('')).toBe('Sikkerhedsinstitutionerne');
  // No atom of these is too wide, but what no line may end inside is: words of two scripts, no-break spaces.
  expect(broken('NATOНАТОNATOНАТО', 60, 'greedy', { overflowWrap: 'break-word' })).toHaveLength(3);
  expect(broken('Irak\u00a0Irak\u00a0Irak', 60, 'greedy', { overflowWrap: 'break-word' })).toHaveLength(2);
  expect(broken('NATOНАТОNATO', 60, 'greedy', { overflowWrap: 'anywhere', textWrapMode: 'nowrap' })).toHaveLength(1);
});

test('a soft hyphen ends a line with a hyphen and is nothing elsewhere', () => {
  const paragraph = paragraphOf('repre\u00adsentative', 'en');
  const width = (measure_: number) =>
    breakLines(paragraph, {
      width: measure_, indent: 0, mode: 'greedy', justify: false, itemWidths: new Map(),
    }); // biome-ignore format: one call
  expect(width(200)).toHaveLength(1);
  const [first, second] = width(60);
  expect([first!.hyphen, second!.hyphen]).toEqual([true, false]);
  const whole = paragraphOf('representative', 'en').atoms.reduce((sum, atom) => sum + atom.width, 0);
  // The parts are shaped apart, so a kern between them may be missing.
  expect(paragraph.atoms.reduce((sum, atom) => sum + atom.width, 0)).toBeCloseTo(whole, 0);
});
