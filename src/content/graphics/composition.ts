import type { ContributionRow, ContributionTable, TableCell } from '../dataset/generated/types.ts';
import { BOLD, boldWidth, estimateWidth } from './advances.ts';
import { drawBar, LEAST_BAR } from './bars.ts';
import { drawLegend, type LegendKey } from './legend.ts';
import { pictogramMark } from './pictograms.ts';
import { element, picture, textLine } from './svg.ts';
import { fitWords, marksOf, SMALL, signOf } from './words.ts';

export interface CompositionOptions {
  /** Px; the height follows from the rows. */
  readonly width: number;
  readonly direction: 'ltr' | 'rtl';
  /** Px; 7 pt unless told. */
  readonly fontSize?: number;
}

const COUNTS = ['offered', 'authorised', 'deployed'] as const;
type Count = (typeof COUNTS)[number];

/** Units that are people, and share the scale of the bars. */
const PEOPLE: ReadonlySet<string> = new Set(['persons', 'soldiers', 'police', 'observers']);

/** Px of the smallest size of type, on which all sizes depend. */
interface Type {
  readonly font: number;
  readonly line: number;
}

/** Something set in a line behind a bar; it breaks from the others, not in itself. */
interface Atom {
  /** Px. */
  readonly width: number;
  /** `x` is the distance from the start edge of the picture, `y` the base line. */
  readonly draw: (x: number, y: number) => string;
}

interface PlacedAtom {
  readonly atom: Atom;
  readonly x: number;
  /** 0 stands beside the bar. */
  readonly row: number;
}

interface Row {
  readonly name: readonly string[];
  readonly total: boolean;
  readonly bars: readonly { readonly count: Count; readonly cell: TableCell }[];
  /** The largest number of people in it. */
  readonly reach: number;
  readonly atoms: readonly Atom[];
}

/**
 * What the contribution is made of: a row for each component with bars of people from the start edge, what is
 * authorised as a hatched outline, what is deployed as a full bar in front of it, what was offered as a mark. All bars
 * have one scale and start at nought; the values stand behind them with their dates. What is no people is a
 * pictogram with its number. The totals are a last row apart.
 */
export function compositionChart(table: ContributionTable, options: CompositionOptions): string {
  const { width, direction } = options;
  const font = options.fontSize ?? SMALL;
  const type: Type = { font, line: font * 1.25 };
  const { line } = type;
  const mirror = (x: number): number => (direction === 'rtl' ? width - x : x);
  const all = [...table.rows, ...(table.total ? [table.total] : [])];

  const longest = Math.max(0, ...all.map(({ component }) => boldWidth(component, font)));
  // Names above the bars where a column of them would take too much.
  const stacked = width < font * 28;
  const names = stacked ? width : Math.min(longest, width * 0.36);
  const start = stacked ? 0 : names + font * 0.8;
  const room = width - start - 1;
  // Words keep off the axis.
  const indent = stacked ? 0 : font * 0.6;
  const rows = all.map((row): Row => {
    const total = row === table.total;
    const filled = COUNTS.filter((count) => table.columns[count] !== null && !row[count].missing);
    const people = filled.filter((count) => PEOPLE.has(row[count].unit));
    return {
      name: fitWords(row.component, names / (total ? BOLD : 1), font),
      total,
      bars: people.map((count) => ({ count, cell: row[count] })),
      reach: Math.max(0, ...people.map((count) => row[count].upper ?? row[count].value ?? 0)),
      atoms: atomsOf(row, filled, { room: room - indent, mirror, type }),
    };
  });

  const scale = scaleOf(rows, room, font);
  const bar = font * 1.35;
  const keys = drawLegend(legendKeys(table, direction === 'rtl' ? -1 : 1), { width, font, line, mirror });
  const parts: string[] = [keys.markup];
  let y = keys.height + font * 0.4;
  rows.forEach((row) => {
    if (row.total) {
      y += font * 0.2;
      const rule = { x1: 0, y1: y, x2: width, y2: y, stroke: '#55606e', 'stroke-width': 0.75 };
      parts.push(element('line', { class: 'composition__rule', ...rule }));
      y += font * 0.5;
    }
    const nameTop = stacked ? y : y + bar / 2 - font * 0.6;
    row.name.forEach((text, i) => {
      const look = row.total ? 'composition__name composition__name--total' : 'composition__name';
      const at = { x: mirror(0), y: nameTop + font * 0.95 + i * line, 'text-anchor': 'start', 'font-size': font };
      parts.push(textLine(text, { class: look, ...at, 'font-weight': row.total ? 600 : undefined }));
    });
    const barAt = stacked ? y + row.name.length * line + font * 0.2 : y;
    parts.push(drawCounts(row, { start, y: barAt, height: bar, scale, mirror }));
    const reach = row.reach * scale;
    const placed = flow(row.atoms, row.bars.length ? reach + font * 0.6 : indent, indent, room, font * 0.7);
    for (const { atom, x, row: n } of placed) {
      const baseline = n === 0 ? barAt + bar / 2 + font * 0.35 : barAt + bar + font * 1.25 + (n - 1) * line;
      parts.push(atom.draw(start + x, baseline));
    }
    const below = Math.max(0, ...placed.map((p) => p.row));
    const used = barAt - y + bar + (below ? font * 0.3 + below * line : 0);
    y += Math.max(used, nameTop - y + row.name.length * line) + font * 0.6;
  });
  const height = y;
  const axis = { x1: mirror(start), y1: keys.height + font * 0.2, x2: mirror(start), y2: height, stroke: '#55606e' };
  if (!stacked) parts.push(element('line', { class: 'chart__axis', ...axis, 'stroke-width': 0.75 }));
  return picture({ width, height }, 'composition', describeComposition(table), parts);
}

/** Every component with its values and their dates, in the words of the data. */
export function describeComposition(table: ContributionTable): string {
  const { comma, semicolon } = marksOf(table.heading);
  const value = (row: ContributionRow, count: Count): string => {
    const date = row[count].detail || table.columns[count]!.detail;
    return `${table.columns[count]!.text} ${row[count].text}${date && ` (${date})`}`;
  };
  const rows = [...table.rows, ...(table.total ? [table.total] : [])].map((row) => {
    const filled = COUNTS.filter((count) => table.columns[count] !== null && !row[count].missing);
    const values = filled.length ? filled.map((count) => value(row, count)).join(comma) : row.deployed.text;
    return `${row.component}: ${values}`;
  });
  return `${table.heading}. ${rows.join(semicolon)}.`;
}

/** The counts that occur, each with the date that its whole column has. */
function legendKeys({ columns }: ContributionTable, ahead: 1 | -1): LegendKey[] {
  return COUNTS.flatMap((count): LegendKey[] => {
    const head = columns[count];
    if (head === null) return [];
    const label = head.detail ? `${head.text} (${head.detail})` : head.text;
    return [{ label, draw: (x, y, size) => drawSwatch(count, x, y, size, ahead) }];
  });
}

function drawSwatch(count: Count, x: number, y: number, size: number, ahead: 1 | -1): string {
  if (count !== 'offered') return drawBar(count, { x, y, width: size, height: size });
  // As far from the words as the edge of a bar.
  const [from, to] = ahead === 1 ? [x, x + size - 1.25] : [x + size, x + 1.25];
  return drawPin(from, to, y, size);
}

/** A mark across the height, and a thin line that leads to it. */
function drawPin(from: number, to: number, y: number, height: number): string {
  const stroke = { class: 'composition__offered', stroke: '#16202e' };
  const stem = { x1: from, y1: y + height / 2, x2: to, y2: y + height / 2, 'stroke-width': 0.75 };
  const mark = { x1: to, y1: y, x2: to, y2: y + height, 'stroke-width': 1.5 };
  return (from === to ? '' : element('line', { ...stroke, ...stem })) + element('line', { ...stroke, ...mark });
}

interface BarFrame {
  /** Of the bars, from the start edge, px. */
  readonly start: number;
  readonly y: number;
  readonly height: number;
  /** Px for a person. */
  readonly scale: number;
  readonly mirror: (x: number) => number;
}

/** The bars of a row over each other: authorised, deployed within it, offered as a mark across. */
function drawCounts({ bars }: Row, { start, y, height, scale, mirror }: BarFrame): string {
  const across = (from: number, to: number) => ({
    x: Math.min(mirror(start + from), mirror(start + to)),
    width: to - from,
  });
  const lengthOf = (value: number): number => (value > 0 ? Math.max(LEAST_BAR, value * scale) : 0);
  const find = (count: Count) => bars.find((own) => own.count === count)?.cell;
  const [offered, authorised, deployed] = [find('offered'), find('authorised'), find('deployed')];
  let markup = '';
  for (const [count, cell] of [
    ['authorised', authorised],
    ['deployed', deployed],
  ] as const) {
    if (!cell?.value && !cell?.upper) continue;
    const inner = count === 'deployed' && authorised !== undefined;
    const tall = { y: inner ? y + height * 0.25 : y, height: inner ? height * 0.5 : height };
    const length = lengthOf(cell.value ?? 0);
    const upper = cell.upper === null ? length : lengthOf(cell.upper);
    if (upper > length) {
      const area = { ...across(length, upper), ...tall };
      const rest = { x: area.x, y: area.y + 0.5, width: area.width - 0.5, height: area.height - 1 };
      markup += element('rect', { class: 'bar bar--range', ...rest, fill: '#fbe9eb', stroke: '#c8102e' });
    }
    if (length > 0) markup += drawBar(count, { ...across(0, length), ...tall });
  }
  if (offered?.value) {
    const end = lengthOf(offered.value);
    const drawn = [authorised, deployed].map((cell) => lengthOf(cell?.upper ?? cell?.value ?? 0));
    const stem = Math.min(end, Math.max(...drawn));
    markup += drawPin(mirror(start + stem), mirror(start + end), y - 2, height + 4);
  }
  return markup;
}

interface AtomFrame {
  /** Px that an atom may be wide. */
  readonly room: number;
  readonly mirror: (x: number) => number;
  readonly type: Type;
}

/** The values of a row, each with its swatch where there are several, its pictogram, and its date. */
function atomsOf(row: ContributionRow, filled: readonly Count[], frame: AtomFrame): Atom[] {
  if (filled.length === 0) return words(row.deployed.text, 'chart__detail', frame);
  return filled.flatMap((count) => {
    const cell = row[count];
    const text = cell.text + signOf(cell.mark);
    const people = PEOPLE.has(cell.unit);
    const atoms = words(text, `chart__value chart__value--${count}`, { ...frame, bold: true });
    const [first, ...more] = atoms;
    const ahead = people ? (filled.length > 1 ? swatchAtom(count, frame) : undefined) : pictogramAtom(cell.unit, frame);
    const led = ahead && first ? joined(ahead, first, frame) : first;
    const detail = cell.detail ? words(`(${cell.detail})`, 'chart__detail', frame) : [];
    const parts = [...(led ? [led] : []), ...more, ...detail];
    // A value does not part from its date where one line can hold both.
    const whole = parts.reduce((a, b) => joined(a, b, frame));
    return whole.width <= frame.room ? [whole] : parts;
  });
}

function words(text: string, look: string, { room, mirror, type, bold }: AtomFrame & { bold?: boolean }): Atom[] {
  const { font } = type;
  const limit = (bold ? room / BOLD : room) - font * 1.8;
  // A value keeps together unless it is wider than the picture has room for.
  const lines = estimateWidth(text, font) <= limit ? [text] : fitWords(text, Math.max(limit, font), font);
  return lines.map((line) => ({
    width: bold ? boldWidth(line, font) : estimateWidth(line, font),
    draw: (x, y) => {
      const at = { x: mirror(x), y, 'text-anchor': 'start', 'font-size': font, 'font-weight': bold ? 600 : undefined };
      return textLine(line, { class: look, ...at });
    },
  }));
}

function swatchAtom(count: Count, { mirror, type }: AtomFrame): Atom {
  const width = type.font * 0.7;
  const draw = (x: number, y: number): string =>
    drawSwatch(count, Math.min(mirror(x), mirror(x + width)), y - width, width, mirror(1) > mirror(0) ? 1 : -1);
  return { width, draw };
}

function pictogramAtom(unit: string, { mirror, type }: AtomFrame): Atom {
  const width = type.font * 1.4;
  const draw = (x: number, y: number): string =>
    pictogramMark(unit, Math.min(mirror(x), mirror(x + width)), y - type.font * 1.05, width);
  return { width, draw };
}

/** Two atoms that do not part. */
function joined(first: Atom, second: Atom, { type }: AtomFrame): Atom {
  const ahead = first.width + type.font * 0.45;
  return { width: ahead + second.width, draw: (x, y) => first.draw(x, y) + second.draw(x + ahead, y) };
}

/** Px for a person: the values stand beside their bars in every row, unless that takes more than half of the room. */
function scaleOf(rows: readonly Row[], room: number, font: number): number {
  const reach = Math.max(0, ...rows.map((row) => row.reach));
  if (reach === 0) return 0;
  const all = rows.filter((row) => row.reach > 0).map((row) => (room - widthOf(row.atoms, font) - font) / row.reach);
  return Math.max(Math.min(room / reach, ...all), (room * 0.5) / reach);
}

const widthOf = (atoms: readonly Atom[], font: number): number =>
  atoms.reduce((sum, atom) => sum + atom.width, 0) + Math.max(0, atoms.length - 1) * font * 0.7;

/** Lines of atoms: the first from `from`, or below, from `indent`, where not even one atom has room there. */
function flow(atoms: readonly Atom[], from: number, indent: number, room: number, gap: number): PlacedAtom[] {
  let [x, row] = [from, 0];
  return atoms.map((atom) => {
    if (x > indent && x + atom.width > room) [x, row] = [indent, row + 1];
    const placed = { atom, x, row };
    x += atom.width + gap;
    return placed;
  });
}
